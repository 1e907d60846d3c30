"""Thẻ cơ quan: made once, added, compared by voice, revoked, renewed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem, NotFoundProblem, ReasonNeededProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.office_cards import CardState
from tcxd_desktop.domain.packet_errors import (
    AlteredCardProblem,
    CardNotComparedProblem,
    FingerprintFormatProblem,
    FingerprintProblem,
    KnownCardProblem,
    NotACardProblem,
    OwnCardProblem,
    RevokedCardProblem,
)
from tcxd_desktop.office import known_offices, office_keys, opening
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import exchange_samples as samples


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


# --- the own card ---------------------------------------------------------------------------------


def test_an_office_has_no_keys_until_it_needs_them(desk: Desk) -> None:
    assert office_keys.own_card(desk) is None
    card = office_keys.ensure(desk)
    assert office_keys.own_card(desk) == card
    assert office_keys.ensure(desk) == card
    assert (card.office, card.province) == (make.OFFICE.name, make.OFFICE.province)
    assert card.made_on == "2026-11-23"


def test_two_offices_never_have_the_same_keys(desk: Desk, other: Desk) -> None:
    assert office_keys.ensure(desk).fingerprint != office_keys.ensure(other).fingerprint


def test_the_keys_survive_closing_and_never_show(desk: Desk, office_folder: Path) -> None:
    card = office_keys.ensure(desk)
    with desk.read() as reading:
        [(private,)] = reading.all("SELECT sign_private FROM office_key")
    opening.close_office(desk)
    for path in office_folder.rglob("*"):
        if path.is_file():
            assert bytes(private) not in path.read_bytes()
    again = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        assert office_keys.own_card(again) == card
    finally:
        opening.close_office(again)


def test_giving_the_card_away_leaves_a_line(desk: Desk) -> None:
    office_keys.card_file(desk)
    assert [use for use, _ in samples.acts(desk)][-2:] == ["cards.own", "cards.give"]


# --- adding and comparing -------------------------------------------------------------------------


def test_a_card_is_added_as_not_compared(desk: Desk, other: Desk) -> None:
    data = office_keys.card_file(other)
    preview = known_offices.read_card(desk, data)
    assert (preview.known, preview.replaces, preview.same_name) == (None, None, ())
    assert known_offices.listed(desk) == []
    known = known_offices.add(desk, data)
    assert known.state is CardState.NOT_COMPARED
    assert known.card.office == samples.OTHER.name
    assert known.fingerprint == office_keys.ensure(other).fingerprint
    assert known_offices.listed(desk) == [known]
    assert known_offices.office(desk, known.id) == known


def test_only_the_digits_that_were_read_aloud_make_it_compared(desk: Desk, other: Desk) -> None:
    known = samples.know(desk, other, compared=False)
    groups = known.fingerprint.split(" ")
    with pytest.raises(FingerprintProblem) as caught:
        known_offices.compare(desk, known.id, " ".join([*groups[:5], "00000"]))
    assert caught.value.args == (1,)
    with pytest.raises(FingerprintFormatProblem):
        known_offices.compare(desk, known.id, groups[0])
    assert known_offices.office(desk, known.id).state is CardState.NOT_COMPARED
    compared = known_offices.compare(desk, known.id, known.fingerprint.replace(" ", "-"))
    assert compared.state is CardState.COMPARED
    assert (compared.compared_on, compared.compared_by) == ("2026-11-23", make.HEAD_NAME)
    uses = [use for use, _ in samples.acts(desk)]
    assert uses[-2:] == ["cards.refused", "cards.compare"]


def test_a_card_is_in_the_list_once(desk: Desk, other: Desk) -> None:
    samples.know(desk, other)
    with pytest.raises(KnownCardProblem):
        known_offices.add(desk, office_keys.card_file(other))
    assert len(known_offices.listed(desk)) == 1


def test_the_own_card_is_not_added(desk: Desk) -> None:
    with pytest.raises(OwnCardProblem):
        known_offices.add(desk, office_keys.card_file(desk))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: b"", NotACardProblem),
        (lambda data: data[: len(data) // 2], AlteredCardProblem),
        (lambda data: data.replace("Tân Lập".encode(), "Tân Lộc".encode()), AlteredCardProblem),
    ],
    ids=["empty", "cut", "altered"],
)
def test_a_bad_card_file_is_refused_with_a_line(desk: Desk, other: Desk, change, problem) -> None:
    with pytest.raises(problem):
        known_offices.add(desk, change(office_keys.card_file(other)), "tan-lap.the")
    assert known_offices.listed(desk) == []
    use, note = samples.acts(desk)[-1]
    assert use == "cards.refused"
    assert note.startswith("tan-lap.the")


def test_a_second_card_under_the_same_name_is_pointed_out(
    desk: Desk, other: Desk, office_template: Path, tmp_path: Path
) -> None:
    known = samples.know(desk, other)
    with samples.another_office(office_template, tmp_path / "third", samples.OTHER) as impostor:
        preview = known_offices.read_card(desk, office_keys.card_file(impostor))
        assert preview.same_name == (known,)
        assert preview.replaces is None
        assert samples.know(desk, impostor, compared=False).state is CardState.NOT_COMPARED
    assert known_offices.office(desk, known.id).state is CardState.COMPARED


# --- revoking -------------------------------------------------------------------------------------


def test_a_revoked_card_stays_with_its_reason_and_never_comes_back(desk: Desk, other: Desk) -> None:
    known = samples.know(desk, other)
    with pytest.raises(ReasonNeededProblem):
        known_offices.revoke(desk, known.id, "  ")
    gone = known_offices.revoke(desk, known.id, "Mất máy tính ngày 20/11")
    assert gone.state is CardState.REVOKED
    assert (gone.revoked_on, gone.revoked_why) == ("2026-11-23", "Mất máy tính ngày 20/11")
    assert known_offices.listed(desk) == [gone]
    with pytest.raises(RevokedCardProblem):
        known_offices.add(desk, office_keys.card_file(other))
    with pytest.raises(RevokedCardProblem):
        known_offices.compare(desk, known.id, known.fingerprint)
    with pytest.raises(RevokedCardProblem):
        known_offices.revoke(desk, known.id, "lại")


def test_nobody_has_a_card_nobody_has(desk: Desk) -> None:
    for call in (known_offices.office, lambda d, i: known_offices.revoke(d, i, "vì sao")):
        with pytest.raises(NotFoundProblem):
            call(desk, 99)


# --- issuing packs --------------------------------------------------------------------------------


def test_only_a_compared_card_may_issue_packs(desk: Desk, other: Desk) -> None:
    known = samples.know(desk, other, compared=False)
    with pytest.raises(CardNotComparedProblem):
        known_offices.let_issue(desk, known.id, packs=True)
    known_offices.compare(desk, known.id, known.fingerprint)
    assert known_offices.let_issue(desk, known.id, packs=True).packs
    assert not known_offices.let_issue(desk, known.id, packs=False).packs
    known_offices.let_issue(desk, known.id, packs=True)
    assert not known_offices.revoke(desk, known.id, "thôi").packs


# --- renewing -------------------------------------------------------------------------------------


def test_a_renewed_card_carries_the_trust_of_the_old_key(desk: Desk, other: Desk) -> None:
    old = samples.know(desk, other)
    known_offices.let_issue(desk, old.id, packs=True)
    with pytest.raises(ReasonNeededProblem):
        office_keys.renew(other, " ")
    renewed = office_keys.renew(other, "Đổi máy tính")
    assert renewed.fingerprint != old.fingerprint
    data = office_keys.card_file(other)
    preview = known_offices.read_card(desk, data)
    assert preview.replaces is not None
    assert preview.replaces.id == old.id
    known = known_offices.add(desk, data)
    assert known.state is CardState.COMPARED
    assert known.compared_by == known_offices.REPLACED
    assert known.packs
    assert known_offices.office(desk, old.id).state is CardState.REVOKED


def test_a_renewed_card_of_one_not_compared_is_not_trusted(desk: Desk, other: Desk) -> None:
    old = samples.know(desk, other, compared=False)
    office_keys.renew(other, "Đổi máy tính")
    known = known_offices.add(desk, office_keys.card_file(other))
    assert known.state is CardState.NOT_COMPARED
    assert known_offices.office(desk, old.id).state is CardState.NOT_COMPARED


def test_a_revoked_key_vouches_for_nothing(desk: Desk, other: Desk) -> None:
    old = samples.know(desk, other)
    known_offices.revoke(desk, old.id, "Bị lộ khóa")
    office_keys.renew(other, "Bị lộ khóa")
    assert known_offices.add(desk, office_keys.card_file(other)).state is CardState.NOT_COMPARED


# --- who may --------------------------------------------------------------------------------------


def test_a_clerk_sees_cards_and_does_not_change_them(desk: Desk, other: Desk) -> None:
    known = samples.know(desk, other)
    clerk = samples.as_role(desk, role=Role.CLERK)
    assert known_offices.listed(clerk) == [known]
    for call in (
        lambda: known_offices.add(clerk, office_keys.card_file(other)),
        lambda: known_offices.read_card(clerk, office_keys.card_file(other)),
        lambda: known_offices.compare(clerk, known.id, known.fingerprint),
        lambda: known_offices.revoke(clerk, known.id, "vì sao"),
        lambda: known_offices.let_issue(clerk, known.id, packs=True),
        lambda: office_keys.renew(clerk, "vì sao"),
    ):
        with pytest.raises(NotAllowedProblem):
            call()


def test_changes_of_cards_are_bound_into_the_book(desk: Desk, other: Desk) -> None:
    known = samples.know(desk, other)
    known_offices.revoke(desk, known.id, "Mất máy")
    with desk.read() as reading:
        told = reading.all(
            "SELECT field, old, new FROM act_change WHERE subject = 'card' ORDER BY act_id"
        )
    assert told == [
        ("card", "", f"{samples.OTHER.name} {known.fingerprint}"),
        ("card_state", "chưa đối chiếu", "đã đối chiếu"),
        ("card_state", "đã đối chiếu", "thẻ đã thu hồi"),
    ]
    assert set(opening.verify(desk).values()) == {"ok"}
