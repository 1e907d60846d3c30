"""Scenes of what comes before the window, and of what belongs to no page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QDialog, QWidget

from tcxd_desktop.cli.pictures import Stage, settle, wait_for
from tcxd_desktop.cli.scene_kit import Scene, alone, in_window, over_window, page_of
from tcxd_desktop.domain.errors import DamagedFileProblem, NotFoundProblem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import door, upkeep
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.founding import found_office
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.errors import BugDialog, ProblemDialog
from tcxd_desktop.ui.shell.about import AboutDialog
from tcxd_desktop.ui.shell.diagnosing import DiagnosingDialog
from tcxd_desktop.ui.shell.doubt import DoubtDialog
from tcxd_desktop.ui.shell.entrance import open_as
from tcxd_desktop.ui.shell.first_start import FirstStart
from tcxd_desktop.ui.shell.forgotten import ForgottenDialog
from tcxd_desktop.ui.shell.recovery import RecoveryDialog
from tcxd_desktop.ui.shell.rescue import RestoreDialog
from tcxd_desktop.ui.shell.self_check import SelfCheckDialog
from tcxd_desktop.ui.shell.sign_in import SignInDialog
from tcxd_desktop.ui.shell.start import StartDialog
from tcxd_desktop.ui.shell.working import WorkDialog

_STEPS = ("Tên cơ quan", "Vai trò và quy định", "Tài khoản trưởng ban")


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (*_before(), *_beside())


def _before() -> tuple[Scene, ...]:
    return (
        alone("start-none", "Bắt đầu trên máy chưa có văn phòng",
              lambda stage: StartDialog([], _home(stage))),
        alone("start", "Chọn văn phòng",
              lambda stage: StartDialog([upkeep.place(stage.desk)], _home(stage))),
        *(
            alone(f"first-start-{number}", f"Lập văn phòng mới: {title}", _first_start(number - 1))
            for number, title in enumerate(_STEPS, 1)
        ),
        alone("sign-in", "Đăng nhập",
              lambda stage: SignInDialog(upkeep.place(stage.desk), open_as)),
        alone("locked", "Đã khóa",
              lambda stage: SignInDialog(upkeep.place(stage.desk), open_as, locked=True)),
        alone("forgotten", "Quên mật khẩu", _forgotten),
        alone("rescue", "Tệp dữ liệu hỏng", lambda stage: RestoreDialog(
            upkeep.place(stage.desk), DamagedFileProblem("office.db"), _home(stage))),
        alone("restore-here", "Khôi phục từ bản sao lưu trên máy mới", lambda stage: RestoreDialog(
            _home(stage) / "van-phong-1", None, _home(stage))),
        alone("doubt", "Tệp khác lần đóng trước", lambda stage: DoubtDialog(stage.desk)),
    )  # fmt: skip


def _home(stage: Stage) -> Path:
    return upkeep.place(stage.desk).parent


def _first_start(step: int) -> Callable[[Stage], QDialog]:
    def make(stage: Stage) -> QDialog:
        dialog = FirstStart(_home(stage), found_office, None)
        for field, text in (
            (dialog.name, "Đảng ủy xã Đông Hải"),
            (dialog.province, "Đảng bộ tỉnh Ninh Bình"),
            (dialog.place, "Đông Hải"),
            (dialog.symbol, "NB"),
        ):
            field.set_value(text if step else "")
        while dialog.step < step and dialog.main is not None:
            before = dialog.step
            dialog.main.click()
            if dialog.step == before:
                break
        return dialog

    return make


def _forgotten(stage: Stage) -> QDialog:
    folder = upkeep.place(stage.desk)
    known = [(slot.account, slot.name) for slot in door.accounts_of(folder)]

    def never(*_: object) -> Desk:
        raise NotFoundProblem("mã khôi phục")

    return ForgottenDialog(folder, known, known[0][0], never)


def _beside() -> tuple[Scene, ...]:
    return (
        over_window("", "keys", "Phím tắt", lambda stage: stage.window.show_keys()),
        alone("about", "Giới thiệu chương trình", lambda stage: AboutDialog(stage.window)),
        alone("self-check", "Tự kiểm tra chương trình",
              lambda stage: SelfCheckDialog(stage.window)),
        alone("diagnosing", "Tạo gói chẩn đoán",
              lambda stage: DiagnosingDialog(stage.desk, stage.window)),
        in_window("help", "help-search", "Hướng dẫn: tìm",
                  lambda stage: page_of(stage, "help").search("sao luu")),
        in_window("help", "help-guides", "Hướng dẫn: cách ghi",
                  lambda stage: page_of(stage, "help").open_topic("cach-ghi")),
        over_window("", "own-password", "Đổi mật khẩu",
                    lambda stage: stage.window.change_password()),
        alone("recovery", "Làm phiếu khôi phục",
              lambda stage: RecoveryDialog(stage.desk, stage.window)),
        Scene("working", "Đang sao lưu khi thoát", _working, dialog=True),
        alone("problem", "Một điều chưa làm được",
              lambda stage: ProblemDialog(NotFoundProblem("đảng viên"), stage.window)),
        alone("bug", "Chương trình gặp lỗi", lambda stage: BugDialog(_REPORT, stage.window)),
        alone("unsaved", "Hỏi trước khi bỏ việc đang làm", _unsaved),
        in_window("", "search", "Ô tìm chung", _search),
    )  # fmt: skip


_REPORT = "\n".join(("Traceback (most recent call last):", "ValueError"))
"""Not from anywhere: what a report looks like."""


@contextmanager
def _working(stage: Stage) -> Iterator[QWidget]:
    over = Event()

    def work(progress: Progress) -> None:
        progress(3, 10)
        over.wait(60)

    said = "Lưu một bản và khôi phục thử để chắc chắn mở lại được."
    dialog = WorkDialog("Đang sao lưu…", said, work, stage.window)
    dialog.show()
    try:
        settle()
        yield dialog
    finally:
        over.set()
        wait_for(lambda: not dialog.isVisible())
        dialog.deleteLater()


def _unsaved(stage: Stage) -> QDialog:
    answers = [("save", "Lưu"), ("discard", "Bỏ thay đổi"), ("stay", "Ở lại")]
    return Question("Chưa lưu", "Hồ sơ có thay đổi chưa lưu.", answers, stage.window)


def _search(stage: Stage) -> None:
    page_of(stage, "people")
    box = stage.window.search
    box.setFocus()
    box.setText("nguyen")
