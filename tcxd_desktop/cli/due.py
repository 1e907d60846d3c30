"""``due``: what is due on a day, why, and by which text."""

import argparse

from tcxd_desktop.cli.main import tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain import due_list
from tcxd_desktop.domain.due import DueLine, DuePage, DueState
from tcxd_desktop.domain.due_list import DueView
from tcxd_desktop.office import due
from tcxd_desktop.wording.due import left_text, mark_text, state_text, summary
from tcxd_desktop.wording.formats import show_date


def run(options: argparse.Namespace) -> int:
    """Run the command on the office it names."""
    with opened(options) as desk:
        page = due.page(desk, options.on.isoformat() if options.on else "")
    duties = [_told(line, page.on) for line in page.lines]
    open_ones = [line for line in page.lines if line.state is not DueState.DONE]
    told: dict[str, object] = {"on": page.on, "duties": duties}
    tell(options, told, *(_line(line, page.on) for line in open_ones), _last(page))
    return 0


def _last(page: DuePage) -> str:
    found = due_list.counts(page)
    late, soon = found[DueView.LATE], found[DueView.SOON]
    said = summary(late, soon, found[DueView.TO_DO] - late - soon)
    more = f"; đã hoãn {found[DueView.POSTPONED]}" if found[DueView.POSTPONED] else ""
    return f"Ngày {show_date(page.on)}: {said}{more}."


def _told(line: DueLine, on: str) -> dict[str, object]:
    task, mark = line.task, line.mark
    return {
        "key": task.key,
        "state": line.state.value,
        "due": task.due,
        "days": line.days,
        "title": task.title,
        "who": task.who,
        "unit": task.unit,
        "why": task.why,
        "rule": task.rule,
        "source": task.source,
        "consequence": task.consequence,
        "group": task.group,
        "target": task.target,
        "postponed": due_list.postponed(line, on),
        "done_on": task.done_on or (mark.done_on if mark else ""),
        "proof": mark.proof if mark else "",
        "postponed_to": mark.postponed_to if mark else "",
        "reason": mark.reason if mark else "",
    }


def _line(line: DueLine, on: str) -> str:
    task = line.task
    parts = [show_date(task.due), state_text(line), left_text(line), task.title]
    parts += [task.who, task.rule, task.source]
    if due_list.postponed(line, on) and line.mark is not None:
        parts.append(mark_text(line.mark))
    return "\t".join(part for part in parts if part)
