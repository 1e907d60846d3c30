"""The whole set of a case as one print job, and the record its cover carries."""

import json
import zlib
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from tcxd_desktop.domain import transfer_papers as forms
from tcxd_desktop.domain.case_errors import NotIntroducedProblem
from tcxd_desktop.domain.errors import NotAllowedProblem, NotFoundProblem, RestrictedProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packets import PacketKind, Trust
from tcxd_desktop.domain.rows import PaperInDossier
from tcxd_desktop.domain.rules import CommuneRole
from tcxd_desktop.domain.transfers import End, StepEvent, Transfer, TransferKind
from tcxd_desktop.office import (
    opening,
    packets,
    personal_data,
    transfer_packs,
    transfer_receiving,
    transfers,
)
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.transfer_packs import NO_RECORD
from tests import make
from tests.forms.form_samples import all_text, letters, page_texts
from tests.forms.paper_checks import sizes
from tests.office import transfer_samples as samples

PAPERS = (PaperInDossier(title="Lý lịch đảng viên", sheets=Decimal(12), present=True),)


@pytest.fixture
def case(desk: Desk) -> Transfer:
    found = samples.going(desk, samples.member(desk, papers=PAPERS))
    return samples.sign(desk, found, [1, 4], "2026-11-12")


def picture(pdf: bytes) -> bytes:
    """Return the first page as a PNG, as somebody photographs the cover."""
    target = BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().save(target, "PNG")
    return target.getvalue()


def test_the_set_lies_in_the_order_it_is_handed_out(desk: Desk, case: Transfer) -> None:
    parts = transfer_packs.pack_parts(desk, case.id)
    assert [(part.form, part.copies) for part in parts] == [
        (forms.COVER, 1), (forms.NOTICE, 2), (forms.INDEX, 1), (forms.HANDOVER, 2),
        (forms.LABEL, 1), (forms.COPY, 1),
    ]  # fmt: skip
    assert not any(part.why_missing for part in parts)
    told: list[tuple[int, int]] = []
    pdf = transfer_packs.pack(desk, case.id, lambda done, whole: told.append((done, whole)))
    assert told[-1] == (6, 6)
    heads = [
        next(word for word in ("BỘGIẤYTỜ", "PHIẾUBÁO", "MỤCLỤC", "BẢNGIAONHẬN", "HỒSƠĐẢNGVIÊN",
                               "BẢNĐỂCHÉPTAY", "") if word in letters(text))
        for text in page_texts(pdf)
    ]  # fmt: skip
    assert heads[:7] == [
        "BỘGIẤYTỜ", "PHIẾUBÁO", "PHIẾUBÁO", "MỤCLỤC", "BẢNGIAONHẬN", "BẢNGIAONHẬN",
        "HỒSƠĐẢNGVIÊN",
    ]  # fmt: skip
    assert set(heads[7:]) == {"BẢNĐỂCHÉPTAY"}


def test_what_cannot_be_printed_says_why_and_the_rest_is(desk: Desk) -> None:
    bare = samples.going(desk, samples.member(desk))
    parts = {part.form: part for part in transfer_packs.pack_parts(desk, bare.id)}
    assert "chưa có mục lục" in parts[forms.INDEX].why_missing
    pdf = transfer_packs.pack(desk, bare.id)
    assert letters("chưa in được: hồ sơ chưa có mục lục") in all_text(pdf)


def test_where_the_province_introduces_it_sends_the_notices(desk: Desk) -> None:
    office_rules.adopt_role(desk, CommuneRole.BASE, "2026-10-01", "12-QĐ/TU")
    case = samples.going(desk, samples.member(desk))
    assert case.boxes[-1] == 10
    parts = {part.form: part for part in transfer_packs.pack_parts(desk, case.id)}
    assert "cấp trên" in parts[forms.NOTICE].why_missing
    pages = page_texts(transfer_packs.pack(desk, case.id))
    assert not any("Số .....-PB/ĐU" in page for page in pages)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (TransferKind.TEMPORARY, [forms.COVER, forms.COPY]),
        (TransferKind.LABOUR, [forms.COVER, forms.COPY, forms.SLIP]),
        (TransferKind.TEMPORARY_ABROAD, [forms.COVER, forms.SLIP_TEMPORARY]),
    ],
)
def test_what_stays_at_home_does_not_travel(
    desk: Desk, kind: TransferKind, expected: list[str]
) -> None:
    abroad = kind is not TransferKind.TEMPORARY
    target = End("abroad", country="Nhật Bản") if abroad else samples.FAR
    case = samples.going(
        desk, samples.member(desk), kind, target, term_from="2026-11-15", term_to="2027-05-14"
    )
    assert [part.form for part in transfer_packs.pack_parts(desk, case.id)] == expected
    assert transfer_packs.pack(desk, case.id)[:4] == b"%PDF"


def test_an_arrival_stopped_or_sent_on_has_its_letter(desk: Desk) -> None:
    case = samples.coming(desk)
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-18")
    found = [part.form for part in transfer_packs.pack_parts(desk, case.id)]
    assert found == [forms.COVER, forms.CHECKLIST, forms.HANDOVER, forms.COPY, forms.RETURN]
    samples.take(desk, case, StepEvent.STOP, "2026-11-19")
    assert transfer_packs.pack_parts(desk, case.id)[-1].form == forms.STOP
    assert letters("dừng tiếp nhận") in all_text(transfer_packs.pack(desk, case.id))


# --- the record -----------------------------------------------------------------------------------


def test_the_code_on_the_cover_is_read_back_from_its_picture(desk: Desk, case: Transfer) -> None:
    pdf = transfer_packs.pack(desk, case.id)
    read = packets.read_any(desk, picture(pdf))
    assert read.trust is Trust.OWN
    person, letter = read.packet.person, read.packet.letter
    assert (person.birth_name, person.card_no) == ("Đỗ Minh Khôi", "037075004217")
    assert (letter.serial, letter.number, letter.introduced_on) == ("NB 000101", "1", "2026-11-12")
    assert letter.basis == "Chuyển công tác"
    assert read.packet.receiver.startswith("Chi bộ thôn Trung Hòa")


def test_printed_again_it_is_the_same_record(desk: Desk, case: Transfer) -> None:
    first = transfer_packs.packet_of(desk, case.id)
    assert transfers.read(desk, case.id).packet == first.uuid
    again = transfer_packs.packet_of(desk, case.id)
    assert (again.uuid, again.seq, again.made_on) == (first.uuid, first.seq, first.made_on)
    assert transfer_packs.record_bytes(desk, case.id) == transfer_packs.record_bytes(desk, case.id)


def test_a_case_inside_the_office_carries_no_code(desk: Desk) -> None:
    case = samples.going(desk, samples.member(desk), TransferKind.INSIDE,
                         End(unit_id=make.SCHOOL))  # fmt: skip
    assert not transfer_packs.carries_record(case)
    parts = transfer_packs.pack_parts(desk, case.id)
    assert forms.NOTICE not in [part.form for part in parts]
    cover = transfer_packs.cover(desk, case.id, parts)
    assert (cover.qr, cover.no_qr) == ((), "")


def test_a_record_too_long_for_a_code_says_so_on_the_cover(desk: Desk) -> None:
    long = " ".join(["Chi bộ thôn Trung Hòa"] * 40)
    case = samples.going(desk, samples.member(desk), target=replace(samples.FAR, cell=long))
    assert transfer_packs.cover(desk, case.id, []).no_qr == NO_RECORD
    with pytest.raises(NotIntroducedProblem):
        transfer_packs.packet_of(desk, case.id)
    case = samples.sign(desk, case, [1, 4], "2026-11-12")
    cover = transfer_packs.cover(desk, case.id, [])
    assert cover.qr == ()
    assert cover.no_qr.startswith("Không có mã QR: ")
    assert transfer_packs.pack(desk, case.id)[:4] == b"%PDF"


def test_a_second_office_takes_it_in_and_its_slip_closes_the_case(
    desk: Desk, case: Transfer, tmp_path: Path
) -> None:
    case = samples.take(desk, case, StepEvent.NOTICE, "2026-11-13")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-13")
    other = make.office(tmp_path / "other")
    try:
        code = picture(transfer_packs.pack(desk, case.id))
        read = packets.read_any(other, code)
        assert read.trust is Trust.UNVERIFIED
        come = transfer_receiving.take(other, transfer_receiving.preview(other, read))
        come = transfers.update(other, replace(come, target=End(unit_id=make.HAMLET)))
        assert not transfer_packs.carries_record(come), "nothing to answer yet"
        come = samples.take(other, come, StepEvent.PRESENT, "2026-11-18")
        come = samples.sign(other, come, [7, 10], "2026-11-20")
        come = samples.take(other, come, StepEvent.ARCHIVE, "2026-11-20")
        assert transfer_packs.carries_record(come)
        slip = transfer_packs.pack(other, come.id)
        assert letters("MÃ QR CỦA PHIẾU HỒI BÁO") in all_text(slip)
        answer = packets.read_any(desk, picture(slip))
        assert answer.packet.kind is PacketKind.RETURN
        done = transfer_receiving.take(desk, transfer_receiving.preview(desk, answer))
        assert done.id == case.id
        assert done.state.value == "hoan_tat"
    finally:
        opening.close_office(other)


# --- the book -------------------------------------------------------------------------------------


def test_one_print_is_one_line_with_all_it_said(desk: Desk, case: Transfer) -> None:
    transfer_packs.note_pack(desk, case.id, copies=1, purpose="Giao đảng viên")
    with desk.read() as reading:
        [(form, copies, purpose, snapshot)] = reading.all(
            "SELECT form, copies, purpose, snapshot FROM printed"
        )
    assert (form, copies, purpose) == (forms.COVER, 1, "Giao đảng viên")
    rows, ids = json.loads(zlib.decompress(snapshot))[2:]
    assert set(ids) == {case.person_id}
    assert len(rows) > 30


def test_who_may_not_gets_nothing(desk: Desk, case: Transfer) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    for call in (transfer_packs.pack, transfer_packs.packet_of, transfer_packs.record_bytes):
        with pytest.raises(NotAllowedProblem):
            call(viewer, case.id)
    with pytest.raises(NotFoundProblem):
        transfer_packs.pack(desk, 99)
    assert case.person_id is not None
    personal_data.restrict(desk, case.person_id, make.decision(), "xét khiếu nại")
    for made in (transfer_packs.pack, lambda d, n: transfer_packs.note_pack(d, n, copies=1)):
        with pytest.raises(RestrictedProblem):
            made(desk, case.id)


def test_pages_are_a4(desk: Desk, case: Transfer) -> None:
    assert set(sizes(transfer_packs.pack(desk, case.id))) == {(595, 842)}


def test_a_corrected_letter_has_a_record_of_its_own(desk: Desk, case: Transfer) -> None:
    first = transfer_packs.packet_of(desk, case.id)
    case = transfers.back(desk, case.id, "Ghi nhầm số", transfers.read(desk, case.id).version)
    case = samples.sign(desk, case, [4], "2026-11-13")
    again = transfer_packs.packet_of(desk, case.id)
    assert again.uuid != first.uuid
    assert transfer_packs.packet_of(desk, case.id).uuid == again.uuid
