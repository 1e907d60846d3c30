"""Văn bản của Đảng: one record from which the PDF and the Word file of a paper are both drawn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""The Vietnamese alphabet as lists use it: no ă, â, ê, ô, ơ, ư, and đ after d."""
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Align(StrEnum):
    """Cách canh lề."""

    JUSTIFIED = "deu"
    LEFT = "trai"
    CENTRED = "giua"


class Face(StrEnum):
    """Kiểu chữ."""

    REGULAR = "dung"
    BOLD = "dam"
    ITALIC = "nghieng"
    BOLD_ITALIC = "dam_nghieng"


@dataclass(frozen=True, slots=True)
class Margins:
    """Lề trang, in mm."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Cỡ chữ của từng thành phần thể thức, in points."""

    party: float
    upper: float
    issuer: float
    number: float
    place: float
    kind: float
    summary: float
    subject: float
    body: float
    table: float
    recipients_head: float
    recipients: float
    signature: float
    page_number: float


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """Thể thức, kỹ thuật trình bày: the measures of one set of rules, with the days they hold."""

    basis: str
    valid_from: str
    """ISO; empty: from the beginning."""
    valid_to: str
    """ISO, the last day; empty: still."""
    margins: Margins
    sizes: Sizes
    leading: float
    """Line spacing of the body, exactly, in points."""
    indent: float
    """Of the first line of a paragraph, in mm."""
    after: float
    """White after a paragraph, in points."""
    verified: bool = False
    """False: the text of the rules themselves was not seen."""


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """Phần đầu văn bản; what is empty prints as dots, or not at all where the kind has none."""

    issuer: str
    """Body that issues it; printed in bold capitals."""
    upper: str = ""
    """Body above it; empty: the line is left out."""
    number: str = ""
    """``Số 05-NQ/CB``; empty: a paper without a number."""
    place: str = ""
    on: str = ""
    """ISO day beside the place; empty: dots."""
    subject: str = ""
    """Trích yếu of a công văn, below the number."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Đề mục: level 1 (``I.``), 2 (``1.``), 3 (``a)``)."""

    text: str
    level: int = 1
    mark: str = ""
    """Filled by :func:`outlined`."""

    @property
    def line(self) -> str:
        """The mark and the text."""
        return f"{self.mark} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Đoạn văn; a line break in the text begins a new one."""

    text: str
    lead: str = ""
    """Words before the text in bold, e.g. who spoke."""
    face: Face = Face.REGULAR
    align: Align = Align.JUSTIFIED
    keep: bool = False
    """Stays on the page of what comes next."""


@dataclass(frozen=True, slots=True)
class Field:
    """Dòng điền: a label and what is told; what is not known is a dotted line to write on."""

    label: str = ""
    value: str = ""
    lines: int = 1
    """Dotted lines where nothing is known, the one beside the label included."""


@dataclass(frozen=True, slots=True)
class Column:
    """Cột của bảng."""

    title: str
    share: float
    """Of the width."""
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """Dòng của bảng; a single cell is a caption over the whole width."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng: its head is repeated on every page and its rows are not divided."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_height: float = 0.0
    """Least height of a row in mm, where it is written or signed in by hand."""


Block = Heading | Paragraph | Field | Table


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Thể thức đề ký, chức vụ người ký và tên."""

    captions: tuple[str, ...]
    """``T/M ĐẢNG ỦY`` (bold), then ``BÍ THƯ``, in capitals."""
    name: str = ""
    """Empty: dots."""


@dataclass(frozen=True, slots=True)
class Document:
    """Văn bản: everything one paper says, in order."""

    title: str
    """What the file is called; it names no person."""
    on: str
    """ISO day that says which rules of form hold."""
    head: DocumentHead
    kind: str = ""
    """Tên loại văn bản; empty: a công văn."""
    summary: tuple[str, ...] = ()
    """Trích yếu, a line each."""
    blocks: tuple[Block, ...] = ()
    signers: tuple[SignatureBlock, ...] = ()
    """One stands at the right beside *Nơi nhận*, several stand side by side, left to right."""
    recipients: tuple[str, ...] = ()
    """Nơi nhận, without the dashes; empty: none."""


def outlined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings bear their marks: I, II …; 1, 2 …; a, b, c, d, đ, e, g …."""
    counts = [0, 0, 0]
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            place = block.level - 1
            counts[place:] = [counts[place] + 1, *[0] * (2 - place)]
            found.append(replace(block, mark=mark(block.level, counts[place])))
        else:
            found.append(block)
    return tuple(found)


def mark(level: int, number: int) -> str:
    """Return what stands before the ``number``-th heading (from 1) of a level."""
    if level == 1:
        return f"{_roman(number)}."
    return f"{number}." if level == 2 else f"{letter(number)})"


def letter(number: int) -> str:
    """Return the letter of a list's ``number``-th point, from 1; after y: aa, ab …."""
    rounds, place = divmod(number - 1, len(LETTERS))
    return (letter(rounds) if rounds else "") + LETTERS[place]


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def style_on(styles: Iterable[DocumentStyle], day: str) -> DocumentStyle:
    """Return the rules of form that hold on a day; a day none was told for takes the latest.

    Args:
        styles: at least one, in any order.
        day: ISO.
    """
    found = sorted(styles, key=lambda style: style.valid_from)
    fitting = [
        one for one in found if one.valid_from <= day and (not one.valid_to or day <= one.valid_to)
    ]
    return (fitting or found)[-1]
