"""``transfer-pack`` and ``receive``: the papers of a transfer, and the record of another office."""

import argparse
from pathlib import Path

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.errors import NotFoundProblem, Problem
from tcxd_desktop.domain.packets import PacketKind
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.transfer_papers import PackPart
from tcxd_desktop.domain.transfer_receiving import ReceivedFact, ReceivePreview
from tcxd_desktop.domain.transfers import Transfer, TransferQuery
from tcxd_desktop.office import packets, transfer_packs, transfer_receiving, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import read_file, write_file
from tcxd_desktop.wording.packets import trust_sentence
from tcxd_desktop.wording.transfer_cases import case_text, state_text
from tcxd_desktop.wording.transfer_words import event_label

_EVER = "0000-00-00"


def run(options: argparse.Namespace) -> int:
    """Run the command on the office it names."""
    command = {"transfer-pack": _pack, "receive": _receive}
    with opened(options) as desk:
        return command[options.command](desk, options)


# --- the pack -----------------------------------------------------------------------------------


def _pack(desk: Desk, options: argparse.Namespace) -> int:
    case = _case(desk, options.case)
    parts = transfer_packs.pack_parts(desk, case.id)
    write_file(options.out, transfer_packs.pack(desk, case.id))
    record = _record(desk, case, options.record)
    purpose = options.purpose or f"Ghi ra tệp {options.out.name}"
    transfer_packs.note_pack(desk, case.id, copies=0, purpose=purpose)
    told: dict[str, object] = {
        "file": options.out,
        "record": record,
        "case": case.id,
        "name": case.traveller.name,
        "parts": [
            {"form": part.form, "title": part.title, "copies": part.copies,
             "why_missing": part.why_missing}
            for part in parts
        ],
    }  # fmt: skip
    lines = [f"{case.traveller.name}: {case_text(case)}", *map(_line, parts)]
    written = [str(path) for path in (options.out, record) if path]
    tell(options, told, *lines, f"Đã ghi {', '.join(written)}.")
    return 0


def _line(part: PackPart) -> str:
    if part.why_missing:
        return f"{part.form}\t{part.title}\tkhông in: {part.why_missing}"
    return f"{part.form}\t{part.title}\t{part.copies} bản"


def _record(desk: Desk, case: Transfer, place: Path | None) -> Path | None:
    """Write what the QR of the cover carries as a file too, where it was asked for."""
    if place is None:
        return None
    write_file(place, transfer_packs.record_bytes(desk, case.id))
    return place


def _case(desk: Desk, wanted: str) -> Transfer:
    """Return the case of a number, or on the letter of a serial.

    Raises:
        NotFoundProblem: there is none, or more than one.
        OutsideScopeProblem: it is not the account's.
    """
    if wanted.isdecimal():
        return transfers.read(desk, int(wanted))
    query = TransferQuery(text=wanted, done_since=_EVER)
    found = [one for one in transfers.listed(desk, query) if fold(one.serial) == fold(wanted)]
    if len(found) != 1:
        raise NotFoundProblem(wanted)
    return transfers.read(desk, found[0].id)


# --- what another office sends ------------------------------------------------------------------


def _receive(desk: Desk, options: argparse.Namespace) -> int:
    read = packets.read_any(desk, read_file(options.file), options.file.name)
    shown = transfer_receiving.preview(desk, read)
    lines = _lines(shown)
    if options.preview:
        tell(options, _told(shown) | {"written": False}, *lines, *shown.faults, _would(shown))
        return 0
    try:
        case = transfer_receiving.take(desk, shown)
    except Problem:
        # What stands in the way is one sentence; what the record says is told beside it.
        tell(options, _told(shown) | {"written": False}, *lines)
        raise
    told = _told(shown) | {"written": True, "case": case.id, "state": case.state.value}
    tell(options, told, *lines, f"Đã ghi vào ca số {case.id}: {state_text(case)}.")
    return 0


def _told(shown: ReceivePreview) -> dict[str, object]:
    read = shown.read
    return {
        "kind": read.packet.kind.value,
        "uuid": read.packet.uuid,
        "trust": read.trust.value,
        "sender": read.sender_name,
        "fingerprint": read.fingerprint,
        "facts": [
            {"label": fact.label, "said": fact.said, "here": fact.here, "differs": fact.differs}
            for fact in shown.facts
        ],
        "person_id": shown.known_id,
        "here_already": shown.here_already,
        "joins": shown.running_id,
        "answers": shown.answers,
        "event": shown.event.value if shown.event else "",
        "warnings": list(shown.warnings),
        "faults": list(shown.faults),
        "case": shown.running_id or shown.answers,
    }


def _lines(shown: ReceivePreview) -> list[str]:
    read = shown.read
    kind = "Phiếu trả lời" if read.packet.kind is PacketKind.RETURN else "Phiếu chuyển"
    head = f"{kind} của {read.sender_name}. {trust_sentence(read.trust, read.sender_name)}"
    return [head, *map(_fact, shown.facts), *(f"Lưu ý: {text}" for text in shown.warnings)]


def _fact(fact: ReceivedFact) -> str:
    here = f"\tở đây: {fact.here}" if fact.differs else ""
    return f"{fact.label}\t{fact.said}{here}"


def _would(shown: ReceivePreview) -> str:
    if shown.faults:
        return "Xem trước: phiếu này không nhận được."
    if shown.answers is not None and shown.event is not None:
        return f"Xem trước: sẽ ghi vào ca số {shown.answers}: {event_label(shown.event, 0)}."
    if shown.running_id is not None:
        return f"Xem trước: sẽ ghép vào ca số {shown.running_id} đang mở."
    return "Xem trước: sẽ mở một ca chuyển đến."
