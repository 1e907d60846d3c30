"""Diễn biến: who changed what in a dossier, when, and on which paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.book import FOOTPRINTS
from tcxd_desktop.domain.dossier import SEALED_FIELDS, TABLES
from tcxd_desktop.domain.history import Act, Change
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.access import SEALED
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.book import field_name

_NOTHING = "(trống)"


@dataclass(frozen=True, slots=True)
class Line:
    """One change as the table shows it."""

    number: int
    at: str
    actor: str
    act: str
    item: str
    old: str
    new: str
    note: str
    hidden: bool = False
    """The values are sealed and not told to this account."""


def lines_of(acts: list[Act], zone: tzinfo | None, *, sealed: bool = True) -> list[Line]:
    """Return one line for each change, newest first; ``sealed``: also what items 26–28 said."""
    return list(_lines(acts, zone, sealed=sealed))


def _lines(acts: list[Act], zone: tzinfo | None, *, sealed: bool) -> Iterator[Line]:
    number = 0
    for act in acts:
        at = f"{datetime.fromisoformat(act.at).astimezone(zone):%d/%m/%Y %H:%M}"
        for change in act.changes:
            hidden = not sealed and change.field in SEALED_FIELDS
            old, new = (SEALED, SEALED) if hidden else _sides(change)
            number += 1
            yield Line(
                number,
                at,
                act.actor,
                act_name(act.use_case),
                field_name(change.field),
                old,
                new,
                told_of(act),
                hidden,
            )


def told_of(act: Act) -> str:
    """Return why something was done: note, purpose, copies."""
    copies = f"{act.copies} bản" if act.copies else ""
    purpose = f"Mục đích: {act.purpose}" if act.purpose else ""
    return "; ".join(part for part in (act.note, purpose, copies) if part)


def _sides(change: Change) -> tuple[str, str]:
    """The old and new text; of a table only the rows that differ."""
    if change.field in FOOTPRINTS:
        return "", ""
    if change.field == "photo":
        return ("ảnh cũ" if change.old else ""), ("ảnh mới" if change.new else "")
    if change.field not in TABLES:
        return change.old, change.new
    before, after = change.old.splitlines(), change.new.splitlines()
    gone = [row for row in before if row not in after]
    come = [row for row in after if row not in before]
    return "\n".join(gone), "\n".join(come)


def _one_line(text: str) -> str:
    return " · ".join(text.splitlines()) or _NOTHING


COLUMNS: tuple[Column[Line], ...] = (
    Column("at", "Lúc", lambda line: line.at, width=130, sortable=False),
    Column("actor", "Ai", lambda line: line.actor, width=110, sortable=False),
    Column("act", "Việc", lambda line: line.act, width=110, sortable=False),
    Column("item", "Mục", lambda line: line.item, width=170, sortable=False),
    Column("old", "Trước", lambda line: _one_line(line.old), width=170, sortable=False),
    Column("new", "Sau", lambda line: _one_line(line.new), width=190, sortable=False),
)


class HistoryDialog(Dialog):
    """Shows every change of one dossier, newest first; below, the whole text of the chosen one."""

    def __init__(
        self, desk: Desk, person_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        """Read and show the history of a record."""
        super().__init__(f"Diễn biến hồ sơ: {name}", parent, width=940)
        self.table: Table[Line] = Table(
            COLUMNS, identity=lambda line: line.number, name="Các thay đổi, mới nhất ở trên"
        )
        theme.mark(self.table, "boxed")
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(theme.current().tall(300))
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setMinimumHeight(theme.current().tall(76))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.current_changed.connect(self._on_current)
        acts = people.history(desk, person_id)
        found = lines_of(acts, desk.clock().tzinfo, sealed=desk.actor.sealed)
        if not found:
            self.say("Hồ sơ này chưa có thay đổi nào được ghi.")
        column = QVBoxLayout()
        column.setSpacing(theme.current().px(10))
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        self.body.addLayout(column, 1)
        self.add_buttons("Đóng", cancel="")
        self.table.show_records(found)
        self.table.select_first()
        self.table.setFocus()

    @Slot(object)
    def _on_current(self, line: Line | None) -> None:
        if line is None:
            self.detail.clear()
            return
        parts = [
            f"{line.item}",
            f"Trước: {line.old or _NOTHING}",
            f"Sau: {line.new or _NOTHING}",
        ]
        if line.note:
            parts.append(f"Căn cứ, lý do: {line.note}")
        self.detail.setText("\n".join(parts))
