"""Numbers of a round in one line; each shows its people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLabel, QPushButton

from tcxd_desktop.domain.reconciliation_views import PersonState
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Told:
    """A number with its words, whom it counts, and its tone."""

    text: str
    state: PersonState | None
    tone: str = ""


def buttons(
    flow: FlowLayout, told: Sequence[Told], wanted: Callable[[PersonState | None], None]
) -> None:
    """Put the numbers into a row; pressed, one asks for the people it counts."""
    flow.clear()
    for place, part in enumerate(told):
        if place:
            flow.addWidget(theme.muted(QLabel("·")))
        button = theme.mark(QPushButton(part.text), "told")
        theme.set_mark(button, "tone", part.tone)
        button.setToolTip("Bấm để xem những người này")
        button.clicked.connect(partial(_want, wanted, part.state))
        flow.addWidget(button)


def _want(
    wanted: Callable[[PersonState | None], None], state: PersonState | None, *_: object
) -> None:
    wanted(state)
