"""What the editor knows of a dossier being worked on. No Qt."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tcxd_desktop.domain.checks import Doubt, doubts
from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.completeness import (
    SEALED_PAPER,
    Gap,
    PapersState,
    missing,
    papers_state,
    percent,
)
from tcxd_desktop.domain.dossier import FACTS, SEALED_FIELDS, TABLES, Dossier
from tcxd_desktop.domain.facts import is_blank
from tcxd_desktop.domain.rows import PaperInDossier
from tcxd_desktop.ui.people.editor_layout import SHEETS, Sheet
from tcxd_desktop.wording.access import SEALED
from tcxd_desktop.wording.checks import PAPERS_STATE, counted, gap_words, sentence
from tcxd_desktop.wording.formats import show_date

_PEOPLE = {"family", "relatives_abroad"}
_PAPERS_BEHIND: dict[str, tuple[str, ...]] = {
    "01": ("74",),
    "04": ("75",),
    "08": ("77",),
    "12": ("5", "7"),
    "17": ("70", "86"),
    "20": ("81",),
    "23": ("23",),
    "24": ("20", "21"),
    "26": ("22", "36"),
    "27b": ("6",),
    "27c": ("14",),
    "no": ("19", "72", "73"),
    "life": ("2",),
    "party": ("18",),
}
"""Types of paper (list of 104) that prove an item."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The small word behind a section: its text and tone."""

    text: str
    tone: str


class EditorState:
    """A dossier as it was opened and as it stands in the boxes."""

    def __init__(
        self, dossier: Dossier, today: date, codes: CodeLists, *, sealed: bool = True
    ) -> None:
        """Start with a dossier as saved; ``sealed``: items 26 to 28 are at hand."""
        self.sealed = sealed
        self.base = dossier
        self.current = dossier
        self.today = today
        self.codes = codes
        self._weighed: Dossier | None = None
        self._gaps: tuple[Gap, ...] = ()
        self._doubts: tuple[Doubt, ...] = ()

    @property
    def dirty(self) -> bool:
        """Whether something differs from what is saved."""
        return self.current != self.base

    def put(self, name: str, value: Any) -> None:
        """Take the value of a box."""
        if getattr(self.current, name) != value:
            self.current = replace(self.current, **{name: value})

    def take(self, draft: Dossier) -> None:
        """Go on with unsaved work."""
        self.current = replace(draft, id=self.base.id, version=self.base.version)

    def locked(self, name: str) -> bool:
        """Whether a box is fixed: known since admission, so only a correction may change it."""
        fact = FACTS.get(name)
        return (
            fact is not None
            and fact.locked
            and self.base.admitted
            and not is_blank(getattr(self.base, name))
        )

    def saved(self, dossier: Dossier) -> None:
        """Take what was saved as the new start."""
        self.base = self.current = dossier

    def rebase(self, fresh: Dossier) -> tuple[str, ...]:
        """Put unsaved changes upon a newer saved state; return what both sides changed."""
        mine = {
            name: getattr(self.current, name)
            for name in (*FACTS, *TABLES)
            if getattr(self.current, name) != getattr(self.base, name)
        }
        both = tuple(
            name
            for name, value in mine.items()
            if getattr(fresh, name) not in (getattr(self.base, name), value)
        )
        self.base = fresh
        self.current = replace(fresh, **mine)
        return both

    def percent(self) -> int:
        """Return how complete the dossier in the boxes is."""
        return percent(self.current, self.today)

    def gaps(self, sheet: Sheet) -> list[Gap]:
        """Return what a section still lacks."""
        self._weigh()
        return [gap for gap in self._gaps if gap.field in sheet.fields]

    def next_gap(self, after: str) -> str:
        """Return the next box that lacks something after ``after``, round the form; or ``""``."""
        self._weigh()
        lacking = {gap.field for gap in self._gaps}
        order = [name for sheet in SHEETS for name in sheet.fields]
        start = order.index(after) + 1 if after in order else 0
        return next((name for name in order[start:] + order[:start] if name in lacking), "")

    def gap_texts(self, sheet: Sheet) -> list[str]:
        """Return what a section lacks, in words."""
        return [gap_words(gap, self.codes) for gap in self.gaps(sheet)]

    def doubts(self, sheet: Sheet) -> list[Doubt]:
        """Return what looks wrong in a section."""
        self._weigh()
        return [doubt for doubt in self._doubts if doubt.field in sheet.fields]

    def doubt_texts(self, sheet: Sheet) -> list[str]:
        """Return what looks wrong in a section, in words."""
        return [sentence(doubt) for doubt in self.doubts(sheet)]

    def counted(self, sheet: Sheet) -> list[str]:
        """Return what the program counts for a section, in words."""
        return counted(self.current, sheet.section.key, self.today)

    def mark(self, sheet: Sheet) -> Mark:
        """Return the small word behind a section."""
        if not self.sealed and set(sheet.fields) <= SEALED_FIELDS:
            return Mark(SEALED, "plain")
        lacking = len(self.gaps(sheet))
        if lacking:
            return Mark(f"thiếu {lacking}", "warn")
        looked = len(self.doubts(sheet))
        if looked:
            return Mark(f"xem lại {looked}", "warn")
        if sheet.section.key == "papers":
            return self._papers_mark()
        return self._filled_mark(sheet)

    def _papers_mark(self) -> Mark:
        state = papers_state(self.current, self.today)
        if state is PapersState.CONFIRMED:
            return Mark("đã xác nhận", "ok")
        return Mark("đủ", "ok")

    def _filled_mark(self, sheet: Sheet) -> Mark:
        tables = [name for name in sheet.fields if name in TABLES]
        if len(tables) == len(sheet.fields):
            count = sum(len(getattr(self.current, name)) for name in tables)
            unit = "người" if _PEOPLE & set(tables) and len(tables) == 1 else "dòng"
            return Mark(f"{count} {unit}" if count else "trống", "plain")
        boxes = (FACTS[name] for name in sheet.fields if name in FACTS)
        if any(box.needed for box in boxes):
            return Mark("đủ", "ok")
        filled = any(
            not is_blank(value) and value is not False
            for value in (getattr(self.current, name) for name in sheet.fields)
        )
        return Mark("có ghi" if filled else "trống", "plain")

    def papers_text(self) -> str:
        """Return the state of the papers in words."""
        return PAPERS_STATE[papers_state(self.current, self.today)]

    def proofs(self, item: str) -> list[str]:
        """Return the papers in the dossier an item rests on, one line each."""
        kinds = _PAPERS_BEHIND.get(item, ())
        papers = self.codes.get("paper_type")
        return [
            _proof(row, papers.label(row.type) if papers else row.title)
            for row in self.current.papers
            if row.type in kinds and row.present
        ]

    def with_missing_papers(self) -> tuple[PaperInDossier, ...]:
        """Return the mục lục with a line, not yet ticked, for every paper that is missing."""
        self._weigh()
        listed = {row.type for row in self.current.papers}
        listed.add(SEALED_PAPER)  # which it is, is not for everybody to know
        wanted = [gap.paper for gap in self._gaps if gap.paper and gap.paper not in listed]
        return (*self.current.papers, *(PaperInDossier(type=paper) for paper in wanted))

    def _weigh(self) -> None:
        if self._weighed is not self.current:
            self._gaps = missing(self.current, self.today)
            self._doubts = doubts(self.current, self.today)
            self._weighed = self.current


def _proof(row: PaperInDossier, kind: str) -> str:
    named = ", ".join(text for text in (row.number, show_date(row.on), row.issuer) if text)
    copy = row.copy.lower()
    text = f"{row.title or kind}: {named}" if named else row.title or kind
    return f"{text} ({copy})" if copy else text
