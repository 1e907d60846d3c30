"""Invented people for round trips: every field and table of the dossier, with values it may hold."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, Kind, Place, facts_of
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import codelists
from tests import make

CODES = codelists.load()
UNIT = make.HAMLET
_WORDS = ("xã", "Đông Hải", "tổ", "Hòa", "số 5", "đội", "Thịnh-Vượng", "(cũ)", "“Ba sẵn sàng”",
          "1/2", "A&B", "<x>", "50%", "kỹ sư", "Quý", "thủy lợi")  # fmt: skip
_RISKY = ("=1+1", "+84", "-5", "@SUM(A1)", "0123", "1E5", "12/12", "10/10", "'x", "3,14", "1.000",
          "x", "không", "TRUE", "#N/D", "03/1962", "_x0041_")  # fmt: skip
"""What a spreadsheet, or somebody who reads one, might take for something else."""

lines = st.one_of(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join), st.sampled_from(_RISKY)
)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
places = st.builds(Place, *[st.one_of(st.just(""), lines)] * 5)
years = st.integers(1930, 2025)
dates = st.one_of(
    st.builds(PartialDate, years),
    st.builds(PartialDate, years, about=st.just(True)),
    st.builds(PartialDate, years, st.integers(1, 12)),
    st.builds(PartialDate, years, st.integers(1, 12), st.integers(1, 28)),
)
numbers = st.decimals(Decimal("0.01"), 99_999, places=2)
family = st.sampled_from(["Nguyễn", "Trần Thị", "Phạm Văn", "Đỗ Quang", "Vũ Thị Thu"])
given = st.sampled_from(["Đào", "An", "Hòa", "Thúy", "Quyết", "Uyên", "Bảo", "Ý"])


def values(fact: Fact) -> st.SearchStrategy[object]:
    """Return what a field may hold; nothing, too."""
    found: Mapping[Kind, st.SearchStrategy[object]] = {
        Kind.DATE: dates, Kind.TERM: dates, Kind.NUMBER: numbers, Kind.FLAG: st.booleans(),
        Kind.MONEY: st.integers(1, 10**12), Kind.PLACE: places, Kind.TEXT: texts,
        Kind.UNIT: st.just(UNIT),
    }  # fmt: skip
    blank: object = {Kind.FLAG: False, Kind.PLACE: Place()}.get(fact.kind, "")
    if fact.kind in (Kind.DATE, Kind.TERM, Kind.NUMBER, Kind.MONEY, Kind.UNIT):
        blank = None
    if fact.kind in (Kind.CODE, Kind.OPEN_CODE):
        codes = CODES[fact.codes]
        listed = st.sampled_from([codes.value(code) for code in codes.codes])
        return st.one_of(st.just(blank), listed)
    if fact.kind is Kind.DIGITS:
        long = max(fact.digits)
        some = st.integers(1, 9).map(lambda n: "2026" if long == 4 else f"{n}" * long)
        return st.one_of(st.just(blank), some)
    return st.one_of(st.just(blank), found.get(fact.kind, lines))


def rows(table: str) -> st.SearchStrategy[tuple[object, ...]]:
    """Return rows of a table, none of them blank; a period never ends before it begins."""
    record = TABLES[table].record
    told = {name: values(fact) for name, fact in facts_of(record).items()}
    if table == "events":
        told["kind"] = st.just(EventKind.MOVED.value)
    one = st.builds(record, **told).map(_in_order)
    return st.lists(one.filter(lambda row: row != record()), max_size=2).map(tuple)


def _in_order(row: object) -> object:
    names = facts_of(type(row))
    if not {"since", "until"} <= set(names):
        return row
    since, until = getattr(row, "since"), getattr(row, "until")  # noqa: B009 - by name, as above
    if since and until and until.latest < since.earliest:
        return replace(row, since=until, until=since)  # type: ignore[type-var] # a dataclass
    return row


@st.composite
def dossiers(draw: st.DrawFn, number: int) -> Dossier:
    """Return somebody; ``number`` makes the numbers of identity those of nobody else."""
    told = {name: draw(values(fact)) for name, fact in FACTS.items()}
    told |= {table: draw(rows(table)) for table in TABLES}
    begun = draw(st.integers(1985, 2010))
    told |= {
        "photo": "",
        "birth_name": f"{draw(family)} {draw(given)}",
        "sex": draw(st.sampled_from(["Nam", "Nữ"])),
        "birth_date": PartialDate(1930 + number, draw(st.integers(1, 12)), 5),
        "civil_birth_date": None,
        "citizen_id": f"03700{number:07d}",
        "card_no": f"03701{number:07d}",
        "old_card_no": f"5{number:07d}",
        "old_citizen_id": f"1{number:08d}",
        "dossier_no": f"{number:06d} NB",
        "union_date": PartialDate(begun - 4),
        "decision_date": PartialDate(begun, 4, 20),
        "ceremony_date": PartialDate(begun, 5, 19),
        "official_date": draw(st.sampled_from([None, PartialDate(begun + 1, 5, 19)])),
        "official_decision_date": None,
        "events": (
            Event(PartialDate(begun, 5, 19), EventKind.ADMITTED.value, UNIT), *told["events"],
        ),
    }  # fmt: skip
    return Dossier(**told)


def offices(most: int = 3) -> st.SearchStrategy[list[Dossier]]:
    """Return some people of an office."""
    return st.integers(1, most).flatmap(
        lambda count: st.tuples(*(dossiers(number) for number in range(1, count + 1))).map(list)
    )
