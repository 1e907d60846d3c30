"""The frame of the editor: head, sections, boxes, cách ghi, and who has room."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import refuse
from tcxd_desktop.ui.common.draft_bar import DraftBar
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.editor_access import Access
from tcxd_desktop.ui.people.editor_forms import EditorForms
from tcxd_desktop.ui.people.editor_guide import GuidePane
from tcxd_desktop.ui.people.editor_header import EditorHeader
from tcxd_desktop.ui.people.editor_sections import SectionList
from tcxd_desktop.wording.dossier import SECTIONS

_NARROW_BELOW = 930
"""Below this width (at 100 %) cách ghi stands aside until F1 asks for it."""

_LEAST_WIDTH = 600


class EditorFrame(Layer):
    """Everything the editor is seen through, without knowing whose dossier it is."""

    def __init__(
        self,
        sources: Callable[[], Sources],
        picture: Callable[[str], bytes | None],
        access: Access,
    ) -> None:
        """Lay the panes out.

        Args:
            sources: what the boxes know of the office.
            picture: gives a stored picture by its key.
            access: what the account may do here.
        """
        super().__init__()
        self._scale = theme.current().scale
        self._guide_asked: bool | None = None
        self.header = EditorHeader()
        self.draft_bar = DraftBar()
        self.notice = Notice()
        self.sections = SectionList([section.title for section in SECTIONS])
        self.forms = EditorForms(sources, picture, access)
        self.guide = GuidePane()
        for button, reason in (
            (self.header.save, access.frozen),
            (self.header.card, access.frozen),
            (self.header.print, access.no_print),
        ):
            if reason:
                refuse(button, reason)
        self._build()

    def _build(self) -> None:
        look = theme.current()
        # Panes give way to each other, so the sum of their least widths says nothing.
        self.setMinimumWidth(look.px(_LEAST_WIDTH))
        self._bars = QWidget()
        bars = QVBoxLayout(self._bars)
        bars.setContentsMargins(look.px(14), look.px(8), look.px(14), 0)
        for bar in (self.draft_bar, self.notice):
            bars.addWidget(bar)
            bar.installEventFilter(self)
        self._bars.hide()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._bars)
        middle.addWidget(self.forms, 1)
        self._left = _framed(self.sections, "side", right=1)
        self._right = _framed(self.guide, "aside", left=1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left)
        body.addLayout(middle, 1)
        body.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    @Slot()
    def toggle_guide(self) -> None:
        """Show or hide cách ghi; where there is no room the sections stand aside for it."""
        self._guide_asked = not self._right.isVisibleTo(self)
        self._share_room()

    def _share_room(self) -> None:
        narrow = self.width() < theme.current().px(_NARROW_BELOW)
        shown = self._guide_asked if self._guide_asked is not None else not narrow
        self._right.setVisible(shown)
        self._left.setVisible(not (narrow and shown))

    def changeEvent(self, event: QEvent) -> None:
        """Build the boxes anew at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._scale != theme.current().scale:
            self._scale = theme.current().scale
            self.forms.rebuild()
            self._share_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for the bars only while one is shown."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            bars = (self.draft_bar, self.notice)
            self._bars.setVisible(any(not bar.isHidden() for bar in bars))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide who has room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._guide_asked = None
            self._share_room()


def _framed(widget: QWidget, role: str, *, left: int = 0, right: int = 0) -> QWidget:
    """Put a pane beside the form, with room for its edge line."""
    frame = theme.panel(QWidget())
    theme.mark(frame, role)
    row = QHBoxLayout(frame)
    row.setContentsMargins(left, 0, right, 0)
    row.addWidget(widget)
    return frame
