"""Drawn stand-ins for photographs of citizen cards, of people who never lived."""

import io

import segno
from PIL import Image, ImageDraw

_SIZE = (860, 540)
_CODE = (600, 60)
_TABLE, _CARD, _LINE = "#5b4a3c", "#dfe9e4", "#8fa59a"
_TURNED = 4
"""Degrees: nobody lays a card down straight."""


def photograph(text: str) -> bytes:
    """Return a JPEG of a card on a table, slightly turned, whose code says ``text``."""
    card = Image.new("RGB", _SIZE, _CARD)
    pen = ImageDraw.Draw(card)
    pen.rounded_rectangle((8, 8, _SIZE[0] - 9, _SIZE[1] - 9), 26, outline=_LINE, width=3)
    pen.rectangle((50, 190, 230, 430), fill="#b9c8c0")
    for line in range(6):
        pen.rectangle((270, 220 + line * 44, 560 - line * 20, 234 + line * 44), fill=_LINE)
    code = io.BytesIO()
    segno.make_qr(text, error="m", encoding="utf-8").save(code, kind="png", scale=4, border=4)
    with Image.open(code) as squares:
        card.paste(squares.convert("RGB"), (_CODE[0] - squares.width // 4, _CODE[1]))
    table = Image.new("RGB", (_SIZE[0] + 160, _SIZE[1] + 160), _TABLE)
    table.paste(card, (80, 80))
    turned = table.rotate(_TURNED, Image.Resampling.BICUBIC, fillcolor=_TABLE)
    out = io.BytesIO()
    turned.save(out, "JPEG", quality=88)
    return out.getvalue()
