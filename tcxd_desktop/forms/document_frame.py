"""What stands around the body of a văn bản: letterhead, name, trích yếu, Nơi nhận, signatures."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.documents import Align, Document, DocumentStyle, SignatureBlock
from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.document_pages import Column, Ink, Piece, beside
from tcxd_desktop.forms.document_text import BASE, Setting, lines
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.wording.documents import (
    DOTS,
    PARTY,
    RECIPIENTS,
    RULE,
    STAR,
    place_line,
    recipient_lines,
)

LEFT_SHARE: Final = 0.44
"""Of the width, for the bodies at the upper left and for Nơi nhận."""
_SPREAD: Final = 1.25
_FLOOR: Final = 9.0
"""Names of bodies are set no smaller."""
_BODY_LINES: Final = 3
_SIGN_ROOM: Final = 22 * mm
_GAP: Final = 5 * mm


def letterhead(document: Document, style: DocumentStyle, width: float) -> list[Piece]:
    """Return the bodies at the left, the Party's name, place and day at the right."""
    head, sizes = document.head, style.sizes
    left = width * LEFT_SHARE
    bodies = Column()
    for text, face, size in (
        (head.upper.upper(), REGULAR, sizes.upper),
        (head.issuer.upper(), BOLD, sizes.issuer),
    ):
        if text:
            bodies.pieces += _centred(text, face, size, left - 4)
    bodies.pieces += _centred(STAR, REGULAR, sizes.number, left)
    if head.number:
        bodies.pieces += _centred(head.number, REGULAR, sizes.number, left)
    if head.subject:
        bodies.pieces += _centred(head.subject, ITALIC, sizes.subject, left - 8)
    right = width - left
    party = _centred(PARTY, BOLD, sizes.party, right)
    wide = fonts.width(PARTY, BOLD, sizes.party)
    low = party[0].height
    party[0].rules = [((right - wide) / 2, low, (right + wide) / 2, low)]
    place = _centred(place_line(head), ITALIC, sizes.place, right, most=1)
    party_side = Column([*party, Piece(3.0), *place])
    top = beside((0.0, bodies), (left, party_side))
    top.keep = True
    return [top]


def _centred(
    text: str, face: str, size: float, room: float, most: int = _BODY_LINES
) -> list[Piece]:
    """Return text in the middle of a column: smaller where it is long, never cut off."""
    found, size = fonts.fitted(text, face, size, _FLOOR, room, most)
    leading = size * _SPREAD
    return [
        Piece(leading, [_middle(line, face, size, room)])
        for line in found
    ]  # fmt: skip


def _middle(line: str, face: str, size: float, room: float) -> Ink:
    start = (room - fonts.width(line, face, size)) / 2
    return Ink(start, size * _SPREAD * BASE, line, face, size)


def title(document: Document, style: DocumentStyle, width: float) -> list[Piece]:
    """Return the name of the paper, what it is about, and the five hyphens below."""
    if not document.kind:
        return [Piece(_GAP)]
    found = [Piece(_GAP)]
    named = ((document.kind.upper(), style.sizes.kind),)
    for text, size in (*named, *((line, style.sizes.summary) for line in document.summary)):
        setting = Setting(width, size, size * _SPREAD, align=Align.CENTRED)
        found += lines(text, BOLD, setting)
    size = style.sizes.summary
    found += lines(RULE, REGULAR, Setting(width, size, size, align=Align.CENTRED))
    found.append(Piece(_GAP / 2))
    for piece in found:
        piece.keep = True
    return found


def closing(document: Document, style: DocumentStyle, width: float, page: float) -> list[Piece]:
    """Return Nơi nhận and who signs: side by side for one signer, else the signers in a row."""
    told = _recipients(document.recipients, style, width)
    if not document.signers:
        return told.pieces
    signers = document.signers
    if len(signers) > 1:
        share = width / len(signers)
        blocks = [(place * share, _signature(one, style, share))
                  for place, one in enumerate(signers)]  # fmt: skip
        return [Piece(_GAP / 2, keep=True), beside(*blocks), *told.pieces]
    left = width * LEFT_SHARE
    signature = _signature(signers[0], style, width - left)
    if not told.pieces or max(told.height, signature.height) > page - _GAP:
        return [Piece(_GAP / 2, keep=True), beside((left, signature)), *told.pieces]
    return [Piece(_GAP / 2, keep=True), beside((0.0, told), (left, signature))]


def _recipients(recipients: tuple[str, ...], style: DocumentStyle, width: float) -> Column:
    if not recipients:
        return Column()
    room = width * LEFT_SHARE - 3 * mm
    size = style.sizes.recipients_head
    wide = fonts.width(RECIPIENTS, REGULAR, size)
    high = size * _SPREAD
    caption = Piece(
        high,
        [Ink(0.0, high * BASE, RECIPIENTS, REGULAR, size)],
        [(0.0, high * BASE + 1.8, wide, high * BASE + 1.8)],
    )
    size = style.sizes.recipients
    setting = Setting(room, size, size * _SPREAD, align=Align.LEFT)
    pieces = [
        piece for text in recipient_lines(recipients) for piece in lines(text, REGULAR, setting)
    ]
    return Column([caption, *pieces])


def _signature(signer: SignatureBlock, style: DocumentStyle, room: float) -> Column:
    found: list[Piece] = []
    for place, caption in enumerate(signer.captions):
        face = REGULAR if place else BOLD
        found += _centred(caption, face, style.sizes.signature, room - 6)
    found.append(Piece(_SIGN_ROOM))
    face = BOLD if signer.name else REGULAR
    found += _centred(signer.name or DOTS, face, style.sizes.signature, room - 6)
    return Column(found)


def tied(pieces: Sequence[Piece], count: int = 2) -> None:
    """Keep the last ``count`` pieces with what follows them."""
    for piece in pieces[-count:]:
        piece.keep = True
