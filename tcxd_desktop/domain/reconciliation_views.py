"""What the reconciliation desk shows: rounds, progress, people, fields with what each side says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tcxd_desktop.domain.imports import Candidate
from tcxd_desktop.domain.reconciliation import Decided, Entry, Finding, Round, Source, Verdict

TO_ASK: Final = (Decided.KEEP, Decided.TAKE, Decided.OTHER)
"""Decisions after which our record holds: a central list that says otherwise is to be mended."""


class PersonState(StrEnum):
    """Tình trạng đối chiếu của một người; the worst of all fields."""

    ONLY_THERE = "chi_o_nguon"
    """A line of the central list nobody here fits, not settled yet."""
    ONLY_HERE = "chi_o_day"
    """A member the central list does not name, not settled yet."""
    OPEN = "con_khac"
    """Differences nobody has decided on."""
    TO_REQUEST = "cho_de_nghi"
    """All decided; the other end is still to be asked to mend something."""
    WAITING = "da_de_nghi"
    """The upper level was asked and has not mended it yet."""
    UNSEEN = "chua_doi_chieu"
    """No source has said anything yet."""
    SETTLED = "da_giai_quyet"
    """There were differences; all are settled."""
    EQUAL = "khop"
    """Whatever was compared is the same."""


FINISHED: Final = frozenset({PersonState.SETTLED, PersonState.EQUAL})


class SlipState(StrEnum):
    """Tình trạng phiếu rà soát của một người."""

    NONE = ""
    PRINTED = "da_in"
    KEYED = "da_nhap"
    """Keyed once where the round asks for a second keying: it does not count yet."""
    DONE = "xong"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """Một dòng danh sách đợt đối chiếu, with its figures in people."""

    round: Round
    members: int
    differing: int
    open: int
    requested: int
    done: int
    only_there: int = 0
    """Lines of the central list nobody fits, not settled."""


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """Tiến độ đối chiếu của một chi bộ; every figure counts people."""

    unit_id: int
    name: str
    members: int = 0
    slips_printed: int = 0
    """Slips that were printed, keyed back or not."""
    slips_keyed: int = 0
    """Keyed back for good: twice where the round asks for it."""
    unseen: int = 0
    differing: int = 0
    """With a difference, settled or not."""
    open: int = 0
    """With a difference nobody has decided on."""
    decided: int = 0
    """With differences, every one of them decided."""
    requested: int = 0
    """With something the upper level was asked to mend and has not."""
    mended: int = 0
    """With something the upper level has mended."""
    done: int = 0
    """Nothing is left to be done."""
    only_here: int = 0
    """Not named by the central list, decided or not."""

    @property
    def percent(self) -> int:
        """How far it is, in whole percent; 100 only when all are done."""
        return self.done * 100 // self.members if self.members else 100


@dataclass(frozen=True, slots=True)
class ReconQuery:
    """Điều kiện lọc người trong một đợt. Empty parts do not filter."""

    unit_id: int | None = None
    """This organisation and all below it."""
    state: PersonState | None = None
    text: str = ""
    """Words of the name or a number, without tone marks."""
    source: Source | None = None
    """Only who differs from this source."""
    field: str = ""
    """Only who has an undecided difference in this field."""


@dataclass(frozen=True, slots=True)
class ReconLine:
    """Một người trong danh sách đối chiếu, or a line of the central list nobody fits."""

    person_id: int
    """0: a line nobody fits; then ``entry_id`` tells it."""
    entry_id: int
    name: str
    sort_key: str
    birth: str
    """As text to show."""
    unit_id: int | None
    unit: str
    state: PersonState
    differing: int = 0
    """Fields that differ, decided or not."""
    open: int = 0
    to_request: int = 0
    requested: int = 0
    settled: int = 0
    mended: int = 0
    """Of the settled ones: mended by the upper level."""
    only_here: bool = False
    """The central list does not name this member, whatever was decided about it."""
    sources: tuple[Source, ...] = ()
    """Who has said something."""
    slip: SlipState = SlipState.NONE
    differs_from: tuple[Source, ...] = ()
    doubt: str = ""
    """Why a line could not be told to be somebody's."""
    open_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRecon:
    """Một mục của một người: what we hold, what each source says, what was decided."""

    target: str
    label: str
    ours: str
    theirs: Mapping[Source, str] = field(default_factory=dict)
    """A source that does not tell of this field is not there; ``""``: it leaves it blank."""
    findings: Mapping[Source, Finding] = field(default_factory=dict)
    finding: Finding = Finding.BLANK
    """The worst of them."""
    verdict: Verdict | None = None
    """What was decided, as long as it holds."""
    earlier: Verdict | None = None
    """Decided before one of the sides changed: the field is open again."""
    locked: bool = False
    """A fixed fact with a value: it changes by a correction with its decision."""
    writable: bool = True
    """Our record can take what a source says; membership moves by *Chuyển sinh hoạt* alone."""

    @property
    def differs(self) -> bool:
        """Whether the sides do not say the same."""
        return self.finding not in (Finding.EQUAL, Finding.BLANK)

    @property
    def open(self) -> bool:
        """Whether somebody has to decide."""
        return self.differs and self.verdict is None

    def agrees(self, source: Source) -> bool:
        """Tell whether a source says what we hold."""
        return self.findings.get(source) in (Finding.EQUAL, Finding.BLANK)

    @property
    def to_request(self) -> bool:
        """Whether the upper level is to be asked to mend it.

        What holds was decided, and the central list says otherwise: also where paper or card was
        followed. Kept against paper or card alone, there is nothing to ask for.
        """
        asks = self.verdict is not None and self.verdict.decided in TO_ASK
        return asks and Source.CENTRAL in self.findings and not self.agrees(Source.CENTRAL)


@dataclass(frozen=True, slots=True)
class PersonRecon:
    """Bàn đối chiếu của một người."""

    person_id: int
    name: str
    birth: str
    unit_id: int | None
    unit: str
    version: int
    """Of the dossier looked at."""
    state: PersonState
    fields: tuple[FieldRecon, ...]
    entries: Mapping[Source, Entry] = field(default_factory=dict)
    slip: SlipState = SlipState.NONE
    only_here: bool = False
    """The central list does not name this member."""
    whole: Verdict | None = None
    """What was decided about that."""
    restricted: bool = False
    """By decision the data may only be kept: nothing can be decided."""


@dataclass(frozen=True, slots=True)
class StrayRecon:
    """Dòng chỉ có trong danh sách cấp trên."""

    entry: Entry
    fields: tuple[tuple[str, str], ...]
    """Label and text of what the line tells."""
    candidates: tuple[Candidate, ...] = ()
    """Who it may be, best first; also people of the office beyond the round."""
    verdict: Verdict | None = None


# --- the central list -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CentralRow:
    """Một dòng danh sách cấp trên, before it is taken in."""

    key: int
    """Tells it from every other line of the file, over several sheets."""
    line: int
    """Of its sheet, as the clerk sees it."""
    name: str
    birth: str
    unit: str
    values: Mapping[str, str]
    """Target to text; ``""`` where the list has the column and says nothing."""
    person_id: int = 0
    """Whom it was told to be; 0: nobody, or in doubt."""
    candidates: tuple[Candidate, ...] = ()
    """Who it may be, best first; only of a line in doubt."""
    reasons: tuple[str, ...] = ()
    """Why it is in doubt, and what could not be read; sentences."""
    central_id: str = ""


@dataclass(frozen=True, slots=True)
class CentralPreview:
    """Bản xem trước danh sách cấp trên."""

    rows: tuple[CentralRow, ...]
    fields: tuple[str, ...]
    """Targets of the round the list has columns for."""
    only_here: tuple[tuple[int, str], ...] = ()
    """Members of the round the list does not name: id and name."""
    file_name: str = ""
    file_hash: str = ""
    notes: tuple[str, ...] = ()
    ignored: int = 0
    """Lines of people who are ours, but not members of a chi bộ of this round."""

    @property
    def matched(self) -> tuple[CentralRow, ...]:
        """Lines that are certainly somebody's."""
        return tuple(row for row in self.rows if row.person_id)

    @property
    def doubtful(self) -> tuple[CentralRow, ...]:
        """Lines somebody has to look at."""
        return tuple(row for row in self.rows if not row.person_id and row.candidates)

    @property
    def only_there(self) -> tuple[CentralRow, ...]:
        """Lines nobody here fits."""
        return tuple(row for row in self.rows if not row.person_id and not row.candidates)


# --- deciding -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Cách giải quyết được chọn cho một mục."""

    field: str
    """Target; empty: the member as a whole, whom the central list does not name."""
    decided: Decided
    """TAKE, KEEP, OTHER or PASSED."""
    source: Source = Source.CENTRAL
    """Whose word is taken, or whose record is to be mended."""
    value: str = ""
    """Of OTHER: what holds, as typed."""
    basis: str = ""
    """Căn cứ; of PASSED the reason."""
    version: int = 0
    """Of the dossier that was looked at; 0: whichever."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Một mục của một người, chosen to be decided together with others."""

    person_id: int
    field: str
    name: str = ""
    ours: str = ""
    theirs: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class RequestLine:
    """Một dòng của danh sách đề nghị đính chính."""

    verdict_id: int
    person_id: int
    """0: a line of the central list nobody here fits."""
    name: str
    birth: str
    unit: str
    number: str
    """Số định danh; blank where it is not known."""
    field: str
    label: str
    theirs: str
    """What the system says."""
    wanted: str
    """What it should say."""
    basis: str
    decided: Decided = Decided.KEEP


@dataclass(frozen=True, slots=True)
class RequestInfo:
    """Văn bản đề nghị đính chính đã lập."""

    id: int
    round_id: int
    number: str
    on: str
    lines: tuple[RequestLine, ...]
    """As they were printed."""
    mended: int = 0
    """How many of them the upper level has mended."""


# --- slips ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SlipField:
    """Một dòng của phiếu rà soát."""

    target: str
    label: str
    value: str
    """As printed on the slip."""
    keyed: str | None = None
    """What was keyed back; ``None``: not keyed, or unchanged."""
    twice: bool = False
    """Is keyed a second time."""
    digits: int = 0
    """Boxes for a number of identity; 0: none."""
    dated: bool = False
    """A day, month and year are written."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Phiếu rà soát của một người."""

    round_id: int
    person_id: int
    code: str
    """What the barcode says."""
    name: str
    birth: str
    unit: str
    fields: tuple[SlipField, ...]
    state: SlipState = SlipState.NONE
    printed: str = ""
    """ISO day of the print."""
