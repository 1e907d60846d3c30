"""What an export by a layout is filled from: people, column by column, as at a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.facts import Fact, Kind, facts_of
from tcxd_desktop.domain.layout_rows import Lines, People, needs
from tcxd_desktop.domain.layouts import LayoutSheet
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.standing import Activity, Leaving
from tcxd_desktop.domain.unit_names import UnitNames
from tcxd_desktop.office import values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import exports as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_month
from tcxd_desktop.wording.people import ACTIVITY, LEAVING

_PERIOD = ("since", "until")


def lines_of(
    desk: Desk, reading: Reading, lines: Sequence[PersonLine], day: str,
    sheets: Iterable[LayoutSheet],
) -> Lines:  # fmt: skip
    """Return what makes the lines of sheets about people.

    Args:
        desk: where.
        reading: with the sealed compartment where a sealed item is asked for.
        lines: of the people, in the order of the list, as at ``day``.
        day: ISO; where people stand, and what organisations are called, is as at it.
        sheets: that will be asked for: only what their columns need is read.
    """
    names, tables = needs(sheets)
    units = unit_labels(reading, day)
    ids = [line.id for line in lines]
    given: dict[str, Callable[[], Sequence[object]]] = {
        "unit": lambda: [units.get(line.unit_id or 0, line.unit) for line in lines],
        "standing": lambda: [standing_word(line) for line in lines],
        "standing_on": partial(_standing_on, reading, lines, day),
        "central_id": partial(_central_ids, reading, ids),
        "row_key": lambda: [str(person_id) for person_id in ids],
    }
    found = stored.facts(reading, ids, names & set(FACTS))
    people = People(
        ids,
        {**found, **{name: given[name]() for name in names if name in given}},
        {table: stored.table(reading, ids, table) for table in tables},
    )
    show = partial(values.show, codes=desk.codes, units=units)
    return Lines(people, show, partial(row_text, show))


def unit_labels(reading: Reading, day: str) -> Mapping[int, str]:
    """Return the names of organisations on a day, unique; of those not there then, the last."""
    return UnitNames(stored_units.on_day(reading, day), stored_units.names(reading)).labels


def standing_word(line: PersonLine) -> str:
    """Return where somebody stands as lists of the upper level say it."""
    if line.leaving:
        return LEAVING[Leaving(line.leaving)]
    return ACTIVITY[Activity(line.activity)]


def _standing_on(
    reading: Reading, lines: Sequence[PersonLine], day: str
) -> list[PartialDate | None]:
    away = [line.id for line in lines if line.leaving or line.activity == Activity.EXEMPT.value]
    since = stored.since_when(reading, away, day)
    return [PartialDate.from_text(since.get(line.id)) for line in lines]


def _central_ids(reading: Reading, ids: Sequence[int]) -> list[str]:
    numbers = stored.central_numbers(reading, ids)
    return [numbers.get(person_id, "") for person_id in ids]


def row_text(show: Callable[[object, Fact], str], _table: str, record: object) -> str:
    """Return a row of a table as people write it into one cell: ``03/1980 - 05/1985: …``."""
    facts = facts_of(type(record))
    period = ""
    if all(name in facts for name in _PERIOD):
        since, until = (show_month(getattr(record, name)) for name in _PERIOD)
        period = f"{since} - {until}".strip(" -") if until or not since else f"{since} đến nay"
    texts = (
        "đảng viên" if fact.kind is Kind.FLAG else text
        for name, fact in facts.items()
        if name not in _PERIOD and (text := show(getattr(record, name), fact))
    )
    told = ", ".join(texts)
    return f"{period}: {told}" if period and told else period or told
