"""The part of ``selftest`` about clocks: deadlines, party age and the day's duties, by hand."""

import json
from dataclasses import replace
from datetime import date, timedelta

from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.deadlines import due as due_day
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.due import DueState
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.party_age import next_badge, party_age
from tcxd_desktop.office import due, rules, work_calendar
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.rules import explain

_BY_HAND = (
    # Thirty working days, no holiday between: 4 weeks of five days, then Saturday and Sunday.
    ("RS-2025", "TR-02", "2026-05-04", "2026-06-15"),
    # The same over 30/4 and 1/5.
    ("RS-2025", "TR-02", "2026-04-28", "2026-06-11"),
    # Three months to the last day of a shorter month.
    ("RS-2025", "TR-04", "2026-11-30", "2027-02-28"),
    # What the later rule set takes over from the earlier.
    ("RS-2026", "TR-02", "2026-05-04", "2026-06-15"),
)
"""Rule set, rule, from, to: counted with pencil and calendar."""
_LONG_AGO = Dossier(decision_date=PartialDate(1985, 2, 3), official_date=PartialDate(1986, 2, 3))
_AGES = ((date(2025, 2, 2), 479), (date(2025, 2, 3), 480), (date(2026, 11, 2), 500))
_BADGE = (40, date(2025, 2, 3))
_LATER = 60


def steps(desk: Desk, bench: Bench) -> Steps:
    """Yield what is tried out, in order."""
    yield Step("clocks.deadlines", _deadlines)
    yield Step("clocks.age", _ages)
    yield Step("clocks.due", lambda: _due(desk, bench))


def _deadlines() -> str:
    """Count what was counted by hand, then every rule there is: each gives a day or says why."""
    book, calendar = rules.shipped_book(), work_calendar.shipped_calendar()
    for rule_set, key, since, wanted in _BY_HAND:
        made = due_day(book.under(rule_set, since).deadline(key), since, calendar)
        found = made.last_day if made else "không ngày nào"
        if found != wanted:
            raise SelftestProblem(f"{key} từ {since} ra {found}, đúng ra {wanted}")
    counted = 0
    for rule_set in rules.set_ids():
        for rule in book.under(rule_set, "2026-05-04").deadlines():
            made = due_day(rule, "2026-05-04", calendar)
            counted += bool(made and explain(made))
    vague = due_day(book.on("2026-05-04").deadline("TR-02"), PartialDate(2026, 5), calendar)
    if vague is not None or not counted:
        raise SelftestProblem("tính ra hạn từ ngày chưa đủ căn cứ")
    return f"{len(_BY_HAND)} hạn tính tay khớp, {counted} hạn có lời giải thích"


def _ages() -> str:
    for day, months in _AGES:
        if party_age(_LONG_AGO, day) != months:
            raise SelftestProblem(f"tuổi đảng ngày {day} không phải {months} tháng")
    badge = next_badge(_LONG_AGO, _AGES[-1][0])
    if badge is None or (badge.years, badge.on) != _BADGE:
        raise SelftestProblem("ngày xét huy hiệu 40 năm không đúng")
    vague = replace(_LONG_AGO, decision_date=PartialDate(1985))
    if party_age(vague, _AGES[0][0]) is not None:
        raise SelftestProblem("tính ra tuổi đảng từ ngày chưa đủ căn cứ")
    return f"{len(_AGES)} tuổi đảng, huy hiệu {_BADGE[0]} năm khớp"


def _due(desk: Desk, bench: Bench) -> str:
    page = due.page(desk)
    lines = [
        json.dumps(
            {"han": one.task.due, "viec": one.task.title, "ai": one.task.who,
             "quy_tac": one.task.rule, "can_cu": one.task.source},
            ensure_ascii=False,
        )
        for one in page.lines
        if one.state is not DueState.DONE
    ]  # fmt: skip
    if not any(one.task.target.startswith("transfer:") for one in page.lines):
        raise SelftestProblem("không thấy việc chuyển sinh hoạt nào đến hạn")
    late = _late(desk)
    later = _late(desk, (desk.today() + timedelta(days=_LATER)).isoformat())
    if later <= late:
        raise SelftestProblem("để hai tháng nữa vẫn không có thêm việc quá hạn")
    name = bench.keep(bench.folder / "viec-hom-nay.txt", "\n".join(lines).encode())
    return f"{name}, {len(lines)} việc, {late} quá hạn; {_LATER} ngày nữa {later}"


def _late(desk: Desk, on: str = "") -> int:
    return sum(one.state is DueState.LATE for one in due.page(desk, on).lines)
