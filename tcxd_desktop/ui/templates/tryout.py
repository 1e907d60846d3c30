"""Chấm thử: sample figures at the left, the scored sheet at the right, every point explained."""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.expressions import ValueKind
from tcxd_desktop.domain.facts import Fact, Kind
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import card, text_label
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.templates.sheet_grid import SheetGrid
from tcxd_desktop.ui.templates.sheet_model import SheetCell, SheetColumn
from tcxd_desktop.ui.templates.try_state import FigureLine, ScoreLine, TrySheet
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meeting_facts import number_text
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND
from tcxd_desktop.wording.scoring import level_label

_KINDS: dict[str, dict[Any, str]] = {"meeting_kind": {**MEETING_KIND}, "org_kind": {**CELL_KIND}}
_YES_NO = "try_yes_no"
_NUMBER = Fact("", Kind.NUMBER)
_TYPED = Fact("", Kind.LINE)
_FLAG = Fact("", Kind.CODE, codes=_YES_NO)
_FIGURES = (SheetColumn("Số liệu giả định"), SheetColumn("Giá trị", 112, right=True))
_SCORES = (
    SheetColumn("Tiêu chí"),
    SheetColumn("Tối đa", 54, right=True),
    SheetColumn("Người chấm ghi", 122),
    SheetColumn("Điểm", 50, right=True),
    SheetColumn("Vì sao", spare=True),
)


def _lists() -> dict[str, CodeList]:
    lists = {_YES_NO: CodeList(_YES_NO, "", (Code("1", "có"), Code("0", "không")), stores="key")}
    for name, labels in _KINDS.items():
        codes = tuple(Code(str(kind), label) for kind, label in labels.items())
        lists[name] = CodeList(name, "", codes, stores="key")
    return lists


class TryOut(QWidget):
    """Scores a sample with the template as it stands."""

    undo_wanted = Signal()

    def __init__(self, today: date) -> None:
        """Start with a usual meeting."""
        super().__init__()
        look = theme.current()
        sources = Sources(today, _lists())
        self.sheet = TrySheet()
        self.figures = SheetGrid(_FIGURES, sources, name="Số liệu giả định")
        self.scores = SheetGrid(_SCORES, sources, name="Phiếu chấm thử")
        self.total = theme.page_title(QLabel())
        self.level = theme.badge("")
        self.reasons = text_label("", role="hint")
        self.why = text_label("")
        self.again = QPushButton("Xóa điểm đã ghi")
        self.again.setAutoDefault(False)
        self._lines: list[ScoreLine] = []
        self._shown: list[FigureLine] = []
        self._build()
        self.figures.setMinimumWidth(look.px(250))
        self.figures.typed.connect(self._on_figure)
        self.scores.typed.connect(self._on_score)
        self.scores.current_changed.connect(self._on_line)
        self.again.clicked.connect(self._on_again)
        begin_at(self, self.figures)

    def show_template(self, template: ScoreTemplate) -> None:
        """Score the sample with this state of a template."""
        self.sheet.show(template)
        self._show()

    def commit(self) -> None:
        """Finish the cell that is being typed."""
        self.figures.commit()
        self.scores.commit()

    def _build(self) -> None:
        look = theme.current()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self.total)
        head.addWidget(self.level)
        head.addStretch(1)
        head.addWidget(self.again)
        column.addLayout(head)
        column.addWidget(self.reasons)
        column.addWidget(self.scores, 1)
        frame, inside = card("Vì sao")
        inside.addWidget(self.why)
        column.addWidget(frame)
        left = theme.panel(QWidget())
        beside = QVBoxLayout(left)
        beside.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        beside.addWidget(self.figures, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(right)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([look.px(372), look.px(780)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _show(self) -> None:
        template, result = self.sheet.template, self.sheet.result()
        self._shown = self.sheet.figures()
        self._lines = self.sheet.scores()
        self.figures.set_rows([_figure_cells(line) for line in self._shown])
        self.scores.set_rows([_score_cells(line) for line in self._lines])
        points = "chưa có điểm" if result.total is None else show_number(result.total)
        self.total.setText(f"{points}/{show_number(template.total)}")
        missing = len(result.missing)
        if result.level is not None:
            place = next(
                (n for n, one in enumerate(template.levels) if one.code == result.level), -1
            )
            tone = "ok" if place == 0 else "warn" if 0 < place < 2 else "bad"
            theme.set_badge(self.level, level_label(template, result.level), tone)
        elif missing:
            theme.set_badge(self.level, f"còn {show_number(missing)} tiêu chí chưa có điểm", "warn")
        else:
            theme.set_badge(self.level, level_label(template, None), "plain")
        self.reasons.setText("\n".join(f"{reason}." for reason in self.sheet.reasons()))
        self.reasons.setVisible(bool(self.reasons.text()))
        self._on_line(self.scores.currentIndex().row())

    @Slot(int, int, object)
    def _on_figure(self, row: int, _column: int, value: Any) -> None:
        line = self._shown[row]
        if line.kind is ValueKind.FLAG:
            value = {"1": True, "0": False}.get(value)
        elif line.kind is ValueKind.TEXT:
            value = value or None
        self.sheet.set_figure(line.name, value)
        self._show()

    @Slot(int, int, object)
    def _on_score(self, row: int, column: int, value: Any) -> None:
        typed = str(value or "")
        try:
            self.sheet.enter(self._lines[row].id, typed)
        except Problem as problem:
            self.scores.sheet.set_wrong(self.scores.sheet.index(row, column), typed, problem)
            return
        self._show()

    @Slot(int)
    def _on_line(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            line = self._lines[row]
            told = line.why or "Chưa có điểm"
            self.why.setText(f"{line.title}: {line.points or 'chưa có'}/{line.most}. {told}.")
        else:
            self.why.setText("Chọn một tiêu chí để xem vì sao được số điểm ấy.")

    @Slot()
    def _on_again(self) -> None:
        self.commit()
        self.sheet.entries.clear()
        self._show()


def _figure_cells(line: FigureLine) -> list[SheetCell]:
    name = SheetCell(line.label, tip=line.label, strong=line.used and not line.derived)
    if line.derived:
        return [name, SheetCell(_shown(line), right=True, tip="Chương trình tính")]
    if line.kind is ValueKind.FLAG:
        value = "" if line.value is None else "1" if line.value else "0"
        return [name, SheetCell(fact=_FLAG, value=value, faint="chưa rõ", right=True)]
    if line.kind is ValueKind.TEXT:
        fact = Fact("", Kind.CODE, codes=line.name)
        return [name, SheetCell(fact=fact, value=line.value or "", faint="chưa rõ", right=True)]
    return [name, SheetCell(fact=_NUMBER, value=line.value, faint="chưa rõ", right=True)]


def _shown(line: FigureLine) -> str:
    if isinstance(line.value, bool):
        return "có" if line.value else "không"
    return number_text(line.value) if isinstance(line.value, Decimal) else str(line.value or "")


def _score_cells(line: ScoreLine) -> list[SheetCell]:
    return [
        SheetCell(line.title, strong=line.group, indent=line.depth, tip=line.title),
        SheetCell(line.most, right=True, strong=line.group),
        SheetCell(fact=_TYPED, value=line.typed, faint=line.expected),
        SheetCell(line.points or "–", right=True, strong=True),
        SheetCell(line.why, tip=line.why),
    ]
