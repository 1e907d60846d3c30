"""Cách ghi beside the form: of the box in hand, of the cell in hand, and of the whole item."""

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.ui.people.editor_guide import GuidePane
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.guides import OWN_ADVICE, field_guide, field_guides, guide


@pytest.fixture
def pane(qtbot: QtBot) -> GuidePane:
    made = GuidePane()
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    made.show()
    return made


def test_a_box_is_explained_with_its_sample_and_its_source(pane: GuidePane) -> None:
    pane.show_field("decision_date")
    found = field_guide("decision_date")
    assert pane.title.text() == "Cách ghi mục 12"
    assert pane.box.text() == "Ngày quyết định kết nạp"
    assert pane.how.text() == found.how
    assert pane.sample.text() == f"Mẫu: {found.sample}"
    assert pane.source.text() == guide("12").source


def test_the_whole_item_stands_below_with_the_papers_it_is_printed_on(pane: GuidePane) -> None:
    pane.show_field("home")
    assert pane.whole.title.text() == "Cả mục 07"
    texts = pane.whole.texts()
    assert texts[0] == guide("07").how
    assert "In ở: 2-HSĐV mục 07 · 1-HSĐV mục 7 · 3-HSĐV mục 2" in texts


def test_advice_of_our_own_says_so(pane: GuidePane) -> None:
    pane.show_field("phone")
    assert pane.source.text() == OWN_ADVICE
    pane.show_field("citizen_id")
    assert pane.source.text() == guide("19").source


def test_a_column_of_a_table_is_named_with_its_table(pane: GuidePane) -> None:
    pane.show_field("jobs.since")
    assert pane.box.text() == "Quá trình hoạt động và công tác: Từ tháng"
    assert pane.sample.text() == "Mẫu: 9/1980"


@pytest.mark.parametrize("key", sorted(field_guides()))
def test_no_advice_is_cut_off(pane: GuidePane, key: str) -> None:
    pane.show_field(key)
    assert pane.box.text() == label(key)
    for line in (pane.box, pane.how, pane.sample, pane.source):
        assert line.height() >= line.heightForWidth(line.width()), line.text()
    assert pane.horizontalScrollBar().maximum() == 0
