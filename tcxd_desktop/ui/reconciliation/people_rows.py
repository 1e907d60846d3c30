"""Who is seen in the list of a round: chips, columns, how it is narrowed. No Qt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.reconciliation import Source
from tcxd_desktop.domain.reconciliation_views import PersonState, ReconLine, SlipState
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.reconciliation import STATE

CHIPS: Final = {
    None: "Tất cả",
    PersonState.OPEN: "Còn khác",
    PersonState.ONLY_THERE: "Chỉ cấp trên có",
    PersonState.ONLY_HERE: "Chỉ ở đây có",
    PersonState.TO_REQUEST: "Chờ đề nghị",
    PersonState.WAITING: "Đã đề nghị",
    PersonState.UNSEEN: "Chưa đối chiếu",
    PersonState.SETTLED: "Đã giải quyết",
    PersonState.EQUAL: "Khớp",
}
TONES: Final = {
    PersonState.OPEN: "bad",
    PersonState.ONLY_THERE: "bad",
    PersonState.ONLY_HERE: "bad",
    PersonState.TO_REQUEST: "warn",
    PersonState.WAITING: "warn",
    PersonState.UNSEEN: "plain",
    PersonState.SETTLED: "ok",
    PersonState.EQUAL: "ok",
}
_ORDER = {state: place for place, state in enumerate(PersonState)}
SLIP = {
    SlipState.NONE: "",
    SlipState.PRINTED: "đã in",
    SlipState.KEYED: "nhập 1 lần",
    SlipState.DONE: "đã nhập",
}
Key = tuple[int, int]
"""Person and, of a line nobody fits, entry."""


def key_of(line: ReconLine) -> Key:
    """Return what tells a line from every other."""
    return line.person_id, line.entry_id if not line.person_id else 0


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which lines are looked at."""

    state: PersonState | None = None
    source: Source | None = None
    text: str = ""

    def keeps(self, line: ReconLine) -> bool:
        """Tell whether a line is looked at, whatever its state."""
        if self.source is not None and self.source not in line.differs_from:
            return False
        words = fold(self.text).split()
        if not words:
            return True
        whole = fold(f"{line.name} {line.unit}")
        return all(word in whole for word in words)


def kept(lines: Sequence[ReconLine], narrow: Narrow, held: Key | None = None) -> list[ReconLine]:
    """Return the lines that are looked at.

    Args:
        lines: of the round, in their order.
        narrow: what is asked for.
        held: whoever is being worked on stays until the cursor leaves, though just settled.
    """
    return [
        line
        for line in lines
        if key_of(line) == held or (narrow.keeps(line) and narrow.state in (None, line.state))
    ]


def counts(lines: Sequence[ReconLine], narrow: Narrow) -> Mapping[PersonState | None, int]:
    """Return how many each chip would show."""
    seen = [line for line in lines if narrow.keeps(line)]
    return {None: len(seen), **Counter(line.state for line in seen)}


def left(line: ReconLine) -> str:
    """Return how many fields still differ, of all that did."""
    if not line.differing:
        return ""
    return f"{show_number(line.open)}/{show_number(line.differing)}"


def needs_work(line: ReconLine) -> bool:
    """Tell whether somebody has to decide something here."""
    return line.state in (PersonState.OPEN, PersonState.ONLY_THERE, PersonState.ONLY_HERE)


def state_tip(line: ReconLine) -> str:
    """Return the state in full, and why a line could not be told to be somebody's."""
    return "\n".join(part for part in (STATE[line.state], line.doubt) if part)


COLUMNS: Final[tuple[Column[ReconLine], ...]] = (
    Column("name", "Họ và tên", lambda line: line.name, sort=lambda line: line.sort_key, width=126),
    Column(
        "state",
        "Tình trạng",
        lambda line: CHIPS[line.state],
        sort=lambda line: _ORDER[line.state],
        tone=lambda line: TONES[line.state],
        tip=state_tip,
        width=112,
    ),
    Column(
        "open", "Còn", left, sort=lambda line: (line.open, line.differing), align="right", width=44,
        tip=lambda line: "Số mục chưa quyết định trên số mục khác nhau",
    ),
    Column("unit", "Chi bộ", lambda line: line.unit, width=104),
    Column("birth", "Ngày sinh", lambda line: line.birth, width=90, shown=False),
    Column("slip", "Phiếu", lambda line: SLIP[line.slip], width=84, shown=False, muted=True),
)  # fmt: skip
