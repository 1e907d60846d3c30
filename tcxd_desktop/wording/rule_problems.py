"""The sentence of each Problem of rules and of the calendar."""

import re
from collections.abc import Callable

from tcxd_desktop.domain import rule_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rules import END, FIELD, KIND

SENTENCES: dict[type[Problem], str] = {
    errors.UnknownRuleProblem: (
        "Không có quy tắc “{0}” trong bộ quy định của ngày này. "
        "Hãy xem lại mã ở trang Quy định, hoặc ghi thêm quy tắc còn thiếu."
    ),
    errors.UnknownRuleKindProblem: (
        "“{0}” không phải loại quy tắc chương trình biết, nên không nhận tệp này. "
        "Hãy lấy lại tệp đúng, hoặc cài bản chương trình mới hơn."
    ),
    errors.UnknownTriggerProblem: (
        "Quy tắc {0} tính từ mốc “{1}” mà chương trình không biết, nên thời hạn sẽ không bao giờ "
        "chạy. Hãy chọn một mốc trong danh sách; nếu là tệp thì sửa mốc đó rồi nhận lại."
    ),
    errors.UnknownRuleSetProblem: (
        "Không có bộ quy định “{0}”. Hãy chọn một bộ trong danh sách, "
        "hoặc sửa mã bộ quy định trong tệp."
    ),
    errors.UnknownRoleProblem: (
        "“{0}” không phải vai trò của đảng bộ xã, phường. "
        "Hãy chọn cấp trên trực tiếp hoặc đảng bộ cơ sở."
    ),
    errors.RuleContentProblem: (
        "Quy tắc {0}, ô {1}: “{2}” không dùng được. Hãy chọn hoặc gõ lại ô này rồi ghi lại."
    ),
    errors.RuleFieldMissingProblem: (
        "Quy tắc {0} thiếu ô {1} nên chưa dùng được. Hãy điền ô này rồi ghi lại."
    ),
    errors.RuleFieldUnknownProblem: (
        "Quy tắc {0} có ô “{1}” chương trình không biết, nên không nhận để khỏi hiểu sai. "
        "Hãy bỏ ô đó, hoặc cài bản chương trình mới hơn."
    ),
    errors.RuleKeyProblem: (
        "“{1}” không dùng làm mã được ({0}). Hãy xem cách viết mã của các quy tắc cùng loại."
    ),
    errors.RuleDatesProblem: (
        "Quy tắc {0} hết hiệu lực ngày {2}, trước ngày có hiệu lực {1}. Hãy xem lại hai ngày này."
    ),
    errors.RuleSourceProblem: (
        "Chưa ghi căn cứ{0}. Hãy ghi số, ngày và mục của văn bản để sau này còn tra lại được."
    ),
    errors.RuleSameDayProblem: (
        "Quy tắc {0} đã được sửa từ ngày {1} rồi, mà mỗi ngày chỉ có một bản. "
        "Hãy bỏ bản đó trước, hoặc chọn ngày khác."
    ),
    errors.RuleUnchangedProblem: (
        "Nội dung mới của quy tắc {0} giống nội dung đang áp dụng, nên không có gì để ghi. "
        "Hãy xem lại ô cần sửa."
    ),
    errors.RuleNotOursProblem: (
        "Quy tắc này có sẵn theo chương trình nên không bỏ được. "
        "Hãy dùng Sửa và ghi ngày bắt đầu áp dụng nội dung mới."
    ),
    errors.RuleWithdrawnProblem: (
        "Bản sửa của quy tắc {0} đã bỏ từ trước rồi. Hãy tải lại trang để xem bản đang áp dụng."
    ),
    errors.RuleFileProblem: (
        "Không nhận được tệp quy định: {0}{1}. Chưa có gì được ghi. "
        "Hãy xin lại tệp từ nơi gửi, hoặc sửa chỗ này rồi nhận lại."
    ),
    errors.NoRouteProblem: (
        "Giấy {0} không có tuyến cho {1} theo quy định và vai trò của xã trong ngày này. "
        "Hãy xem lại loại giấy, loại tổ chức hai đầu, hoặc vai trò của xã ở trang Quy định."
    ),
    errors.NoDayProblem: (
        "Quy tắc {0} đếm số lần, không đếm ngày, nên không tính ra hạn. Hãy chọn quy tắc khác."
    ),
    errors.NoRestDayProblem: (
        "{0} vốn là ngày làm việc nên không ghi là ngày làm bù được. "
        "Hãy chọn thứ Bảy hoặc Chủ nhật, hoặc ghi là ngày nghỉ."
    ),
    errors.CalendarYearProblem: (
        "Lịch làm việc chỉ ghi từ năm {1} đến năm {2}, không ghi được năm {0}. Hãy xem lại năm."
    ),
}

_FILE_FAULTS = {
    "size": "tệp lớn quá 1 MB",
    "text": "tệp không phải chữ UTF-8",
    "json": "tệp không phải JSON, lỗi ở dòng ",
    "shape": "tệp không phải tệp quy định",
    "format": "tệp không ghi đúng định dạng tcxd-rules/1",
    "rows": "tệp không có quy tắc nào",
    "many": "tệp có nhiều quy tắc quá, nhiều nhất là ",
    "row": "ghi chưa đúng ở quy tắc thứ ",
    "double": "hai lần cùng một quy tắc, cùng ngày: ",
}


def _day(text: str) -> str:
    return show_date(text) if _ISO.fullmatch(text) else text


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KINDS = {kind.value: text.lower() for kind, text in KIND.items()}
_ENDS = {str(end): text for end, text in END.items()}

ARGUMENTS: dict[type[Problem], tuple[tuple[int, Callable[[str], str]], ...]] = {
    errors.RuleContentProblem: ((1, lambda field: FIELD.get(field, field)),),
    errors.RuleFieldMissingProblem: ((1, lambda field: FIELD.get(field, field)),),
    errors.RuleKeyProblem: ((0, lambda kind: _KINDS.get(kind, kind)),),
    errors.RuleDatesProblem: ((1, _day), (2, _day)),
    errors.RuleSameDayProblem: ((1, _day),),
    errors.RuleSourceProblem: ((0, lambda key: f" của quy tắc {key}" if key else ""),),
    errors.RuleFileProblem: ((0, lambda why: _FILE_FAULTS.get(why, _FILE_FAULTS["shape"])),),
    errors.NoRouteProblem: ((1, lambda end: _ENDS.get(end, end)),),
}
"""Which arguments of a problem are keys, and how each reads."""


def rule_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem with its keys in words."""
    shown = list(texts)
    for position, words in ARGUMENTS.get(type(problem), ()):
        if position < len(shown):
            shown[position] = words(shown[position])
    return shown
