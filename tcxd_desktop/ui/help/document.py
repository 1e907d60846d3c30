"""A topic as a rich document: sizes and colours of the look, pictures as wide as there is room."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QFont,
    QPixmap,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from tcxd_desktop.ui.common.theme import Theme
from tcxd_desktop.wording.help import Topic
from tcxd_desktop.wording.help_markdown import (
    Block,
    Heading,
    Item,
    Listing,
    Note,
    Paragraph,
    Picture,
    Run,
    Style,
    Table,
    Words,
)

PICTURE = "picture:"
"""Begins what a click on a picture asks for."""
LINE = 690
"""Width at 100 % of a line that is read with ease."""
NBSP = "\u00a0"
_BODY, _SMALL, _TITLE, _PART, _PIECE = 10.5, 9.0, 17.0, 13.0, 11.0
_LEADING, _CELL_LEADING, _HEAD_LEADING = 116.0, 108.0, 104.0
"""Percent of the height the typeface itself asks for."""
_HANG, _DEEPER = 24, 22
_PERCENT = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


@dataclass(slots=True)
class Made:
    """What has to be found again in a document: for drawing behind it and for going to it."""

    keys: list[tuple[int, int]] = field(default_factory=list)
    """Begin and end of every key."""
    notes: list[tuple[QTextFrame, bool]] = field(default_factory=list)
    """Frames of notes; whether they warn."""
    pictures: list[int] = field(default_factory=list)
    """Where the pictures stand."""
    anchors: dict[str, int] = field(default_factory=dict)
    """Where the headings begin, by their slugs."""


Pictures = Callable[[str, int], QPixmap]
"""Gives a picture by its name, not wider than a width."""


class Builder:
    """Writes one topic into a document."""

    def __init__(self, document: QTextDocument, look: Theme, room: int, picture: Pictures) -> None:
        """Prepare.

        Args:
            document: what is written into; its earlier content goes.
            look: in force.
            room: width there is.
            picture: gives pictures.
        """
        self._document, self._look, self._room, self._picture = document, look, room, picture
        document.clear()
        self._cursor = QTextCursor(document)
        self._fresh = True
        self.made = Made()

    def write(self, topic: Topic) -> Made:
        """Write title and blocks; return where things stand."""
        wraps = QTextOption(Qt.AlignmentFlag.AlignLeft)
        wraps.setWrapMode(QTextOption.WrapMode.WordWrap)
        self._document.setDefaultTextOption(wraps)
        self._document.setDocumentMargin(self._look.px(24))
        self._cursor.beginEditBlock()  # laid out once, when all is there
        self._heading(Heading(1, topic.title))
        for block in topic.blocks:
            self._block(block)
        self._cursor.endEditBlock()
        return self.made

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._new(self._format(after=8))
                self._words(block.words, self._char())
            case Listing():
                for item in block.items:
                    self._item(item, last=item is block.items[-1])
            case Note():
                self._note(block)
            case Table():
                self._table(block)
            case Picture():
                self._shown(block)

    # --- blocks -----------------------------------------------------------------------------------

    def _new(self, shape: QTextBlockFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(shape)
            self._fresh = False
        else:
            self._cursor.insertBlock(shape, self._char())

    def _format(self, *, before: float = 0, after: float = 0, left: float = 0) -> QTextBlockFormat:
        look, shape = self._look, QTextBlockFormat()
        shape.setTopMargin(look.px(before))
        shape.setBottomMargin(look.px(after))
        shape.setLeftMargin(look.px(left))
        shape.setRightMargin(self._beyond())
        shape.setLineHeight(_LEADING, _PERCENT)
        return shape

    def _beyond(self) -> int:
        """Return the room right of a line that is read with ease."""
        return max(self._room - 2 * self._look.px(24) - self._look.px(LINE), 0)

    def _heading(self, block: Heading) -> None:
        size = {1: _TITLE, 2: _PART, 3: _PIECE}[block.level]
        before = {1: 0, 2: 16, 3: 8}[block.level]
        shape = self._format(before=before, after={1: 10, 2: 6, 3: 3}[block.level])
        shape.setHeadingLevel(block.level)
        shape.setLineHeight(_HEAD_LEADING, _PERCENT)
        self._new(shape)
        self.made.anchors.setdefault("" if block.level == 1 else block.slug, self._place())
        self._cursor.insertText(block.text, self._char(size, bold=True))

    def _item(self, item: Item, *, last: bool) -> None:
        hang = self._look.px(_HANG)
        shape = self._format(after=8 if last else 4, left=_HANG + item.level * _DEEPER)
        shape.setTextIndent(-hang)
        shape.setTabPositions([QTextOption.Tab(float(hang), QTextOption.TabType.LeftTab)])
        self._new(shape)
        mark = self._char(bold=bool(item.number))
        mark.setForeground(self._look.color("accent" if item.number else "muted"))
        self._cursor.insertText(f"{item.number or '•'}\t", mark)
        self._words(item.words, self._char())

    def _note(self, block: Note) -> None:
        look, shape = self._look, QTextFrameFormat()
        shape.setPadding(look.px(12))
        shape.setLeftMargin(0)
        shape.setRightMargin(self._beyond())
        shape.setTopMargin(look.px(6))
        shape.setBottomMargin(look.px(12))
        shape.setBorder(0)
        frame = self._cursor.insertFrame(shape)
        inside = self._format()
        inside.setRightMargin(0)
        inside.setLeftMargin(look.px(4))
        self._cursor.setBlockFormat(inside)
        self._words(block.words, self._char())
        self.made.notes.append((frame, block.warns))
        self._leave(frame)

    def _table(self, block: Table) -> None:
        look, shape = self._look, QTextTableFormat()
        shape.setCellPadding(0)
        shape.setCellSpacing(0)
        shape.setBorder(0)
        shape.setBorderCollapse(True)
        shape.setTopMargin(look.px(2))
        shape.setBottomMargin(look.px(12))
        shape.setHeaderRowCount(1)
        width = min(look.px(LINE), self._room - 2 * look.px(24))
        shape.setWidth(QTextLength(QTextLength.Type.FixedLength, width))
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 * share) for share in block.shares]
        )
        rows = (block.head, *block.rows)
        table = self._cursor.insertTable(len(rows), len(block.head), shape)
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells[: len(block.head)]):
                cell = table.cellAt(row, column)
                cell.setFormat(self._cell(head=row == 0))
                cursor = cell.firstCursorPosition()
                inside = QTextBlockFormat()
                inside.setLineHeight(_CELL_LEADING, _PERCENT)
                cursor.setBlockFormat(inside)
                char = self._char(_SMALL, muted=True, bold=True) if row == 0 else self._char()
                self._words(words, char, cursor)
        self._leave(table)

    def _cell(self, *, head: bool) -> QTextTableCellFormat:
        look, shape = self._look, QTextTableCellFormat()
        shape.setLeftPadding(look.px(8))
        shape.setRightPadding(look.px(8))
        shape.setTopPadding(look.px(5))
        shape.setBottomPadding(look.px(5))
        shape.setBottomBorder(1)
        shape.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBottomBorderBrush(QBrush(look.color("line" if head else "soft_line")))
        if head:
            shape.setBackground(QBrush(look.color("bg")))
        return shape

    def _shown(self, block: Picture) -> None:
        most = self._room - 2 * self._look.px(24) - 2
        pixmap = self._picture(block.name, most)
        if not pixmap.isNull():
            place = self._format(before=6, after=4)
            place.setLineHeight(100.0, _PERCENT)  # more would be added to a picture's height
            place.setRightMargin(0)
            self._new(place)
            url = f"{PICTURE}{block.name}"
            self._document.addResource(
                QTextDocument.ResourceType.ImageResource.value, QUrl(url), pixmap
            )
            shape = QTextImageFormat()
            shape.setName(url)
            size = pixmap.deviceIndependentSize()
            shape.setWidth(size.width())
            shape.setHeight(size.height())
            shape.setAnchor(True)
            shape.setAnchorHref(url)
            shape.setToolTip("Bấm vào hình để xem to")
            self.made.pictures.append(self._place())
            self._cursor.insertImage(shape)
        self._new(self._format(after=12))
        self._cursor.insertText(block.caption, self._char(_SMALL, muted=True))

    def _leave(self, frame: QTextFrame) -> None:
        """Go on behind a frame, without the empty line Qt leaves there."""
        self._cursor.setPosition(frame.lastPosition() + 1)
        self._fresh = True

    # --- words ------------------------------------------------------------------------------------

    def _words(
        self, words: Words, char: QTextCharFormat, cursor: QTextCursor | None = None
    ) -> None:
        at = cursor or self._cursor
        for run in words:
            if run.style is Style.KEY:
                start = at.position()
                at.insertText(f"{NBSP}{run.text}{NBSP}", self._key(char))
                self.made.keys.append((start, at.position()))
            else:
                at.insertText(run.text, self._styled(run, char))

    def _styled(self, run: Run, char: QTextCharFormat) -> QTextCharFormat:
        found = QTextCharFormat(char)
        if run.style is Style.BOLD:
            found.setFontWeight(QFont.Weight.DemiBold)
        elif run.style is Style.ITALIC:
            found.setFontItalic(True)
        elif run.style is Style.LINK:
            found.setAnchor(True)
            found.setAnchorHref(run.target)
            found.setForeground(self._look.color("accent"))
            found.setFontUnderline(True)
        return found

    def _key(self, char: QTextCharFormat) -> QTextCharFormat:
        found = QTextCharFormat(char)
        found.setFontPointSize(9.5 * self._look.scale / 100)
        return found

    def _char(
        self, points: float = _BODY, *, bold: bool = False, muted: bool = False
    ) -> QTextCharFormat:
        found = QTextCharFormat()
        found.setFontPointSize(points * self._look.scale / 100)
        found.setForeground(self._look.color("muted" if muted else "text"))
        if bold:
            found.setFontWeight(QFont.Weight.DemiBold)
        return found

    def _place(self) -> int:
        return self._cursor.position()
