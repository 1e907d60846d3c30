"""Words of the reconciliation desk: fields, sources, findings, states, decisions."""

from collections.abc import Mapping, Sequence
from typing import Final

from tcxd_desktop.domain.reconciliation import Decided, Finding, Source
from tcxd_desktop.domain.reconciliation_views import PersonState, SlipState
from tcxd_desktop.domain.reconciling import UNIT
from tcxd_desktop.wording.dossier import label

SOURCE: Final[Mapping[Source, str]] = {
    Source.CENTRAL: "Danh sách cấp trên",
    Source.PAPER: "Phiếu rà soát",
    Source.CARD: "Thẻ căn cước",
}
FINDING: Final[Mapping[Finding, str]] = {
    Finding.EQUAL: "Khớp",
    Finding.DIFFERS: "Khác",
    Finding.MISSING_HERE: "Hồ sơ thiếu",
    Finding.MISSING_THERE: "Nguồn thiếu",
    Finding.BLANK: "Đều trống",
}
DECIDED: Final[Mapping[Decided, str]] = {
    Decided.OPEN: "Chưa giải quyết",
    Decided.TAKE: "Đã lấy theo nguồn",
    Decided.KEEP: "Giữ theo hồ sơ, chờ đề nghị",
    Decided.OTHER: "Đã ghi giá trị khác",
    Decided.REQUESTED: "Đã đề nghị cấp trên sửa",
    Decided.MENDED: "Cấp trên đã sửa",
    Decided.PASSED: "Bỏ qua",
}
STATE: Final[Mapping[PersonState, str]] = {
    PersonState.ONLY_THERE: "Chỉ có trong danh sách cấp trên",
    PersonState.ONLY_HERE: "Chỉ có ở đây",
    PersonState.OPEN: "Còn mục khác",
    PersonState.TO_REQUEST: "Chờ đề nghị cấp trên",
    PersonState.WAITING: "Đã đề nghị, chờ sửa",
    PersonState.UNSEEN: "Chưa đối chiếu",
    PersonState.SETTLED: "Đã giải quyết",
    PersonState.EQUAL: "Khớp",
}
SLIP: Final[Mapping[SlipState, str]] = {
    SlipState.NONE: "Chưa in phiếu",
    SlipState.PRINTED: "Đã in, chưa nhập lại",
    SlipState.KEYED: "Đã nhập lần một",
    SlipState.DONE: "Đã nhập xong",
}
_PART: Final = {
    "detail": "thôn, tổ, số nhà",
    "commune": "xã, phường",
    "province": "tỉnh, thành phố",
    "country": "quốc gia",
    "old": "tên cũ",
}
WHOLE: Final = "Có tên trong danh sách"
"""What is decided about a member the central list does not name, or a line nobody fits."""

VIEWED: Final = "Đối chiếu dữ liệu"
"""What a dossier was looked at for."""
NOT_NAMED: Final = "Chưa có tên"
TAKE_UP: Final = "Bổ sung vào danh sách"
NOT_OURS: Final = "Có tên trong danh sách của đơn vị"
TAKE_OFF: Final = "Đưa ra khỏi danh sách của đơn vị"


def field_label(target: str) -> str:
    """Return what a field of a round is called: ``Quê quán (tỉnh, thành phố)``."""
    if not target:
        return WHOLE
    if target == UNIT:
        return "Chi bộ đang sinh hoạt"
    name, _, part = target.partition(".")
    return f"{label(name)} ({_PART[part]})" if part in _PART else label(name)


def not_listed(name: str) -> str:
    """Return why a line about somebody recorded here is nobody's of the round."""
    return (
        f"{name} có hồ sơ tại đây nhưng không còn trong danh sách đảng viên của các chi bộ. "
        "Hãy xem lại biến động, hoặc đề nghị cấp trên đưa ra khỏi danh sách."
    )


def several_lines(lines: Sequence[int]) -> str:
    """Return why lines that fit the same member wait for the clerk."""
    told = ", ".join(str(line) for line in sorted(lines))
    return f"Các dòng {told} đều khớp với cùng một đảng viên. Hãy chọn dòng đúng."


def gone_line(file_name: str) -> str:
    """Return what became of a line the upper level was asked to take off."""
    return f"Không còn trong danh sách {file_name}".strip() + "."
