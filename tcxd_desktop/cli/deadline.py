"""``deadline``: the last day of a rule counted from a day, and how it comes about."""

import argparse

from tcxd_desktop.cli.main import tell
from tcxd_desktop.domain.deadlines import Due, due
from tcxd_desktop.domain.rule_errors import NoDayProblem, UnknownRuleSetProblem
from tcxd_desktop.domain.rules import Deadline, Rules
from tcxd_desktop.office import rules, work_calendar
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rules import (
    ACTOR,
    ENDING,
    cautions,
    due_sentence,
    explain,
    holiday_text,
)


def run(options: argparse.Namespace) -> int:
    """Count a deadline by the rules and the calendar the program carries.

    Raises:
        UnknownRuleSetProblem, UnknownRuleProblem: there is no such rule set, no such rule.
        NoDayProblem: the rule counts no days.
    """
    book = rules.shipped_book()
    day = options.since.isoformat()
    if options.ruleset and options.ruleset not in rules.set_ids():
        raise UnknownRuleSetProblem(options.ruleset)
    found = book.under(options.ruleset, day) if options.ruleset else book.on(day)
    rule = found.deadline(options.rule)
    calendar = work_calendar.shipped_calendar()
    made = due(rule, options.since, calendar)
    if made is None:
        raise NoDayProblem(rule.id)
    longer = due(rule, options.since, calendar, extended=True) if rule.extension else None
    tell(options, _told(made, longer, found), *_lines(made, longer, found))
    return 0


def _told(made: Due, longer: Due | None, found: Rules) -> dict[str, object]:
    rule = made.rule
    return {
        "rule": rule.id,
        "name": rule.name,
        "rule_set": found.rule_set,
        "from": made.trigger,
        "trigger": list(rule.triggers),
        "until": rule.until,
        "last_day": made.last_day,
        "first_day": made.first_day,
        "extended": longer.last_day if longer else "",
        "bound": rule.bound.value,
        "skipped": [{"day": day.isoformat(), "why": why} for day, why in made.skipped],
        "explanation": explain(made),
        "actor": rule.actor,
        "on_overdue": rule.on_overdue,
        "source": rule.source,
        "scope": rule.scope.value,
        "verified": rule.verified,
        "before_first_rules": found.assumed,
        "cautions": list(cautions(made)),
    }


def _lines(made: Due, longer: Due | None, found: Rules) -> list[str]:
    rule = made.rule
    lines = [f"{rule.id}  {rule.name}", f"{due_sentence(made)}: {explain(made)}."]
    if longer is not None and rule.extension is not None:
        more = holiday_text(longer.skipped[len(made.skipped) :])
        said = f", bỏ qua thêm {more}" if more else ""
        lines.append(
            f"Gia hạn ({rule.extension.condition}): đến {show_date(longer.last_day)}{said}."
        )
    lines += _who(rule)
    if rule.note:
        lines.append(f"Ghi chú: {rule.note}.")
    if found.assumed:
        lines.append("Ngày này trước các quy định có trong chương trình; tính theo quy định đầu.")
    return [*lines, *cautions(made)]


def _who(rule: Deadline) -> list[str]:
    lines = []
    if rule.until:
        lines.append(f"Phải xong: {ENDING[rule.until]}.")
    if rule.actor:
        lines.append(f"Người thực hiện: {ACTOR[rule.actor]}.")
    if rule.on_overdue:
        lines.append(f"Quá hạn: {rule.on_overdue}.")
    return lines
