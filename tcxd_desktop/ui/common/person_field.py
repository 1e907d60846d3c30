"""Choosing one person of the office by name or number, without tone marks."""

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.search import Finder
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.reading import Choice, Choices
from tcxd_desktop.wording.formats import show_date

_SHOWN = 40


class PersonChoices(Choices):
    """Everybody the account may see; the value is the id of the record."""

    id = "person"

    def __init__(self, desk: Desk) -> None:
        """Look through ``desk`` when something is typed."""
        self._desk = desk
        self._finder = Finder(desk)
        self._known: dict[int, PersonLine] = {}

    def forget(self) -> None:
        """Read the office again at the next search."""
        self._finder.refresh()

    def know(self, person_id: int) -> PersonLine | None:
        """Look somebody up whom another screen named; ``None`` where the account may not."""
        found = people.lines(self._desk, PeopleQuery(ids=(person_id,), leavings=()))
        self._known.update((line.id, line) for line in found)
        return self._known.get(person_id)

    def line(self, person_id: int) -> PersonLine | None:
        """Return the line of somebody who was found before."""
        return self._known.get(person_id)

    def matches(self, typed: str) -> list[Choice]:
        """Return people for the typed text, best first."""
        found = self._finder.find(typed, _SHOWN)
        self._known.update((line.id, line) for line in found)
        return [_choice(line) for line in found]

    def find(self, typed: str) -> Choice | None:
        """Return the one person of that name; of two of the same name, none."""
        exact = [c for c in self.matches(typed) if c.label.casefold() == typed.casefold()]
        return exact[0] if len(exact) == 1 else None

    def label(self, value: Value) -> str:
        """Return the name of somebody who was found before."""
        line = self._known.get(value) if isinstance(value, int) else None
        return line.name if line is not None else ""


class PersonField(ChoiceField):
    """One person; its value is the id of the record."""

    def __init__(
        self, choices: PersonChoices, key: str = "person_id", *, name: str = "Đảng viên"
    ) -> None:
        """Make an empty field; ``name`` is what a screen reader calls it."""
        super().__init__(key, choices=choices, name=name)
        self.set_placeholder("gõ họ tên hoặc số lý lịch, không dấu cũng được")


def _choice(line: PersonLine) -> Choice:
    detail = " · ".join(part for part in (show_date(line.birth), line.unit) if part)
    return Choice(line.id, line.name, detail)
