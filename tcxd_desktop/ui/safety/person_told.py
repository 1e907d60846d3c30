"""What is told of one person's data: restrictions, backups that hold it, what an erasure did."""

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from PySide6.QtWidgets import QFrame

from tcxd_desktop.domain.backups import LOCAL, SECOND, Backup
from tcxd_desktop.domain.personal_data import Erased, Restriction
from tcxd_desktop.domain.safety_papers import KeptCopy
from tcxd_desktop.office import backups, personal_data
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.cards import card, facts
from tcxd_desktop.wording.formats import show_date, show_number

PLACE = {LOCAL: "máy này", SECOND: "nơi thứ hai"}


def restriction_card(one: Restriction) -> QFrame:
    """Return a block about a restriction, in force or lifted."""
    frame, column = card("Khóa dữ liệu" if not one.until else "Đã từng khóa")
    paper = f"{one.decision.number}, {show_date(one.decision.on)}, {one.decision.issuer}"
    column.addLayout(
        facts((("Từ ngày", show_date(one.since)), ("Đến ngày", show_date(one.until)),
               ("Lý do", one.reason), ("Quyết định", paper)))
    )  # fmt: skip
    return frame


def holding(desk: Desk, person_id: int) -> list[Backup]:
    """Return the backups that hold a person, here and in the second place."""
    copies = (*backups.listed(desk), *backups.second_listed(desk))
    numbered = [(str(place), copy.seq) for place, copy in enumerate(copies)]
    return [copies[int(place)] for place in personal_data.holding(desk, person_id, numbered)]


def copy_text(copy: Backup, zone: tzinfo | None) -> str:
    """Return when and where a backup was made: ``16:20 25/11/2026, nơi thứ hai``."""
    return f"{copy.made.astimezone(zone):%H:%M %d/%m/%Y}, {PLACE[copy.place]}"


def kept_copy(copy: Backup, zone: tzinfo | None) -> KeptCopy:
    """Return a backup as the extract tells of it."""
    return KeptCopy(f"Bản sao lưu, {PLACE[copy.place]}", copy.path.name, copy_text(copy, zone))


def holding_text(copies: Sequence[Backup], zone: tzinfo | None, most: int = 6) -> str:
    """Return the first backups that hold somebody, and how many more."""
    if not copies:
        return "Không bản nào trên máy này và ở nơi thứ hai."
    more = len(copies) - most
    told = "\n".join(copy_text(copy, zone) for copy in copies[:most])
    return f"{told}\nvà {show_number(more)} bản nữa" if more > 0 else told


def erased_text(done: Erased, held: int, aside: Sequence[Path] = ()) -> str:
    """Return what an erasure did, and what is left to do by hand.

    Args:
        done: what the erasure found.
        held: how many backups still hold the person.
        aside: folders of files that restores put aside.
    """
    parts = [
        f"Đã xóa dữ liệu. Việc này ghi ở dòng {show_number(done.line)} của sổ truy cập.",
        f"Bản chụp giấy đã in được bỏ tên: {show_number(done.papers)}; "
        f"ảnh đã xóa: {show_number(done.photos)}.",
    ]
    if done.named_elsewhere:
        lines = ", ".join(map(str, done.named_elsewhere[:12]))
        parts.append(f"Những dòng sau của sổ nói việc khác mà còn nhắc tên hoặc số: {lines}.")
    if held:
        parts.append(
            f"Còn {show_number(held)} bản sao lưu giữ người này. Khôi phục từ đó thì dữ "
            "liệu lại bị xóa ngay; muốn hết hẳn phải hủy các bản ấy, cả ở nơi thứ hai."
        )
    if aside:
        parts.append(
            f"Tệp cũ do {show_number(len(aside))} lần khôi phục để lại cũng còn giữ. "
            f"Không cần nữa thì hủy thư mục {aside[0].parent}."
        )
    return "\n\n".join(parts)
