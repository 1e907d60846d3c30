"""Extract, restriction and erasure of one person's data (L1)."""

import json
import shutil
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from tcxd_desktop.domain.book import BookQuery, Loan
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import (
    DecisionNeededProblem,
    DiskFullProblem,
    ErasedProblem,
    NotAllowedProblem,
    NotFoundProblem,
    ReasonNeededProblem,
    RestrictedProblem,
    SealedProblem,
)
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.safety_papers import IncidentKind, KeptCopy
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import (
    book,
    exports,
    imports,
    incidents,
    loans,
    numbers,
    opening,
    people,
    personal_data,
    printing,
    restrictions,
    supplements,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import audit, erasure, erasure_transfers
from tcxd_desktop.wording.book import ERASED
from tests import make
from tests.office.erasure_samples import (
    DECISION,
    REQUEST,
    Scene,
    everything,
    found_in,
    nothing,
    pages,
    stored,
)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def as_clerk(desk: Desk) -> Desk:
    return replace(desk, actor=Actor("Vũ Thị Hạnh", Role.CLERK, 2, sealed=True))


# --- extract --------------------------------------------------------------------------------------


def test_an_extract_has_the_data_where_it_is_kept_and_who_saw_it(desk: Desk) -> None:
    dao = stored(desk)
    people.view(desk, dao.id, "Đối chiếu")
    printing.note_printed(
        desk, PrintJob(form="2-HSĐV", person_ids=(dao.id,)), copies=3, purpose="Nộp cấp trên"
    )
    exports.members_xlsx(desk, PeopleQuery(), file_name="ds.xlsx", purpose="Nộp")
    backups = (KeptCopy("Bản sao lưu", "Máy này", "11/2026", 4),)
    made = personal_data.extract(desk, dao.id, REQUEST, backups)
    said = {line.value for part in made.parts for line in part.lines}
    assert {"037162004417", "05/03/1962"} <= said
    assert made.with_sealed
    assert any("Vắng họp nhiều kỳ" in text for text in said)
    assert [(copy.what, copy.count) for copy in made.kept] == [
        ("Bản sao lưu", 4),
        ("Tệp đã xuất", None),
        ("Bản in 2-HSĐV Phiếu đảng viên", 3),
    ]
    [month] = made.access
    assert (month.who, month.views, month.changes, month.prints, month.handed_out) == (
        make.HEAD_NAME, 1, 2, 1, 1,
    )  # fmt: skip
    pdf = personal_data.render_extract(desk, dao.id, REQUEST, backups, copies=2)
    assert "NGUYỄN THỊ ĐÀO" in text_of(pdf)
    entry = book.entries(desk, BookQuery(), 1)[0]
    assert (entry.use_case, entry.note, entry.purpose, entry.copies, entry.people) == (
        "data.extract", "12/YC; 2026-11-18; Nguyễn Thị Đào", REQUEST.reason, 2,
        ((dao.id, "Nguyễn Thị Đào"),),
    )  # fmt: skip


def test_an_extract_of_nobody_and_by_a_clerk_is_refused(desk: Desk) -> None:
    dao = stored(desk)
    with pytest.raises(NotFoundProblem):
        personal_data.extract(desk, 99, REQUEST)
    with pytest.raises(NotAllowedProblem):
        personal_data.extract(as_clerk(desk), dao.id, REQUEST)


# --- restriction ----------------------------------------------------------------------------------


@pytest.fixture
def held(desk: Desk) -> Dossier:
    dao = stored(desk, residence_cell="Chi bộ Đội 1")
    personal_data.restrict(desk, dao.id, DECISION, "Đang khiếu nại")
    return dao


def test_a_restricted_dossier_is_read_and_nothing_else(desk: Desk, held: Dossier) -> None:
    assert people.view(desk, held.id) == held
    assert restrictions.restricted(desk) == {held.id}
    assert [line.id for line in people.lines(desk, PeopleQuery())] == [held.id]
    single = PrintJob(form="2-HSĐV", person_ids=(held.id,))
    listed = PrintJob(form="DS", query=PeopleQuery())
    register = PrintJob(form="7-HSĐV", query=PeopleQuery())
    photo = BytesIO()
    Image.new("RGB", (300, 400)).save(photo, "JPEG")
    year = 2026
    for refused in (
        lambda: people.save(desk, replace(held, phone="0912")),
        lambda: people.correct(
            desk, held.id, "birth_date", make.day("1962-03-06"), decision=DECISION, reason="Sai"
        ),
        lambda: people.void(desk, held.id, "Nhập trùng"),
        lambda: people.set_photo(desk, held.id, photo.getvalue()),
        lambda: supplements.hand_in(desk, [held.id], year, make.TODAY),
        lambda: supplements.confirm(desk, [held.id], year, make.TODAY),
        lambda: supplements.reopen(desk, [held.id], year),
        lambda: printing.render(desk, single),
        lambda: printing.render(desk, listed),
        lambda: printing.render(desk, register),
        lambda: printing.note_printed(desk, single, copies=1, purpose=""),
        lambda: exports.members_xlsx(desk, PeopleQuery()),
        lambda: loans.lend(
            desk, Loan(person_id=held.id, borrower="A", purpose="B", approved_by="C")
        ),
    ):
        with pytest.raises(RestrictedProblem) as caught:
            refused()
        assert caught.value.args == (("Nguyễn Thị Đào",),)
    assert people.read(desk, held.id) == held


def test_the_others_can_still_be_printed_and_exported(desk: Desk, held: Dossier) -> None:
    people.create(desk, make.new_person(name="Lê Thị An"))
    query = PeopleQuery(unrestricted_only=True)
    assert exports.members_xlsx(desk, query)
    said = text_of(printing.render(desk, PrintJob(form="DS", query=query)))
    assert "Lê Thị An" in said
    assert held.birth_name not in said
    assert "không gồm những người đang bị khóa dữ liệu" in " ".join(said.split())


def test_an_import_does_not_write_a_restricted_dossier(desk: Desk, held: Dossier) -> None:
    query = PeopleQuery()
    personal_data.lift(desk, held.id, DECISION, "Xuất để thử")
    data = exports.members_xlsx(desk, query)
    people.save(desk, replace(people.read(desk, held.id), residence_cell="Chi bộ khác"))
    personal_data.restrict(desk, held.id, DECISION, "Đang khiếu nại")
    preview = imports.preview_members(desk, data, "ds.xlsx")
    [row] = preview.rows
    assert row.outcome is Outcome.ERROR
    assert "đang bị khóa theo quyết định" in row.reasons[0]


def test_a_restriction_ends_by_decision(desk: Desk, held: Dossier) -> None:
    with pytest.raises(DecisionNeededProblem):
        personal_data.lift(desk, held.id, Decision(), "Đã xong")
    personal_data.lift(desk, held.id, DECISION, "Đã xong")
    assert restrictions.restricted(desk) == frozenset()
    people.save(desk, replace(held, phone="0912"))
    [told] = restrictions.restrictions(desk, held.id)
    assert (told.person, told.reason, told.since, told.until, told.decision) == (
        "Nguyễn Thị Đào", "Đang khiếu nại", "2026-11-23", "2026-11-23", DECISION,
    )  # fmt: skip
    with pytest.raises(NotFoundProblem):
        personal_data.lift(desk, held.id, DECISION, "Lần nữa")
    assert [act.use_case for act in people.history(desk, held.id)][1:3] == [
        "data.lift", "data.restrict",
    ]  # fmt: skip


def test_a_restriction_rests_on_a_decision_and_a_reason(desk: Desk) -> None:
    dao = stored(desk)
    with pytest.raises(DecisionNeededProblem):
        personal_data.restrict(desk, dao.id, Decision("1"), "Vì")
    with pytest.raises(ReasonNeededProblem):
        personal_data.restrict(desk, dao.id, DECISION, "  ")
    with pytest.raises(NotAllowedProblem):
        personal_data.restrict(as_clerk(desk), dao.id, DECISION, "Vì")


# --- erasure --------------------------------------------------------------------------------------


@pytest.fixture
def scene(desk: Desk) -> Scene:
    return Scene(desk)


def test_nothing_of_a_person_is_left_in_the_files(scene: Scene, office_folder: Path) -> None:
    desk = scene.desk
    before = found_in(everything(desk, office_folder), scene.markers)
    assert len(scene.markers) > 150
    assert len(before) > len(scene.markers) * 0.95, set(scene.markers) - set(before)
    told = scene.erase()
    assert found_in(everything(desk, office_folder), scene.markers) == []
    assert found_in(everything(desk, office_folder), ["Trần Văn Khác 1"]) == ["Trần Văn Khác 1"]
    # Three of dossiers, seven of transfers: two of an arrival before there was a record; a slip and
    # a request of a round.
    assert told.papers == 3 + 7 + 2
    assert told.photos == 1
    assert told.named_elsewhere == ()
    assert all(value == "ok" for value in opening.verify(desk).values())


@pytest.mark.parametrize("forgotten", ["draft", "person_family", "act_value", "loan"])
def test_twin_a_table_forgotten_is_found(
    scene: Scene, office_folder: Path, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    for name in ("_TABLES", "_SEALED_TABLES"):
        kept = tuple(table for table in getattr(erasure, name) if table != forgotten)
        monkeypatch.setattr(erasure, name, kept)
    scene.erase()
    assert found_in(everything(scene.desk, office_folder), scene.markers)


@pytest.mark.parametrize(
    "forgotten", ["_own", "_notes_elsewhere", "_cases_elsewhere", "_collectives", "_marks"]
)
def test_twin_a_part_of_transfers_forgotten_is_found(
    scene: Scene, office_folder: Path, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    monkeypatch.setattr(erasure_transfers, forgotten, lambda *_: iter(()))
    scene.erase()
    assert found_in(everything(scene.desk, office_folder), scene.markers)


def unwiped(desk: Desk) -> None:
    """Let pieces of rows stay where they were, as they now and then do when SQLite moves rows."""
    with desk.store.turn() as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("PRAGMA sealed.secure_delete=OFF")


def test_pieces_in_the_unused_part_of_pages_go_too(scene: Scene, office_folder: Path) -> None:
    unwiped(scene.desk)
    scene.erase()
    assert found_in(everything(scene.desk, office_folder), scene.markers) == []


def test_twin_without_writing_the_files_anew_pieces_stay(
    scene: Scene, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unwiped(scene.desk)
    monkeypatch.setattr(erasure, "tidy", lambda _store: None)
    scene.erase()
    assert found_in(everything(scene.desk, office_folder), scene.markers)


def test_files_are_written_anew_at_the_next_sign_in_when_the_disk_was_full(
    scene: Scene, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: object) -> None:
        raise DiskFullProblem("D:")

    with monkeypatch.context() as patch:
        patch.setattr(erasure, "tidy", full)
        told = scene.erase()
    assert told.tidied is False
    assert untidy(scene.desk) == [True, True]
    opening.close_office(scene.desk)
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    assert untidy(desk) == [False, False]
    assert all(value == "ok" for value in opening.verify(desk).values())
    opening.close_office(desk)


def untidy(desk: Desk) -> list[bool]:
    with desk.store.turn() as connection:
        return [
            connection.execute(f"PRAGMA {schema}.application_id").fetchone()[0] != 0
            for schema in ("main", "sealed")
        ]


def test_a_copy_made_afterwards_is_clean_and_one_made_before_is_known(
    scene: Scene, office_folder: Path, tmp_path: Path
) -> None:
    desk = scene.desk
    before = desk.store.head()[0]
    told = scene.erase()
    opening.close_office(desk)
    copy = Path(shutil.copytree(office_folder, tmp_path / "copy"))
    again = opening.open_office(copy, make.PASSWORD, clock=make.clock)
    assert found_in(everything(again, copy), scene.markers) == []
    copies = [("sau", told.line), ("trước", before), ("rất cũ", 1)]
    assert personal_data.holding(again, scene.person.id, copies) == ["trước"]
    assert personal_data.holding(again, scene.others[0].id, copies) == ["sau", "trước"]
    opening.close_office(again)


def test_what_stays_is_an_empty_record_and_the_lines(scene: Scene) -> None:
    desk, me = scene.desk, scene.person.id
    scene.erase()
    left = people.read(desk, me)
    assert left == replace(Dossier(), id=me, version=left.version, birth_name=ERASED,
                           void_reason=ERASED)  # fmt: skip
    assert me not in {line.id for line in people.lines(desk, PeopleQuery(with_void=True))}
    uses = [act.use_case for act in people.history(desk, me)]
    assert uses[0] == "data.erase"
    assert {"people.save", "people.view", "printing.print", "exports.members"} <= set(uses)
    [entry] = book.entries(desk, BookQuery(text="xoa du lieu"))
    assert entry.note == "Theo đơn yêu cầu [45-QĐ/ĐU; 2026-11-20; Đảng ủy xã Đông Hải]"
    with desk.read() as reading:
        assert reading.all("SELECT person_id, paper_number FROM erasure") == [
            (me, "45-QĐ/ĐU"), (scene.gone, "45-QĐ/ĐU"),
        ]  # fmt: skip
    for other in scene.others:
        assert people.read(desk, other.id).birth_name == other.birth_name
    assert people.photo(desk, people.read(desk, scene.others[0].id).photo)
    assert [saved.name for saved in people.saved_filters(desk)] == ["Nữ"]


def test_papers_of_several_keep_the_others(scene: Scene) -> None:
    desk = scene.desk
    scene.erase()
    with desk.read() as reading:
        kept = {
            form: zlib.decompress(bytes(snapshot)).decode()
            for form, snapshot in reading.all("SELECT form, snapshot FROM printed")
        }
        sealed = [
            zlib.decompress(bytes(row[0])).decode().split("\n")
            for row in reading.all("SELECT snapshot FROM sealed_printed")
        ]
    first, gone, last = map(json.loads, kept["2-HSĐV"].split("\n"))
    assert (first["birth_name"], last["birth_name"]) == ("Trần Văn Khác 0", "Trần Văn Khác 1")
    assert gone == {"id": scene.person.id, "version": 0}
    assert [bool(text) for text in sealed[0]] == [True, False, True]
    rows = json.loads(kept["DS"])[2]
    assert sorted(row[1] for row in rows) == sorted(
        [ERASED, *(other.birth_name for other in scene.others)]
    )


def test_numbers_given_are_not_given_again(desk: Desk) -> None:
    numbers.add_block(desk, "NB", 1, 100, "")
    dao = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    given = numbers.assign(desk, dao.id)
    old = people.create(desk, make.new_person(name="Lê Thị An"))
    people.save(desk, replace(people.read(desk, old.id), dossier_no="000050 NB"))
    for person in (dao, old):
        personal_data.erase(desk, person.id, DECISION, "Theo đơn", nothing)
    assert given == "000001 NB"
    assert numbers.next_number(desk) == "000051 NB"
    assert [(entry.number, entry.name) for entry in numbers.ledger(desk)] == [
        ("000001 NB", ERASED), ("000050 NB", ERASED),
    ]  # fmt: skip


def test_erasing_asks_for_decision_backup_and_the_sealed_compartment(desk: Desk) -> None:
    dao = stored(desk)
    called: list[str] = []

    def guard() -> None:
        called.append("backup")
        assert people.read(desk, dao.id).birth_name == "Nguyễn Thị Đào"

    with pytest.raises(DecisionNeededProblem):
        personal_data.erase(desk, dao.id, Decision(), "Vì", guard)
    with pytest.raises(ReasonNeededProblem):
        personal_data.erase(desk, dao.id, DECISION, "", guard)
    with pytest.raises(NotAllowedProblem):
        personal_data.erase(as_clerk(desk), dao.id, DECISION, "Vì", guard)
    open_head = replace(desk, actor=replace(desk.actor, sealed=False))
    with pytest.raises(SealedProblem):
        personal_data.erase(open_head, dao.id, DECISION, "Vì", guard)
    with pytest.raises(NotFoundProblem):
        personal_data.erase(desk, 99, DECISION, "Vì", guard)
    assert called == []

    def broken() -> None:
        raise NotFoundProblem("đích")

    with pytest.raises(NotFoundProblem):
        personal_data.erase(desk, dao.id, DECISION, "Vì", broken)
    assert people.read(desk, dao.id).birth_name == "Nguyễn Thị Đào"
    personal_data.erase(desk, dao.id, DECISION, "Vì", guard)
    assert called == ["backup"]
    for refused in (
        lambda: personal_data.erase(desk, dao.id, DECISION, "Vì", guard),
        lambda: personal_data.extract(desk, dao.id, REQUEST),
        lambda: personal_data.restrict(desk, dao.id, DECISION, "Vì"),
        lambda: people.save(desk, replace(people.read(desk, dao.id), phone="0912")),
        lambda: printing.render(desk, PrintJob(form="2-HSĐV", person_ids=(dao.id,))),
    ):
        with pytest.raises(ErasedProblem):
            refused()


def test_an_erasure_is_known_outside_the_file_at_once(desk: Desk, office_folder: Path) -> None:
    dao = stored(desk)
    personal_data.erase(desk, dao.id, DECISION, "Vì", nothing)
    kept = json.loads(json.loads((office_folder / "office.anchor.json").read_text())["anchor"])
    assert kept["erased"] == [dao.id]


# --- an older file --------------------------------------------------------------------------------


@pytest.fixture
def older(scene: Scene, office_folder: Path, tmp_path: Path) -> tuple[Scene, Path]:
    """An office as it was before the person was erased, closed properly."""
    opening.close_office(scene.desk)
    return scene, Path(shutil.copytree(office_folder, tmp_path / "older"))


def test_an_older_file_is_cleaned_again_from_the_ledger(older: tuple[Scene, Path]) -> None:
    scene, folder = older
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    never_there = 77
    with desk.store.turn() as connection:
        connection.execute("BEGIN IMMEDIATE")
        erasure.apply(connection, [scene.person.id, scene.gone, never_there])
        connection.execute("COMMIT")
    assert found_in(everything(desk, folder), scene.markers) == []
    desk.store.line(desk.deed(Permission.OWN, "book.begin"), baseline=True)
    assert all(value == "ok" for value in opening.verify(desk).values())
    # Its number is not given to somebody else, who would be erased in turn.
    assert people.create(desk, make.new_person()).id == never_there + 1
    opening.close_office(desk)


def test_twin_without_the_ledger_an_older_file_still_has_the_person(
    older: tuple[Scene, Path],
) -> None:
    scene, folder = older
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert len(found_in(everything(desk, folder), scene.markers)) > 100
    opening.close_office(desk)


def test_what_was_sealed_goes_when_a_holder_signs_in(older: tuple[Scene, Path]) -> None:
    """A backup restored by somebody without the compartment is cleaned in two steps."""
    scene, folder = older
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    ring = desk.store.ring
    assert ring.sealed is not None
    with desk.store.apart():
        desk.store.take_ring(replace(ring, sealed=None))
    with desk.store.turn() as connection:
        connection.execute("BEGIN IMMEDIATE")
        erasure.apply(connection, [scene.person.id, scene.gone])
        connection.execute("COMMIT")
    desk.store.line(desk.deed(Permission.OWN, "book.begin"), baseline=True)
    sealed = found_in(pages(folder / "office.sealed.db", ring.sealed), scene.markers)
    assert len(sealed) > 20
    opening.close_office(desk)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert found_in(everything(desk, folder), scene.markers) == []
    assert book.entries(desk, BookQuery(), 1)[0].use_case == "data.erase.rest"
    assert all(value == "ok" for value in opening.verify(desk).values())
    opening.close_office(desk)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert book.entries(desk, BookQuery(text="xoa not"), 5)[1:] == []
    opening.close_office(desk)


def test_only_an_erased_person_excuses_missing_values(scene: Scene) -> None:
    scene.erase()
    with scene.desk.store.turn() as connection:
        assert audit.verify_chain(connection, frozenset({scene.person.id})) == []
        assert audit.verify_chain(connection)


# --- incidents ------------------------------------------------------------------------------------


def test_the_record_of_an_incident_is_filled_from_the_book(desk: Desk) -> None:
    dao, an = stored(desk), people.create(desk, make.new_person(name="Lê Thị An"))
    people.view(desk, an.id)
    printing.note_printed(desk, PrintJob(form="2-HSĐV", person_ids=(dao.id,)), copies=1, purpose="")
    exports.members_xlsx(as_clerk(desk), PeopleQuery(), file_name="ds.xlsx")
    since, until = make.clock() - timedelta(hours=1), make.clock() + timedelta(hours=1)
    made = incidents.report(desk, since, until, [IncidentKind.LOST_COMPUTER])
    assert dict(made.counts) == {
        "Số hồ sơ được xem": 1,
        "Số hồ sơ bị sửa": 2,
        "Số hồ sơ đã in, sao": 1,
        "Số hồ sơ trong tệp xuất, bản giao": 2,
    }
    assert {name.name for name in made.people} == {"Nguyễn Thị Đào", "Lê Thị An"}
    clerk = next(actor for actor in made.actors if actor.who == "Vũ Thị Hạnh")
    assert (clerk.views, clerk.prints, clerk.handed_out) == (0, 0, 1)
    told = replace(made, number="07-BB/ĐU", account="Mất máy tính xách tay")
    said = " ".join(text_of(incidents.render(desk, told)).split())
    assert "Mất máy tính xách tay" in said
    assert "72 giờ" in said
    entry = book.entries(desk, BookQuery(), 1)[0]
    assert (entry.use_case, entry.note) == ("incidents.print", "07-BB/ĐU: mất máy tính")
    nobody = incidents.report(desk, since - timedelta(days=9), since - timedelta(days=8))
    assert (nobody.people, nobody.actors) == ((), ())
