"""Citizen cards: read from pictures and scanners, compared with a dossier, taken over."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.citizen_card import CardMatch, CitizenCard, FieldCompare, parse
from tcxd_desktop.domain.citizen_card_errors import (
    MangledCardProblem,
    NotACitizenCardProblem,
    NothingOnCardProblem,
    OtherCardProblem,
)
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import (
    LockedFactProblem,
    NotAllowedProblem,
    NotAPictureProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    PictureDamagedProblem,
    Problem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.identities import Sign
from tcxd_desktop.domain.packet_errors import NoCodeInPictureProblem, SeveralCodesProblem
from tcxd_desktop.domain.reconciliation import Finding
from tcxd_desktop.office import citizen_cards, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.citizen_card import card_texts, notes
from tcxd_desktop.wording.problems import sentence
from tests import make
from tests.exchange import card_pictures
from tests.exchange.card_pictures import CARD
from tests.office import exchange_samples


def at(desk: Desk, **changes: object) -> Desk:
    return replace(desk, actor=replace(desk.actor, **changes))  # type: ignore[arg-type] # of Actor


def recorded(desk: Desk, **changes: object) -> Dossier:
    """Write somebody into the hamlet's list, with the rest of the dossier."""
    first = people.create(desk, make.new_person(name="Nguyễn Thị Đào", birth=None, sex=""))
    return people.save(desk, replace(first, **changes))  # type: ignore[arg-type] # of Dossier


@pytest.fixture
def card() -> CitizenCard:
    return parse(CARD)


def by_target(desk: Desk, person_id: int, card: CitizenCard) -> dict[str, FieldCompare]:
    return {line.target: line for line in citizen_cards.compare(desk, person_id, card)}


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned", [0, 7, 90, 181])
def test_a_photograph_of_a_card(desk: Desk, card: CitizenCard, turned: float) -> None:
    assert citizen_cards.read_picture(desk, card_pictures.photograph(CARD, turned=turned)) == card


def test_a_png_and_a_scan_say_the_same(desk: Desk, card: CitizenCard) -> None:
    picture = card_pictures.photograph(CARD, kind="PNG")
    assert citizen_cards.read_picture(desk, picture) == citizen_cards.read_text(desk, CARD) == card


def test_another_code_beside_the_card_does_not_matter(desk: Desk, card: CitizenCard) -> None:
    both = card_pictures.photograph("https://vi-du.invalid", CARD)
    assert citizen_cards.read_picture(desk, both) == card


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        (card_pictures.photograph(), NoCodeInPictureProblem),
        (card_pictures.photograph("https://vi-du.invalid"), NotACitizenCardProblem),
        (card_pictures.photograph(CARD, CARD.replace("Đào", "Mai")), SeveralCodesProblem),
        (card_pictures.photograph(CARD)[:900], PictureDamagedProblem),
        (b"%PDF-1.4", NotAPictureProblem),
    ],
    ids=["nothing", "other", "two", "cut", "pdf"],
)
def test_a_picture_that_is_refused_leaves_a_line_without_names(
    desk: Desk, picture: bytes, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        citizen_cards.read_picture(desk, picture, "thẻ.jpg")
    use_case, note = exchange_samples.acts(desk)[-1]
    assert use_case == "people.card.refused"
    assert note.startswith("thẻ.jpg: ")
    assert "Đào" not in note


def test_who_may_not_edit_reads_no_cards(desk: Desk) -> None:
    viewer = at(desk, role=Role.VIEWER)
    with pytest.raises(NotAllowedProblem):
        citizen_cards.read_text(viewer, CARD)
    with pytest.raises(NotAllowedProblem):
        citizen_cards.read_picture(viewer, card_pictures.photograph(CARD))


# --- whose it is ----------------------------------------------------------------------------------


def test_the_holder_is_found(desk: Desk, card: CitizenCard) -> None:
    mine = recorded(desk, citizen_id="037162004217", birth_date=make.day("1962-03-05"))
    people.create(desk, make.new_person())
    [found] = citizen_cards.find(desk, card)
    assert (found.person_id, found.name, found.unit) == (
        mine.id, "Nguyễn Thị Đào", "Chi bộ thôn Bình Minh",
    )  # fmt: skip
    assert found.certain
    assert Sign.CITIZEN_SAME in found.signs
    assert citizen_cards.find(desk, replace(card, citizen_id="001", old_id="", name="Ai")) == []


def test_of_somebody_elsewhere_only_the_number_is_told(desk: Desk, card: CitizenCard) -> None:
    recorded(desk, citizen_id="037162004217")
    clerk = at(desk, role=Role.CLERK, units=(make.SCHOOL,))
    [found] = citizen_cards.find(clerk, card)
    assert replace(found, points=0) == CardMatch(0, certain=True)
    assert citizen_cards.find(clerk, replace(card, citizen_id="037162004218", old_id="")) == []


# --- compared -------------------------------------------------------------------------------------


def test_field_by_field(desk: Desk, card: CitizenCard) -> None:
    mine = recorded(
        desk,
        birth_name="NGUYỄN THỊ ĐÀO",
        birth_date=make.day("1962"),
        citizen_id="037162004218",
        home=Place("thôn Bình Minh", "xã Đông Hải", "tỉnh Ninh Bình", old="xã Đông Hải cũ"),
        ceremony_date=make.day("1995-05-19"),
    )
    told = by_target(desk, mine.id, card)
    assert {target: line.finding for target, line in told.items()} == {
        "citizen_id": Finding.DIFFERS,
        "old_citizen_id": Finding.MISSING_HERE,
        "birth_name": Finding.EQUAL,
        "birth_date": Finding.MISSING_HERE,
        "sex": Finding.MISSING_HERE,
        "home": Finding.EQUAL,
    }
    assert [target for target, line in told.items() if line.fillable] == [
        "citizen_id", "old_citizen_id", "sex",
    ]  # fmt: skip
    assert told["birth_date"].locked
    assert "Đính chính" in notes(told["birth_date"])[0]
    assert (told["birth_date"].ours, told["birth_date"].theirs) == ("1962", "05/03/1962")


def test_an_address_of_three_levels_is_told(desk: Desk) -> None:
    card = parse(CARD.replace("Ninh Bình", "Huyện Hải An, Nam Định"))
    mine = recorded(desk, home=Place("Thôn Bình Minh", "xã Đông Hải", "tỉnh Ninh Bình"))
    line = by_target(desk, mine.id, card)["home"]
    assert (line.finding, line.old_names) == (Finding.DIFFERS, True)
    assert "cấp huyện" in notes(line)[0]


def test_what_the_reconciliation_desk_is_told(desk: Desk, card: CitizenCard) -> None:
    assert card_texts(card, desk.codes) == {
        "citizen_id": "037162004217",
        "old_citizen_id": "161234567",
        "birth_name": "Nguyễn Thị Đào",
        "birth_date": "05/03/1962",
        "sex": "Nữ",
        "home.detail": "Thôn Bình Minh",
        "home.commune": "Xã Đông Hải",
        "home.province": "Ninh Bình",
    }
    lost = parse(CARD.replace("Nguyễn Thị Đào", "Nguy?n Th? ?ào"))
    assert "birth_name" not in card_texts(lost, desk.codes)


# --- taken over -----------------------------------------------------------------------------------


def test_chosen_fields_are_written_in_one_act(desk: Desk, card: CitizenCard) -> None:
    mine = recorded(desk)
    new = citizen_cards.fill(
        desk, mine.id, card, ("citizen_id", "old_citizen_id", "birth_date", "sex", "home")
    )
    assert new == people.read(desk, mine.id)
    assert (new.citizen_id, new.old_citizen_id, new.sex) == ("037162004217", "161234567", "Nữ")
    assert str(new.birth_date) == "1962-03-05"
    assert new.home == Place("Thôn Bình Minh", "Xã Đông Hải", "Ninh Bình")
    assert new.version == mine.version + 1
    act = people.history(desk, mine.id)[0]
    assert act.use_case == "people.card"
    assert {change.field for change in act.changes} >= {"citizen_id", "sex", "birth_date"}


def test_what_says_the_same_stays_as_it_is_written(desk: Desk, card: CitizenCard) -> None:
    mine = recorded(desk, birth_name="NGUYỄN THỊ ĐÀO", ceremony_date=make.day("1995-05-19"))
    new = citizen_cards.fill(desk, mine.id, card, ("birth_name", "sex"))
    assert (new.birth_name, new.sex) == ("NGUYỄN THỊ ĐÀO", "Nữ")


def test_an_older_name_of_the_home_is_kept(desk: Desk, card: CitizenCard) -> None:
    mine = recorded(desk, home=Place("Xóm 3", "xã Đông Hải", "tỉnh Ninh Bình", old="xã Hải cũ"))
    new = citizen_cards.fill(desk, mine.id, card, ("home",))
    assert new.home.detail == "Thôn Bình Minh"
    assert new.home.old == "xã Hải cũ"


@pytest.mark.parametrize(
    ("targets", "changes", "problem"),
    [
        (("birth_date",), {"birth_date": "1961"}, LockedFactProblem),
        (("issued",), {}, NothingOnCardProblem),
        (("old_citizen_id",), {}, NothingOnCardProblem),
        (("home",), {}, MangledCardProblem),
        (("sex",), {"citizen_id": "001062000001", "birth_name": "Trần Văn Khác"},
         OtherCardProblem),
        (("citizen_id",), {}, TakenNumberProblem),
    ],
    ids=["locked", "no-field", "blank", "accents", "other", "taken"],
)  # fmt: skip
def test_what_is_refused_changes_nothing(
    desk: Desk, targets: tuple[str, ...], changes: dict[str, str], problem: type[Problem]
) -> None:
    others = make.new_person(name="Vũ Thị Hạnh", citizen_id="037162004217")
    people.create(desk, others)
    told = {
        name: make.day(text) if name == "birth_date" else text for name, text in changes.items()
    }
    mine = recorded(desk, **told, ceremony_date=make.day("1995-05-19"))
    card = parse(CARD.replace("161234567", "").replace("Thôn Bình", "Th?n B?nh"))
    with pytest.raises(problem) as caught:
        citizen_cards.fill(desk, mine.id, card, targets)
    assert "{" not in sentence(caught.value)
    assert people.read(desk, mine.id) == mine


def test_nobody_and_somebody_elsewhere(desk: Desk, card: CitizenCard) -> None:
    mine = recorded(desk)
    clerk = at(desk, role=Role.CLERK, units=(make.SCHOOL,))
    for use in (citizen_cards.compare, citizen_cards.fill):
        arguments = () if use is citizen_cards.compare else (("sex",),)
        with pytest.raises(NotFoundProblem):
            use(desk, 999, card, *arguments)
        with pytest.raises(OutsideScopeProblem):
            use(clerk, mine.id, card, *arguments)
