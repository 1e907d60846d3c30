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
    reveals.reveal_list(desk, 1)
    assert told == []
    assert [act.use_case for act in people.history(desk, person.id)] == ["people.create"]
    with desk.read() as reading:
        [(use_case, note)] = reading.all("SELECT use_case, note FROM act ORDER BY id DESC LIMIT 1")
    assert (use_case, note) == ("people.reveal", "1")
