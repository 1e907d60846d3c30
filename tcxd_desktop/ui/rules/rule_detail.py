"""Beside the list of rules: what one says, by which text, and how it was before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.rule_types import RuleRow, RuleVersion
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rule_lines import fields_text, line_text, state_text
from tcxd_desktop.wording.rules import KIND, origin_text, rule_title

_NOTHING = "Chọn một quy tắc trong danh sách."


class RuleDetail(QWidget):
    """The rule under the cursor."""

    def __init__(self) -> None:
        """Start with nothing chosen."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        self.title = theme.heading(QLabel(_NOTHING))
        self.title.setWordWrap(True)
        self.kind = theme.muted(QLabel())
        self.blocks = Scroll("Quy tắc đang chọn")
        self.change = theme.primary(QPushButton("Sửa từ ngày…"))
        self.change.setToolTip("Ghi bản mới có hiệu lực từ một ngày; bản cũ giữ nguyên (F2)")
        self.withdraw = QPushButton("Bỏ bản ghi nhầm…")
        self.withdraw.setToolTip("Bỏ bản văn phòng ghi sau cùng (Delete)")
        for tool in (self.change, self.withdraw):
            tool.setAutoDefault(False)
            tool.setEnabled(False)
        tools, _ = flowing(self.change, self.withdraw, spacing=look.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        column.addWidget(self.title)
        column.addWidget(self.kind)
        column.addWidget(self.blocks, 1)
        column.addWidget(tools)

    def show_rule(self, row: RuleRow | None, versions: Sequence[RuleVersion]) -> None:
        """Show a rule and every version of it."""
        self.blocks.clear()
        own = any(one.row.id and not one.row.withdrawn for one in versions)
        self.change.setEnabled(row is not None)
        self.withdraw.setEnabled(own)
        if row is None:
            self.title.setText(_NOTHING)
            self.kind.setText("")
            return
        self.title.setText(rule_title(row))
        self.kind.setText(f"{KIND[row.kind]} · {row.key} · {row.rule_set}")
        column = self.blocks.column
        frame, inside = card("Căn cứ")
        inside.addWidget(text_label(row.source))
        inside.addWidget(_state(row))
        column.addWidget(frame)
        frame, inside = card("Nội dung")
        inside.addLayout(facts([(f"{name[0].upper()}{name[1:]}", text)
                                for name, text in fields_text(row)]))  # fmt: skip
        column.addWidget(frame)
        column.addWidget(_history(versions))
        column.addStretch(1)


def _state(row: RuleRow) -> QWidget:
    return flowing(
        theme.badge(state_text(row), "ok" if row.verified else "warn"),
        theme.badge(origin_text(row), "plain"),
        spacing=theme.current().px(6),
    )[0]


def _history(versions: Sequence[RuleVersion]) -> QFrame:
    frame, inside = card("Các bản")
    for one in reversed(versions):
        row = one.row
        since = f"từ {show_date(row.valid_from)}" if row.valid_from else "từ đầu"
        until = f" đến {show_date(one.until)}" if one.until else ""
        inside.addWidget(text_label(f"{row.rule_set}, {since}{until}: {line_text(row)}"))
        inside.addWidget(text_label(_remark(row), role="hint"))
    return frame


def _remark(row: RuleRow) -> str:
    parts = [origin_text(row), state_text(row), row.source]
    if row.written_on:
        parts.append(f"ghi ngày {show_date(row.written_on)}")
    if row.reason:
        parts.append(f"lý do: {row.reason}")
    if row.withdrawn:
        parts.append(f"ĐÃ BỎ: {row.withdrawn}")
    return "; ".join(parts)
