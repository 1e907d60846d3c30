"""Names of organisations in sheets: unique on the way out, recognised on the way in."""

from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.unit_names import UnitNames, UnitNumbers
from tcxd_desktop.domain.units import Unit

TREE = (
    Unit(1, "Đảng bộ xã Hưng Tiến", "DB_XA"),
    Unit(2, "Đảng bộ Trường Trung học", "DBCS", 1),
    Unit(3, "Chi bộ 1", "CB", 2),
    Unit(4, "Chi bộ 1", "CB", 1),
    Unit(5, "Chi bộ thôn Đông Thành", "CB", 1, code="38.168.053.000.001"),
)


def test_namesakes_go_out_with_the_unit_above() -> None:
    labels = UnitNames(TREE).labels
    assert labels[3] == "Chi bộ 1 – Đảng bộ Trường Trung học"
    assert labels[4] == "Chi bộ 1 – Đảng bộ xã Hưng Tiến"
    assert labels[5] == "Chi bộ thôn Đông Thành"


def test_names_come_in_as_people_write_them() -> None:
    names = UnitNames(TREE)
    for written in (
        "chi bo thon dong thanh", "CHI BỘ THÔN ĐÔNG THÀNH", "CB thôn Đông Thành",
        "38.168.053.000.001", "Chi bộ thôn Đông Thành - Đảng bộ xã Hưng Tiến",
    ):  # fmt: skip
        assert names.find(written) == (5,), written
    assert names.find("CB 1 (ĐB Trường Trung học)") == (3,)
    assert names.find("Chi bộ 1 thuộc Đảng bộ xã Hưng Tiến") == (4,)


def test_a_name_of_two_is_not_guessed_and_an_unknown_one_is_none() -> None:
    names = UnitNames(TREE)
    assert names.find("Chi bộ 1") == (3, 4)
    assert names.find("Thôn Đông Thành") == ()
    assert names.find("") == ()


def test_units_that_are_no_more_have_names_of_their_own() -> None:
    past = {5: "Chi bộ thôn Đông Thành", 8: "Chi bộ thôn Đông Thành", 9: "Chi bộ xóm Cũ"}
    names = UnitNames(TREE, {**past, 10: "Chi bộ thôn Đông Thành"})
    assert names.find("Chi bộ thôn Đông Thành") == (5,)
    assert names.find("Chi bộ xóm Cũ") == (9,)
    labels = names.labels
    assert len(set(labels.values())) == len(labels) == 8
    assert all(names.find(label) == (number,) for number, label in labels.items())


def test_unknown_names_get_one_stand_in_each() -> None:
    numbers = UnitNumbers(UnitNames(TREE))
    first, again = numbers.number("Chi bộ Mới"), numbers.number("chi bộ mới")
    assert first == again == -1
    assert numbers.number("Chi bộ thôn Đông Thành") == 5
    assert numbers.number("Chi bộ 1") == -2
    assert numbers.number("") is None
    assert numbers.pending == {-1: "Chi bộ Mới", -2: "Chi bộ 1"}


@given(
    st.lists(st.sampled_from(["Chi bộ 1", "Chi bộ 2", "CB 1", "Chi bộ thôn A"]), max_size=8),
    st.lists(st.sampled_from(["Chi bộ 1", "Chi bộ cũ"]), max_size=5),
)
def test_what_goes_out_comes_back_to_the_same_unit(now: list[str], past: list[str]) -> None:
    tops = [Unit(1, "Đảng bộ xã A", "X"), Unit(2, "Đảng bộ cơ sở B", "X", 1)]
    cells = [Unit(10 + n, name, "CB", 1 + n % 2) for n, name in enumerate(now)]
    names = UnitNames([*tops, *cells], {100 + n: name for n, name in enumerate(past)})
    for number, label in names.labels.items():
        assert number in names.find(label)
