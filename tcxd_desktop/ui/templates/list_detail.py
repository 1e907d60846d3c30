"""Beside the list: what a template is, and what can be done with it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tcxd_desktop.domain.score_templates import (
    ANY,
    ScoreTemplate,
    TemplateLine,
    TemplateStatus,
)
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, empty_layout, facts, text_label
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.templates.list_rules import reasons, use_text
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND, TEMPLATE_STATUS

TONES = {
    TemplateStatus.DRAFT: "warn",
    TemplateStatus.PUBLISHED: "ok",
    TemplateStatus.RETIRED: "plain",
}
_ACTIONS = (
    ("open", "Mở", "Xem, chấm thử, so sánh; dự thảo thì sửa được (Enter)"),
    ("copy", "Tạo bản mới", "Chép thành dự thảo bản sau để sửa"),
    ("compare", "So sánh…", "Chọn hai mẫu trong danh sách, hoặc so với bản trước"),
    ("publish", "Ban hành…", "Từ đó mẫu không sửa được nữa"),
    ("adopt", "Đưa vào dùng", "Phiếu của các buổi họp mới lấy mẫu này"),
    ("retire", "Thôi dùng", "Phiếu mới không lấy mẫu này nữa; phiếu cũ giữ nguyên"),
    ("export", "Xuất tệp…", "Ghi mẫu ra một tệp JSON để gửi nơi khác"),
    ("drop", "Xóa dự thảo", "Bỏ dự thảo này"),
)


class Detail(QWidget):
    """The template under the cursor."""

    wanted = Signal(str)
    """What to do with it: a key of the buttons."""

    def __init__(self) -> None:
        """Start with nothing chosen."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        self.title = theme.heading(QLabel())
        self.title.setWordWrap(True)
        self.badges = QWidget()
        self._flow = FlowLayout(self.badges, spacing=look.px(5))
        self.buttons: dict[str, QPushButton] = {}
        holder = QWidget()
        row = FlowLayout(holder, spacing=look.px(6))
        for key, text, tip in _ACTIONS:
            made = QPushButton(text)
            made.setAutoDefault(False)
            made.setToolTip(tip)
            made.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
            self.buttons[key] = made
            row.addWidget(made)
        for flowing in (holder, self.badges):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            flowing.setSizePolicy(policy)
        self._tips = {key: tip for key, _, tip in _ACTIONS}
        self._scroll = Scroll("Mẫu đang chọn")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(12), look.px(12), 0)
        column.setSpacing(look.px(8))
        for widget in (self.title, self.badges, holder):
            column.addWidget(widget)
        column.addWidget(self._scroll, 1)

    def show_line(self, line: TemplateLine | None, template: ScoreTemplate | None) -> None:
        """Show a template and what can be done with it."""
        self._scroll.clear()
        empty_layout(self._flow)
        for button in self.buttons.values():
            button.setEnabled(line is not None)
        if line is None or template is None:
            self.title.setText("Chưa chọn mẫu nào")
            return
        self.title.setText(line.title)
        self._flow.addWidget(theme.badge(TEMPLATE_STATUS[line.status], TONES[line.status]))
        if use_text(line):
            self._flow.addWidget(theme.badge(use_text(line), "ok"))
        if not line.verified:
            self._flow.addWidget(theme.badge("chưa kiểm chứng", "warn"))
        self._offer(line)
        for block in _blocks(line, template):
            self._scroll.column.addWidget(block)
        self._scroll.column.addStretch(1)

    def _offer(self, line: TemplateLine) -> None:
        found = reasons(line)
        why: Mapping[str, str] = {
            "publish": found.publish,
            "adopt": found.adopt,
            "retire": found.retire,
            "drop": found.drop,
        }
        draft = line.status is TemplateStatus.DRAFT
        for key, button in self.buttons.items():
            reason = why.get(key, "")
            button.setEnabled(not reason)
            button.setToolTip(reason or self._tips[key])
            button.setAccessibleDescription(reason)
        self.buttons["open"].setText("Sửa" if draft else "Xem")
        for key, shown in (("publish", draft), ("drop", draft), ("adopt", not draft)):
            self.buttons[key].setVisible(shown)
        self.buttons["retire"].setVisible(not draft and bool(line.id))


def _blocks(line: TemplateLine, template: ScoreTemplate) -> list[QFrame]:
    about, inside = card("Mẫu")
    until = show_date(line.valid_to)
    since = f"từ {show_date(line.valid_from)}" if line.valid_from else ""
    items = sum(1 for _ in template.walk())
    inside.addLayout(
        facts(
            [
                ("Mã, bản", f"{line.code}, bản {line.version}"),
                ("Áp dụng", f"{since} đến {until}".strip() if until else since or "chưa ghi ngày"),
                ("Buổi họp", _kinds(template.meeting_kinds, {**MEETING_KIND})),
                ("Chi bộ", _kinds(template.cell_kinds, {**CELL_KIND})),
                ("Tiêu chí", f"{show_number(items)} mục, {show_number(template.total)} điểm"),
                ("Xếp loại", _levels(template)),
                ("Số phiếu", f"{show_number(line.sheets)} phiếu đã chấm" if line.sheets else ""),
            ]
        )
    )
    blocks = [about]
    if template.legal_basis:
        basis, inside = card("Căn cứ")
        for one in template.legal_basis:
            told = (one.number, show_date(one.on), one.issuer)
            inside.addWidget(text_label(", ".join(part for part in told if part)))
        blocks.append(basis)
    if template.note:
        note, inside = card("Điều chưa rõ")
        inside.addWidget(text_label(template.note))
        blocks.append(note)
    return blocks


def _kinds(kinds: tuple[str, ...], labels: Mapping[Any, str]) -> str:
    if ANY in kinds:
        return "tất cả"
    return ", ".join(labels.get(kind, kind) for kind in kinds)


def _levels(template: ScoreTemplate) -> str:
    return ", ".join(f"{level.label} từ {show_number(level.min)}" for level in template.levels)
