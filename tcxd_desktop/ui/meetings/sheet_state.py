"""What the sheet editor knows of the sheet being scored. No Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.score_sheets import (
    WHOLE_SHEET,
    Entries,
    Entry,
    FactValue,
    ItemResult,
    ScoreSheet,
    SheetResult,
)
from tcxd_desktop.domain.score_templates import ZERO, Adjustment, Item, ScoreTemplate
from tcxd_desktop.domain.scoring import compile_template

_NOTHING = Entry()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: a group, an item, a bonus or penalty, or the total."""

    id: str
    label: str
    max: Decimal
    depth: int = 0
    item: Item | None = None
    adjustment: Adjustment | None = None
    entry: Entry = _NOTHING
    """Of the scorer at work."""

    @property
    def group(self) -> bool:
        """Whether items stand below it."""
        return self.item is not None and bool(self.item.children)

    @property
    def leaf(self) -> bool:
        """Whether it is scored by itself."""
        return self.item is not None and not self.item.children

    @property
    def total(self) -> bool:
        """Whether it is the last line."""
        return self.item is None and self.adjustment is None


class SheetWork:
    """A sheet as it was opened, and the entries of one scorer as they stand in the cells."""

    def __init__(self, sheet: ScoreSheet, scorer: str, threshold: Decimal) -> None:
        """Start with a sheet as saved.

        Args:
            sheet: the sheet, with the entries of both scorers.
            scorer: whose entries are at work.
            threshold: difference from which the review must give a reason.
        """
        self.base = sheet
        self.scorer = scorer
        self.threshold = threshold
        self.facts: dict[str, FactValue] = dict(sheet.facts)
        self.entries: Entries = dict(sheet.entries.get(scorer, {}))
        self.reason = sheet.reason
        self._machine = compile_template(sheet.template)
        self.own = self._score()
        other = self.other_scorer
        told = sheet.entries.get(other, {})
        self.other = self._machine.score(self.facts, told, other) if told else None

    # --- who --------------------------------------------------------------------------------------

    @property
    def reviewing(self) -> bool:
        """Whether the official points are at work."""
        return self.scorer == self.base.template.official.id

    @property
    def other_scorer(self) -> str:
        """The scorer compared with."""
        template = self.base.template
        return template.scorers[0].id if self.reviewing else template.official.id

    @property
    def template(self) -> ScoreTemplate:
        """The template as its variants have it for these facts."""
        return self._machine.shaped(self.facts)

    @property
    def values(self) -> Mapping[str, FactValue]:
        """The facts with those derived."""
        return self._machine.values(self.facts)

    @property
    def dirty(self) -> bool:
        """Whether something differs from what is saved."""
        saved = self.base.entries.get(self.scorer, {})
        return (
            dict(self.entries) != dict(saved)
            or self.facts != dict(self.base.facts)
            or (self.reviewing and self.reason != self.base.reason)
        )

    # --- lines ------------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        """Return the lines of the sheet, in printed order."""
        template = self.template
        found = [line for item in template.items for line in self._under(item, 0)]
        found += [
            Line(one.id, one.label, one.max_total, 0, None, one, self._entry(one.id))
            for one in template.adjustments
        ]
        most = template.total
        found.append(Line(WHOLE_SHEET, "Tổng điểm", most, entry=self._entry(WHOLE_SHEET)))
        return found

    def take(self, lines: list[Line]) -> None:
        """Take the entries of the lines, and work out what they come to."""
        shown = {line.id for line in lines}
        # What a variant leaves out of the sheet counts again when the kind of meeting is corrected.
        kept = {name: entry for name, entry in self.entries.items() if name not in shown}
        told = {line.id: line.entry for line in lines if line.entry.told or line.entry.note.strip()}
        self.entries = {**kept, **told}
        self.own = self._score()

    def put_fact(self, name: str, value: FactValue) -> None:
        """Take a figure of the template's own, typed on the sheet."""
        if value is None:
            self.facts.pop(name, None)
        else:
            self.facts[name] = value
        self.own = self._score()

    def result(self, line: Line) -> ItemResult | None:
        """Return what a line comes to for the scorer at work."""
        return _of(self.own, line)

    def other_result(self, line: Line) -> ItemResult | None:
        """Return what a line comes to for the other scorer, ``None`` where there is none."""
        return _of(self.other, line) if self.other is not None else None

    def points(self, line: Line, *, other: bool = False) -> Decimal | None:
        """Return the points of a line."""
        sheet = self.other if other else self.own
        if sheet is None:
            return None
        if line.total:
            return sheet.total
        found = _of(sheet, line)
        return found.points if found is not None else None

    def apart(self, line: Line) -> Decimal | None:
        """Return self-score minus review of a line, where both are there."""
        own, other = self.points(line), self.points(line, other=True)
        if own is None or other is None:
            return None
        return other - own if self.reviewing else own - other

    def below_told(self, line: Line) -> bool:
        """Tell whether something was entered on an item below a group."""
        if line.item is None:
            return any(name != WHOLE_SHEET and one.told for name, one in self.entries.items())
        return any(self._entry(item.id).told for item in _walk(line.item.children))

    # --- the other scorer -------------------------------------------------------------------------

    def of_other(self, name: str) -> Entry:
        """Return what the other scorer entered on a line."""
        return self.base.entries.get(self.other_scorer, {}).get(name, _NOTHING)

    def difference(self) -> Decimal | None:
        """Return self-score minus review, where both are complete."""
        if self.other is None or not (self.own.complete and self.other.complete):
            return None
        if self.own.total is None or self.other.total is None:
            return None
        apart = self.own.total - self.other.total
        return -apart if self.reviewing else apart

    def reason_needed(self) -> bool:
        """Tell whether the difference asks for a reason that is not there."""
        apart = self.difference()
        wide = apart is not None and abs(apart) >= self.threshold
        return self.reviewing and wide and not self.reason.strip()

    def go_on(self, entries: Entries, facts: Mapping[str, FactValue], reason: str) -> None:
        """Go on with unsaved work."""
        self.entries = dict(entries)
        self.facts.update(facts)
        self.reason = reason
        self.own = self._score()

    def carried_over(self, old: "SheetWork") -> "SheetWork":
        """Return this newer sheet with what was entered, and not saved, upon an older one."""
        made = SheetWork(self.base, self.scorer, self.threshold)
        before = old.base.entries.get(self.scorer, {})
        mine = {name: entry for name, entry in old.entries.items() if entry != before.get(name)}
        gone = before.keys() - old.entries.keys()
        kept = {name: entry for name, entry in self.entries.items() if name not in gone}
        made.entries = {**kept, **mine}
        typed = {
            one.name: old.facts[one.name]
            for one in self.base.template.inputs
            if one.name in old.facts
        }
        made.facts.update(typed)
        made.reason = old.reason if old.reason != old.base.reason else self.reason
        made.own = made._score()
        return made

    def to_save(self) -> ScoreSheet:
        """Return the sheet with what is at work."""
        entries = {**self.base.entries, self.scorer: self.entries}
        return replace(self.base, facts=self.facts, entries=entries, reason=self.reason)

    def _score(self) -> SheetResult:
        return self._machine.score(self.facts, self.entries, self.scorer)

    def _entry(self, name: str) -> Entry:
        return self.entries.get(name, _NOTHING)

    def _under(self, item: Item, depth: int) -> Iterator[Line]:
        yield Line(item.id, item.label, item.max, depth, item, None, self._entry(item.id))
        for child in item.children:
            yield from self._under(child, depth + 1)


def agreed(entry: Entry, other: Entry, result: ItemResult | None) -> Entry:
    """Return the entry that agrees with the other scorer on one item; the own note stays.

    Where the other entered nothing the facts speak for both, and nothing needs to be entered.
    """
    if other.told:
        return replace(other, note=entry.note)
    if result is None or result.points is None:
        return entry
    return Entry(note=entry.note)


def _of(sheet: SheetResult, line: Line) -> ItemResult | None:
    if line.adjustment is not None:
        return next((one for one in sheet.adjustments if one.id == line.id), None)
    return sheet.item(line.id)


def _walk(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _walk(item.children)


def step_of(item: Item, template: ScoreTemplate) -> Decimal:
    """Return the smallest step of an item's points."""
    step = item.step if item.step is not None else template.step
    return step if step > ZERO else ZERO
