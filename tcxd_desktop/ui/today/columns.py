"""The columns of *Việc hôm nay*."""

from tcxd_desktop.domain.due import DueLine, DueState
from tcxd_desktop.domain.names import text_key
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.due import group_name, left_text, state_text
from tcxd_desktop.wording.formats import show_date

TONES = {
    DueState.LATE: "bad",
    DueState.SOON: "warn",
    DueState.OPEN: "plain",
    DueState.DONE: "ok",
}
_RANK = {DueState.LATE: 0, DueState.SOON: 1, DueState.OPEN: 2, DueState.DONE: 3}
_FAR = 1_000_000


def tip(line: DueLine) -> str:
    """Return why a duty is on the list, for where the panel beside has no room."""
    return "\n".join(part for part in (line.task.why, line.task.source) if part)


COLUMNS: tuple[Column[DueLine], ...] = (
    Column("due", "Hạn", lambda line: show_date(line.task.due), align="right", muted=True,
           sort=lambda line: line.task.due or "9999", width=88),
    Column("left", "Còn lại", left_text, tone=lambda line: TONES[line.state],
           sort=lambda line: (line.state is DueState.DONE,
                              _FAR if line.days is None else line.days), width=128),
    Column("title", "Việc cần làm", lambda line: line.task.title,
           sort=lambda line: text_key(line.task.title), width=290, tip=tip),
    Column("who", "Ai, tổ chức nào", lambda line: line.task.who,
           sort=lambda line: text_key(line.task.who), width=172),
    Column("group", "Loại việc", lambda line: group_name(line.task.group), width=124),
    Column("state", "Tình trạng", state_text, sort=lambda line: _RANK[line.state],
           width=100, shown=False),
    Column("unit", "Chi bộ", lambda line: line.task.unit,
           sort=lambda line: text_key(line.task.unit), width=160, shown=False),
    Column("rule", "Mã quy định", lambda line: line.task.rule, width=96, shown=False),
    Column("source", "Căn cứ", lambda line: line.task.source, width=220, muted=True, shown=False,
           tip=lambda line: line.task.source),
)  # fmt: skip
