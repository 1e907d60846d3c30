"""Comparing two writings of a field, what a decision rests on, figures, the codes of slips."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    BadNumberProblem,
    FutureDateProblem,
    NotANumberProblem,
    NotInListProblem,
)
from tcxd_desktop.domain.reconciliation import (
    DEFAULT_FIELDS,
    TWICE_FIELDS,
    Decided,
    Finding,
    Source,
    Verdict,
)
from tcxd_desktop.domain.reconciliation_errors import BadSlipCodeProblem, UnknownFieldProblem
from tcxd_desktop.domain.reconciliation_figures import figures, frozen, thawed, total
from tcxd_desktop.domain.reconciliation_views import (
    FieldRecon,
    PersonState,
    ReconLine,
    SlipState,
    UnitProgress,
)
from tcxd_desktop.domain.reconciling import (
    compare,
    fact_of,
    holds,
    read_value,
    state_of,
    targets,
    worst,
)
from tcxd_desktop.domain.slip_codes import LENGTH, grouped, read_slip_code, slip_code

TODAY = date(2026, 11, 23)
CODES = {
    "ethnicity": CodeList("ethnicity", "Dân tộc", (Code("Kinh", "Kinh", ("Việt",)),
                                                  Code("Tày", "Tày"))),
    "sex": CodeList("sex", "Giới tính", (Code("Nam", "Nam"), Code("Nữ", "Nữ"))),
}  # fmt: skip


# --- comparing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "ours", "theirs", "finding"),
    [
        ("birth_name", "Nguyễn Thị Hòa", "NGUYỄN THỊ  HOÀ", Finding.EQUAL),
        ("birth_name", "Nguyễn Thị Hòa", "Nguyễn Thị Hoa", Finding.DIFFERS),
        ("birth_name", "Lý Văn Mỹ", "Lí Văn Mĩ", Finding.DIFFERS),
        ("birth_name", "Nguyễn Thị Hòa", "", Finding.MISSING_THERE),
        ("phone", "", "0912", Finding.MISSING_HERE),
        ("phone", "", "", Finding.BLANK),
        ("birth_date", "05/03/1962", "5/3/1962", Finding.EQUAL),
        ("birth_date", "05/03/1962", "03/1962", Finding.EQUAL),
        ("birth_date", "05/03/1962", "1962", Finding.EQUAL),
        ("birth_date", "1962", "05/03/1962", Finding.MISSING_HERE),
        ("birth_date", "05/03/1962", "03/05/1962", Finding.DIFFERS),
        ("birth_date", "khoảng 1962", "1962", Finding.EQUAL),
        ("birth_date", "1962", "khoảng 1962", Finding.MISSING_HERE),
        ("birth_date", "05/03/1962", "không rõ", Finding.DIFFERS),
        ("citizen_id", "037162004417", "0371 6200 4417", Finding.EQUAL),
        ("citizen_id", "037162004417", "37162004417", Finding.DIFFERS),
        ("dossier_no", "004217 NB", "004217nb", Finding.EQUAL),
        ("ethnicity", "Kinh", "việt", Finding.EQUAL),
        ("ethnicity", "Kinh", "Tày", Finding.DIFFERS),
        ("ethnicity", "Kinh", "Sán Dìu", Finding.DIFFERS),
        ("origin.province", "tỉnh Ninh Bình", "Ninh Bình", Finding.EQUAL),
        ("origin.province", "TP. Hà Nội", "thành phố Hà Nội", Finding.EQUAL),
        ("origin.province", "tỉnh Ninh Bình", "tỉnh Nam Định", Finding.DIFFERS),
        ("home.commune", "xã Đông Hải", "đông hải", Finding.EQUAL),
        ("home.commune", "xã Đông Hải", "phường Đông Hải", Finding.DIFFERS),
        ("home.commune", "thị trấn Me", "TT Me", Finding.EQUAL),
        ("home.detail", "Thôn Bình Minh", "thôn bình minh", Finding.EQUAL),
        ("home.detail", "Thôn Bình Minh", "Bình Minh", Finding.DIFFERS),
        ("unit", "Chi bộ thôn Đông", "chi bộ thôn đông", Finding.EQUAL),
        ("unit", "Chi bộ thôn Đông", "Chi bộ thôn Tây", Finding.DIFFERS),
    ],
    ids=lambda value: value.value if isinstance(value, Finding) else str(value),
)
def test_what_says_the_same(target: str, ours: str, theirs: str, finding: Finding) -> None:
    assert compare(target, ours, theirs, CODES) is finding


@given(st.text(max_size=30))
def test_whatever_is_written_says_the_same_as_itself(text: str) -> None:
    expected = Finding.EQUAL if text else Finding.BLANK
    for target in ("birth_name", "birth_date", "citizen_id", "home.commune", "ethnicity", "unit"):
        assert compare(target, text, text, CODES) is expected


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_equal_is_the_same_from_both_sides_but_for_dates(one: str, other: str) -> None:
    for target in ("birth_name", "citizen_id", "home.commune", "ethnicity"):
        assert compare(target, one, other, CODES) is compare(target, other, one, CODES)


def test_the_worst_finding_is_shown() -> None:
    assert worst([]) is Finding.BLANK
    assert worst([Finding.EQUAL, Finding.MISSING_HERE]) is Finding.MISSING_HERE
    assert worst([Finding.MISSING_THERE, Finding.DIFFERS]) is Finding.DIFFERS


def test_a_round_compares_nothing_sealed_and_no_table() -> None:
    told = targets()
    assert {target.partition(".")[0] for target in told} - {"unit"} <= set(FACTS)
    assert not [target for target in told if FACTS.get(target) and FACTS[target].sealed]
    assert {"photo", "note", "special_history", "origin.old"}.isdisjoint(told)
    assert set(DEFAULT_FIELDS) | set(TWICE_FIELDS) <= set(told)
    for target in ("unit", "special_history", "jobs", "origin", "home.address"):
        with pytest.raises(UnknownFieldProblem):
            fact_of(target)


# --- typed values ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "typed", "value"),
    [
        ("birth_date", " 5.3.1962 ", PartialDate(1962, 3, 5)),
        ("birth_date", "", None),
        ("citizen_id", "0371 6200 4417", "037162004417"),
        ("ethnicity", "viet", "Kinh"),
        ("ethnicity", "Sán  Dìu", "Sán Dìu"),
        ("sex", "nu", "Nữ"),
        ("home.commune", "  xã  Đông Hải", "xã Đông Hải"),
        ("martyr_family", "x", True),
        ("martyr_family", "không", False),
        ("martyr_family", "", False),
        ("home_owned_area", "1.250,5", Decimal("1250.5")),
        ("household_income", "96.000.000", 96_000_000),
        ("household_income", "", None),
        ("dossier_no", "004217nb", "004217 NB"),
    ],
    ids=str,
)
def test_typed_values_are_read_by_the_kind_of_the_field(
    target: str, typed: str, value: object
) -> None:
    assert read_value(target, typed, CODES, TODAY) == value


@pytest.mark.parametrize(
    ("target", "typed", "problem"),
    [
        ("birth_date", "31/02/1962", BadDateProblem),
        ("birth_date", "01/01/2030", FutureDateProblem),
        ("citizen_id", "123", BadNumberProblem),
        ("sex", "khác lạ", NotInListProblem),
        ("martyr_family", "có lẽ", NotInListProblem),
        ("household_income", "nhiều", NotANumberProblem),
        ("household_income", "1,5", NotANumberProblem),
        ("household_income", "Infinity", NotANumberProblem),
        ("unit", "Chi bộ 1", UnknownFieldProblem),
    ],
    ids=str,
)
def test_what_cannot_be_read_names_its_field(
    target: str, typed: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem) as caught:
        read_value(target, typed, CODES, TODAY)
    assert getattr(caught.value, "field", "") in (target, "")


# --- what a decision rests on ---------------------------------------------------------------------

KEPT = Verdict(value="Kinh", said={"he_thong": "Mường", "giay": "Kinh"})


def test_a_decision_holds_while_nobody_says_anything_else() -> None:
    assert holds(KEPT, "kinh", {Source.CENTRAL: "MƯỜNG"})
    assert holds(KEPT, "Kinh", {})
    assert not holds(KEPT, "Tày", {})
    assert not holds(KEPT, "Kinh", {Source.CENTRAL: "Tày"})
    assert not holds(KEPT, "Kinh", {Source.CARD: "Mường"})


def field(
    finding: Finding, decided: Decided | None = None, source: Source = Source.CENTRAL
) -> FieldRecon:
    verdict = None if decided is None else Verdict(decided=decided)
    return FieldRecon(
        "sex", "Giới tính", "", findings={source: finding}, finding=finding, verdict=verdict
    )


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ([], PersonState.EQUAL),
        ([field(Finding.EQUAL)], PersonState.EQUAL),
        ([field(Finding.MISSING_THERE)], PersonState.OPEN),
        ([field(Finding.DIFFERS, Decided.KEEP), field(Finding.DIFFERS)], PersonState.OPEN),
        ([field(Finding.DIFFERS, Decided.KEEP), field(Finding.EQUAL)], PersonState.TO_REQUEST),
        (
            [field(Finding.DIFFERS, Decided.REQUESTED), field(Finding.EQUAL, Decided.TAKE)],
            PersonState.WAITING,
        ),
        ([field(Finding.EQUAL, Decided.TAKE)], PersonState.SETTLED),
        ([field(Finding.DIFFERS, Decided.OTHER)], PersonState.TO_REQUEST),
        ([field(Finding.DIFFERS, Decided.KEEP, Source.PAPER)], PersonState.SETTLED),
        ([field(Finding.DIFFERS, Decided.PASSED)], PersonState.SETTLED),
    ],
    ids=[
        "none",
        "equal",
        "open",
        "one-open",
        "kept",
        "asked",
        "taken",
        "other",
        "kept-against-paper",
        "passed",
    ],
)
def test_a_member_is_as_far_as_the_worst_field(told: list[FieldRecon], state: PersonState) -> None:
    assert state_of(told, seen=True, only_here=False, whole=None) is state


def test_a_member_no_source_names_or_the_list_leaves_out() -> None:
    equal = [field(Finding.BLANK)]
    assert state_of(equal, seen=False, only_here=False, whole=None) is PersonState.UNSEEN
    assert state_of(equal, seen=False, only_here=True, whole=None) is PersonState.ONLY_HERE
    kept, passed = Verdict(decided=Decided.KEEP), Verdict(decided=Decided.PASSED)
    assert state_of(equal, seen=False, only_here=True, whole=kept) is PersonState.TO_REQUEST
    assert state_of(equal, seen=False, only_here=True, whole=passed) is PersonState.SETTLED


# --- figures --------------------------------------------------------------------------------------

LINE = ReconLine(1, 0, "A", "a", "", 3, "Chi bộ A", PersonState.EQUAL)


def test_figures_are_of_people_by_chi_bo_in_the_order_of_the_tree() -> None:
    lines = [
        LINE,
        replace(LINE, state=PersonState.OPEN, differing=2, open=2, slip=SlipState.KEYED),
        replace(LINE, state=PersonState.SETTLED, settled=1, mended=1, slip=SlipState.DONE),
        replace(LINE, unit_id=2, state=PersonState.WAITING, differing=1, requested=1),
        replace(LINE, unit_id=2, state=PersonState.UNSEEN),
        replace(LINE, person_id=0, entry_id=9, state=PersonState.ONLY_THERE, open=1),
    ]
    first, second = figures(lines, [(2, "Chi bộ B"), (3, "Chi bộ A"), (4, "Trống")])
    assert first == UnitProgress(2, "Chi bộ B", members=2, unseen=1, differing=1, decided=1,
                                 requested=1)  # fmt: skip
    assert second == UnitProgress(3, "Chi bộ A", members=3, slips_printed=2, slips_keyed=1,
                                  differing=2, open=1, decided=1, mended=1, done=2)  # fmt: skip
    assert second.percent == 66
    assert UnitProgress(1, "").percent == 100
    result = frozen([first, second], lines)
    assert result["only_there"] == 1
    assert thawed(result, {2: "Chi bộ B", 3: "Chi bộ A"}) == [first, second]


COUNTS = [one.name for one in fields(UnitProgress) if one.type in ("int", int)][1:]


@given(st.lists(st.lists(st.integers(0, 999), min_size=len(COUNTS), max_size=len(COUNTS))))
def test_frozen_figures_thaw_to_what_they_were(counts: list[list[int]]) -> None:
    units = [
        UnitProgress(place, f"Chi bộ {place}", **dict(zip(COUNTS, row, strict=True)))
        for place, row in enumerate(counts, 1)
    ]
    names = {unit.unit_id: unit.name for unit in units}
    assert thawed(frozen(units, []), names) == units
    assert total(units).members == sum(unit.members for unit in units)


# --- codes of slips -------------------------------------------------------------------------------

IDS = st.tuples(st.integers(1, 9_999), st.integers(1, 9_999_999))


@given(IDS)
def test_a_code_reads_back_also_in_groups(ids: tuple[int, int]) -> None:
    code = slip_code(*ids)
    assert len(code) == LENGTH
    assert code.isdigit()
    assert read_slip_code(code) == read_slip_code(grouped(code)) == ids


@given(IDS, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(ids: tuple[int, int], place: int, by: int) -> None:
    code = slip_code(*ids)
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    with pytest.raises(BadSlipCodeProblem):
        read_slip_code(wrong)


@given(IDS, st.integers(0, LENGTH - 2))
def test_every_two_exchanged_digits_are_noticed(ids: tuple[int, int], place: int) -> None:
    code = slip_code(*ids)
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if wrong != code:
        with pytest.raises(BadSlipCodeProblem):
            read_slip_code(wrong)


@pytest.mark.parametrize(
    "typed", ["", "abc", "037162004417", "7000300004121", "700030000412133", "７0003000041213"]
)
def test_what_is_no_code(typed: str) -> None:
    with pytest.raises(BadSlipCodeProblem):
        read_slip_code(typed)
