"""Full pages over the first one: which is shown, what is asked before one goes, what is kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import NotFoundProblem, Problem
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.common.pages import Offer, Page


class Typed(Layer):
    unsaved_name = "Trang thử"

    def __init__(self) -> None:
        super().__init__()
        self.text, self.kept = "", ""

    def unsaved(self) -> bool:
        return bool(self.text)

    def discard(self) -> None:
        self.text = ""

    def save(self) -> bool:
        self.text = ""
        return True

    def keep_draft(self) -> Problem | None:
        self.kept = self.text
        return None if self.text else NotFoundProblem("gì")


class First(Page):
    def __init__(self) -> None:
        super().__init__()
        self.ran = 0

    def run(self) -> None:
        self.ran += 1

    def actions_offered(self) -> tuple[Offer, ...]:
        return (Offer("Chạy", self.run),)


class Place(LayeredPage):
    def __init__(self) -> None:
        self.first = First()
        super().__init__(self.first)
        self.told: list[Problem] = []
        self.back: list[str] = []

    def make(self, key: str) -> Layer:
        return Typed()

    def tell(self, problem: Problem) -> None:
        self.told.append(problem)

    def returned(self, key: str) -> None:
        self.back.append(key)


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    return made


def write(text: str):
    return lambda page: setattr(page, "text", text)


def test_pages_lie_over_each_other_and_go_one_by_one(place: Place) -> None:
    place.show_over("a", write(""))
    place.show_over("b", write(""))
    assert place.shown == "b"
    place.over("b").leave()
    assert (place.shown, place.back) == ("a", [])
    place.over("a").leave()
    assert (place.shown, place.back) == ("", ["a"])


def test_the_page_on_top_has_the_keyboard(place: Place, qtbot: QtBot) -> None:
    """Also where a box outside of it had it, and when the place is shown again."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    outside = QLineEdit()
    column.addWidget(outside)
    column.addWidget(place)
    inside = QLineEdit(place.over("a"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    outside.setFocus()

    def open_it(_page: Layer) -> None:
        inside.setFocus()

    place.show_over("a", open_it)
    assert inside.hasFocus()
    outside.setFocus()
    place.hide()
    place.show()
    assert inside.hasFocus()
    place.setParent(None)  # each is closed by itself


def test_what_cannot_be_opened_is_told_on_the_first_page(place: Place) -> None:
    def fail(_page: Typed) -> None:
        raise NotFoundProblem("12")

    place.show_over("a", fail)
    assert place.shown == ""
    assert [type(problem) for problem in place.told] == [NotFoundProblem]


@pytest.mark.parametrize(("answer", "shown"), [("stay", "a"), ("discard", ""), ("save", "")])
def test_unsaved_work_is_asked_about(
    place: Place, monkeypatch: pytest.MonkeyPatch, answer: str, shown: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda _page, what: asked.append(what) or answer)
    place.show_over("a", write("chữ"))
    offer = place.actions_offered()[0]
    offer.run()
    assert asked == ["Trang thử"]
    assert place.shown == shown
    assert place.first.ran == (shown == "")


def test_only_pages_that_lie_there_hold_unsaved_work(place: Place) -> None:
    place.show_over("a", write("chữ"))
    page = place.over("a")
    assert place.unsaved()
    assert place.keep_draft() is None
    assert page.kept == "chữ"
    place.go_back()
    assert not place.unsaved(), "what was left is kept elsewhere"
    place.show_over("a", write("chữ"))
    assert place.save()
    assert isinstance(place.keep_draft(), NotFoundProblem)
    page.text = "chữ"
    place.discard()
    assert not place.unsaved()


def test_a_find_box_tells_once_after_the_last_key(qtbot: QtBot) -> None:
    box = FindBox("Tìm thử", wait=20)
    qtbot.addWidget(box)
    told: list[str] = []
    box.rested.connect(lambda: told.append(box.text()))
    with qtbot.waitSignal(box.rested):
        QTest.keyClicks(box, "dao")
    assert told == ["dao"]
    QTest.keyClick(box, Qt.Key.Key_X)
    box.tell_now()
    assert told == ["dao", "daox"]
