"""Rows about a person follow a merge: none of the tables that tell of people is forgotten."""

from collections.abc import Mapping

from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import belongings, schema
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording import merging as words
from tests import make

STAY = {
    *(f"person_{name}" for name in TABLES),  # the dossier itself, joined field by field
    "person_sealed", "standing", "central_number",
    "draft", "sealed_draft",  # hinder a merge
    "import_row", "sealed_import_row", "export_row",  # what was once read and written of a record
    "sealed_merge", "erasure", "act_value",
}  # fmt: skip
"""Tables with a person whose rows are not handed over, each for its reason."""
OFFICERS = {"chair_id", "secretary_id", "upper_id", "owner_id"}


def test_every_table_that_tells_of_a_person_was_thought_of() -> None:
    found = {
        (name, column.name)
        for metadata in (schema.metadata, schema.sealed)
        for name, table in metadata.tables.items()
        for column in table.columns
        if column.name in {"person_id", *OFFICERS}
    }
    moved = {(one.table, one.column) for one in belongings.BELONGS}
    assert {pair for pair in found if pair not in moved} == {(name, "person_id") for name in STAY}
    referring = {
        (name, key.parent.name)
        for name, table in schema.metadata.tables.items()
        for key in table.foreign_keys
        if key.target_fullname == "person.id"
    }
    pairs = {("person_merge", "kept_id"), ("person_merge", "gone_id"),
             ("distinct_pair", "first_id"), ("distinct_pair", "second_id")}  # fmt: skip
    assert referring - moved - {(name, "person_id") for name in STAY} == pairs


def test_everything_that_moves_has_its_words() -> None:
    kinds = {one.kind for one in belongings.BELONGS} | {"due_mark"}
    assert set(words.BELONGING) == kinds
    assert words.belonging("loan", 1200) == "1.200 lượt cho mượn hồ sơ giấy"


def add(work: Work, table: str, **values: object) -> int:
    number: int = work.add(table, values)  # type: ignore[arg-type]  # cells of the row
    return number


def test_rows_move_unless_the_other_has_its_own_and_come_back(desk: Desk) -> None:
    kept, gone = (
        people.create(desk, make.new_person(name=name)).id for name in ("Lê Văn An", "Lê An")
    )
    with desk.write(Permission.SETTINGS, "demo.make") as work:
        running = add(work, "recon_round", version=1, name="Đợt 1")
        closed = add(work, "recon_round", version=1, name="Đợt 0", closed="2026-01-31")
        for round_id, source, person in (
            (running, "he_thong", gone), (running, "can_cuoc", gone), (running, "can_cuoc", kept),
            (closed, "he_thong", gone),
        ):  # fmt: skip
            add(work, "recon_entry", version=1, round_id=round_id, source=source, person_id=person)
        for field, person in (("sex", gone), ("phone", gone), ("phone", kept)):
            add(work, "recon_verdict", version=1, round_id=running, person_id=person,
                field=field, decided="")  # fmt: skip
        for key in (f"exemption:{gone}:2026-12-31", f"exemption:{gone}:2027-01-31",
                    f"exemption:{kept}:2027-01-31", f"exemption:{gone}0:2026-12-31"):  # fmt: skip
            add(work, "due_mark", key=key)
        plan = add(work, "collective", version=1, kind="giai_the", state="da_thuc_hien",
                   on="2026-01-01", content="{}")  # fmt: skip
        add(work, "collective_member", collective_id=plan, person_id=gone, name="Lê An")
        meeting = add(work, "meeting", **MEETING)
        add(work, "resolution_task", unit_id=make.HAMLET, meeting_id=meeting, owner_id=gone)
    before = everything(desk)
    with desk.read() as reading:
        found = belongings.belongings(reading, gone, kept)
    assert {kind: (len(moves), stays) for kind, (moves, stays) in found.items()} == {
        "recon_entry": (1, 1), "recon_verdict": (1, 1), "collective_member": (1, 0),
        "resolution_task.owner_id": (1, 0), "due_mark": (1, 0),
    }  # fmt: skip
    moved = [one for moves, _ in found.values() for one in moves]
    with desk.write(Permission.SETTINGS, "demo.make") as work:
        belongings.move(work, moved)
    with desk.read() as reading:
        assert belongings.lost(reading, moved) == 0
        left = belongings.belongings(reading, gone, kept)
        assert {kind: (len(moves), stays) for kind, (moves, stays) in left.items()} == {
            "recon_entry": (0, 1), "recon_verdict": (0, 1),
        }  # fmt: skip
    assert sound(desk)
    with desk.write(Permission.SETTINGS, "demo.make") as work:
        belongings.move(work, belongings.back(moved))
    assert everything(desk) == before
    assert sound(desk)
    with desk.write(Permission.SETTINGS, "demo.make") as work:
        work.remove("collective_member", {"collective_id": plan})
    with desk.read() as reading:
        assert belongings.lost(reading, belongings.back(moved)) == 1


MEETING: Mapping[str, object] = {
    "version": 1, "unit_id": make.HAMLET, "kind": "chuyen_de", "period": "2026-01",
    "state": "du_kien",
}  # fmt: skip


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows by table, without the versions that count saves."""
    found = {}
    with desk.read() as reading:
        for name in sorted({one.table for one in belongings.BELONGS} | {"due_mark"}):
            columns = [row[1] for row in reading.all(f"PRAGMA table_info({name})")]
            told = ", ".join(f'"{column}"' for column in columns if column != "version")
            found[name] = sorted(reading.all(f"SELECT {told} FROM {name}"), key=repr)
    return found


def sound(desk: Desk) -> bool:
    """Tell whether every record still says what the access book has of it."""
    return set(opening.verify(desk).values()) == {"ok"}
