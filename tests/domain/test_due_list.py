"""*Việc hôm nay* as lists: states on a day, order, what each view shows."""

from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain import due_list
from tcxd_desktop.domain.due import DueLine, DueMark, DuePage, DueState, DueTask
from tcxd_desktop.domain.due_list import DueFilter, DueView

ON = "2026-11-23"


def task(key: str = "a", **changes: str) -> DueTask:
    return DueTask(**{"key": key, "title": f"Việc {key}", "due": "2026-12-10",
                      "soon_from": "2026-11-26", **changes})  # fmt: skip


def state(made: DueTask, mark: DueMark | None = None, on: str = ON) -> DueState:
    return due_list.line_of(made, mark, on).state


def test_a_duty_comes_due_and_is_late_only_after_its_last_day() -> None:
    assert state(task(), on="2026-11-25") is DueState.OPEN
    assert state(task(), on="2026-11-26") is DueState.SOON
    assert state(task(), on="2026-12-10") is DueState.SOON
    assert state(task(), on="2026-12-11") is DueState.LATE
    assert due_list.line_of(task(), None, "2026-12-13").days == -3
    assert due_list.line_of(task(), None, "2026-12-10").days == 0


def test_without_a_day_it_is_neither_soon_nor_late() -> None:
    line = due_list.line_of(task(due="", soon_from=""), None, ON)
    assert (line.state, line.days) == (DueState.OPEN, None)


def test_a_duty_is_done_from_the_day_it_was_done() -> None:
    mark = DueMark("a", done_on="2026-11-20", proof="BB 05")
    assert state(task(), mark) is DueState.DONE
    assert state(task(), mark, "2026-11-19") is DueState.OPEN
    assert state(task(due="2026-11-01"), mark) is DueState.DONE
    assert state(task(done_on="2026-11-22")) is DueState.DONE
    assert state(task(done_on="2026-11-24")) is DueState.OPEN


def test_postponing_never_moves_the_last_day() -> None:
    mark = DueMark("a", postponed_to="2026-12-20", reason="chờ giấy")
    line = due_list.line_of(task(due="2026-11-20"), mark, ON)
    assert (line.state, line.days) == (DueState.LATE, -3)
    assert due_list.postponed(line, ON)
    assert not due_list.in_view(line, DueView.LATE, ON)
    assert due_list.in_view(line, DueView.POSTPONED, ON)
    back = due_list.line_of(task(due="2026-11-20"), mark, "2026-12-20")
    assert due_list.in_view(back, DueView.LATE, "2026-12-20")


def test_the_late_come_first_then_by_day_and_what_is_done_last() -> None:
    made = [
        task("xong", done_on="2026-11-01"),
        task("khong_ngay", due="", soon_from=""),
        task("con", due="2027-01-10", soon_from="2026-12-20"),
        task("sap", soon_from="2026-11-01"),
        task("muon", due="2026-11-20"),
        task("muon_hon", due="2026-10-20"),
    ]
    lines = due_list.in_order(due_list.line_of(one, None, ON) for one in made)
    assert [line.task.key for line in lines] == [
        "muon_hon", "muon", "sap", "con", "khong_ngay", "xong",
    ]  # fmt: skip


def page(*tasks: DueTask, marks: dict[str, DueMark] | None = None) -> DuePage:
    kept = marks or {}
    return DuePage(ON, [due_list.line_of(one, kept.get(one.key), ON) for one in tasks])


def test_what_is_pressing_is_counted_without_what_is_put_off() -> None:
    found = page(
        task("a", due="2026-11-20"), task("b", soon_from="2026-11-01"), task("c"),
        task("d", due="2026-11-20"), task("e", done_on="2026-11-01"),
        marks={"d": DueMark("d", postponed_to="2026-12-01", reason="x")},
    )  # fmt: skip
    assert due_list.pressing(found) == 2
    assert dict(due_list.counts(found)) == {
        DueView.TO_DO: 3, DueView.LATE: 1, DueView.SOON: 1, DueView.POSTPONED: 1, DueView.DONE: 1,
    }  # fmt: skip


def test_lists_are_narrowed_by_kind_and_words_without_tone_marks() -> None:
    found = page(
        task("a", who="Nguyễn Thị Đào", group="ho_so"),
        task("b", who="Chi bộ thôn Đông", group="sinh_hoat", rule="DOS-01"),
    )
    assert due_list.groups_of(found) == ("ho_so", "sinh_hoat")

    def keys(**wanted: str) -> list[str]:
        return [line.task.key for line in due_list.shown(found, DueFilter(**wanted))]

    assert keys(group="ho_so") == ["a"]
    assert keys(words="dao thi") == ["a"]
    assert keys(words="dos-01") == ["b"]
    assert keys(words="khong co") == []


days = st.dates().map(lambda day: day.isoformat())
lines_ = st.builds(
    due_list.line_of,
    st.builds(DueTask, key=st.text(max_size=3), title=st.just("x"), due=st.one_of(st.just(""), days),
              soon_from=st.one_of(st.just(""), days), done_on=st.one_of(st.just(""), days)),
    st.one_of(st.none(), st.builds(DueMark, key=st.just("x"), done_on=st.one_of(st.just(""), days),
                                   postponed_to=st.one_of(st.just(""), days))),
    st.just(ON),
)  # fmt: skip


@given(st.lists(lines_, max_size=12))
def test_every_duty_stands_in_exactly_one_of_to_do_postponed_and_done(lines: list[DueLine]) -> None:
    whole = (DueView.TO_DO, DueView.POSTPONED, DueView.DONE)
    for line in lines:
        assert sum(due_list.in_view(line, view, ON) for view in whole) == 1
    ordered = due_list.in_order(lines)
    assert sorted(ordered, key=id) == sorted(lines, key=id)
    ranks = ["qua_han", "sap_den_han", "con_han", "da_xong"]
    places = [ranks.index(line.state.value) for line in ordered]
    assert places == sorted(places)
