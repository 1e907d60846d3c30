"""The tab Bộ quy định: which rule set holds, which role the commune has, each from a day on."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.office import RuleSet
from tcxd_desktop.domain.rule_types import Adoption, CommuneRole
from tcxd_desktop.domain.rules import FIRST_SET
from tcxd_desktop.office import rules, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField
from tcxd_desktop.ui.rules.combo import ComboField
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rules import ROLE

Adopt = Callable[[Desk, str, str, str], None]
_SETS = (
    "Ca, hạn nào cũng theo bộ quy định của ngày phát sinh. Áp dụng bộ khác từ một ngày thì việc"
    " trước ngày ấy vẫn theo bộ cũ."
)
_ROLES = (
    "Vai trò quyết định ô nào trên giấy giới thiệu do ta ghi, tuyến nào phải qua và ai quyết định."
)


class AdoptDialog(Dialog):
    """Áp dụng: which, from when, by which paper."""

    def __init__(  # noqa: PLR0913 - one keyword each for what it says
        self,
        desk: Desk,
        parent: QWidget,
        *,
        title: str,
        caption: str,
        choices: Sequence[tuple[object, str]],
        said: str,
        adopt: Adopt,
    ) -> None:
        """Ask; ``adopt`` writes it."""
        super().__init__(title, parent, width=640)
        self._desk, self._adopt = desk, adopt
        self.say(said, quiet=True)
        self.what = ComboField("rule_set", choices)
        self.valid_from = DateField("valid_from", today=desk.today(), future=True)
        self.valid_from.set_value(PartialDate.of(desk.today()))
        self.paper = LineField("paper")
        self.paper.set_placeholder("ví dụ Quyết định số 12-QĐ/ĐU ngày 20/11/2026")
        self.body.addWidget(LabeledField(caption, self.what))
        self.body.addWidget(LabeledField("Từ ngày", self.valid_from))
        self.body.addWidget(LabeledField("Văn bản", self.paper))
        self.add_buttons("Áp dụng")
        self.what.setFocus()

    def accept_ready(self) -> None:
        """Write it."""
        day = self.valid_from.whole()
        if day is None:
            raise RequiredProblem("valid_from", field="valid_from")
        self._adopt(self._desk, str(self.what.value()), day.isoformat(), str(self.paper.value()))


class SetsPart(QWidget):
    """Bộ quy định và vai trò của đảng bộ xã, phường."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build it; ``read`` fills it."""
        super().__init__()
        self._desk, self._notice = desk, notice
        self.blocks = Scroll("Bộ quy định, vai trò")
        look = theme.current()
        self.blocks.column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        self.adopt_set = theme.primary(QPushButton("Áp dụng bộ quy định…"))
        self.adopt_set.setToolTip("Ctrl+N")
        self.adopt_role = QPushButton("Đổi vai trò…")
        for tool, act in (
            (self.adopt_set, self.choose_set),
            (self.adopt_role, self.choose_role),
        ):
            tool.setAutoDefault(False)
            tool.clicked.connect(act)
            allowed.allow(tool, desk, Permission.RULES)
        self._sets = _Block("Bộ quy định đang áp dụng", _SETS, self.adopt_set)
        self._roles = _Block("Vai trò của đảng bộ xã, phường", _ROLES, self.adopt_role)
        self._known = card("Các bộ quy định chương trình có")
        for block in (self._sets.frame, self._roles.frame, self._known[0]):
            self.blocks.column.addWidget(block)
        self.blocks.column.addStretch(1)
        for one in settings.rule_sets():
            self._known[1].addWidget(_about(one))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.blocks)
        begin_at(self, self.adopt_set)

    def read(self) -> None:
        """Read what is adopted."""
        sets, roles = rules.adoptions(self._desk)
        now = rules.book(self._desk).on(self._desk.day())
        names = {one.id: one.name for one in settings.rule_sets()}
        self._sets.show(
            f"{now.rule_set}: {names.get(now.rule_set, now.rule_set)}",
            _lines(sets, {key: key for key in names}, f"{FIRST_SET} từ đầu"),
        )
        self._roles.show(
            _capital(ROLE[now.role]),
            _lines(roles, {role.value: ROLE[role] for role in CommuneRole}, ""),
        )

    def choose_set(self) -> None:
        """Adopt another rule set from a day on."""
        known: list[tuple[object, str]] = [
            (one.id, f"{one.id}: {one.name}" + ("" if one.verified else " (chưa kiểm chứng)"))
            for one in settings.rule_sets()
        ]
        self._ask(
            AdoptDialog(
                self._desk, self, title="Áp dụng bộ quy định", caption="Bộ quy định",
                choices=known, said=_SETS, adopt=rules.adopt_set,
            )
        )  # fmt: skip

    def choose_role(self) -> None:
        """Write another role of the commune from a day on."""
        known: list[tuple[object, str]] = [(one.value, _capital(ROLE[one])) for one in CommuneRole]
        self._ask(
            AdoptDialog(
                self._desk, self, title="Vai trò của đảng bộ xã, phường", caption="Vai trò",
                choices=known, said=_ROLES, adopt=rules.adopt_role,
            )
        )  # fmt: skip

    def _ask(self, dialog: AdoptDialog) -> None:
        if not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        if dialog.exec():
            self.read()
            self._notice.say("Đã ghi. Việc trước ngày ấy vẫn theo bản cũ.", "ok")


class _Block:
    """A card: what holds now in large, why, how it was, a button."""

    def __init__(self, title: str, why: str, tool: QPushButton) -> None:
        self.frame, inside = card(title)
        self.now = theme.heading(QLabel())
        self.now.setWordWrap(True)
        self.before = text_label("", role="muted")
        inside.addWidget(self.now)
        inside.addWidget(text_label(why, role="hint"))
        inside.addWidget(self.before)
        line = QHBoxLayout()
        line.addWidget(tool)
        line.addStretch(1)
        inside.addLayout(line)

    def show(self, now: str, before: Sequence[str]) -> None:
        self.now.setText(now)
        self.before.setText("\n".join(before))
        self.before.setVisible(bool(before))


def _lines(adopted: Sequence[Adoption], names: Mapping[str, str], first: str) -> list[str]:
    told = [
        f"Từ {show_date(one.valid_from)}: {names.get(one.value, one.value)}"
        + (f" (theo {one.paper})" if one.paper else "")
        for one in adopted
    ]
    return [*([f"Chưa ghi áp dụng bộ nào: dùng {first}."] if first and not told else []), *told]


def _about(one: RuleSet) -> QWidget:
    state = "đã đọc văn bản" if one.verified else "chưa kiểm chứng, chỉ dùng khi được áp dụng"
    since = f", hiệu lực từ {show_date(one.valid_from)}" if one.valid_from else ""
    return text_label(f"{one.id}: {one.name}{since}; {state}. {', '.join(one.documents)}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
