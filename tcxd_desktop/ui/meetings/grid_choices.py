"""Kinds of meeting and of chi bộ to choose from, typed by their first letters. No Qt."""

from collections.abc import Mapping
from typing import TypeVar

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.score_templates import CellKind, MeetingKind
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.common.reading import Choices, CodeChoices
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND

Kind = TypeVar("Kind", MeetingKind, CellKind)
_ALIASES: Mapping[MeetingKind | CellKind, tuple[str, ...]] = {
    MeetingKind.REGULAR: ("tk", "định kỳ"),
    MeetingKind.THEMATIC: ("cd",),
    MeetingKind.COMBINED: ("kh", MEETING_KIND[MeetingKind.COMBINED]),
    MeetingKind.UNUSUAL: ("bt",),
    CellKind.VILLAGE: ("khu phố", "ấp", "bản", "tổ dân phố"),
    CellKind.OFFICE: ("cơ quan", "trường học", "trạm y tế", "sự nghiệp"),
    CellKind.STATE_FIRM: ("nhà nước",),
    CellKind.PRIVATE_FIRM: ("tư nhân", "FDI", "hợp tác xã"),
    CellKind.STUDENTS: ("sinh viên", "học sinh"),
    CellKind.FORCES: ("công an", "quân sự"),
    CellKind.OTHER: (),
}


def _choices(title: str, labels: Mapping[Kind, str]) -> CodeChoices:
    codes = tuple(Code(key.value, name, _ALIASES[key]) for key, name in labels.items())
    return CodeChoices(CodeList(title, title, codes, stores="key"))


KINDS: Choices = _choices(
    "loại buổi",
    {kind: MEETING_KIND[kind] for kind in MeetingKind} | {MeetingKind.COMBINED: "Kết hợp"},
)
CELL_KINDS: Choices = _choices("loại hình", {kind: CELL_KIND[kind] for kind in CellKind})


def pick(choices: Choices, typed: str, nothing: str, *, field: str) -> str:
    """Return the value typed text names: in full, by alias, or by what it begins with.

    Args:
        choices: what there is to choose from.
        typed: the text.
        nothing: value of an empty cell.
        field: where the Problem is shown.

    Raises:
        NotInListProblem: it names none of them.
    """
    text = clean_line(typed)
    if not text:
        return nothing
    exact = choices.find(text)
    if exact is None:
        begun = choices.matches(text)
        exact = begun[0] if begun else None
    return str(exact.value if exact is not None else choices.read(text, name=field))
