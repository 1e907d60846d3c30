"""The tab Thiết lập chấm điểm: from when a reason is asked for, who counts as expected."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meeting_errors import OutOfRangeProblem
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.office import scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import FlagField, LabeledField, NumberField, commit_open_edit
from tcxd_desktop.ui.meetings.plan_parts import SAVES, button
from tcxd_desktop.wording.formats import show_number

_MEMBERS, _EXEMPT, _AWAY, _PRESENT = 24, 2, 1, 19
_LEAST_ALIKE, _MOST = 2, 1_000
_AWAY_WHY = (
    "Hướng dẫn 42-HD/BTCTW loại khỏi mẫu số người được miễn sinh hoạt và lực lượng vũ trang làm "
    "nhiệm vụ đặc biệt, không nói rõ người sinh hoạt tạm thời nơi khác. Chương trình mặc định "
    "không tính họ vào mẫu số: đó là cách hiểu của chương trình, cấp ủy quyết định."
)
_DIFFERENCE_WHY = "Lệch từ mức này trở lên, điểm thẩm định chỉ lưu được khi có lý do."
_ALIKE_WHY = (
    "Từ số chi bộ này cùng một tổng điểm, hoặc cùng đạt điểm tối đa, chương trình nhắc để xem lại; "
    "không cấm gì."
)


class ScoreSettingsPanel(QWidget):
    """Thiết lập chấm điểm của văn phòng."""

    changed = Signal()
    """Something was typed, saved or given up."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build the boxes; problems are said in ``notice``."""
        super().__init__()
        self._desk, self.notice = desk, notice
        self._kept = ScoreSettings()
        self.difference = NumberField("difference", name="Chênh lệch phải có lý do")
        self.alike = NumberField("alike_from", name="Số chi bộ cùng điểm thì nhắc")
        self.away = FlagField(
            "away_counts", text="Tính người đang sinh hoạt tạm thời nơi khác vào mẫu số"
        )
        self.example = theme.muted(text_label(""))
        self.save_button = theme.primary(button("Lưu thiết lập", self.save, tip="Ctrl+S"))
        self._place()
        for field in (self.difference, self.alike, self.away):
            field.changed.connect(self._on_changed)
            field.editing_done.connect(self._on_changed)
        if not allowed.allow(self.save_button, desk, Permission.PUBLISH):
            for field in (self.difference, self.alike, self.away):
                field.set_read_only(on=True)
        begin_at(self, self.difference)

    def read(self) -> None:
        """Show what is stored, unless something is typed and not saved."""
        if self.dirty():
            return
        self._kept = scoring.settings(self._desk)
        self.discard()

    def discard(self) -> None:
        """Show what is stored again."""
        self.difference.set_value(self._kept.difference)
        self.alike.set_value(Decimal(self._kept.alike_from))
        self.away.set_value(self._kept.away_counts)
        self._on_changed()

    def dirty(self) -> bool:
        """Tell whether leaving would lose something."""
        now = (self.difference.value(), self.alike.value(), self.away.value())
        kept = (self._kept.difference, Decimal(self._kept.alike_from), self._kept.away_counts)
        fields = (self.difference, self.alike)
        shown = any(field.text() for field in fields)
        return shown and (now != kept or any(field.problem() for field in fields))

    @Slot()
    def save(self) -> bool:
        """Write the settings; false where a box has to be mended first."""
        commit_open_edit()
        if not allowed.told(self.notice, self._desk, Permission.PUBLISH):
            return False
        try:
            scoring.set_settings(self._desk, self._settings())
        except Problem as problem:
            field = {"difference": self.difference, "alike_from": self.alike}.get(problem.field)
            if field is not None:
                field.set_problem(problem)
                field.setFocus()
            self.notice.show_problem(problem)
            return False
        self._kept = scoring.settings(self._desk)
        self.discard()
        self.notice.say("Đã lưu thiết lập chấm điểm.", "ok")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Shift+Enter and Ctrl+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in SAVES:
            self.save()
        else:
            super().keyPressEvent(event)

    def _settings(self) -> ScoreSettings:
        """Return what is typed.

        Raises:
            Problem: a box is empty, no number, or a number that makes no sense.
        """
        for field in (self.difference, self.alike):
            field.commit()
            problem = field.problem()
            if problem is not None:
                raise problem
            if field.value() is None:
                raise OutOfRangeProblem("", "một số", field=field.key)
        difference, alike = Decimal(str(self.difference.value())), Decimal(str(self.alike.value()))
        if not 0 < difference <= _MOST:
            told = self.difference.text()
            raise OutOfRangeProblem(told, "số điểm lớn hơn 0", field="difference")
        if alike % 1 or not _LEAST_ALIKE <= alike <= _MOST:
            told = f"số chi bộ từ {_LEAST_ALIKE} trở lên"
            raise OutOfRangeProblem(self.alike.text(), told, field="alike_from")
        return ScoreSettings(difference, bool(self.away.value()), int(alike))

    def _place(self) -> None:
        look = theme.current()
        scroll = Scroll("Thiết lập chấm điểm")
        column = scroll.column
        column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        column.setSpacing(look.px(12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        for title, rows in (
            ("Tự chấm và thẩm định lệch nhau", (
                LabeledField("Từ bao nhiêu điểm thì phải ghi lý do", self.difference),
                theme.hint(text_label(_DIFFERENCE_WHY)),
            )),
            ("Điểm giống nhau", (
                LabeledField("Từ bao nhiêu chi bộ thì nhắc", self.alike),
                theme.hint(text_label(_ALIKE_WHY)),
            )),
            ("Tỷ lệ đảng viên dự sinh hoạt", (
                self.away, theme.hint(text_label(_AWAY_WHY)), self.example,
            )),
        ):  # fmt: skip
            frame, inside = card(title)
            for row in rows:
                inside.addWidget(row)
            column.addWidget(frame)
        for field in (self.difference, self.alike):
            field.setFixedWidth(look.px(120))
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    @Slot()
    def _on_changed(self) -> None:
        self.example.setText(example(away_counts=bool(self.away.value())))
        self.changed.emit()


def example(*, away_counts: bool) -> str:
    """Return what the setting means for a chi bộ of 24, two exempt and one away."""
    base = _MEMBERS - _EXEMPT - (0 if away_counts else _AWAY)
    share = (Decimal(_PRESENT) * 100 / base).quantize(Decimal("0.1"))
    return (
        f"Ví dụ: {_MEMBERS} đảng viên, {_EXEMPT} miễn sinh hoạt, {_AWAY} tạm đi nơi khác, "
        f"{_PRESENT} dự họp: {_PRESENT}/{base} = {show_number(share)} %."
    )
