"""The machine's clock: a doubtful one is noted, and the head may say that it is right."""

from dataclasses import replace

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage.store import CLOCK_CONFIRMED


def note_jump(desk: Desk) -> None:
    """Leave a line where a session begins with a clock that is not to be believed."""
    desk.check(Permission.OWN)
    if not desk.clock_state() or desk.store.read_only:
        return
    known = desk.store.newest_moment()
    last = f"{known.astimezone(desk.clock().tzinfo):%H:%M %d/%m/%Y}" if known else "chưa có"
    now = f"{desk.clock():%H:%M %d/%m/%Y}"
    desk.line(Permission.OWN, "clock.jump", f"giờ máy {now}; giờ tin được gần nhất: {last}")


def confirm(desk: Desk) -> None:
    """Say that the clock is right now: from here on times are measured against this moment."""
    desk.check(Permission.SETTINGS)
    deed = desk.deed(Permission.SETTINGS, CLOCK_CONFIRMED)
    desk.store.line(replace(deed, clock="", note=deed.clock))
