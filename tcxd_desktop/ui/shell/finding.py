"""What the search box looks through: people, organisations, pages and their actions."""

from collections.abc import Callable, Sequence
from functools import partial

from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.search import Finder
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.shell.search import Found
from tcxd_desktop.wording import help_search
from tcxd_desktop.wording.formats import show_date, show_number

_PEOPLE = 20
_UNITS = 6


class Finding:
    """Answers the search box; forgets what it holds when something was written."""

    def __init__(
        self,
        desk: Desk,
        *,
        open_person: Callable[[int], None],
        open_unit: Callable[[int], None],
        search_people: Callable[[str], None],
    ) -> None:
        """Look through ``desk``; the callables go to what was chosen."""
        self._desk = desk
        self._finder = Finder(desk)
        self._open_person = open_person
        self._open_unit = open_unit
        self._search_people = search_people
        self._units: list[UnitNode] | None = None
        self.offers: Callable[[], Sequence[Offer]] = tuple
        self.search_help: Callable[[str], None] | None = None
        """Looks for words in the texts of the help, where it has a page."""

    def forget(self) -> None:
        """Read the office again at the next search."""
        self._finder.refresh()
        self._units = None

    def find(self, text: str) -> list[Found]:
        """Return people first, then organisations, then what can be done.

        What can be done goes first where it is called exactly so.
        """
        people = [self._person(line) for line in self._finder.find(text, _PEOPLE)]
        offers = self._found_offers(text)
        named = [offer for offer in offers if fold(offer.title) == fold(text.strip())]
        others = [offer for offer in offers if offer not in named]
        found = named + people + self._found_units(text) + others
        if len(people) > 1:
            whole = f"Xem cả danh sách có “{text}”"
            found.append(Found(whole, "", "users", lambda: self._search_people(text)))
        found += self._in_help(text)
        if not found:
            found.append(Found(f"Không thấy “{text}”", "Thử gõ ít chữ hơn", "info", _nothing))
        return found

    def _in_help(self, text: str) -> list[Found]:
        search = self.search_help
        places = help_search.find(text).count if search is not None else 0
        if search is None or not places:
            return []
        title = f"Tìm “{text}” trong hướng dẫn"
        return [Found(title, f"{show_number(places)} chỗ", "circle-help", partial(search, text))]

    def _person(self, line: PersonLine) -> Found:
        detail = " · ".join(part for part in (show_date(line.birth), line.unit) if part)
        return Found(line.name, detail, "user", lambda: self._open_person(line.id))

    def _found_units(self, text: str) -> list[Found]:
        if self._units is None:
            self._units = units.tree(self._desk)
        words = fold(text).split()
        hits = [n for n in self._units if all(word in fold(n.unit.name) for word in words)]
        return [self._unit(node) for node in hits[:_UNITS]]

    def _unit(self, node: UnitNode) -> Found:
        detail = "" if node.counted is None else f"{node.counted} đảng viên"
        return Found(node.unit.name, detail, "building-2", lambda: self._open_unit(node.unit.id))

    def _found_offers(self, text: str) -> list[Found]:
        words = fold(text).split()
        hits = [o for o in self.offers() if all(word in fold(o.title) for word in words)]
        return [Found(offer.title, "việc", offer.icon, offer.run) for offer in hits]


def _nothing() -> None:
    """Go nowhere: the line only says that nothing was found."""
