"""Lines that go on below where there is no room beside: of widgets, and of words."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout


def break_line(line: QBoxLayout, *, wide: bool) -> None:
    """Lay a line out beside each other, or below each other where it is not ``wide``.

    Called while a widget is given its size: the layout around it is at work then and would forget
    that this one asks for another height, so it is told again afterwards.
    """
    ways = QBoxLayout.Direction
    wanted = ways.LeftToRight if wide else ways.TopToBottom
    if line.direction() == wanted:
        return
    line.setDirection(wanted)
    holder = line.parentWidget()
    if holder is not None:
        QTimer.singleShot(0, holder, holder.updateGeometry)


def in_two(text: str) -> str:
    """Return a text in two lines, broken at the space next to its middle."""
    spaces = [place for place, char in enumerate(text) if char == " "]
    if not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) // 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"
