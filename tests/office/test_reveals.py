"""Whoever looks at full numbers leaves a line."""

from tcxd_desktop.office import people, reveals
from tcxd_desktop.office.desk import Desk
from tests import make


def test_looking_at_one_member_stands_in_their_history(desk: Desk) -> None:
    person = people.create(desk, make.new_person())
    reveals.reveal_person(desk, person.id)
    last = people.history(desk, person.id)[0]
    assert (last.use_case, last.actor) == ("people.reveal", desk.actor.name)
    assert [(change.field, change.old, change.new) for change in last.changes] == [
        (reveals.FIELD, "", "")
    ]


def test_looking_at_a_list_touches_no_record(desk: Desk) -> None:
    person = people.create(desk, make.new_person())
    told: list[frozenset[str]] = []
    desk.store.on_written(told.append)
    reveals.reveal_list(desk, [person.id], "Đối chiếu")
    assert told == []
    last = people.history(desk, person.id)[0]
    assert (last.use_case, last.purpose) == ("people.reveal", "Đối chiếu")


def test_a_long_list_costs_one_row_and_stands_in_every_history(desk: Desk) -> None:
    ids = [people.create(desk, make.new_person(name=f"Phạm Văn {n}")).id for n in range(60)]
    reveals.reveal_list(desk, ids[:55])
    with desk.read() as reading:
        [(count, rows)] = reading.all(
            "SELECT a.people, count(*) FROM act a JOIN act_change c ON c.act_id = a.id"
            " WHERE a.use_case = 'people.reveal'"
        )
    assert (count, rows) == (55, 1)
    assert people.history(desk, ids[54])[0].use_case == "people.reveal"
    assert people.history(desk, ids[55])[0].use_case == "people.create"
