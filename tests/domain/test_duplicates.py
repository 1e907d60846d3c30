"""Who may be one person: signs, points, and that nobody worth comparing is missed."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.duplicates import CERTAIN, LIKELY, Index, score
from tcxd_desktop.domain.identities import Identity, Sign, birth_sign, name_sign, one_apart, swapped
from tcxd_desktop.wording import merging as words

HOA = Identity(1, "Nguyễn Thị Hòa", "1962-03-05", "001162003456", "012345678901", unit="1")


def other(**told: str) -> Identity:
    """Return somebody like Hòa, told otherwise in some points."""
    base = {
        "name": HOA.name, "birth": HOA.birth, "citizen_id": HOA.citizen_id,
        "card_no": HOA.card_no, "unit": HOA.unit,
    }  # fmt: skip
    return Identity(2, **{**base, **told})


NAMES = [
    ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hòa", Sign.NAME_SAME),
    ("NGUYEN THI HOA", "Nguyễn Thị Hòa", Sign.NAME_BARE),
    ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa", Sign.NAME_MARKS),
    ("Trần Văn Quý", "Trần Văn Quí", Sign.NAME_MARKS),
    ("Lê Thị Thúy", "Lê Thị Thuý", Sign.NAME_SAME),
    ("Lê Thị Lan", "Lê Thị Lam", Sign.NAME_LETTER),
    ("Lê Thị Thu Hà", "Lê Thị Hà", Sign.NAME_SHORT),
    ("Lê Hà", "Lê Thị Thu Hà", Sign.NAME_SHORT),
    ("Lê Văn Minh Hà", "Lê Minh Văn Hà", Sign.NAME_OTHER),
    ("Lê Thu Hà", "Lê Thị Ngọc Hà", Sign.NAME_OTHER),
    ("Hà", "Lê Thị Hà", Sign.NAME_OTHER),
    ("Đỗ Văn Đức", "Do Van Duc", Sign.NAME_BARE),
]
BIRTHS = [
    ("1962-03-05", "1962-03-05", Sign.BIRTH_SAME),
    ("1962", "1962", Sign.BIRTH_PARTIAL),
    ("1962", "1962-03-05", Sign.BIRTH_PARTIAL),
    ("1962-03", "1962-03-05", Sign.BIRTH_PARTIAL),
    ("1962~", "1962-03-05", Sign.BIRTH_PARTIAL),
    ("1962~", "1964-03-05", None),
    ("1962~", "1965", Sign.BIRTH_OTHER),
    ("1962-03-05", "1962-05-03", Sign.BIRTH_SWAPPED),
    ("1962-03-05", "1963-03-05", Sign.BIRTH_DIGIT),
    ("1962-03-05", "1962-03-15", Sign.BIRTH_DIGIT),
    ("1962-01-01", "1962-03-05", Sign.BIRTH_YEAR),
    ("1962-03-05", "1962-11-20", Sign.BIRTH_OTHER_DAY),
    ("1962-03-05", "1971-11-20", Sign.BIRTH_OTHER),
    ("1962", "1963", Sign.BIRTH_OTHER),
    ("1962-03", "1962-04", Sign.BIRTH_OTHER_DAY),
]


@pytest.mark.parametrize(("one", "two", "sign"), NAMES)
def test_names_stand_to_each_other(one: str, two: str, sign: Sign) -> None:
    """Case, tone placement, missing marks, one letter, missing middle names."""
    assert name_sign(Identity(1, one), Identity(2, two)) is sign
    assert name_sign(Identity(1, two), Identity(2, one)) is sign


@pytest.mark.parametrize(("one", "two", "sign"), BIRTHS)
def test_births_stand_to_each_other(one: str, two: str, sign: Sign | None) -> None:
    """A partial date agrees with what it leaves open; slips of the hand are told."""
    assert birth_sign(one, two) is sign
    assert birth_sign(two, one) is sign


@pytest.mark.parametrize(
    ("told", "certain", "likely"),
    [
        ({}, True, True),
        ({"name": "NGUYỄN THỊ HOÀ", "citizen_id": "", "card_no": "", "unit": ""}, True, True),
        ({"name": "Nguyễn Thị Hoa", "citizen_id": "", "card_no": ""}, False, True),
        ({"name": "NGUYEN THI HOA", "citizen_id": "", "card_no": ""}, True, True),
        ({"name": "Nguyễn Thị Hoa"}, True, True),  # the numbers carry it
        ({"name": "Trần Văn Ba"}, False, True),  # numbers of one, name of another
        ({"citizen_id": "001162003465"}, False, True),  # two digits swapped
        ({"citizen_id": "001162999999", "card_no": ""}, False, True),
        ({"citizen_id": "001162999999", "card_no": "099999999999"}, False, True),
        ({"citizen_id": "001162999999", "card_no": "099999999999", "unit": "2"}, False, False),
        ({"citizen_id": "", "card_no": "", "unit": "2"}, False, True),
        ({"citizen_id": "", "card_no": "", "birth": "", "unit": "2"}, False, True),
        ({"citizen_id": "", "card_no": "", "birth": "1962-05-03"}, False, True),
        ({"citizen_id": "", "card_no": "", "birth": "1962-11-20", "unit": ""}, False, False),
        ({"citizen_id": "", "card_no": "", "birth": "1980-03-05"}, False, False),
        ({"name": "Nguyễn Hòa", "citizen_id": "", "card_no": ""}, False, True),
        ({"name": "Trần Văn Ba", "citizen_id": "", "card_no": ""}, False, False),
        ({"name": "", "birth": "", "card_no": "", "unit": ""}, True, True),
    ],
    ids=lambda value: None,
)
def test_points_decide_what_happens_to_a_line(
    told: dict[str, str], certain: bool, likely: bool
) -> None:
    """Written down by hand: taken as one, to be looked at, or two people."""
    found = score(HOA, other(**told))
    assert (found.certain, found.likely) == (certain, likely), found


def test_a_contradiction_is_never_drowned() -> None:
    """Card, name and birth agree; another number of identity still asks for a look."""
    found = score(HOA, other(citizen_id="034062001234"))
    assert found.points == CERTAIN - 1
    assert Sign.CITIZEN_OTHER in found.reasons
    assert words.reasons_text(found.reasons)[0] == "trùng số thẻ đảng viên"
    assert words.sides(found.reasons)[1] == "Khác số định danh cá nhân"


def test_numbers_of_before_count() -> None:
    """A card that was exchanged, a number of identity that was the old one."""
    assert Sign.CARD_OLD in score(HOA, Identity(2, old_card_no=HOA.card_no)).reasons
    assert Sign.CITIZEN_OLD in score(HOA, Identity(2, old_citizen_id=HOA.citizen_id)).reasons
    one = Identity(1, old_citizen_id="012345678")
    assert Sign.CITIZEN_OLD in score(one, Identity(2, old_citizen_id="012345678")).reasons


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("abc", "abc", False),
        ("abc", "abd", True),
        ("abc", "acb", True),
        ("abcd", "abc", True),
        ("bcd", "abcd", True),
        ("abcd", "badc", False),
        ("abc", "cba", False),
        ("abc", "abcde", False),
        ("", "a", True),
        ("ab", "ba", True),
    ],
)
def test_one_apart(one: str, two: str, near: bool) -> None:
    """One character other, more or less, or two neighbours swapped."""
    assert one_apart(one, two) is near
    assert one_apart(two, one) is near


_PEOPLE = st.builds(
    Identity,
    st.integers(0, 50),
    st.sampled_from([name for row in NAMES for name in row[:2]] + [""]),
    st.sampled_from([birth for row in BIRTHS for birth in row[:2]] + [""]),
    st.sampled_from(["", "001162003456", "001162003465", "034062001234"]),
    st.sampled_from(["", "012345678901", "012345678902"]),
    unit=st.sampled_from(["", "1", "2"]),
    sex=st.sampled_from(["", "nam", "nu"]),
)


@given(_PEOPLE, _PEOPLE)
def test_points_are_the_same_both_ways(one: Identity, two: Identity) -> None:
    """Who is compared with whom does not matter; points stay within 0 and 100."""
    there, back = score(one, two), score(two, one)
    assert there.points == back.points
    assert sorted(there.reasons) == sorted(back.reasons)
    assert 0 <= there.points <= 100


@given(st.lists(_PEOPLE, max_size=12), _PEOPLE)
def test_the_index_finds_whom_comparing_all_would_find(
    people: list[Identity], one: Identity
) -> None:
    """Except namesakes by family and given name whose days of birth are not told whole."""
    index = Index(people)
    found = {id(each.other) for each in index.find(one, most=99)}
    for two in people:
        told = score(one, two)
        if told.certain or (told.likely and not _LOOSE & set(told.reasons)):
            assert id(two) in found


_LOOSE = {Sign.NAME_LETTER, Sign.NAME_SHORT, Sign.NAME_OTHER}


def test_slips_in_name_and_day_are_found() -> None:
    """One letter of the given name, of the rest, day and month exchanged."""
    index = Index([HOA])
    for told in (
        {"name": "Nguyễn Thị Hoan"},
        {"name": "Nguyễn Thi Hòa"},
        {"name": "Nguyển Văn Hòa", "birth": HOA.birth},
        {"name": "Nguyễn Hòa"},
        {"birth": swapped(HOA.birth)},
    ):
        one = other(citizen_id="", card_no="", **told)
        assert bool(index.find(one)) is score(HOA, one).likely


def test_pairs_are_yielded_once() -> None:
    """Each two of the office, the lower place first."""
    people = [HOA, other(), Identity(3, "Trần Văn Ba", "1970-01-02"), other(name="N. T. Hòa")]
    pairs = [(one.id, two.id) for one, two, _ in Index(people).pairs()]
    assert pairs == [(1, 2), (1, 2), (2, 2)]
    assert len(Index(people)) == 4


def test_a_crowd_of_namesakes_is_passed_over() -> None:
    """Thousands of one name are found by day or number, not by the name alone."""
    crowd = [Identity(n, "Nguyễn Văn A", f"19{n % 90 + 10}") for n in range(1000)]
    index = Index([*crowd, HOA])
    assert [one.other for one in index.find(other())] == [HOA]
    assert all(one.score.points >= LIKELY for one in index.find(crowd[0], most=1000))


def test_ten_thousand_lines_against_ten_thousand_people() -> None:
    """Everybody finds himself, nobody else is certain, and it does not take all pairs."""
    dice = random.Random(6)
    family = ["Nguyễn"] * 38 + ["Trần"] * 11 + ["Lê"] * 10 + ["Phạm", "Hoàng", "Vũ", "Đặng"] * 4
    middle = ["Văn", "Thị", "Hữu", "Đức", "Minh", "Thị Thu", "Ngọc", "Xuân"]
    given_names = ["An", "Bình", "Chi", "Dũng", "Dung", "Giang", "Hà", "Hải", "Hòa", "Hoa", "Lan"]
    people = [
        Identity(
            n,
            f"{dice.choice(family)} {dice.choice(middle)} {dice.choice(given_names)}",
            f"{dice.randint(1940, 2004)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
            f"{dice.randrange(10**12):012d}",
            unit=str(dice.randrange(60)),
        )
        for n in range(10_000)
    ]
    lines = [
        Identity(one.id, one.name.upper(), one.birth, one.citizen_id, unit=one.unit)
        for one in people
    ]
    start = time.process_time()
    index = Index(people)
    found = [index.find(line) for line in lines]
    took = time.process_time() - start
    assert all(got[0].other.id == line.id for got, line in zip(found, lines, strict=True))
    assert sum(each.score.certain for got in found for each in got) == len(people)
    assert took < 3  # 0.5 s here; all pairs would be a hundred million comparisons
