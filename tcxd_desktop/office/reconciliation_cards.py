"""What the citizen card of a member says comes into a round."""

from dataclasses import replace

from tcxd_desktop.domain.citizen_card import CitizenCard
from tcxd_desktop.domain.errors import ConflictProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.reconciliation import Entry, Source
from tcxd_desktop.domain.reconciliation_views import PersonRecon
from tcxd_desktop.office import restrictions
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_reading import Picture, running
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.wording.citizen_card import card_texts


def take_card(desk: Desk, round_id: int, person_id: int, card: CitizenCard) -> PersonRecon:
    """Keep what the citizen card of a member says, of the fields of the round.

    Raises:
        NotInRoundProblem, ClosedRoundProblem, NotFoundProblem, OutsideScopeProblem,
        RestrictedProblem, ConflictProblem.
    """
    with desk.write(Permission.EDIT, "recon.card") as work:
        restrictions.check(work, [person_id])
        told = running(work, round_id)
        picture = Picture(desk, work, told, person_id)
        member = picture.member(person_id)
        made = Entry(
            round_id=round_id,
            source=Source.CARD,
            person_id=person_id,
            name=member.name,
            values={
                one: text
                for one, text in card_texts(card, desk.codes).items()
                if one in told.fields
            },
            actor=desk.actor.name,
        )
        before = picture.entries_of(person_id).get(Source.CARD)
        if before is None:
            number = stored.add_entry(work, made)
        elif stored.change_entry(work, replace(made, id=before.id, version=before.version)):
            number = before.id
        else:
            raise ConflictProblem
        work.note(Change(stored.ENTRY, number, "card", "", desk.day()))
        picture = Picture(desk, work, told, person_id)
        return picture.person(picture.member(person_id))
