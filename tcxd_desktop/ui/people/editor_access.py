"""What an account may do in the editor, and the calm line where items are sealed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from tcxd_desktop.domain.dossier import SEALED_FIELDS
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.ui.people.editor_layout import Block
from tcxd_desktop.wording.access import ASK_HOLDER, SEALED_ITEM, SEALED_PAPER, SEALED_WHY, why_not

_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Access:
    """What the account may do with a dossier: reasons why not, empty where it may."""

    frozen: str = ""
    """Why nothing may be changed."""
    no_correction: str = ""
    no_print: str = ""
    sealed: bool = True
    """Items 26 to 28 are shown."""

    def hides(self, block: Block) -> bool:
        """Tell whether a block is shown as sealed."""
        fields = [cell.field for row in block.rows for cell in row] + list(block.tables)
        return not self.sealed and bool(fields) and set(fields) <= SEALED_FIELDS


def access_of(desk: Desk) -> Access:
    """Return what the account at a desk may do."""
    actor = desk.actor
    no_print = why_not(actor, Permission.PRINT)
    if not no_print and not actor.sealed:
        no_print = f"{SEALED_PAPER} {ASK_HOLDER}"
    return Access(
        why_not(actor, Permission.EDIT),
        why_not(actor, Permission.CORRECT),
        no_print,
        actor.sealed,
    )


class SealedNote(QFrame):
    """Stands where sealed items would stand: which ones, and why nothing is seen of them.

    The keyboard stops at it like at a box, so that a section of nothing else can be walked through.
    """

    passed = Signal()
    """Enter was pressed on it."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Name the items."""
        super().__init__()
        look = theme.current()
        theme.mark(self, "notice")
        theme.set_mark(self, "tone", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(ENTRY, "yes")
        self.setAccessibleName(f"{', '.join(titles)}. {SEALED_ITEM}")
        sign = QLabel()
        side = look.px(18)
        sign.setPixmap(icons.pixmap("lock", side, "muted", self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        self.said = _wrapped(theme.heading(QLabel(SEALED_ITEM)))
        words.addWidget(self.said)
        for title in titles:
            words.addWidget(_wrapped(theme.muted(QLabel(title))))
        words.addWidget(_wrapped(theme.hint(QLabel(SEALED_WHY))))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        row.setSpacing(look.px(10))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk on by Enter."""
        if event.key() in _ON and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.passed.emit()
        else:
            super().keyPressEvent(event)


def _wrapped(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    return label
