"""What is left of transfers after a person was erased by decision: numbers, ends and days."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import ConflictProblem, ErasedProblem
from tcxd_desktop.domain.packets import Answer, PacketKind, Result, TransferPacket
from tcxd_desktop.domain.transfer_papers import BOOK, HANDOVER_BOOK, STOCK_BOOK, TransferJob
from tcxd_desktop.domain.transfers import (
    Direction,
    State,
    Step,
    StepEvent,
    TransferKind,
    TransferQuery,
)
from tcxd_desktop.office import (
    collective,
    due,
    letter_stock,
    opening,
    packets,
    personal_data,
    transfer_packs,
    transfer_receiving,
    transfer_registers,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.wording.book import ERASED
from tests.office import transfer_samples as samples
from tests.office.erasure_samples import DECISION, REQUEST, Scene, nothing
from tests.office.exchange_samples import OTHER, another_office

REGISTERS = ("gtshd", "giao_nhan", "phieu_bao_di", "phieu_bao_den", "moi_lien_he")


@pytest.fixture
def scene(desk: Desk) -> Scene:
    return Scene(desk)


def entries(desk: Desk) -> list[tuple[str, int, int, int, str, bool]]:
    with desk.read() as reading:
        return [
            (one.register, one.year, one.number, one.transfer_id, one.on, bool(one.void_reason))
            for register in REGISTERS
            for one in stored.entries(reading, register)
        ]


def rows_of(desk: Desk, form: str, register: str = "") -> list[tuple[str, ...]]:
    table, _ = transfer_registers.table(desk, TransferJob(form=form, register=register))
    return [tuple(str(cell) for cell in row) for row in table.rows]


def test_registers_keep_their_numbers_and_the_stock_balances(scene: Scene) -> None:
    desk = scene.desk
    before = entries(desk)
    left = {letter: letter_stock.balance(desk, letter) for letter in letter_stock.LETTERS}
    books = {form: rows_of(desk, form) for form in (BOOK, HANDOVER_BOOK, STOCK_BOOK)}
    assert {register for register, *_ in before} >= {"gtshd", "giao_nhan"}
    scene.erase()
    assert entries(desk) == before
    assert {letter: letter_stock.balance(desk, letter) for letter in letter_stock.LETTERS} == left
    for form, rows in books.items():
        after = rows_of(desk, form)
        assert len(after) == len(rows)
        named = [place for place, row in enumerate(rows) if scene.name in "".join(row)]
        assert named
        for place in named:
            assert ERASED in after[place]
        assert scene.name not in "".join(map(str, after))


def test_a_case_of_theirs_is_in_no_list_and_goes_no_further(scene: Scene) -> None:
    desk, case = scene.desk, scene.case
    mine = [one.id for one in transfers.listed(desk, TransferQuery(person_id=scene.person.id))]
    assert case.id in mine
    assert [one for one in due.page(desk).lines if one.task.target == f"transfer:{case.id}"]
    scene.erase()
    assert transfers.listed(desk, TransferQuery(person_id=scene.person.id)) == []
    assert transfers.listed(desk, TransferQuery(text="dauvet")) == []
    assert case.id not in {one.id for one in transfers.listed(desk)}
    assert transfers.open_cases_of(desk, [scene.person.id]) == {}
    page = due.page(desk)
    assert [one for one in page.lines if one.task.target == f"transfer:{case.id}"] == []
    left = transfers.read(desk, case.id)
    assert (left.traveller.name, left.void_reason, left.note, left.packet) == (
        ERASED,
        ERASED,
        "",
        "",
    )
    # What it was, between which organisations, on which days: registers tell it.
    assert (left.kind, left.state, left.serial) == (case.kind, case.state, case.serial)
    assert (left.source, left.target, left.boxes) == (case.source, case.target, case.boxes)
    told = [(one.event, one.on, one.box, one.number, one.serial) for one in case.steps]
    assert [(one.event, one.on, one.box, one.number, one.serial) for one in left.steps] == told
    step = Step(StepEvent.REMARK, "2026-11-23", remark="Ghi thêm")
    for refused in (
        lambda: transfers.step(desk, case.id, step, left.version),
        lambda: transfers.back(desk, case.id, "Nhầm", left.version),
        lambda: transfers.update(desk, case),
        lambda: transfers.set_checks(desk, case.id, [], left.version),
    ):
        with pytest.raises(ErasedProblem):
            refused()
    assert transfers.read(desk, case.id) == left


def test_arrivals_before_there_was_a_record_go_with_the_person(scene: Scene) -> None:
    desk = scene.desk
    with desk.read() as reading:
        [lonely] = [
            int(row[0])
            for row in reading.all("SELECT id FROM transfer WHERE person_id IS NULL ORDER BY id")
        ]
    assert transfers.read(desk, lonely).traveller.name == scene.name
    scene.erase()
    left = transfers.read(desk, lonely)
    assert (left.traveller.name, left.state) == (ERASED, State.CANCELLED)
    assert {check.note for check in left.checks} == {""}
    with pytest.raises(ErasedProblem):
        transfers.back(desk, lonely, "Nhầm", left.version)


def test_cases_of_others_keep_whose_they_are(scene: Scene) -> None:
    desk = scene.desk
    scene.erase()
    left = transfers.read(desk, scene.beside.id)
    assert (left.traveller, left.state) == (scene.beside.traveller, scene.beside.state)
    assert left.note == f"Đồng chí {ERASED} giới thiệu"
    assert (left.signed()[1].signer, left.signed()[1].remark) == (ERASED, f"{ERASED} ký thay")
    [move] = [one for one in letter_stock.movements(desk) if one.note.endswith("giao")]
    assert (move.who, move.note, move.void_reason) == (
        ERASED, f"{ERASED} giao", f"{ERASED} báo nhầm",
    )  # fmt: skip
    # Whoever had it open before does not write the name back.
    with pytest.raises(ConflictProblem):
        transfers.back(desk, left.id, "Nhầm", scene.beside.version)


def test_a_namesake_keeps_the_name(desk: Desk) -> None:
    first = samples.member(desk)
    other = samples.member(
        desk, card_no="037075009999", citizen_id="037075009999", dossier_no="009876 NB"
    )
    kept = samples.going(desk, other, serial="NB 000201", note="Có giấy ủy quyền")
    kept = samples.sign(desk, kept, [1], "2026-11-10")
    gone = samples.sign(desk, samples.going(desk, first), [1], "2026-11-10")
    stranger = samples.coming(
        desk,
        traveller=replace(kept.traveller, card_no="037075008888", citizen_id="", dossier_no=""),
    )
    assert gone.traveller.name == kept.traveller.name == stranger.traveller.name
    personal_data.erase(desk, first, DECISION, "Theo đơn", nothing)
    assert transfers.read(desk, gone.id).traveller.name == ERASED
    assert transfers.read(desk, kept.id) == kept
    assert transfers.read(desk, stranger.id) == stranger
    who = {one.serials.text(): one.who for one in letter_stock.movements(desk, "T10")}
    assert who == {"NB 000201": kept.traveller.name, "NB 000101": ERASED}
    assert set(opening.verify(desk).values()) == {"ok"}


def test_collective_transfers_keep_their_figures(scene: Scene) -> None:
    desk = scene.desk
    before = {line.id: line for line in collective.listed(desk)}
    stale = [collective.read(desk, number) for number in before]
    scene.erase()
    plans = [collective.read(desk, number) for number in before]
    undone = next(plan for plan in plans if plan.undo_reason)
    assert [move.name for move in undone.moves] == [ERASED]
    assert undone.undo_reason == f"Theo đơn của {ERASED}"
    assert undone.note == f"Có {ERASED}"
    drafts = [plan for plan in plans if not plan.undo_reason]
    assert [plan.moves for plan in drafts] == [(), ()]
    newcomers = [one.name for plan in drafts for one in plan.newcomers]
    assert newcomers == ["Lê Thị Mới"]
    after = {line.id: line for line in collective.listed(desk)}
    assert after[undone.id].people == before[undone.id].people == 1
    for plan in stale:
        if not plan.undo_reason:
            with pytest.raises(ConflictProblem):
                collective.save_draft(desk, plan)


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with another_office(office_template, tmp_path / "other", OTHER) as opened:
        yield opened


def test_a_return_slip_that_comes_afterwards_finds_nobody(scene: Scene, other: Desk) -> None:
    desk = scene.desk
    samples.sign(desk, scene.case, [4], "2026-11-13")
    sent = transfer_packs.packet_of(desk, scene.case.id)
    read = packets.read_any(other, packets.transfer_packet_bytes(desk, sent))
    answer = Answer(transfer=sent.uuid, result=Result.ACCEPTED, on="2026-11-22")
    slip = TransferPacket(
        kind=PacketKind.RETURN, receiver_key=read.packet.sender_key.hex(), answer=answer
    )
    data = packets.transfer_packet_bytes(other, slip)
    scene.erase()
    shown = transfer_receiving.preview(desk, packets.read_any(desk, data))
    assert shown.answers is None
    assert len(shown.faults) == 1


def test_the_same_person_may_come_again_as_somebody_new(desk: Desk) -> None:
    case = samples.take(desk, samples.coming(desk), StepEvent.PRESENT, "2026-11-02")
    case = samples.sign(desk, case, [7, 10], "2026-11-10")
    assert case.person_id is not None
    personal_data.erase(desk, case.person_id, DECISION, "Theo đơn", nothing)
    again = samples.coming(desk)
    assert (again.person_id, again.direction, again.kind) == (
        None, Direction.IN, TransferKind.OFFICIAL,
    )  # fmt: skip
    again = samples.take(desk, again, StepEvent.PRESENT, "2026-11-20")
    again = samples.sign(desk, again, [7, 10], "2026-11-21")
    assert again.person_id not in {None, case.person_id}
    assert set(opening.verify(desk).values()) == {"ok"}


# --- the extract, before -------------------------------------------------------------------------


def test_an_extract_tells_everything_transfers_hold(scene: Scene) -> None:
    desk = scene.desk
    made = personal_data.extract(desk, scene.person.id, REQUEST)
    parts = {part.title: [line.value for line in part.lines] for part in made.parts}
    said = "\n".join(parts["Chuyển sinh hoạt đảng"])
    with desk.read() as reading:
        ids = [int(row[0]) for row in reading.all("SELECT id FROM transfer ORDER BY id")]
    mine = [transfers.read(desk, number) for number in ids if number != scene.beside.id]
    assert len(mine) == 3
    for case in mine:
        texts = [case.note, case.reason, case.enclosed, case.basis.number, case.traveller.used_name]
        texts += [text for step in case.steps for text in (step.remark, step.papers, step.signer)]
        texts += [check.note for check in case.checks]
        assert [text for text in texts if text and text not in said] == []
    # Taken back, and a draft to take others over; the draft that names the member; a newcomer's
    # draft is about nobody recorded here.
    assert len(parts["Chuyển giao tập thể"]) == 2
    [duty] = parts["Việc đã ghi"]
    assert duty.startswith("Ghi đã xong ngày 20/11/2026: dauvet")
    assert scene.beside.traveller.name not in said
    [sent] = [copy for copy in made.kept if copy.what.startswith("Phiếu chuyển")]
    assert sent.where == ", ".join(scene.case.target.names)
    assert personal_data.render_extract(desk, scene.person.id, REQUEST, copies=0)


def test_an_extract_of_somebody_who_never_moved_has_no_such_part(scene: Scene) -> None:
    made = personal_data.extract(scene.desk, scene.others[1].id, REQUEST)
    titles = {part.title for part in made.parts}
    assert not titles & {"Chuyển sinh hoạt đảng", "Chuyển giao tập thể", "Việc đã ghi"}
