"""Section 1 of the meeting editor: when, where, who led it, what was prepared and posted."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.meetings.grid_choices import KINDS
from tcxd_desktop.ui.meetings.meeting_figures import day_figures, long_text
from tcxd_desktop.ui.meetings.meeting_inputs import DayField, PeopleChoices, TimeField
from tcxd_desktop.ui.meetings.meeting_section import Rows, Scrolled, Section
from tcxd_desktop.ui.meetings.meeting_state import MeetingWork

_DAYS = ("held_on", "committee_met_on", "posted_on", "minutes_posted_on")
_TIMES = ("start", "end")
_PEOPLE = ("chair", "secretary", "upper")
_FIGURE_FRAMES = {
    "Họp chi ủy": "committee", "Đăng tài liệu": "posted", "Đăng biên bản": "minutes",
}  # fmt: skip
_THEMED = (MeetingKind.THEMATIC, MeetingKind.COMBINED)


class FactsSection(Section):
    """Buổi họp."""

    day_changed = Signal()
    """It was held on another day than thought: the roll may be another one."""

    def __init__(self, today: date) -> None:
        """Build the boxes, empty."""
        super().__init__()
        self.kind = ChoiceField("kind", choices=KINDS)
        self.days = {key: DayField(key, today=today) for key in _DAYS}
        self.times = {key: TimeField(key) for key in _TIMES}
        self.place = LineField("place")
        nobody = PeopleChoices(())
        self.people = {key: ChoiceField(key, choices=nobody) for key in _PEOPLE}
        self.theme_line = LineField("theme")
        self._choices = dict.fromkeys(_PEOPLE, nobody)
        self._build()
        self.walk.add(
            self.kind, self.days["held_on"], *self.times.values(), self.place,
            *self.people.values(), self.theme_line, self.days["committee_met_on"],
            self.days["posted_on"], self.days["minutes_posted_on"],
        )  # fmt: skip

    def _build(self) -> None:
        frames = {
            key: LabeledField(caption, field, hint=hint)
            for key, caption, field, hint in (
                ("kind", "Loại buổi sinh hoạt", self.kind, ""),
                ("held_on", "Ngày họp", self.days["held_on"], ""),
                ("start", "Bắt đầu", self.times["start"], ""),
                ("end", "Kết thúc", self.times["end"], ""),
                ("place", "Địa điểm", self.place, ""),
                ("chair", "Chủ tọa", self.people["chair"], ""),
                ("secretary", "Thư ký", self.people["secretary"], ""),
                ("upper", "Cấp ủy viên cấp trên dự", self.people["upper"], ""),
                ("theme", "Tên chuyên đề", self.theme_line, ""),
                ("committee", "Họp chi ủy chuẩn bị", self.days["committee_met_on"], ""),
                ("posted", "Đăng tài liệu lên Sổ tay", self.days["posted_on"], ""),
                ("minutes", "Đăng nghị quyết, biên bản", self.days["minutes_posted_on"], ""),
            )
        }
        self.frames = frames
        for key in ("chair", "secretary"):
            self.people[key].edit.setToolTip(
                "Gõ tên không dấu, hoặc số thứ tự trên phiếu điểm danh; phím ↓ mở danh sách"
            )
        rows = Rows()
        rows.head("Thời gian, địa điểm")
        rows.row((frames["kind"], 4), (frames["held_on"], 3), (frames["start"], 2),
                 (frames["end"], 3))  # fmt: skip
        rows.row((frames["place"], 12))
        rows.head("Người điều hành")
        rows.row((frames["chair"], 4), (frames["secretary"], 4), (frames["upper"], 4))
        rows.row((frames["theme"], 12))
        rows.head("Chuẩn bị và đăng tải")
        rows.row((frames["committee"], 4), (frames["posted"], 4), (frames["minutes"], 4))
        self.area = Scrolled("Buổi họp")
        self.area.column.addLayout(rows)
        self.area.column.addStretch(1)
        self.area.watch(frames.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def offer_uppers(self, uppers: tuple[tuple[int, str], ...]) -> None:
        """Offer those of the committee who are assigned to this chi bộ; any name is taken."""
        self._choices["upper"] = PeopleChoices(uppers)
        names = ", ".join(name for _, name in uppers)
        self.frames["upper"].set_hint(f"được phân công: {names}" if names else "")

    def reload(self) -> None:
        """Show the work anew."""
        if self.work is None:
            return
        meeting = self.work.meeting
        roll = PeopleChoices.of_roll(meeting.attendance)
        self._choices |= {"chair": roll, "secretary": roll}
        for day in self.days.values():
            day.period = meeting.period
        self.kind.set_value(meeting.kind.value)
        for key, day in self.days.items():
            day.set_value(PartialDate.from_text(getattr(meeting, key)))
        for key, time in self.times.items():
            time.set_value(getattr(meeting, key))
        self.place.set_value(meeting.place)
        for key, person in self.people.items():
            known = getattr(meeting, f"{key}_id")
            person.set_choices(self._choices[key])
            person.set_value(known if self._choices[key].label(known) else getattr(meeting, key))
        self.theme_line.set_value(meeting.minutes.theme)
        self._tell()

    def collect(self) -> None:
        """Take the boxes into the work."""
        work = self.work
        if work is None:
            return
        before = work.meeting.held_on
        values: dict[str, object] = {
            "kind": MeetingKind(str(self.kind.value() or MeetingKind.REGULAR)),
            "place": str(self.place.value() or ""),
        }
        values |= {key: day.iso() for key, day in self.days.items()}
        values |= {key: str(time.value() or "") for key, time in self.times.items()}
        for key in _PEOPLE:
            values |= self._person(work, key)
        work.put(**values)
        work.put_text("theme", str(self.theme_line.value() or ""))
        self._tell()
        if work.meeting.held_on != before:
            self.day_changed.emit()

    def _person(self, work: MeetingWork, key: str) -> dict[str, object]:
        value = self.people[key].value()
        if isinstance(value, int):
            return {f"{key}_id": value, key: self.people[key].text()}
        name = str(value or "")
        same = name == getattr(work.meeting, key)
        kept = getattr(work.meeting, f"{key}_id") if same else None
        return {f"{key}_id": kept if name else None, key: name}

    def _tell(self) -> None:
        if self.work is None:
            return
        meeting = self.work.meeting
        self.frames["theme"].setVisible(meeting.kind in _THEMED)
        long = long_text(meeting)
        self.frames["end"].set_hint(long.value if meeting.end else "")
        told = {figure.name: figure.value for figure in day_figures(meeting)}
        for name, key in _FIGURE_FRAMES.items():
            self.frames[key].set_hint(told.get(name, ""))
        for key in ("chair", "secretary"):
            outside = getattr(meeting, key) and not getattr(meeting, f"{key}_id")
            strange = bool(outside and meeting.attendance)
            self.frames[key].set_hint("không có trong danh sách điểm danh" if strange else "")
