"""What the lists of scenes are written with: one scene, and the ways to show it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from tcxd_desktop.cli.pictures import Stage, caught_dialogs, shown_dialog, wait_for
from tcxd_desktop.domain.errors import NotFoundProblem

Act = Callable[[Stage], object]
"""Brings something onto the stage.

Raises NotFoundProblem where the office has nothing to show it by."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Cảnh: one thing the program can show, ready to be looked at while it is entered."""

    key: str
    title: str
    show: Callable[[Stage], AbstractContextManager[QWidget]]
    """Gives the window, or the dialog over it; at the end the stage is as it was."""
    page: str = ""
    """Key of the page it belongs to; empty for what comes before the window."""
    dialog: bool = False
    """It is a window of its own, not the main one."""


def in_window(page: str, key: str, title: str, act: Act) -> Scene:
    """Return a scene of the main window."""

    @contextmanager
    def show(stage: Stage) -> Iterator[QWidget]:
        with caught_dialogs():
            try:
                act(stage)
                stage.ready()
                yield stage.window
            finally:
                stage.clear()

    return Scene(key, title, show, page)


def over_window(page: str, key: str, title: str, act: Act) -> Scene:
    """Return a scene of a dialog that is opened on the window as the user opens it."""

    @contextmanager
    def show(stage: Stage) -> Iterator[QWidget]:
        try:
            with caught_dialogs() as caught:
                then = act(stage)
                wait_for(lambda: not stage.window.working)
                wait_for(lambda: shown_dialog(caught) is not None, 5.0)
                dialog = shown_dialog(caught)
                if dialog is None:
                    raise NotFoundProblem(title)
                if callable(then):
                    then(dialog)
                    dialog = shown_dialog(caught) or dialog
                stage.ready()
                yield dialog
        finally:
            stage.clear()

    return Scene(key, title, show, page, dialog=True)


def alone(key: str, title: str, make: Callable[[Stage], QDialog], page: str = "") -> Scene:
    """Return a scene of a dialog that stands alone, before or beside the window."""

    @contextmanager
    def show(stage: Stage) -> Iterator[QWidget]:
        with caught_dialogs() as caught:
            dialog = make(stage)
            caught.append(dialog)
            dialog.show()
            stage.ready()
            yield dialog

    return Scene(key, title, show, page, dialog=True)


def page_of(stage: Stage, key: str) -> Any:
    """Show a page, filled, and return it."""
    page = stage.window.show_page(key)
    page.refresh()
    stage.ready()
    return page


def first(found: Any, what: str) -> Any:
    """Return the first of what was found.

    Raises:
        NotFoundProblem: there is none.
    """
    for one in found:
        return one
    raise NotFoundProblem(what)
