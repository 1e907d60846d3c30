"""The four giấy giới thiệu sinh hoạt đảng: where their boxes stand and what is written into each.

They are controlled stock, printed by Ban Tổ chức Trung ương and counted (38-HD/BTCTW ngày
29/9/2025, mục II.4.1): nothing here draws one. Positions tell where the words go on the blank.
All lengths are millimetres from the upper left corner of a side as it is read; sizes are points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

LETTERS: Final = ("T10", "T7", "T8", "T2")
FRONT, BACK = 1, 2
SIDES: Final = (FRONT, BACK)
ANY_PRINTER: Final = ""
"""A calibration under this name serves every printer that has none of its own."""


class BoxState(StrEnum):
    """Tình trạng của một ô: whether it is written, and whether the route asks for it."""

    DONE = "xong"
    NEXT = "dang_cho"
    """The one whose turn it is."""
    LATER = "chua_den"
    OPTIONAL = "neu_co"
    """Written only where there is such a body (đảng ủy bộ phận)."""
    UNUSED = "khong_dung"
    """The route passes it by."""


class Frame(NamedTuple):
    """Khung của một ô trên giấy."""

    x: float
    y: float
    w: float
    h: float


class Place(NamedTuple):
    """Chỗ của một dòng chữ: where it begins on its line, how wide, how large."""

    x: float
    y: float
    """Of the dotted line the letters stand on."""
    w: float
    size: float


@dataclass(frozen=True, slots=True)
class FieldArea:
    """Chỗ ghi trong một ô: one value of the box."""

    key: str
    place: Place
    align: str = "left"
    """``left`` or ``center``."""
    lines: int = 1
    """Most lines the value may take."""
    leading: float = 6.0
    """From line to line."""


@dataclass(frozen=True, slots=True)
class BoxArea:
    """Một ô của giấy giới thiệu: its side, its frame, what is written into it."""

    number: int
    side: int
    frame: Frame
    fields: tuple[FieldArea, ...]
    writer: str = ""
    """Who writes it on the usual route, in words; the rules know better of one case."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What may be written into it, in the order of the paper."""
        return tuple(area.key for area in self.fields)

    def field(self, key: str) -> FieldArea | None:
        """Return where a value goes, if the box has such a place."""
        return next((area for area in self.fields if area.key == key), None)


@dataclass(frozen=True, slots=True)
class Shift:
    """Độ lệch của máy in trên một mặt giấy: added to every place before it is printed."""

    dx: float = 0.0
    """To the right."""
    dy: float = 0.0
    """Downwards."""
    scale_x: float = 1.0
    scale_y: float = 1.0

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """Return where the printer must be told to print what belongs at (x, y)."""
        return x * self.scale_x + self.dx, y * self.scale_y + self.dy


@dataclass(frozen=True, slots=True)
class Calibration:
    """Canh chỉnh một loại giấy trên một máy in: what differs from the layout shipped."""

    printer: str
    letter: str
    front: Shift = Shift()
    back: Shift = Shift()
    paper: tuple[float, float] | None = None
    """Width and height of the blank where it was measured."""
    boxes: Mapping[int, Frame] = field(default_factory=dict)
    fields: Mapping[tuple[int, str], Place] = field(default_factory=dict)
    """By number of the box and key."""

    def shift(self, side: int) -> Shift:
        """Return how far the printer is off on a side."""
        return self.front if side == FRONT else self.back

    def with_shift(self, side: int, shift: Shift) -> "Calibration":
        """Return it with another shift of a side."""
        return replace(self, front=shift) if side == FRONT else replace(self, back=shift)


@dataclass(frozen=True, slots=True)
class LetterLayout:
    """Bố cục một loại giấy giới thiệu: as shipped, or as measured on the real blank."""

    letter: str
    width: float
    height: float
    verified: bool
    """False: our assumption, no real blank was measured."""
    boxes: tuple[BoxArea, ...]
    front: Shift = Shift()
    back: Shift = Shift()
    printer: str = ANY_PRINTER
    """Whose calibration it carries; see ``calibrated``."""
    calibrated: bool = False

    @property
    def sides(self) -> tuple[int, ...]:
        """The sides that have boxes."""
        return tuple(side for side in SIDES if any(box.side == side for box in self.boxes))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the boxes."""
        return tuple(box.number for box in self.boxes)

    def box(self, number: int) -> BoxArea | None:
        """Return a box by its number, if the letter has it."""
        return next((box for box in self.boxes if box.number == number), None)

    def on(self, side: int) -> tuple[BoxArea, ...]:
        """Return the boxes of a side."""
        return tuple(box for box in self.boxes if box.side == side)

    def shift(self, side: int) -> Shift:
        """Return how far the printer is off on a side."""
        return self.front if side == FRONT else self.back


@dataclass(frozen=True, slots=True)
class OverprintJob:
    """Việc in lên phôi: which boxes of one letter, with what, on which printer."""

    letter: str
    boxes: tuple[int, ...]
    values: Mapping[int, Mapping[str, str]]
    """By box, then by key of ``FieldArea``; what is missing or empty is not printed."""
    printer: str = ANY_PRINTER
    person_ids: tuple[int, ...] = ()
    """Whose letter it is: asked for scope and locked data, named in the access book."""
    serial: str = ""
    """Number printed on the blank: said on the copy sheet and in the access book."""


@dataclass(frozen=True, slots=True)
class BoxMark:
    """Dấu của một ô trong sơ đồ giấy: what a screen shows of it."""

    number: int
    state: BoxState
    writer: str
    """Who writes it, in words."""
    on: str = ""
    """Date it was written, as shown."""
    label: str = ""
    """A remark, such as the register number or the signer."""


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Một dòng của bản để chép tay."""

    caption: str
    value: str


@dataclass(frozen=True, slots=True)
class CopyBox:
    """Một ô của bản để chép tay."""

    number: int
    writer: str
    lines: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True)
class LetterCopy:
    """Bản để chép tay: what to write by hand, box by box."""

    letter: str
    name: str
    """Name of the letter."""
    boxes: tuple[CopyBox, ...]
    person: str = ""
    serial: str = ""
    office: str = ""


def sides_of(layout: LetterLayout, boxes: Iterable[int]) -> tuple[int, ...]:
    """Return the sides some boxes stand on: one page of an overprint each, front before back."""
    wanted = set(boxes)
    return tuple(side for side in SIDES if any(box.number in wanted for box in layout.on(side)))


def calibrated(layout: LetterLayout, calibration: Calibration) -> LetterLayout:
    """Return a layout with what was measured; boxes and fields the letter lacks are passed by."""
    width, height = calibration.paper or (layout.width, layout.height)
    return replace(
        layout,
        width=width,
        height=height,
        boxes=tuple(_measured(box, calibration) for box in layout.boxes),
        front=calibration.front,
        back=calibration.back,
        printer=calibration.printer,
        calibrated=True,
    )


def _measured(box: BoxArea, calibration: Calibration) -> BoxArea:
    return replace(
        box,
        frame=calibration.boxes.get(box.number, box.frame),
        fields=tuple(
            replace(area, place=calibration.fields.get((box.number, area.key), area.place))
            for area in box.fields
        ),
    )
