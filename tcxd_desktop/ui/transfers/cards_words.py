"""What the page Thẻ cơ quan says. No Qt."""

from tcxd_desktop.domain.office_cards import CardPreview, CardState, KnownOffice
from tcxd_desktop.wording.formats import show_date

TONES = {CardState.COMPARED: "ok", CardState.NOT_COMPARED: "warn", CardState.REVOKED: "bad"}
OWN_HOW = (
    "Gửi tệp thẻ cho cơ quan kia bằng cách nào cũng được; khi họ gọi điện, đọc cho họ nghe 30 chữ "
    "số này."
)
NO_CARD = (
    "Chưa có thẻ. Lập thẻ một lần: chương trình tạo cặp khóa của cơ quan, khóa riêng nằm trong tệp "
    "mã hóa và không bao giờ ra ngoài."
)
COMPARE = (
    "Gọi cho {0} bằng số điện thoại đã biết từ trước, nhờ đọc dãy số trên thẻ của họ, gõ lại vào "
    "đây. Không chép từ tệp, thư hay tin nhắn: dãy số phải nghe từ chính người bên đó."
)
RENEW = (
    "Làm khóa mới khi nghi khóa cũ bị lộ, hoặc máy bị mất. Thẻ mới do khóa cũ ký thêm, nên cơ quan "
    "đã đối chiếu chỉ cần thêm thẻ mới; khóa cũ vẫn mở được gói đang trên đường."
)
_MEANS = {
    CardState.NOT_COMPARED: (
        "Chưa biết chắc thẻ này của ai. Phiếu của nơi này đọc được nhưng ghi “chưa xác thực”; chưa "
        "gửi, nhận gói hồ sơ được. Hãy gọi điện đối chiếu dãy số."
    ),
    CardState.COMPARED: "Phiếu và gói do thẻ này ký được xác thực.",
    CardState.REVOKED: "Phiếu và gói do thẻ này ký bị từ chối. Thẻ đã thu hồi không dùng lại được.",
}


def groups(fingerprint: str) -> tuple[str, str]:
    """Return a fingerprint in two lines of three groups, as it is read aloud."""
    parts = fingerprint.split(" ")
    return "   ".join(parts[:3]), "   ".join(parts[3:])


def means(known: KnownOffice) -> str:
    """Return what the state of a card means for the work."""
    return _MEANS[known.state]


def story(known: KnownOffice) -> tuple[tuple[str, str], ...]:
    """Return what was done about a card, by whom and when."""
    compared = " · ".join(filter(None, (show_date(known.compared_on), known.compared_by)))
    return (
        ("Thêm ngày", show_date(known.added_on)),
        ("Đối chiếu", compared),
        ("Thu hồi", show_date(known.revoked_on)),
        ("Lý do", known.revoked_why),
        ("Gói quy định", "nhận gói do nơi này ký" if known.packs else ""),
        ("Gói hồ sơ", f"đã nhận đến gói số {known.last_seq}" if known.last_seq else ""),
    )


def question(preview: CardPreview) -> tuple[str, str]:
    """Return what is asked before a card is added, and what the button says."""
    name = preview.card.office
    if preview.replaces is not None:
        text = (
            f"{name} đã thay khóa. Thẻ mới do chính thẻ đã đối chiếu ký, nên thay luôn vào chỗ thẻ "
            "cũ; thẻ cũ thành đã thu hồi."
        )
        return text, "Thay thẻ"
    if preview.same_name:
        text = (
            f"Đã có thẻ khác mang tên {name}. Hai thẻ khác khóa: hãy hỏi lại cơ quan ấy qua điện "
            "thoại trước khi thêm thẻ này."
        )
        return text, "Vẫn thêm, chưa đối chiếu"
    return f"Thêm thẻ của {name}? Thẻ được thêm là chưa đối chiếu.", "Thêm thẻ"
