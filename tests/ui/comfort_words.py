"""Every word a window can say, and which of them are not Vietnamese. Used by the comfort tests."""

import ast
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)

from tcxd_desktop.domain.syllables import is_syllable
from tests.ui.comfort_names import shown, where

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MARKUP = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)
_UNSAID = re.compile(
    r"[\w.+-]*[/\\][\w./\\+-]*"  # paths and numbers of papers: 12-QĐ/ĐU
    r"|\w[\w.-]*\.(?:xlsx|xls|ods|csv|pdf|docx|json|zip|exe|tcxdbak|phieu|goi|capnhat|png|jpg|db|txt|tsv)\b"
    r"|\*\.\w+"
    r"|\.(?:phieu|goi|capnhat|tcxdbak)\b|\b(?:xlsx|xls|ods|csv)\b"
    r"|\b[A-ZĐ0-9]+(?:-[A-ZĐ0-9]+[a-z]?)+\b"  # codes: TR-02, ADM-03a, HD42-2025, 5-HHĐ
    r"|\b[A-Z]{2} \d{6}\b|\b\d{3} ?\d{3} [A-Z]{2}\b"  # numbers of letters and of dossiers
    r"|(?:\b[A-Z0-9]{5,6}\b\s+){2,}\b[A-Z0-9]{5,6}\b"  # the code of a recovery sheet
    r"|\b\w+_\w+\b|^[A-Z]{1,2}$"  # sheets of a file, letters of columns
    r"|\b[IVX]+\b|\b\w*[\d²]\w*\b"
)
_MARKED = re.compile(r"[^\x00-\u024F]|[À-ỹ]|<span |\w\[")
"""A letter with a mark of ours, or what is no sentence: markup, types."""
_EXPRESSIONS = ("and", "else", "held", "if", "not", "or")
"""Words of the templates' own small language."""
_SPAN = 6
"""Rows of a list that are read: their heads, and how the program itself writes into cells."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYS = _words("Alt Backspace Ctrl Del Delete End Enter Esc Home Insert PgDn PgUp Shift Tab")
"""Words on the keys themselves."""
PROPER = _words(
    "Excel Word Windows LibreOffice PDF QR USB Unicode UniKey Telex VNI TCVN Vn Zalo Segoe Noto "
    "Tinos JSON JPG PNG SHA SQLCipher SQLite Qt Python GB MB KB mm cm Aichi Brno"
)
"""Names of products, standards, units and places that stay as they are, written exactly so."""
THIRD_PARTIES = _words(
    "Apache BSD Clause Essentials MIT SQLAlchemy alembic cryptography only reportlab"
)
"""What the program is made of and its licences, as their owners write them."""
LOANS = _words("byte email hmong internet seri")
"""Words Vietnamese has taken over as they are."""
CODES = _words(
    "BTV BCH BTCTU BTCTW CB CCCD CĐ CMND DS ĐB ĐU ĐV GTSHĐ HĐND HSĐV HD ID KSH KT LL LLCT NB QĐ "
    "SĐV SHĐ STT TB TĐV THCS THPT TNCS TT TW UBKT UBND"
)
"""Abbreviations of the office and of what its papers and columns are called."""
FOLDERS = frozenset({"copies", "replaced"})
"""What the program calls its folders, where a text says in which one something lies."""
_STAYS = KEYS | PROPER | CODES | FOLDERS | THIRD_PARTIES
LOWER_NO = frozenset({"no", "ok", "the", "name", "on", "to"})
"""English words that could be syllables: wrong where they are the whole text."""


def said(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every text of a window with where it stands: seen, pointed at, read out, in menus."""
    yield "title", root.window().windowTitle()
    for widget in shown(root):
        place = where(widget)
        for text in (
            widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.accessibleName(),
            widget.accessibleDescription(),
        ):  # fmt: skip
            yield place, text
        for text in _own(widget):
            yield place, text
        for action in _actions(widget):
            yield f"menu of {place}", action.text()
            yield f"menu of {place}", action.toolTip()


def word_faults(root: QWidget) -> list[str]:
    """Return the texts of a window with words that are not Vietnamese."""
    faults = []
    for place, text in said(root):
        odd = foreign(text)
        if odd:
            faults.append(f"{', '.join(odd)} in {text[:80]!r}: {place}")
    return faults


def foreign(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Return the words of a text that are neither Vietnamese nor known to stay as they are."""
    plain = html.unescape(_MARKUP.sub(" ", text)) if "<" in text else text
    plain = plain.replace("&&", " ").replace("&", "")
    if plain.strip().lower() in LOWER_NO:
        return [plain.strip()]
    plain = _UNSAID.sub(" ", plain)
    more = frozenset(allowed)
    return [
        word
        for word in _WORD.findall(plain)
        if len(word) > 1 and not _known(word) and word not in more
    ]


def _known(word: str) -> bool:
    return word in _STAYS or word.lower() in LOANS or is_syllable(word)


def _own(widget: QWidget) -> Iterator[str]:  # noqa: C901 - one line a kind of widget
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractSpinBox | QProgressBar):
        yield widget.text()
    if isinstance(widget, QComboBox):
        for place in range(widget.count()):
            yield widget.itemText(place)
            yield str(widget.itemData(place, Qt.ItemDataRole.ToolTipRole) or "")
    if isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield widget.tabText(place)
            yield widget.tabToolTip(place)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _heads(widget)
        yield from _cells(widget, widget.model())


def _actions(widget: QWidget) -> Iterator[QAction]:
    menus = []
    if isinstance(widget, QPushButton | QToolButton) and widget.menu() is not None:
        menus.append(widget.menu())
    menus += [child for child in widget.children() if isinstance(child, QMenu)]
    for menu in menus:
        for action in menu.actions():
            yield action
            inner = action.menu()
            if isinstance(inner, QMenu):
                yield from inner.actions()
    yield from widget.actions()


def _heads(view: QAbstractItemView) -> Iterator[str]:
    if not isinstance(view, QTableView | QTreeView):
        return
    model = view.model()
    for way, count in (
        (Qt.Orientation.Horizontal, model.columnCount()),
        (Qt.Orientation.Vertical, min(model.rowCount(), _SPAN)),
    ):
        for section in range(count):
            for role in _ROLES:
                yield str(model.headerData(section, way, role) or "")


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _cells(view: QAbstractItemView, model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount() if isinstance(view, QTableView | QTreeView) else 1
    tops = [QModelIndex()]
    if isinstance(view, QTreeView):
        tops += [model.index(row, 0) for row in range(min(model.rowCount(), _SPAN))]
    for top in tops:
        for row in range(min(model.rowCount(top), _SPAN)):
            for column in range(columns):
                index = model.index(row, column, top)
                for role in _ROLES:
                    yield str(index.data(role) or "")


def written(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a source file that are sentences: more than one word, no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    quiet = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        sentence = isinstance(text, str) and " " in text.strip()
        if isinstance(text, str) and sentence and id(node) not in quiet:
            yield node.lineno, text


def english_in(path: Path) -> list[str]:
    """Return the sentences of a source file that are not Vietnamese."""
    return [
        f"{path.name}:{line}: {text[:70]!r}"
        for line, text in written(path)
        if not _MARKED.search(text) and len(foreign(text, _EXPRESSIONS)) > 1
    ]
