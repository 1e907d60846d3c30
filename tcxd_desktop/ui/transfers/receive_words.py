"""What the page Nhận phiếu says of a record that was read. No Qt."""

from tcxd_desktop.domain.packets import PacketKind, ReadPacket, Result, Trust
from tcxd_desktop.domain.transfer_receiving import ReceivedFact, ReceivePreview
from tcxd_desktop.domain.transfers import StepEvent
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.packets import PACKET_KIND, RESULT, trust_sentence
from tcxd_desktop.wording.transfers import KIND

TONES = {Trust.VERIFIED: "ok", Trust.UNVERIFIED: "warn", Trust.OWN: "plain"}
_OF_TRUST = ("Chưa xác thực", "Phiếu do chính")
"""Warnings the badge and its sentence tell already."""
_STEPS = {
    StepEvent.CONFIRM: "ca chuyển đi hoàn tất, nơi đến đã tiếp nhận",
    StepEvent.STOP: "ca chuyển đi dừng lại, nơi đến dừng tiếp nhận",
    StepEvent.ONWARD: "nơi đến đã chuyển tiếp đi nơi khác",
    StepEvent.CONTACT: "ghi lại là nơi đến chưa thấy đảng viên",
}


def title(shown: ReceivePreview) -> str:
    """Return whom or what a record is about."""
    packet = shown.read.packet
    name = packet.person.birth_name
    if packet.kind is PacketKind.RETURN:
        return f"Phiếu trả lời: {name}" if name else "Phiếu trả lời"
    return name


def kind(shown: ReceivePreview) -> str:
    """Return what kind of record it is, in a line."""
    packet = shown.read.packet
    if packet.kind is PacketKind.RETURN:
        return f"Nơi đến {RESULT[Result(packet.answer.result)]}"
    what = PACKET_KIND[packet.kind].capitalize()
    return f"{what} · {KIND[shown.case.kind].lower()}" if shown.case is not None else what


def sender(read: ReadPacket) -> str:
    """Return whose record it is, as far as it is known."""
    return read.sender_name or "Nơi gửi không ghi tên"


def why(read: ReadPacket) -> str:
    """Return how far the record is to be believed."""
    return trust_sentence(read.trust, read.sender_name)


def made(read: ReadPacket) -> str:
    """Return number and day of the record."""
    packet = read.packet
    return f"Phiếu số {packet.seq}, lập ngày {show_date(packet.made_on)}"


def will_do(shown: ReceivePreview) -> str:
    """Return what taking the record in writes, or that nothing can be."""
    if shown.faults:
        return "Không nhận được; chưa có gì được ghi."
    if shown.answers is not None and shown.event is not None:
        return f"Ghi vào ca đã gửi phiếu này: {_STEPS.get(shown.event, 'một bước mới')}."
    if shown.running_id is not None:
        return "Bổ sung nội dung phiếu vào ca chuyển đến đang mở của chính người này."
    if shown.known_id is not None:
        return "Mở ca chuyển đến mới, gắn với hồ sơ đã có ở đây từ trước."
    return "Mở ca chuyển đến mới. Hồ sơ đảng viên được lập khi chi bộ tiếp nhận (ô cuối)."


def main_text(shown: ReceivePreview) -> str:
    """Return what the main button says."""
    if shown.answers is not None:
        return "Ghi vào ca"
    return "Bổ sung vào ca" if shown.running_id is not None else "Nhận, mở ca"


def asks_unit(shown: ReceivePreview) -> bool:
    """Tell whether the chi bộ that will take the member in is asked for."""
    return shown.case is not None and shown.running_id is None and not shown.faults


def warnings(shown: ReceivePreview) -> tuple[str, ...]:
    """Return what to look at before taking it, besides how far it is believed."""
    found = [text for text in shown.warnings if not text.startswith(_OF_TRUST)]
    differing = sum(fact.differs for fact in shown.facts)
    if differing:
        found.append(
            f"{differing} mục trên phiếu khác ở đây (đánh dấu “khác”). Hãy đối chiếu với giấy, "
            "sửa nơi sai sau khi nhận."
        )
    return tuple(found)


def compares(shown: ReceivePreview) -> bool:
    """Tell whether something here stands beside what the record says."""
    return any(fact.here for fact in shown.facts)


def mark(fact: ReceivedFact) -> str:
    """Return how a line of the record stands to what is here."""
    if fact.differs:
        return "khác"
    if not fact.here:
        return ""
    return "khớp" if fact.said else "phiếu không ghi"
