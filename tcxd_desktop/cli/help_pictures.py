"""The pictures of the help, taken from the program itself so that they never age.

A picture is named in the texts: ``people`` is the scene of that key, ``people@danh-sach`` its part
with the widget called so, ``people+them-moi`` has a frame round a widget. Beside the pictures
lies a digest of the words each scene showed; a test says which pictures are out of date.
"""

import argparse
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint, QRect
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QTabBar, QWidget

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scene_data import furnish
from tcxd_desktop.cli.scenes import all_scenes, scene
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.office import opening
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import make_folder, write_file
from tcxd_desktop.storage.keys import Kdf
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.tokens import LIGHT
from tcxd_desktop.ui.shell.bars import SHEET
from tcxd_desktop.wording.help import folder as help_folder
from tcxd_desktop.wording.help import topics
from tcxd_desktop.wording.help_markdown import slug

DIGESTS = "pictures.json"
"""File of the digests, beside the pictures."""
MOST_BYTES = 72_000
_DAY = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
_EDGES = (
    (LIGHT.text, LIGHT.surface, 6),
    (LIGHT.accent, LIGHT.surface, 2),
    (LIGHT.ok, LIGHT.ok_soft, 1),
    (LIGHT.warn, LIGHT.warn_soft, 1),
    (LIGHT.accent, LIGHT.accent_soft, 1),
)
"""Ink, ground, and how many colours between them."""
_AROUND = 10
_FRAME = 3
_NAME = re.compile(r"(?P<scene>[^@+]+)(?:@(?P<part>[^+]+))?(?P<marks>(?:\+[^+]+)*)")
_NUMBER = re.compile(r"\d+")
_CAPTIONS = ("title", "heading", "caption", "group")


_Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hình cần chụp."""

    name: str
    scene: str
    part: str
    marks: tuple[str, ...]


def wanted() -> tuple[Wanted, ...]:
    """Return the pictures the texts name, each once."""
    names = {picture.name for topic in topics() for picture in topic.pictures}
    return tuple(map(read_name, sorted(names)))


def read_name(name: str) -> Wanted:
    """Return what a picture's name asks for."""
    match = _NAME.fullmatch(name)
    if match is None:
        return Wanted(name, name, "", ())
    return Wanted(name, match["scene"], match["part"] or "", tuple(match["marks"].split("+")[1:]))


@contextmanager
def demo_office() -> Iterator[Desk]:
    """Open an invented office that is the same on every machine and every day."""
    with tempfile.TemporaryDirectory() as home:
        kdf = Kdf(memory_kib=64, passes=1, lanes=1)
        desk = make_demo(Path(home) / "office", "demo", DemoPlan(), clock=lambda: _DAY, kdf=kdf)
        try:
            furnish(desk, kdf=kdf)
            yield desk
        finally:
            opening.close_office(desk)


@contextmanager
def help_stage(desk: Desk) -> Iterator[Stage]:
    """Show the window as it is in an office that has its recovery sheet."""
    with Stage(desk) as stage:
        stage.window.bars.drop(SHEET)
        yield stage


def run(options: argparse.Namespace) -> int:
    """Take every picture of the help; say what could not be taken."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    ours = help_folder() / "pictures"
    folder: Path = next(iter(options.help_pictures), ours)
    with demo_office() as desk, help_stage(desk) as stage:
        paths, faults = take(stage, folder, wanted())
    if folder == ours:
        for path in {*folder.glob("*.png")} - {*paths}:
            path.unlink()  # no text names it any more
    tell(options, {"pictures": paths, "faults": faults}, *map(str, paths), *faults)
    return 1 if faults else 0


def take(stage: Stage, folder: Path, names: Sequence[Wanted]) -> tuple[list[Path], list[str]]:
    """Take pictures into a folder, with their digests; return their paths and what went wrong."""
    make_folder(folder)
    paths: list[Path] = []
    faults: list[str] = []
    digests: dict[str, str] = {}
    for key, group in _by_scene(names).items():
        if key not in {one.key for one in all_scenes()}:
            faults += [f"{one.name}: không có màn hình “{key}”" for one in group]
            continue
        try:
            with scene(key).show(stage) as shown:
                digest = digest_of(shown)
                for one in group:
                    path, lacking = _take(shown, folder, one)
                    faults += lacking
                    paths.append(path)
                    digests[one.name] = digest
        except NotFoundProblem:
            faults += [f"{one.name}: văn phòng mẫu không có gì để chụp" for one in group]
    text = json.dumps(digests, ensure_ascii=False, indent=1, sort_keys=True)
    write_file(folder / DIGESTS, f"{text}\n".encode())
    return paths, faults


def stale(stage: Stage, names: Iterable[Wanted], kept: Mapping[str, str]) -> list[str]:
    """Return the pictures whose scene shows other words today than when they were taken."""
    found = []
    for key, group in _by_scene(names).items():
        with scene(key).show(stage) as shown:
            digest = digest_of(shown)
        found += [one.name for one in group if kept.get(one.name) != digest]
    return found


def digest_of(shown: QWidget) -> str:
    """Return the digest of the words the program itself says on a screen; data do not count."""
    words = "\n".join(sorted(set(_words(shown))))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _words(shown: QWidget) -> Iterator[str]:
    for widget in [shown, *shown.findChildren(QWidget)]:
        if widget.isVisible():
            yield from (_NUMBER.sub("#", text) for text in _said(widget) if text)


def _said(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTabBar):
        yield from map(widget.tabText, range(widget.count()))
    elif isinstance(widget, QHeaderView) and widget.model() is not None:
        columns = range(widget.count())
        yield from (str(widget.model().headerData(n, widget.orientation()) or "") for n in columns)
    elif isinstance(widget, QLabel) and widget.property("role") in _CAPTIONS:
        yield widget.text()


def _by_scene(names: Iterable[Wanted]) -> dict[str, list[Wanted]]:
    found: dict[str, list[Wanted]] = {}
    for one in names:
        found.setdefault(one.scene, []).append(one)
    return found


# --- one picture ----------------------------------------------------------------------------------


def _take(shown: QWidget, folder: Path, one: Wanted) -> tuple[Path, list[str]]:
    picture = shown.grab()
    faults = []
    for mark in one.marks:
        place = _place(shown, mark)
        if place.isNull():
            faults.append(f"{one.name}: không có ô, nút nào tên “{mark}”")
        else:
            _frame(picture, place)
    if one.part:
        place = _place(shown, one.part)
        if place.isNull():
            faults.append(f"{one.name}: không có phần nào tên “{one.part}”")
        else:
            around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
            picture = picture.copy(around.intersected(picture.rect()))
    path = folder / f"{one.name}.png"
    write_file(path, _small(picture))
    return path, faults


def _place(shown: QWidget, name: str) -> QRect:
    """Return where the widget of a name stands; the largest where several are called so."""
    found = QRect()
    for widget in shown.findChildren(QWidget):
        if not widget.isVisible() or name not in set(map(slug, _names(widget))):
            continue
        place = QRect(widget.mapTo(shown, QPoint(0, 0)), widget.size()).intersected(shown.rect())
        if place.width() * place.height() > found.width() * found.height():
            found = place
    return found


def _names(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    text = getattr(widget, "text", None)
    if isinstance(widget, (QAbstractButton, QLabel)) and callable(text):
        yield str(text())


def _frame(picture: QPixmap, place: QRect) -> None:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.current().color("accent"), _FRAME))
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 6, 6)
    painter.end()


def _small(picture: QPixmap) -> bytes:
    """Return the PNG in the few colours of the look, each of them exact."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    whole = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    colours = Image.new("P", (1, 1))
    colours.putpalette([part for colour in _colours() for part in colour])
    out = BytesIO()
    whole.quantize(palette=colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _colours() -> tuple[_Colour, ...]:
    """Return the colours of the light look, and what edges of letters and icons need between."""
    tokens = [_rgb(value) for value in asdict(LIGHT).values()]
    between = [
        _between(_rgb(ink), _rgb(ground), number / (steps + 1))
        for ink, ground, steps in _EDGES
        for number in range(1, steps + 1)
    ]
    return tuple(dict.fromkeys([*tokens, *between]))


def _rgb(token: str) -> _Colour:
    return int(token[1:3], 16), int(token[3:5], 16), int(token[5:7], 16)


def _between(one: _Colour, other: _Colour, share: float) -> _Colour:
    red, green, blue = (
        round(first + (last - first) * share) for first, last in zip(one, other, strict=True)
    )
    return red, green, blue
