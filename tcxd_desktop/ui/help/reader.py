"""The text of a topic: keys drawn as caps, notes in boxes, places found marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.theme import Theme
from tcxd_desktop.ui.common.tokens import DARK
from tcxd_desktop.ui.help.document import Builder, Made
from tcxd_desktop.wording import help as help_topics
from tcxd_desktop.wording.help import Topic
from tcxd_desktop.wording.help_search import Query

_WIDEST = 920
"""Width at 100 % of the widest picture; lines are shorter."""
_LEAST = 240
"""Narrower than this it is only before it is first shown."""
_RESIZED_MS = 80
_SHADE = 46
"""How much of the dark ground lies over a picture in the dark look, of 255."""


class Reader(QTextBrowser):
    """Shows one topic at a time."""

    link_wanted = Signal(str)
    """A link was followed; with its target."""
    part_read = Signal(str)
    """Another part is read; with the slug of its heading, empty before the first."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        theme.mark(self, "reading")
        self.setAccessibleName("Bài hướng dẫn")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes with a long topic would take room its pictures have already.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.topic: Topic | None = None
        self._query: Query | None = None
        self._made = Made()
        self.places: list[tuple[int, int]] = []
        """Where what is looked for stands."""
        self.at = -1
        """The place one is at, of those."""
        self._again = QTimer(self, singleShot=True, interval=_RESIZED_MS)
        self._again.timeout.connect(self._rebuild)
        self._room = 0
        self._wanted = ""
        self._style: tuple[object, int] | None = None
        self.anchorClicked.connect(self._on_link)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_topic(self, topic: Topic) -> None:
        """Show a topic from its beginning."""
        self.topic = topic
        self.setAccessibleDescription(topic.title)
        self._build()
        self.verticalScrollBar().setValue(0)

    def go_to(self, slug: str) -> None:
        """Bring a heading to the top of the view; an unknown one leaves the beginning there."""
        self._wanted = slug
        place = self._made.anchors.get(slug)
        self.verticalScrollBar().setValue(self._top(place) if place is not None and slug else 0)

    def look_for(self, query: Query | None) -> None:
        """Mark what is looked for; none takes the marks away."""
        self._query = query
        self._find()

    def go_to_place(self, number: int) -> None:
        """Bring a place that was found into view."""
        if not 0 <= number < len(self.places):
            return
        self.at = number
        start, _ = self.places[number]
        room = self.viewport().height()
        top = self._top(start) + theme.current().px(8)
        bar = self.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + room - theme.current().px(60):
            bar.setValue(top - room // 3)
        self._mark()

    def heading_in_view(self) -> str:
        """Return the slug of the heading one reads below."""
        top = self.verticalScrollBar().value() + theme.current().px(40)
        passed = [slug for slug, place in self._made.anchors.items() if self._top(place) <= top]
        return passed[-1] if passed else ""

    def part_in_view(self) -> str:
        """Return the slug of the part one reads; headings below a part do not count."""
        parts = {heading.slug for heading in self.topic.headings} if self.topic else set()
        top = self.verticalScrollBar().value() + theme.current().px(40)
        passed = [
            slug
            for slug, place in self._made.anchors.items()
            if slug in parts and self._top(place) <= top
        ]
        return passed[-1] if passed else ""

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        if self.topic is None:
            return
        look = theme.current()
        self._room = min(self.viewport().width(), look.px(_WIDEST))
        self._style = (look.palette, look.scale)
        self._made = Made()  # while it is written nothing stands anywhere
        self._made = Builder(self.document(), look, self._room, self._picture).write(self.topic)
        # The cursor of the view went to the end with what was written; the view would follow it.
        self.setTextCursor(QTextCursor(self.document()))
        self._find()

    @Slot()
    def _rebuild(self) -> None:
        look = theme.current()
        room = min(self.viewport().width(), look.px(_WIDEST))
        if (room, look.palette, look.scale) == (self._room, *(self._style or ())):
            return
        if self._room < look.px(_LEAST):
            self._build()  # it was not seen yet
            self.go_to(self._wanted)
            return
        slug, at = self.heading_in_view(), self.at
        kept = self.verticalScrollBar().value()
        offset = kept - self._top(self._made.anchors.get(slug, 0))
        self._build()
        place = self._made.anchors.get(slug, 0)
        self.verticalScrollBar().setValue(self._top(place) + offset if slug else kept)
        if at >= 0:
            self.at = at
            self._mark()

    def _picture(self, name: str, most: int) -> QPixmap:
        found = QPixmap(str(picture_file(name)))
        if found.isNull():
            return found
        look, ratio = theme.current(), self.devicePixelRatioF()
        wanted = min(found.width() * look.scale // 100, most)
        size = QSize(round(wanted * ratio), round(wanted * ratio * found.height() / found.width()))
        found = found.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shaded(found, look)
        found.setDevicePixelRatio(ratio)
        return found

    # --- finding ----------------------------------------------------------------------------------

    def _find(self) -> None:
        text = self.document().toPlainText()
        self.places = self._query.spans(text) if self._query is not None else []
        self.at = -1
        self._mark()

    def _mark(self) -> None:
        look = theme.current()
        marks = []
        for number, (start, end) in enumerate(self.places):
            here = number == self.at
            mark = QTextEdit.ExtraSelection()
            shape = QTextCharFormat()
            shape.setBackground(look.color("accent_fill" if here else "marked"))
            shape.setForeground(look.color("on_accent" if here else "text"))
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, shape
            marks.append(mark)
        self.setExtraSelections(marks)

    # --- drawing ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw boxes and caps, the text upon them, lines around pictures."""
        look = theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for frame, warns in self._made.notes:
            rect = self.document().documentLayout().frameBoundingRect(frame)
            self._draw_note(painter, rect, warns)
        for rect in self._key_rects():
            painter.setPen(QPen(look.color("field_line"), 1))
            painter.setBrush(look.color("bg"))
            painter.drawRoundedRect(rect, 4, 4)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        painter.setPen(QPen(look.color("line"), 1))
        for place in self._made.pictures:
            painter.drawRect(self._picture_rect(place).adjusted(-1, -1, 0, 0))
        painter.end()

    def _draw_note(self, painter: QPainter, rect: QRectF, warns: bool) -> None:  # noqa: FBT001
        look = theme.current()
        ink, ground = look.tone("warn" if warns else "plain")
        shape = self.document().rootFrame().frameFormat()
        rect = rect.adjusted(
            0, look.px(6), -max(rect.right() - shape.margin() - self._line_end(), 0), -look.px(12)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, look.px(6), look.px(6))
        painter.setBrush(ink)
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), look.px(4), rect.height()), 2, 2)

    def _line_end(self) -> float:
        look = theme.current()
        return min(look.px(690), self._room - 2 * look.px(24))

    def _key_rects(self) -> Sequence[QRectF]:
        seen = self.verticalScrollBar().value(), self.viewport().height()
        found = []
        for start, end in self._made.keys:
            block = self.document().findBlock(start)
            box = self.document().documentLayout().blockBoundingRect(block)
            if box.bottom() < seen[0] or box.top() > seen[0] + seen[1]:
                continue
            line = block.layout().lineForTextPosition(start - block.position())
            if not line.isValid():
                continue
            left = _x(line.cursorToX(start - block.position()))
            right = _x(line.cursorToX(end - block.position()))
            origin = box.topLeft() + QPointF(0, line.y())
            high = min(line.height(), line.ascent() + line.descent() + 2)
            top = origin.y() + line.ascent() + line.descent() - high + 1
            found.append(QRectF(origin.x() + left + 0.5, top + 0.5, right - left - 1, high))
        return found

    def _picture_rect(self, place: int) -> QRectF:
        block = self.document().findBlock(place)
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        shape = block.begin().fragment().charFormat().toImageFormat()
        line = block.layout().lineAt(0)
        top = origin.y() + line.y() + line.ascent() - shape.height()
        return QRectF(origin.x() + line.x(), top, shape.width() + 1, shape.height() + 1)

    def _top(self, place: int) -> int:
        block = self.document().findBlock(place)
        rect = self.document().documentLayout().blockBoundingRect(block)
        return round(rect.top()) - theme.current().px(12)

    # --- events -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give pictures and lines another width."""
        super().resizeEvent(event)
        self._again.start()

    def changeEvent(self, event: QEvent) -> None:
        """Take other colours and another size of letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._again.start()

    @Slot()
    def _on_scrolled(self) -> None:
        if self._made.anchors:
            self.part_read.emit(self.part_in_view())

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        self.link_wanted.emit(url.toString())


def picture_file(name: str) -> str:
    """Return the path of a picture of the help."""
    return str(help_topics.folder() / "pictures" / f"{name}.png")


def shaded(pixmap: QPixmap, look: Theme) -> None:
    """Take the glare from a picture of the light look where everything around it is dark."""
    if look.palette != DARK:
        return
    ground = look.color("bg")
    ground.setAlpha(_SHADE)
    painter = QPainter(pixmap)
    painter.fillRect(pixmap.rect(), ground)
    painter.end()


def _x(found: object) -> float:
    """Return the place of a letter; the binding gives it with the letter's number."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # either
