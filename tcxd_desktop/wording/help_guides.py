"""*Cách ghi* of every item and every box of the dossier, as a topic of the help."""

from collections.abc import Iterator

from tcxd_desktop.wording.dossier import ITEMS, LABELS, SECTIONS, column_label, item_of, item_title
from tcxd_desktop.wording.guides import Guide, field_guides, guides
from tcxd_desktop.wording.help_markdown import (
    Block,
    Heading,
    Paragraph,
    Run,
    Style,
    Table,
    Words,
    inline,
    slug,
)

_LEAD = (
    "Cách ghi từng mục của *Phiếu đảng viên* và *Lý lịch đảng viên*, theo số mục in trên giấy."
    " Khi đang nhập hồ sơ, bấm `F1` trong ô thì lời chỉ dẫn của mục ấy hiện ngay bên phải."
)
_HEAD: tuple[Words, ...] = ((Run("Ô"),), (Run("Cách ghi"),), (Run("Ví dụ"),))


def guide_blocks() -> tuple[Block, ...]:
    """Return the topic: a part for each section of the editor, a heading for each item."""
    return (Paragraph(inline(_LEAD)), *_sections())


def _sections() -> Iterator[Block]:
    known = guides()
    for section in SECTIONS:
        yield Heading(2, section.title)
        for item in section.items:
            if item in known:
                title = item_title(item).replace("  ", ". ")
                if slug(title) != slug(section.title):
                    yield Heading(3, title)
                yield from _item(item, known[item])


def _item(item: str, found: Guide) -> Iterator[Block]:
    yield Paragraph((Run(found.how),))
    if found.sample:
        yield Paragraph((Run("Ví dụ: ", Style.BOLD), Run(found.sample)))
    grounds = " · ".join(text for text in (found.forms, found.grounds) if text)
    if grounds:
        yield Paragraph((Run(grounds, Style.ITALIC),))
    boxes = [(key, box) for key, box in field_guides().items() if item_of(key) == item]
    if len(boxes) == 1 and LABELS.get(boxes[0][0]) == ITEMS.get(item):
        yield Paragraph((Run("Khi gõ: ", Style.BOLD), Run(boxes[0][1].how)))
    elif boxes:
        yield Table(_HEAD, tuple(_row(key, box) for key, box in boxes))


def _row(key: str, box: Guide) -> tuple[Words, ...]:
    table, _, column = key.partition(".")
    name = f"– {column_label(table, column)}" if column else LABELS.get(key, key)
    return (Run(name),), (Run(box.how),), (Run(box.sample),)
