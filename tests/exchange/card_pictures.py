"""Pictures of citizen cards: a real code on a drawn card, straight, turned, and two at once."""

from io import BytesIO

import segno
from PIL import Image

CARD = (
    "037162004217|161234567|Nguyễn Thị Đào|05031962|Nữ|"
    "Thôn Bình Minh, Xã Đông Hải, Ninh Bình|12052023"
)


def code(text: str = CARD) -> Image.Image:
    """Return the code as a picture, with its white edge."""
    target = BytesIO()
    segno.make_qr(text, error="m", encoding="utf-8").save(target, kind="png", scale=4, border=4)
    return Image.open(target).convert("L")


def photograph(*texts: str, turned: float = 0.0, kind: str = "JPEG") -> bytes:
    """Return a picture of a grey table with the codes on white cards, turned by some degrees."""
    table = Image.new("L", (900, 800 * max(1, len(texts))), 150)
    for place, text in enumerate(texts):
        card = Image.new("L", (760, 460), 235)
        drawn = code(text)
        card.paste(drawn, (40, 60))
        rotated = card.rotate(turned, expand=True, fillcolor=150)
        table.paste(rotated, (40, 20 + 800 * place))
    target = BytesIO()
    table.save(target, kind, quality=80)
    return target.getvalue()
