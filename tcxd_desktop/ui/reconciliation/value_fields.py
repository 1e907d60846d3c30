"""The box a compared field is typed in: dates, numbers and lists as in the dossier."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit

from tcxd_desktop.domain.codes import CodeList, CodeLists
from tcxd_desktop.domain.dates import PartialDate, parse_date
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Fact, Kind
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.ui.common.fields import CodeField, DateField, DigitsField, Field, LineField
from tcxd_desktop.ui.common.reading import CodeChoices

_PROVINCE = ".province"


class ValueBox:
    """Ô nhập của một mục: it takes and gives text as papers show it."""

    def __init__(self, target: str, name: str, today: date, codes: CodeLists) -> None:
        """Make the box of ``target``, called ``name``."""
        self.target = target
        self._today = today
        known = TARGETS.get(target)
        fact = known.fact if known is not None else None
        self.field = _field(target, fact, name, today, codes)
        self._before = ""

    def show(self, text: str) -> None:
        """Show what is on the paper so far."""
        self._before = text
        self.put(text)

    def put(self, text: str) -> None:
        """Put a text into the box, as if it had been typed over what it showed."""
        if isinstance(self.field, DateField):
            self.field.set_value(self._day(text))
            if text and not self.field.text():
                self.field.set_text(text)
        else:
            self.field.set_value(text)

    @property
    def before(self) -> str:
        """What it showed to begin with."""
        return self._before

    def text(self) -> str:
        """Return what it holds, tidied.

        Raises:
            Problem: what was typed cannot be a value of this field.
        """
        self.field.commit()
        problem = self.field.problem()
        if problem is not None:
            raise problem
        return " ".join(self.field.text().split())

    def select_all(self) -> None:
        """Select what it shows: the first letter typed takes its place."""
        for entry in self.field.entries():
            if isinstance(entry, QLineEdit):
                entry.selectAll()

    def changed(self) -> bool:
        """Tell whether something else was typed than it showed."""
        return " ".join(self.field.text().split()) != " ".join(self._before.split())

    def _day(self, text: str) -> PartialDate | None:
        try:
            return parse_date(text, today=self._today)
        except Problem:
            return None


def _field(target: str, fact: Fact | None, name: str, today: date, codes: CodeLists) -> Field:
    if target.endswith(_PROVINCE):
        return CodeField(target, choices=_codes(codes, "province", free=True), name=name)
    if fact is None:
        return LineField(target, name=name)
    makers: dict[Kind, Callable[[], Field]] = {
        Kind.DATE: lambda: DateField(target, today=today, name=name),
        Kind.TERM: lambda: DateField(target, today=today, future=True, name=name),
        Kind.DIGITS: lambda: DigitsField(target, lengths=fact.digits, name=name),
        Kind.CODE: lambda: CodeField(
            target, choices=_codes(codes, fact.codes, free=False), name=name
        ),
        Kind.OPEN_CODE: lambda: CodeField(
            target, choices=_codes(codes, fact.codes, free=True), name=name
        ),
    }
    return makers.get(fact.kind, lambda: LineField(target, name=name))()


def _codes(codes: CodeLists, key: str, *, free: bool) -> CodeChoices:
    found = codes.get(key, CodeList(id=key, title="", codes=()))
    return CodeChoices(found, free=free, aliases=free and key != "province")
