"""The panel beside the list: one organisation at a glance, its life, and what can be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Activity, Grade
from tcxd_desktop.domain.units import PostHolder, Unit, UnitNode
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, facts, text_label
from tcxd_desktop.ui.units.life import life_of
from tcxd_desktop.ui.units.story import Chapter, Life, Relation, chapters, relations
from tcxd_desktop.wording.access import OUTSIDE, PEOPLE_OUTSIDE, UNIT_OUTSIDE, why_not
from tcxd_desktop.wording.formats import show_date, show_number

_LONGEST_NAME = 160
_AT_HOME = tuple(kind.value for kind in Activity if kind is not Activity.TEMPORARY_HERE)


class DetailPanel(QWidget):
    """Name, facts, committee, history; the changes that can be recorded."""

    person_wanted = Signal(int)
    unit_wanted = Signal(int)
    change_wanted = Signal(str)
    """``rename``, ``move``, ``retype``, ``close``, ``undo``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Start without an organisation."""
        super().__init__(parent)
        self._desk = desk
        self.unit: Unit | None = None
        self.outside = False
        """Whether the organisation shown is none the account was given."""
        self.ended = False
        """Whether the organisation shown exists no more: nothing can change but its end."""
        self._build()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.unit = None
        self._whole.hide()

    def show_node(self, node: UnitNode, units_then: dict[int, Unit], as_at: str) -> None:
        """Show an organisation as at an ISO day (empty: today)."""
        unit = node.unit
        self.unit = unit
        self.outside = node.counted is None
        life = life_of(self._desk, unit.id)
        self.ended = life.end is not None
        long = len(unit.name) > _LONGEST_NAME
        self.name.setText(f"{unit.name[:_LONGEST_NAME]}…" if long else unit.name)
        self.name.setToolTip(unit.name if long else "")
        self.kind.setText(life.types.get(unit.type, unit.type))
        self.state.setVisible(self.ended)
        if life.end is not None:
            theme.set_badge(self.state, f"kết thúc từ {show_date(life.end.on)}", "warn")
        self._fill_summary(node, units_then, life, as_at)
        self._fill_story(chapters(life))
        self._offer()
        self._whole.show()

    def _build(self) -> None:
        look = theme.current()
        theme.panel(self)
        self._whole = QWidget()
        self.name = theme.page_title(QLabel())
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.kind = theme.muted(QLabel())
        self.kind.setWordWrap(True)
        self.state = theme.badge("", "warn")
        self.summary = Scroll("Tóm tắt")
        self.story = Scroll("Diễn biến")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.setAccessibleName("Chi tiết tổ chức")
        self.tabs.addTab(self.summary, "Tóm tắt")
        self.tabs.addTab(self.story, "Diễn biến")
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(6))
        for widget in (self.name, self.kind, self.state):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addLayout(self._buttons())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _buttons(self) -> QHBoxLayout:
        self.rename = QPushButton("Đổi tên…")
        self.rename.setToolTip("F2")
        self.move_button = QPushButton("Chuyển…")
        self.move_button.setToolTip("Chuyển về trực thuộc tổ chức khác")
        self.rename.clicked.connect(partial(self._want, "rename"))
        self.move_button.clicked.connect(partial(self._want, "move"))
        self.more = theme.mark(QToolButton(), "button")
        self.more.setText("⋯")
        self.more.setToolTip("Sửa loại, mã, con dấu; kết thúc hoạt động; bỏ thay đổi cuối")
        self.more.setAccessibleName("Việc khác với tổ chức này")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.actions_menu = QMenu(self)
        self._acts: dict[str, QAction] = {}
        for key, text in (
            ("rename", "Đổi tên…"),
            ("move", "Chuyển trực thuộc…"),
            ("retype", "Sửa loại, mã, cấp ủy, con dấu…"),
            ("close", "Kết thúc hoạt động…"),
            ("undo", "Bỏ thay đổi cuối…"),
        ):
            if key == "undo":
                self.actions_menu.addSeparator()
            self._acts[key] = self.actions_menu.addAction(text)
            self._acts[key].triggered.connect(partial(self._want, key))
        self.more.setMenu(self.actions_menu)
        self.more.setFixedHeight(self.rename.sizeHint().height())
        self.actions_menu.setToolTipsVisible(True)
        buttons: tuple[QAbstractButton, ...] = (self.rename, self.move_button, self.more)
        self._buttons_tips = {button: button.toolTip() for button in buttons}
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        for widget in buttons:
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _want(self, change: str, *_: object) -> None:
        self.change_wanted.emit(change)

    @property
    def refused(self) -> str:
        """Why the organisation shown may not be changed by this account; empty: it may."""
        reason = why_not(self._desk.actor, Permission.UNITS)
        return reason or (UNIT_OUTSIDE if self.outside and self.unit is not None else "")

    def _offer(self) -> None:
        reason = self.refused
        for key, action in self._acts.items():
            action.setEnabled(not reason and (key == "undo" or not self.ended))
            action.setToolTip(reason or action.text())
        for button, tip in self._buttons_tips.items():
            button.setEnabled(not reason and (button is self.more or not self.ended))
            button.setToolTip(reason or tip)

    def _fill_summary(
        self, node: UnitNode, units_then: dict[int, Unit], life: Life, as_at: str
    ) -> None:
        self.summary.clear()
        column = self.summary.column
        unit = node.unit
        above = units_then.get(unit.parent_id or 0)
        direct = sum(other.parent_id == unit.id for other in units_then.values())
        frame, inside = card()
        rows = [
            ("Đảng viên", self._people(node, as_at)),
            ("Trực thuộc", above.name if above else ""),
            ("Tổ chức dưới", show_number(direct) if direct else ""),
            ("Mã tổ chức", unit.code),
            ("Cấp ủy", "Có" if unit.has_committee else "Không lập"),
            ("Con dấu", "Có" if unit.has_seal else "Không"),
            ("Từ ngày", show_date(life.steps[0].unit.since) if life.steps else ""),
        ]
        inside.addLayout(facts(rows))
        column.addWidget(frame)
        column.addWidget(self._posts_card(unit, as_at))
        found = relations(life, unit.id)
        if found:
            column.addWidget(self._relations_card(found))
        column.addStretch(1)

    def _people(self, node: UnitNode, as_at: str) -> str:
        if node.counted is None:
            return OUTSIDE
        if not node.counted:
            return "0"
        query = PeopleQuery(
            unit_id=node.unit.id,
            as_at=as_at,
            activities=_AT_HOME,
            grades=(Grade.PROBATIONARY.value,),
        )
        trying = people.count(self._desk, query)
        shown = show_number(node.counted)
        return f"{shown} (có {show_number(trying)} dự bị)" if trying else shown

    def _posts_card(self, unit: Unit, as_at: str) -> QFrame:
        frame, column = card("Cấp ủy")
        held = [] if self.outside else units.posts(self._desk, unit.id, as_at)
        if self.outside:
            column.addWidget(text_label(PEOPLE_OUTSIDE, role="muted"))
        elif not held:
            none = "Hồ sơ chưa ghi ai giữ chức vụ ở đây." if unit.has_committee else "Không lập."
            column.addWidget(text_label(none, role="muted"))
        rows = [(holder.post, self._link(holder)) for holder in held]
        if rows:
            column.addLayout(facts(rows))
        return frame

    def _link(self, holder: PostHolder) -> QWidget:
        link = LinkLabel(holder.name, "", partial(self._show_person, holder.person_id))
        if holder.since:
            link.setToolTip(f"Từ {show_date(holder.since)}")
        return link

    def _show_person(self, person_id: int) -> None:
        self.person_wanted.emit(person_id)

    def _show_unit(self, unit_id: int) -> None:
        self.unit_wanted.emit(unit_id)

    def _relations_card(self, found: Sequence[Relation]) -> QFrame:
        frame, column = card("Tổ chức liên quan")
        rows = [
            (
                relation.words,
                LinkLabel(relation.name, relation.on, partial(self._show_unit, relation.unit_id)),
            )
            for relation in found
        ]
        column.addLayout(facts(rows))
        return frame

    def _fill_story(self, found: Sequence[Chapter]) -> None:
        self.story.clear()
        for chapter in found:
            frame, column = card(chapter.on)
            for line in chapter.lines or ("Ghi lại",):
                column.addWidget(text_label(line))
            if chapter.paper:
                column.addWidget(text_label(chapter.paper, role="hint"))
            self.story.column.addWidget(frame)
        self.story.column.addStretch(1)
