"""The help menu of the window, and where F1 leads."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from tcxd_desktop import __version__
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.pages import Page
from tcxd_desktop.ui.shell.bars import Bar
from tcxd_desktop.ui.shell.late import late
from tcxd_desktop.wording.help import GUIDES, NEWS, topic_of

PAGE = "help"
"""Key of its page."""
NEWS_BAR = "news"
_UPDATED = "Chương trình đã được cập nhật lên phiên bản {0}."

Run = Callable[[], None]


def help_menu(
    parent: QWidget, open_help: Callable[[str], None], show_keys: Run, start: Callable[[str], None]
) -> QMenu:
    """Return the menu.

    Args:
        parent: owner.
        open_help: opens the help at a topic; none is that of the page one is on.
        show_keys: shows the sheet of keys.
        start: runs what is loaded when it is first wanted, by the name of its module.
    """
    menu = QMenu(parent)

    def opening(target: str) -> Run:
        return lambda: open_help(target)

    def starting(name: str) -> Run:
        return lambda: start(name)

    menu.addAction("Hướng dẫn\tF1", opening(""))
    menu.addAction("Cách ghi hồ sơ", opening(GUIDES))
    menu.addAction("Phím tắt\tShift+F1", show_keys)
    menu.addAction("Dạo một vòng", starting("tour"))
    menu.addAction("Có gì mới", opening(NEWS))
    menu.addSeparator()
    menu.addAction("Tự kiểm tra chương trình…", starting("self_check"))
    menu.addAction("Tạo gói chẩn đoán…", starting("diagnosing"))
    menu.addAction("Cập nhật chương trình…", starting("updating"))
    menu.addSeparator()
    menu.addAction("Giới thiệu…", starting("about"))
    return menu


def start(name: str, window: QWidget) -> None:
    """Run an entry of the menu."""
    module = late(name)
    (module.start if name == "tour" else module.show)(window)


def topic_here(key: str, page: Page) -> str:
    """Return the topic about what is shown: the page, or what lies over it."""
    return topic_of(key, str(getattr(page, "shown", "")))


def news_bar() -> Bar | None:
    """Return what to tell once after the program was replaced by another version."""
    kept = settings.load()
    if kept.seen_version == __version__:
        return None
    # Where no window was ever closed, nothing was replaced.
    fresh = not kept.seen_version and not kept.window
    settings.change(seen_version=__version__)
    if fresh:
        return None
    return Bar(NEWS_BAR, _UPDATED.format(__version__), "plain", "Có gì mới")
