"""The recovery sheet: its code shown and printed, then typed back from the paper."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain import recovery_code
from tcxd_desktop.domain.errors import BadRecoveryCodeProblem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import accounts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview

TITLE = "Phiếu khôi phục"
_WHY = (
    "Mã này mở lại được tất cả khi quên mật khẩu hoặc hỏng máy. Hãy in ra, cho vào phong bì niêm"
    " phong, cất trong két, không để cạnh máy. Mất cả mật khẩu lẫn phiếu thì dữ liệu mất hẳn."
)
_BACK = "Cầm phiếu vừa in, gõ lại mã trên giấy. Gõ chữ hoa hay thường, có gạch hay không đều được."
_UNPRINTED = "Chưa in, chưa lưu phiếu. Nếu đã chép tay đủ mã thì cứ đi tiếp."
LATER = "Chưa có phiếu khôi phục"
LATER_WHY = (
    "Văn phòng chưa có phiếu khôi phục. Lúc này quên mật khẩu là mất toàn bộ dữ liệu, không ai lấy"
    " lại được."
)


class CodeField(LineField):
    """A code typed from paper; nobody copies it out of here."""

    def __init__(self, key: str = "code") -> None:
        """Make an empty field in letters that cannot be confused."""
        super().__init__(key)
        self.edit.setFont(fixed(11))
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.set_placeholder("XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-X")

    def _on_key(self, event: QKeyEvent) -> bool:
        # What is copied could reach the history of the clipboard.
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(
            QKeySequence.StandardKey.Cut
        ):
            return True
        return super()._on_key(event)

    def clear(self) -> None:
        """Forget what was typed, the steps of undoing too."""
        self.set_value("")


def fixed(points: float) -> QFont:
    """Return a font in which 0 and O, 1 and l differ."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(points * theme.current().scale / 100)
    return font


class RecoveryPart(QWidget):
    """Two steps: the code with its paper, then the code typed back; ``go_on`` walks them."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        """Make a new code; the sheet in force stays until this one is confirmed.

        Raises:
            SealedProblem: the account does not hold what the sheet is to open.
        """
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._code = accounts.new_recovery_code(desk)
        self.has_sheet = accounts.recovery_confirmed(desk) is not None
        self.printed = False
        self.code = QLabel()
        self.field = CodeField()
        self.print_button = icons.put(QPushButton("In hoặc lưu phiếu…"), "printer")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._on_print)
        self.told = theme.mark(QLabel(), "message")
        self.told.setWordWrap(True)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._code_page())
        self.pages.addWidget(self._back_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    @property
    def typing(self) -> bool:
        """Whether the code is being typed back."""
        return self.pages.currentIndex() == 1

    @property
    def main(self) -> str:
        """What the main button says now."""
        return "Xác nhận mã" if self.typing else "Tiếp: gõ lại mã"

    def start(self) -> None:
        """Put the keyboard where the first step needs it."""
        self.print_button.setFocus()

    def go_on(self) -> bool:
        """Take the next step; true once the code is confirmed and in force.

        Raises:
            BadRecoveryCodeProblem: what was typed is not the code of this sheet.
        """
        if not self.typing:
            self._turn(1)
            return False
        self.field.commit()
        try:
            accounts.confirm_recovery(self._desk, self._code, self.field.text())
        except BadRecoveryCodeProblem as problem:
            problem.field = "code"
            raise
        self.forget()
        return True

    def go_back(self) -> None:
        """Show the code again."""
        self._turn(0)

    def forget(self) -> None:
        """Let go of the code."""
        self._code = ""
        self.code.clear()
        self.field.clear()

    def _turn(self, page: int) -> None:
        self.field.clear()
        self.pages.setCurrentIndex(page)
        if page:
            self.field.setFocus()
        else:
            self.start()

    def _code_page(self) -> QWidget:
        look = theme.current()
        page, column = _page(_WHY)
        groups = self._code.split("-")
        self.code.setText("  ".join(groups[:3]) + "\n" + "  ".join(groups[3:]))
        self.code.setFont(fixed(22))
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.code.setAccessibleName(f"Mã khôi phục: {' '.join(self._code)}")
        frame = theme.card(QFrame())
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(look.px(12), look.px(14), look.px(12), look.px(14))
        inside.addWidget(self.code)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addWidget(self.told, 1)
        column.addWidget(frame)
        column.addLayout(row)
        column.addStretch()
        return page

    def _back_page(self) -> QWidget:
        page, column = _page(_BACK)
        self.hint = theme.mark(QLabel(_UNPRINTED), "message")
        self.hint.setWordWrap(True)
        theme.set_mark(self.hint, "tone", "warn")
        box = LabeledField("Mã khôi phục", self.field)
        self.field.edit.textEdited.connect(self._on_typed)
        self._count = theme.hint(QLabel())
        column.addWidget(box)
        column.addWidget(self._count)
        column.addWidget(self.hint)
        column.addStretch()
        return page

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.field.set_problem(None)
        self._count.setText(counted(text))

    @Slot()
    def _on_print(self) -> None:
        code, desk = self._code, self._desk

        def render(_progress: Progress) -> bytes:
            return accounts.recovery_sheet(desk, code)

        preview(
            self.window(),
            self._jobs,
            render,
            title=TITLE,
            file_name="phieu-khoi-phuc.pdf",
            printed=self._on_printed,
        )

    def _on_printed(self, _copies: int, _purpose: str) -> None:
        self.printed = True
        self.hint.hide()
        theme.set_mark(self.told, "tone", "ok")
        self.told.setText("Đã in hoặc lưu phiếu. Tệp PDF đã lưu thì nhớ xóa sau khi in.")


def counted(text: str) -> str:
    """Return how far the typing of a code is."""
    letters = sum(letter.isalnum() for letter in text)
    return f"Đã gõ {letters} / {recovery_code.LENGTH} chữ và số" if letters else ""


def _page(said: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(10))
    label = QLabel(said)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    column.addWidget(label)
    return page, column


class RecoveryDialog(Dialog):
    """Makes a recovery sheet for an office that works already."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show a new code.

        Raises:
            SealedProblem: the account does not hold what the sheet is to open.
        """
        super().__init__(TITLE, parent, width=620)
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self.notice.show_problem)
        self.part = RecoveryPart(desk, self._jobs)
        self.body.addWidget(theme.page_title(QLabel(TITLE)))
        self.body.addWidget(self.part)
        self.back = self.add_button("Quay lại", left=True)
        self.back.clicked.connect(self._on_back)
        self.add_buttons(self.part.main, cancel="Để sau")
        self._dress()
        self.part.start()

    def _dress(self) -> None:
        self.back.setVisible(self.part.typing)
        if self.main is not None:
            self.main.setText(self.part.main)

    @Slot()
    def _on_main(self) -> None:
        self.notice.clear()
        try:
            done = self.part.go_on()
        except BadRecoveryCodeProblem as problem:
            self.show_problem(problem)
            return
        if done:
            self.accept()
        self._dress()

    @Slot()
    def _on_back(self) -> None:
        self.part.go_back()
        self._dress()

    def reject(self) -> None:
        """Leave without a sheet, at the user's word."""
        if self.part.has_sheet or ask_later(self):
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the code and of the worker."""
        self.part.forget()
        self._jobs.close()
        super().done(result)


def ask_later(parent: QWidget) -> bool:
    """Ask whether to leave an office without any sheet."""
    return dialogs.confirm(
        parent, LATER_WHY, yes="Vẫn để sau", no="Làm phiếu", title=LATER,
        detail="Mỗi lần đăng nhập, trưởng ban sẽ được nhắc.",
    )  # fmt: skip
