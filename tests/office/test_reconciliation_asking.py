"""What the upper level is asked to mend follows from what its list says, whoever was believed."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.reconciliation import Decided, Round, Source, Verdict
from tcxd_desktop.domain.reconciliation_errors import SentRequestProblem
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, ReconJob
from tcxd_desktop.domain.reconciliation_views import FieldRecon, PersonState
from tcxd_desktop.office import people, reconciliation, reconciliation_drafts
from tcxd_desktop.office import reconciliation_deciding as deciding
from tcxd_desktop.office import reconciliation_printing as printing
from tcxd_desktop.office import reconciliation_requests as asking
from tcxd_desktop.office import reconciliation_slips as slips
from tcxd_desktop.office import reconciliation_sources as sources
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored_imports
from tests.office.recon_samples import MAPPED, fill, member, opened, row, ruling, taken

WHO = [member(place) for place in range(3)]
KEY = "recon:slip:1"


@pytest.fixture
def told(desk: Desk) -> Round:
    """Return a round whose list says of the first another religion; slips of all are out."""
    fill(desk, *WHO)
    made = opened(desk)
    rows = (row(2, WHO[0], religion="Phật giáo"), row(3, WHO[1]), row(4, WHO[2]))
    taken(desk, made, *rows)
    printing.note_printed(desk, ReconJob(form=CHECK_SLIP, round_id=made.id), copies=1)
    return made


def field(desk: Desk, told: Round, target: str, person_id: int) -> FieldRecon:
    found = reconciliation.person(desk, told.id, person_id).fields
    return next(one for one in found if one.target == target)


def state(desk: Desk, told: Round, person_id: int) -> PersonState:
    return reconciliation.person(desk, told.id, person_id).state


def verdict(desk: Desk, told: Round, target: str, person_id: int) -> Verdict:
    found = field(desk, told, target, person_id).verdict
    assert found is not None
    return found


def central(desk: Desk, person_id: int) -> str:
    with desk.read() as reading:
        return stored_imports.central_numbers(reading).get(person_id, "")


def test_kept_against_paper_alone_there_is_nothing_to_ask_for(desk: Desk, told: Round) -> None:
    slips.key_slip(desk, told.id, 2, {"religion": "Công giáo"})
    deciding.decide(desk, told.id, 2, ruling("religion", source=Source.PAPER))
    assert state(desk, told, 2) is PersonState.SETTLED
    assert asking.to_request(desk, told.id) == []
    [line] = [one for one in reconciliation.lines(desk, told.id) if one.person_id == 2]
    assert (line.to_request, line.settled) == (0, 1)


def test_what_was_taken_from_paper_is_asked_of_a_list_that_says_otherwise(
    desk: Desk, told: Round
) -> None:
    slips.key_slip(desk, told.id, 2, {"religion": "Công giáo"})
    deciding.decide(desk, told.id, 2, ruling("religion", Decided.TAKE, source=Source.PAPER))
    assert people.read(desk, 2).religion == "Công giáo"
    assert state(desk, told, 2) is PersonState.TO_REQUEST
    [line] = asking.to_request(desk, told.id)
    assert (line.person_id, line.theirs, line.wanted) == (2, "Không", "Công giáo")
    sent = asking.mark_requested(desk, told.id, [line.verdict_id], "08-CV/ĐU")
    assert [one.wanted for one in sent.lines] == ["Công giáo"]
    assert state(desk, told, 2) is PersonState.WAITING
    rows = (row(3, WHO[1], religion="Công giáo"), row(2, WHO[0]), row(4, WHO[2]))
    taken(desk, told, *rows)
    assert verdict(desk, told, "religion", 2).decided is Decided.MENDED
    assert [one.mended for one in asking.requests(desk, told.id)] == [1]


def test_another_value_is_asked_for_too_and_their_word_is_not(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("religion", Decided.OTHER, value="Công giáo"))
    [line] = asking.to_request(desk, told.id)
    assert (line.theirs, line.wanted, line.decided) == ("Phật giáo", "Công giáo", Decided.KEEP)
    deciding.undo_decision(desk, told.id, line.verdict_id, "thử")
    deciding.decide(desk, told.id, 1, ruling("religion", Decided.TAKE))
    assert asking.to_request(desk, told.id) == []


def test_mended_by_mistake_waits_for_the_upper_level_again(desk: Desk, told: Round) -> None:
    deciding.decide(desk, told.id, 1, ruling("religion"))
    [line] = asking.to_request(desk, told.id)
    asking.mark_requested(desk, told.id, [line.verdict_id], "08-CV/ĐU")
    asking.mark_mended(desk, told.id, [line.verdict_id])
    deciding.undo_decision(desk, told.id, line.verdict_id, "ghi nhầm")
    assert verdict(desk, told, "religion", 1).decided is Decided.REQUESTED
    with pytest.raises(SentRequestProblem):
        deciding.undo_decision(desk, told.id, line.verdict_id, "bỏ hẳn")


def test_a_reason_to_pass_over_is_no_basis_to_offer(desk: Desk, told: Round) -> None:
    passed = ruling("religion", Decided.PASSED, basis="chờ bản gốc quyết định")
    deciding.decide(desk, told.id, 1, passed)
    assert reconciliation.bases(desk, told.id) == []


# --- whose a line is, once it was said ------------------------------------------------------------


def test_a_line_that_was_given_to_somebody_is_his_in_the_next_list_too(
    desk: Desk, told: Round
) -> None:
    odd = row(9, WHO[1], sex="Nữ", central_id="T-12")  # not certain: another sex
    [doubtful] = sources.preview_rows(desk, told.id, [odd], MAPPED).rows
    assert not doubtful.person_id
    taken(desk, told, odd, **{f"key{doubtful.key}": 2})
    assert central(desk, 2) == "T-12"
    [again] = sources.preview_rows(desk, told.id, [odd], MAPPED).rows
    assert again.person_id == 2


def test_a_stray_line_brings_its_number_and_takes_it_away(desk: Desk, told: Round) -> None:
    odd = row(9, WHO[1], sex="Nữ", central_id="T-12")
    taken(desk, told, odd)
    [stray] = [one for one in reconciliation.lines(desk, told.id) if not one.person_id]
    sources.match_stray(desk, told.id, stray.entry_id, 2)
    assert central(desk, 2) == "T-12"
    sources.unmatch(desk, told.id, 2)
    assert not central(desk, 2)
    [anew] = sources.preview_rows(desk, told.id, [odd], MAPPED).rows
    assert not anew.person_id


# --- a slip being keyed ---------------------------------------------------------------------------


def test_a_slip_being_keyed_is_kept_for_whoever_types_it(desk: Desk) -> None:
    assert reconciliation_drafts.draft(desk, KEY) is None
    reconciliation_drafts.keep(desk, KEY, '{"person_id":3,"again":false}')
    kept = reconciliation_drafts.draft(desk, KEY)
    assert kept is not None
    assert (kept.content, kept.at[:10]) == ('{"person_id":3,"again":false}', "2026-11-23")
    other = replace(desk, actor=Actor("Lê Văn Cán", Role.CLERK, account=99))
    assert reconciliation_drafts.draft(other, KEY) is None
    viewer = replace(desk, actor=Actor("Phạm Thị Xem", Role.VIEWER))
    with pytest.raises(NotAllowedProblem):
        reconciliation_drafts.keep(viewer, KEY, "{}")
    reconciliation_drafts.drop(desk, KEY)
    assert reconciliation_drafts.draft(desk, KEY) is None
