"""The page Hồ sơ trùng: likely pairs, what was merged, who is two people."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QTabBar, QVBoxLayout

from tcxd_desktop.domain.duplicates import DistinctLine, PairLine
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import Obstacle
from tcxd_desktop.domain.merging import MergeRecord, MergeState
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import duplicates, merging
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs, running
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.obstacles_dialog import ObstaclesDialog
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.duplicates import lists, words
from tcxd_desktop.ui.duplicates.dialogs import PairDialog, ask_reason
from tcxd_desktop.ui.duplicates.offers import FIND
from tcxd_desktop.wording.formats import show_number

PAIRS, MERGED, DISTINCT = range(3)
"""Order of the lists."""
_TITLES = ("Có thể trùng", "Đã gộp", "Hai người khác nhau")


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the page shows, read at once."""

    pairs: Sequence[PairLine]
    merges: Sequence[MergeRecord]
    distinct: Sequence[DistinctLine]


class PairsPage(LivePage):
    """Three lists, one at a time."""

    title = "Hồ sơ trùng"
    icon = "copy"
    subjects = frozenset({"person", "unit", "merge", "import"})

    compare_wanted = Signal(int, int)
    """Compare two records; the first is to stay."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; it is filled when it is first shown."""
        super().__init__(changes)
        self._desk, self._jobs = desk, jobs
        self._job: Job | None = None
        self._working: Job | None = None
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Look for pairs again, off the thread of the screens."""
        super().refresh()
        if self._job is not None:
            self._job.cancel()
        desk = self._desk

        def work(progress: Progress) -> Read:
            found = duplicates.pairs(desk, progress)
            return Read(found, merging.listed(desk), duplicates.distinct(desk))

        self._job = self._jobs.run(work, done=self._show, title="Đang tìm hồ sơ trùng…")

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        return (Offer(FIND, self.show_pairs, self.icon),)

    @Slot()
    def show_pairs(self) -> None:
        """Show the likely pairs."""
        self.tabs.setCurrentIndex(PAIRS)
        self.pairs.setFocus()

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        zone = self._desk.clock().tzinfo
        self.notice = Notice()
        self.pairs: Table[PairLine] = Table(
            lists.PAIRS, identity=_pair_id, name="Cặp hồ sơ có thể trùng", key="duplicates.pairs"
        )
        self.merges: Table[MergeRecord] = Table(
            lists.merges(zone), identity=lambda one: (one.id, one.state),
            name="Hồ sơ đã gộp", key="duplicates.merges",
        )  # fmt: skip
        self.apart: Table[DistinctLine] = Table(
            lists.DISTINCT, identity=lambda one: (one.first_id, one.second_id),
            name="Cặp là hai người khác nhau", key="duplicates.distinct",
        )  # fmt: skip
        self.by_hand = lists.button("So hai hồ sơ khác…", "search")
        self.by_hand.setToolTip("Chọn hai hồ sơ bất kỳ để so (Ctrl+N)")
        self.two = lists.button("Là hai người…", "users")
        self.two.setToolTip("Ghi hai hồ sơ là của hai người (F4)")
        self.compare = theme.primary(QPushButton("So sánh"))
        self.compare.setToolTip("Enter")
        self.unmerge = lists.button("Tách lại…", "undo-2")
        self.take_back = lists.button("Bỏ ghi nhận…", "undo-2")
        allow(self.two, self._desk, Permission.EDIT)
        allow(self.take_back, self._desk, Permission.EDIT)
        allow(self.unmerge, self._desk, Permission.VOID)
        self.listings = (
            lists.Listing(self.pairs, words.NOTHING, self.by_hand, self.two, self.compare),
            lists.Listing(self.merges, words.NO_MERGES, self.unmerge),
            lists.Listing(self.apart, words.NO_DISTINCT, self.take_back),
        )
        self.listings[PAIRS].note.setText(words.EXPLAINED)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName("Danh sách hồ sơ trùng")
        self.stack = QStackedWidget()
        for title, listing in zip(_TITLES, self.listings, strict=True):
            self.tabs.addTab(title)
            self.stack.addWidget(listing)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), 0)
        above.setSpacing(look.px(8))
        for widget in (theme.page_title(QLabel(self.title)), self.notice, self.tabs):
            above.addWidget(widget)
        ruled(self, above, main=self.stack)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.listings[PAIRS].acted.connect(self._on_compare)
        self.listings[MERGED].acted.connect(self.begin_unmerging)
        self.listings[DISTINCT].acted.connect(self.retract)
        self.by_hand.clicked.connect(self.choose_two)
        self.two.clicked.connect(self.say_two)
        self.merges.current_changed.connect(self._on_merge)
        for keys, act in (("Ctrl+N", self.choose_two), ("F4", self.say_two)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self, found: Read) -> None:
        self._job = None
        self.pairs.show_records(found.pairs)
        self.merges.show_records(found.merges)
        self.apart.show_records(found.distinct)
        for place, records in enumerate((found.pairs, found.merges, found.distinct)):
            self.listings[place].show_empty(on=not records)
            count = f" ({show_number(len(records))})" if records else ""
            self.tabs.setTabText(place, f"{_TITLES[place]}{count}")
        for button in (self.two, self.compare):
            button.setEnabled(bool(found.pairs))
        self.take_back.setEnabled(bool(found.distinct))
        self._on_merge()
        self.counted.emit(len(found.pairs))

    @Slot()
    def _on_merge(self) -> None:
        one = self.merges.current_record()
        self.unmerge.setEnabled(one is not None and one.state is MergeState.DONE)

    # --- pairs ------------------------------------------------------------------------------------

    @Slot()
    def _on_compare(self) -> None:
        line = self.pairs.current_record()
        if line is not None:
            self.compare_wanted.emit(line.first.person_id, line.second.person_id)

    @Slot()
    def choose_two(self) -> None:
        """Compare two records the user names."""
        dialog = PairDialog(self._desk, self)
        if dialog.exec() and dialog.pair is not None:
            self.compare_wanted.emit(*dialog.pair)

    @Slot()
    def say_two(self) -> None:
        """Write that a pair is two people, after asking why."""
        line = self.pairs.current_record()
        if line is None or self.tabs.currentIndex() != PAIRS or not self.two.isEnabled():
            return
        said = (
            f"{line.first.name} ({words.born(line.first)}) và {line.second.name}"
            f" ({words.born(line.second)}) là hai người khác nhau?"
        )
        reason = ask_reason("Là hai người", said, "Ghi là hai người", self)
        if reason is None:
            return
        try:
            duplicates.declare_distinct(
                self._desk, line.first.person_id, line.second.person_id, reason
            )
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.say(words.SAID_TWO, "ok")

    @Slot()
    def retract(self) -> None:
        """Take back that a pair is two people, after asking why."""
        line = self.apart.current_record()
        if line is None or not self.take_back.isEnabled():
            return
        said = f"{line.first} và {line.second} có thể là một người?"
        reason = ask_reason("Bỏ ghi nhận hai người", said, "Bỏ ghi nhận", self)
        if reason is None:
            return
        try:
            duplicates.retract_distinct(self._desk, line.first_id, line.second_id, reason)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.say(words.TAKEN_BACK, "ok")

    # --- taking apart -----------------------------------------------------------------------------

    @Slot()
    def begin_unmerging(self) -> None:
        """Look for what is in the way; ask for the reason, then take two records apart."""
        one = self.merges.current_record()
        if one is None or running(self._working) or not self.unmerge.isEnabled():
            return
        desk, record = self._desk, one

        def work(_progress: Progress) -> list[Obstacle]:
            return merging.obstacles(desk, record.id)

        def done(found: list[Obstacle]) -> None:
            self._ask(record, found)

        self._working = self._jobs.run(
            work, done=done, failed=self._on_failed, title="Đang xem có tách lại được không…"
        )

    def _ask(self, record: MergeRecord, found: Sequence[Obstacle]) -> None:
        if found:
            said = words.IN_THE_WAY.format(show_number(len(found)))
            dialog = ObstaclesDialog("Chưa tách lại được", said, found, self)
            if dialog.exec() and dialog.person_id:
                self.person_wanted.emit(dialog.person_id)
            return
        said = (
            f"Tách lại hồ sơ của {record.gone_name} khỏi hồ sơ của {record.kept_name}? Hai hồ sơ"
            " trở lại đúng như trước khi gộp."
        )
        reason = ask_reason("Tách lại hai hồ sơ", said, "Tách lại", self)
        if reason is None:
            return
        desk, why = self._desk, reason

        def work(progress: Progress) -> None:
            merging.unmerge(desk, record.id, why, progress)

        self._working = self._jobs.run(
            work, done=self._on_unmerged, failed=self._on_failed, title="Đang tách hai hồ sơ…"
        )

    def _on_unmerged(self, _nothing: None) -> None:
        self.notice.say(words.UNMERGED, "ok")

    def _on_failed(self, problem: Problem) -> None:
        self.notice.show_problem(problem)


def _pair_id(line: PairLine) -> tuple[int, ...]:
    return tuple(sorted((line.first.person_id, line.second.person_id)))
