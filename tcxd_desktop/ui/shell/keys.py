"""The sheet of keys."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Ở mọi nơi",
        (
            ("Ctrl+K", "Tìm người, tổ chức, việc cần làm"),
            ("Alt+1 … Alt+9", "Sang trang khác"),
            ("Ctrl+L", "Khóa"),
            ("F1", "Cách ghi mục đang đứng"),
            ("Shift+F1", "Bảng phím tắt này"),
            ("Esc", "Quay lại, bản nháp được giữ"),
        ),
    ),
    (
        "Trong danh sách",
        (
            ("Enter", "Mở hồ sơ"),
            ("F3, Ctrl+F", "Tìm trong danh sách"),
            ("Ctrl+N", "Thêm mới"),
            ("Ctrl+P", "In"),
            ("Ctrl+C", "Chép các dòng đã chọn sang Excel"),
            ("Ctrl+Shift+C", "Chép cả tên cột"),
        ),
    ),
    (
        "Khi nhập hồ sơ",
        (
            ("Enter, Tab", "Sang ô sau"),
            ("Ctrl+S, Ctrl+Enter", "Lưu"),
            ("Ctrl+D", "Lặp lại giá trị của hồ sơ trước"),
            ("↓", "Mở danh sách chọn của ô"),
        ),
    ),
    (
        "Trong bảng nhiều dòng",
        (
            ("F2, Enter", "Sửa ô"),
            ("Enter ở dòng cuối", "Thêm dòng"),
            ("Delete", "Xóa dòng đang chọn"),
            ("Ctrl+Z", "Lấy lại như trước"),
            ("Alt+↑, Alt+↓", "Chuyển dòng lên, xuống"),
            ("Ctrl+V", "Dán các dòng chép từ Excel"),
        ),
    ),
    (
        "Trên bảng sinh hoạt chi bộ",
        (
            ("Enter", "Mở hoặc ghi buổi sinh hoạt"),
            ("F2", "Phiếu chấm điểm"),
            ("Phím cách", "Sang phần chi tiết; Esc về bảng"),
            ("Gõ chữ", "Đến chi bộ có tên ấy"),
            ("Ctrl+P", "In phiếu, in lịch"),
            ("Ctrl+PgUp, Ctrl+PgDn", "Năm trước, năm sau"),
        ),
    ),
)


class KeysDialog(Dialog):
    """Shows every key the program answers to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the keys out in two columns."""
        super().__init__("Phím tắt", parent, width=760)
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(32))
        grid.setVerticalSpacing(look.px(14))
        for place, (title, keys) in enumerate(KEYS):
            grid.addWidget(_block(title, keys), place // 2, place % 2)
        self.body.addLayout(grid)
        self.add_buttons("Đóng", cancel="")


def _block(title: str, keys: tuple[tuple[str, str], ...]) -> QWidget:
    look = theme.current()
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(14))
    grid.setVerticalSpacing(look.px(5))
    grid.addWidget(theme.heading(QLabel(title)), 0, 0, 1, 2)
    for row, (key, what) in enumerate(keys, start=1):
        grid.addWidget(theme.muted(QLabel(key)), row, 0)
        grid.addWidget(QLabel(what), row, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(keys) + 1, 1)
    return block
