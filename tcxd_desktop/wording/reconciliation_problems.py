"""What to say about problems of reconciliation: sai gì, vì sao, sửa thế nào."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from tcxd_desktop.domain import reconciliation_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.reconciliation import DECIDED, SOURCE, field_label

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
SENTENCES: Final[Mapping[type[Problem], str]] = {
    errors.ClosedRoundProblem: (
        "Đợt đối chiếu “{0}” đã kết thúc nên không ghi thêm được. "
        "Hãy mở lại đợt và ghi lý do, hoặc mở một đợt mới."
    ),
    errors.RoundRunningProblem: (
        "Đợt đối chiếu “{0}” đang mở nên không cần mở lại. Hãy tiếp tục ghi vào đợt này."
    ),
    errors.NoFieldsProblem: (
        "Đợt đối chiếu chưa có mục nào để so sánh. Hãy chọn ít nhất một mục của hồ sơ."
    ),
    errors.UnknownFieldProblem: (
        "Mục “{0}” không nằm trong các mục của đợt đối chiếu này. "
        "Hãy chọn mục khác, hoặc thêm mục này vào đợt."
    ),
    errors.NotInRoundProblem: (
        "{0} không thuộc chi bộ nào của đợt đối chiếu này, hoặc không còn trong danh sách. "
        "Hãy xem lại phạm vi của đợt và nơi đảng viên đang sinh hoạt."
    ),
    errors.BasisNeededProblem: (
        "Chưa ghi căn cứ nên sau này không rõ vì sao chọn như vậy. "
        "Hãy ghi giấy tờ đã xem, ví dụ: Giấy khai sinh số 12/1962."
    ),
    errors.NothingToDecideProblem: (
        "{0}: các bên đang ghi giống nhau nên không có gì để giải quyết. "
        "Nếu cả hai cùng sai, hãy chọn Giá trị khác."
    ),
    errors.SourceSilentProblem: (
        "{1} không ghi {0} nên không lấy theo được. Hãy giữ theo hồ sơ hoặc ghi giá trị khác."
    ),
    errors.NotWritableProblem: (
        "Chi bộ đang sinh hoạt chỉ đổi khi có chuyển sinh hoạt. "
        "Hãy dùng trang Chuyển sinh hoạt, hoặc giữ theo hồ sơ để đề nghị cấp trên sửa."
    ),
    errors.PersonNotTakenProblem: (
        "Bàn đối chiếu không tạo hồ sơ mới, vì một dòng danh sách chưa đủ để lập hồ sơ. "
        "Hãy nhập danh sách ở trang Nhập Excel, hoặc thêm đảng viên rồi gán dòng này cho người đó."
    ),
    errors.DecidedElsewhereProblem: (
        "Không chọn được “{0}” cho mục này. Hãy chọn một cách khác đang hiện trên bàn đối chiếu."
    ),
    errors.ChangedSinceProblem: (
        "{0} đã được sửa tiếp từ lúc giải quyết nên không trả về giá trị cũ được. "
        "Hãy sửa trực tiếp trong hồ sơ."
    ),
    errors.CentralTwiceProblem: (
        "Dòng {1} và dòng {2} cùng được gán cho {0}, mà mỗi đảng viên chỉ có một dòng. "
        "Hãy chọn dòng đúng, dòng kia để không ai."
    ),
    errors.NoVerdictProblem: (
        "Không thấy cách giải quyết này trong đợt: có thể đã được bỏ. Hãy xem lại danh sách."
    ),
    errors.NothingToRequestProblem: (
        "Không có mục nào đang giữ theo hồ sơ để đề nghị cấp trên sửa. "
        "Hãy chọn Giữ theo hồ sơ ở các mục cấp trên ghi sai trước."
    ),
    errors.SentRequestProblem: (
        "Mục này đã nằm trong văn bản đề nghị số {0} ngày {1}. "
        "Nếu lập nhầm, hãy bỏ văn bản đó trước; nếu cấp trên đã sửa, hãy ghi Cấp trên đã sửa."
    ),
    errors.NotRequestedProblem: (
        "{0}: mục này không chờ cấp trên sửa nên không ghi đã sửa được. Hãy chọn mục khác."
    ),
    errors.BadSlipCodeProblem: (
        "“{0}” không phải mã phiếu rà soát: mã có 14 chữ số, in dưới mã vạch. "
        "Hãy quét lại, hoặc gõ đủ các số dưới mã vạch."
    ),
    errors.SlipNotPrintedProblem: (
        "Phiếu rà soát của {0} chưa được in trong đợt này nên chưa biết trên phiếu ghi gì. "
        "Hãy in phiếu trước."
    ),
    errors.SlipNotKeyedProblem: (
        "Phiếu của {0} chưa nhập lần một nên chưa có gì để so. Hãy nhập lần một trước."
    ),
    errors.NoSecondKeyingProblem: (
        "Đợt đối chiếu “{0}” không yêu cầu nhập hai lần. "
        "Hãy nhập phiếu một lần, hoặc bật nhập hai lần trong đợt."
    ),
    errors.DoubleKeyingProblem: (
        "Hai lần nhập khác nhau ở: {0}. Hãy xem lại phiếu giấy; nếu lần đầu sai thì nhập lại "
        "lần một, nếu lần này sai thì gõ lại."
    ),
    errors.NotOnSlipProblem: (
        "{0} không có trên phiếu đã in nên không nhập được. "
        "Hãy in lại phiếu nếu cần rà soát mục này."
    ),
}  # fmt: skip


def _label(value: object) -> str:
    return field_label(str(value))


def _labels(value: object) -> str:
    told = value if isinstance(value, tuple) else (value,)
    return ", ".join(map(_label, told))


_SOURCES: Final = {source.value: words for source, words in SOURCE.items()}
_DECISIONS: Final = {decided.value: words for decided, words in DECIDED.items()}


def _source(value: object) -> str:
    return _SOURCES.get(str(value), str(value))


def _decided(value: object) -> str:
    return _DECISIONS.get(str(value), str(value))


def _day(value: object) -> str:
    return show_date(str(value)) if _ISO.fullmatch(str(value)) else str(value)


_SHOWN: Final[Mapping[type[Problem], Mapping[int, Callable[[object], str]]]] = {
    errors.UnknownFieldProblem: {0: _label},
    errors.NothingToDecideProblem: {0: _label},
    errors.SourceSilentProblem: {0: _label, 1: _source},
    errors.DecidedElsewhereProblem: {0: _decided},
    errors.ChangedSinceProblem: {0: _label},
    errors.SentRequestProblem: {1: _day},
    errors.NotRequestedProblem: {0: _label},
    errors.DoubleKeyingProblem: {0: _labels},
    errors.NotOnSlipProblem: {0: _label},
}


def recon_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem with its keys in words."""
    shown = _SHOWN.get(type(problem), {})
    told = dict(enumerate(problem.args))
    return [
        shown[place](told[place]) if place in shown and place in told else text
        for place, text in enumerate(texts)
    ]
