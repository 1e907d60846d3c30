"""The list of templates and the editor on a real office: drafts, publishing, files, leaving."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.score_templates import (
    Item,
    RatingLevel,
    ScoreTemplate,
    TemplateLine,
    TemplateStatus,
)
from tcxd_desktop.domain.template_json import dump
from tcxd_desktop.office import score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.templates.blank import blank_template
from tcxd_desktop.ui.templates.header import COMPARE, COMPOSE, TRY
from tcxd_desktop.ui.templates.list_rules import (
    IN_USE,
    PUBLISHED,
    PUBLISHED_FIRST,
    SHIPPED,
    file_name,
    reasons,
    short_title,
    use_text,
)
from tcxd_desktop.ui.templates.places import Spot
from tcxd_desktop.ui.templates.workspace import TemplatesWorkspace
from tests.ui.safety_help import answer, press, quiet, shown
from tests.ui.template_hand import CTRL, SHIFT, Hand, Key

D = Decimal
CLERK = Actor("Lê Văn Cán", Role.CLERK, sealed=True)
VIEWER = Actor("Phạm Thị Xem", Role.VIEWER)


@pytest.fixture
def page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> TemplatesWorkspace:
    made = shown(TemplatesWorkspace, desk, jobs, qtbot)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def template(**changes: Any) -> ScoreTemplate:
    plain = replace(blank_template(), code="HOA-LAC", title="Phiếu phường Hòa Lạc",
                    items=(Item("1", "Cả buổi", D(100)),))  # fmt: skip
    return replace(plain, **changes)


def line_of(desk: Desk, code: str, version: int = 1) -> TemplateLine:
    return next(
        one for one in score_templates.lines(desk) if (one.code, one.version) == (code, version)
    )


def choose(page: TemplatesWorkspace, code: str, version: int = 1) -> None:
    page.list.refresh()
    assert page.list.table.select((code, version))


def pick(key: str) -> Callable[[Any], None]:
    """Return an answer to a question: the button of that key."""

    def act(dialog: Any) -> None:
        dialog.answers[key].click()

    return act


def texts(page: TemplatesWorkspace, code: str) -> list[str]:
    table = page.list.table
    record = next(one for one in table.rows.records() if one.code == code)
    return [column.text(record) for column in table.rows.columns]


# --- the list ------------------------------------------------------------------------------------


def test_the_list_says_plainly_what_is_not_checked(page: TemplatesWorkspace) -> None:
    found = {one.code for one in page.list.table.rows.records()}
    assert {"HD42-2025", "AN-PHU", "PHU-THO-KHOI"} <= found
    assert texts(page, "HD42-2025")[:5] == ["HD42-2025", "1", "Đã ban hành", "", "mặc định"]
    assert texts(page, "AN-PHU")[3] == "chưa kiểm chứng"
    choose(page, "AN-PHU")
    badges = [page.list.detail._flow.itemAt(n).widget().text()  # type: ignore[union-attr]
              for n in range(page.list.detail._flow.count())]  # fmt: skip
    assert badges == ["Đã ban hành", "chưa kiểm chứng"]
    assert page.list.detail.buttons["open"].text() == "Xem"
    assert page.list.detail.buttons["publish"].isHidden()


def test_why_something_cannot_be_done() -> None:
    shipped = TemplateLine(0, "A", 1, "A", TemplateStatus.PUBLISHED, in_use=False, valid_from="",
                           valid_to="", verified=True, basis="")  # fmt: skip
    assert (reasons(shipped).adopt, reasons(shipped).retire) == ("", SHIPPED)
    draft = replace(shipped, id=1, status=TemplateStatus.DRAFT)
    assert (reasons(draft).publish, reasons(draft).adopt) == ("", PUBLISHED_FIRST)
    used = replace(shipped, id=1, in_use=True, default=True)
    assert (reasons(used).adopt, reasons(used).drop, use_text(used)) == (
        IN_USE, PUBLISHED, "đang dùng",
    )  # fmt: skip
    assert use_text(replace(shipped, default=True)) == "mặc định"
    assert file_name(replace(shipped, code="XÃ A/B")) == "XÃ-A-B-ban-1.json"
    assert short_title("Phiếu đánh giá chất lượng sinh hoạt chi bộ (mẫu A)") == "Mẫu A"
    assert short_title("Phiếu đánh giá chất lượng sinh hoạt chi bộ B") == "Phiếu … B"


def test_a_shipped_template_is_copied_adjusted_and_compared(
    page: TemplatesWorkspace, desk: Desk, typist: Any
) -> None:
    choose(page, "HD42-2025")
    page.list.detail.buttons["copy"].click()
    assert page.editor.compose.state.template.version == 2
    assert page.editor.header.status.text() == "Dự thảo"
    page.editor.compose.go_to(Spot(("items", 0), "label"))
    Hand(typist).fill("Giờ giấc, thời lượng")
    assert page.unsaved()
    assert page.save()
    assert not page.unsaved()
    page.editor.show_mode(COMPARE)
    pane = page.editor.compare.pane
    assert page.editor.compare.other.currentText().startswith("HD42-2025 bản 1")
    rows = [(one.where, one.new) for one in pane.table.rows.records()]
    assert rows[0] == ("Bản số", "2")
    assert rows[1][1] == "Giờ giấc, thời lượng"
    pane.table.select(1)
    assert "Giờ giấc, thời lượng" in pane.whole.text()
    page.editor.leave()
    assert page.list.current() == line_of(desk, "HD42-2025", 2)


def test_two_templates_of_the_list_are_compared(page: TemplatesWorkspace, typist: Any) -> None:
    choose(page, "HD42-2025")
    page.list.act("compare")
    assert "chọn hai mẫu" in page.list.notice.text.text()
    page.list.table._select_many({("HD42-2025", 1), ("AN-PHU", 1)})
    page.list.act("compare")
    assert page.comparing.isVisible()
    assert page.comparing.pane.table.rows.rowCount() > 20
    Hand(typist).press(Key.Key_Escape)
    assert page.list.isVisible()


def test_a_template_is_put_in_use_and_out_of_use(page: TemplatesWorkspace, desk: Desk) -> None:
    choose(page, "AN-PHU")
    answer(pick("no"))
    page.list.act("adopt")
    assert not line_of(desk, "AN-PHU").in_use
    answer(pick("yes"))
    page.list.act("adopt")
    assert page.list.notice.text.text() == "Phiếu mới lấy mẫu AN-PHU bản 1."
    assert line_of(desk, "AN-PHU").in_use
    assert page.list.detail.buttons["adopt"].toolTip() == IN_USE
    answer(pick("yes"))
    page.list.act("retire")
    assert line_of(desk, "AN-PHU").status is TemplateStatus.RETIRED


def test_a_draft_with_faults_is_kept_but_not_published(
    page: TemplatesWorkspace, desk: Desk
) -> None:
    number = score_templates.save_draft(desk, template(levels=(RatingLevel("T", "Tốt", D(9)),)))
    choose(page, "HOA-LAC")
    page.list.act("publish")
    assert page.list.notice.text.text().startswith("Còn 1 lỗi nên chưa ban hành được. Mức Tốt")
    answer(pick("yes"))
    page.list.act("drop")
    assert number not in {one.id for one in score_templates.lines(desk)}


def test_publishing_asks_first(page: TemplatesWorkspace, desk: Desk) -> None:
    score_templates.save_draft(desk, template())
    choose(page, "HOA-LAC")
    answer(pick("no"))
    page.list.act("publish")
    assert line_of(desk, "HOA-LAC").status is TemplateStatus.DRAFT
    answer(pick("publish"))
    page.list.act("publish")
    assert page.list.notice.text.text() == "Đã ban hành."
    assert not line_of(desk, "HOA-LAC").in_use


def test_a_template_goes_out_as_a_file_and_comes_in_again(
    page: TemplatesWorkspace, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mau.json"
    monkeypatch.setattr(dialogs, "save_file", lambda *_args: target)
    choose(page, "AN-PHU")
    page.list.act("export")
    assert target.read_text(encoding="utf-8") == dump(
        score_templates.template_of(desk, line_of(desk, "AN-PHU"))
    )
    monkeypatch.setattr(dialogs, "open_file", lambda *_args: target)
    page.list.import_file()
    fresh = page.list.current()
    assert fresh is not None
    assert (fresh.code, fresh.version, fresh.status) == ("AN-PHU", 2, TemplateStatus.DRAFT)
    broken = target.read_text(encoding="utf-8").replace(
        '"method": "levels"', '"metod": "levels"', 1
    )
    target.write_text(broken, encoding="utf-8")
    page.list.import_file()
    assert "items[" in page.list.notice.text.text() or "tiêu chí" in page.list.notice.text.text()
    assert line_of(desk, "AN-PHU", 2)
    monkeypatch.setattr(dialogs, "open_file", lambda *_args: None)
    page.list.import_file()


def test_the_menu_of_a_line_offers_what_the_buttons_do(page: TemplatesWorkspace) -> None:
    choose(page, "HD42-2025")
    table = page.list.table
    table.menu_wanted.emit(table.current_record(), table.mapToGlobal(table.rect().center()))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    found = [action.text() for action in menu.actions()]
    assert found == ["Xem", "Tạo bản mới", "So sánh…", "Đưa vào dùng", "Xuất tệp…"]
    menu.close()


def test_publishing_says_where_another_template_stands_in_the_way(
    page: TemplatesWorkspace, desk: Desk
) -> None:
    for code in ("HOA-LAC", "PHU-MY"):
        score_templates.save_draft(desk, template(code=code, title=f"Phiếu {code}"))
        choose(page, code)
        answer(pick("adopt"))
        page.list.act("publish")
    said = page.list.notice.text.text()
    assert said.startswith("Đã ban hành, nhưng chưa đưa vào dùng được. Mẫu “Phiếu HOA-LAC” đang")
    assert line_of(desk, "PHU-MY").status is TemplateStatus.PUBLISHED


# --- the editor ----------------------------------------------------------------------------------


def begin(page: TemplatesWorkspace, hand: Hand) -> None:
    page.list.table.setFocus()
    hand.press(Key.Key_N, CTRL)
    hand.enter()
    hand.fill("Phiếu phường Hòa Lạc", "HOA-LAC")


def test_a_new_template_is_saved_and_found_again(
    page: TemplatesWorkspace, desk: Desk, typist: Any, jobs: Jobs, qtbot: QtBot
) -> None:
    hand = Hand(typist)
    begin(page, hand)
    assert page.editor.header.state.whole() == "Chưa lưu"
    hand.press(Key.Key_Return, SHIFT)
    assert page.editor.header.state.whole() == "Đã lưu 09:00"
    line = line_of(desk, "HOA-LAC")
    assert (line.status, page.record()) == (TemplateStatus.DRAFT, line.id)
    quiet(jobs, qtbot)
    page.return_to(line.id)
    assert page.editor.header.name.whole() == "HOA-LAC bản 1 · Phiếu phường Hòa Lạc"
    hand.press(Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.current() == line


def test_without_a_code_it_is_not_saved_and_the_box_is_shown(
    page: TemplatesWorkspace, desk: Desk, typist: Any
) -> None:
    hand = Hand(typist)
    page.list.new()
    page.editor.show_mode(TRY)
    hand.press(Key.Key_S, CTRL)
    assert page.editor.notice.isVisible()
    assert hand.box() == "code"
    assert page.editor.stack.currentIndex() == COMPOSE


def test_leaving_asks_about_unsaved_work(
    page: TemplatesWorkspace, desk: Desk, typist: Any, qtbot: QtBot
) -> None:
    hand = Hand(typist)
    begin(page, hand)
    answer(pick("stay"))
    page.editor.leave()
    assert page.editor.isVisible()
    answer(pick("save"))
    page.editor.leave()
    assert page.list.isVisible()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.open(line_of(desk, "HOA-LAC"))
    page.editor.compose.go_to(Spot(("general",), "title"))
    hand.fill("Tên khác")
    answer(pick("discard"))
    page.editor.leave()
    assert line_of(desk, "HOA-LAC").title == "Phiếu phường Hòa Lạc"


def test_unsaved_work_is_kept_and_thrown_away_whole(
    page: TemplatesWorkspace, desk: Desk, typist: Any
) -> None:
    hand = Hand(typist)
    page.list.new()
    page.editor.compose.go_to(Spot(("general",), "total"))
    hand.fill("50")
    assert page.keep_draft() is None
    kept = line_of(desk, "NHAP")
    assert (kept.title, page.record()) == ("Phiếu đánh giá chất lượng sinh hoạt chi bộ", kept.id)
    assert page.unsaved()
    assert page.editor.header.state.whole() == "Chưa lưu, đã giữ nháp 09:00"
    page.discard()
    assert "NHAP" not in {one.code for one in score_templates.lines(desk)}
    number = score_templates.save_draft(desk, template())
    page.open(line_of(desk, "HOA-LAC"))
    page.editor.compose.go_to(Spot(("general",), "title"))
    hand.fill("Tên đang gõ dở")
    page.editor.hide()
    assert line_of(desk, "HOA-LAC").title == "Tên đang gõ dở"
    page.editor.show()
    page.discard()
    assert (line_of(desk, "HOA-LAC").title, line_of(desk, "HOA-LAC").id) == (
        "Phiếu phường Hòa Lạc", number,
    )  # fmt: skip


def test_a_pause_keeps_the_draft_by_itself(
    page: TemplatesWorkspace, desk: Desk, typist: Any, qtbot: QtBot
) -> None:
    hand = Hand(typist)
    begin(page, hand)
    page.editor._keep.setInterval(10)
    page.editor.compose.go_to(Spot(("general",), "step"))
    hand.fill("0,25")
    qtbot.waitUntil(lambda: "đã giữ nháp" in page.editor.header.state.whole())
    kept = score_templates.template_of(desk, line_of(desk, "HOA-LAC"))
    assert kept.step == D("0.25")
    assert page.save()
    assert [one.version for one in score_templates.lines(desk) if one.code == "HOA-LAC"] == [1]


def test_publishing_from_the_editor_saves_first_and_says_what_hinders(
    page: TemplatesWorkspace, desk: Desk, typist: Any
) -> None:
    hand = Hand(typist)
    begin(page, hand)
    page.editor.header.publish.click()
    assert page.editor.notice.text.text().startswith("Còn 2 lỗi nên chưa ban hành được.")
    assert not page.unsaved()
    hand.press(Key.Key_N, CTRL)
    hand.fill("Cả buổi", "100")
    answer(press)
    page.editor.header.publish.click()
    assert page.list.isVisible()
    assert line_of(desk, "HOA-LAC").in_use


def test_a_published_template_opens_to_be_read_and_copied(
    page: TemplatesWorkspace, desk: Desk, typist: Any
) -> None:
    choose(page, "HD42-2025")
    page.list.table.setFocus()
    Hand(typist).enter()
    assert page.editor.header.save.isHidden()
    assert page.editor.header.copy.isVisible()
    assert page.editor.compose.state.read_only
    assert page.editor.save()
    page.editor.header.copy.click()
    assert page.editor.compose.state.template.version == 2
    assert not page.editor.compose.state.read_only


def test_the_checks_follow_what_is_typed(
    page: TemplatesWorkspace, desk: Desk, typist: Any, jobs: Jobs, qtbot: QtBot
) -> None:
    hand = Hand(typist)
    begin(page, hand)
    hand.press(Key.Key_N, CTRL)
    hand.fill("Cả buổi", "90")
    said = page.editor.compose.checks.said
    qtbot.waitUntil(lambda: said.text().startswith("Còn 1 lỗi"), timeout=5000)
    assert "90" in page.editor.compose.checks.list.item(0).text()
    page.editor.compose.go_to(Spot(("items", 0), "max"))
    hand.fill("100")
    qtbot.waitUntil(lambda: said.text() == "Không có lỗi, ban hành được.", timeout=5000)
    assert page.editor.compose.checks.totals.rows.record(0).told.total == D(100)


def test_a_clerk_drafts_but_does_not_publish(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    page = shown(TemplatesWorkspace, dataclasses.replace(desk, actor=CLERK), jobs, qtbot)
    assert page.list.add.isEnabled()
    choose(page, "AN-PHU")
    assert not page.list.detail.buttons["adopt"].isEnabled()
    assert "trưởng ban" in page.list.detail.buttons["adopt"].toolTip()
    page.list.act("adopt")
    assert "không có quyền" in page.list.notice.text.text()
    page.list.new()
    assert not page.editor.header.publish.isEnabled()
    quiet(jobs, qtbot)


def test_a_viewer_reads(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    page = shown(TemplatesWorkspace, dataclasses.replace(desk, actor=VIEWER), jobs, qtbot)
    assert not page.list.add.isEnabled()
    page.list.new()
    assert page.list.isVisible()
    assert page.actions_offered() == ()
    page.open(line_of(desk, "HD42-2025"))
    assert page.editor.compose.state.read_only
    quiet(jobs, qtbot)


def test_the_search_box_is_offered_what_can_be_begun(page: TemplatesWorkspace) -> None:
    offered = page.actions_offered()
    assert [one.title for one in offered] == [
        "Soạn mẫu chấm điểm mới", "Nhập mẫu chấm điểm từ tệp",
    ]  # fmt: skip
    offered[0].run()
    assert page.editor.isVisible()


def test_keys_turn_the_modes(page: TemplatesWorkspace, typist: Any) -> None:
    hand = Hand(typist)
    page.open(line_of(page._desk, "HD42-2025"))
    for key, mode in ((Key.Key_F5, TRY), (Key.Key_F7, COMPARE), (Key.Key_F6, COMPOSE)):
        hand.press(key)
        assert page.editor.stack.currentIndex() == mode
    hand.press(Key.Key_F5)
    hand.press(Key.Key_Escape)
    assert page.editor.stack.currentIndex() == COMPOSE


def test_other_pages_hear_of_what_was_written(
    page: TemplatesWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    score_templates.save_draft(desk, template())
    qtbot.waitUntil(
        lambda: "HOA-LAC" in {one.code for one in page.list.table.rows.records()}, timeout=3000
    )
