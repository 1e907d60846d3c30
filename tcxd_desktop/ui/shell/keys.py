"""The sheet of keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog

Block = tuple[str, tuple[tuple[str, str], ...]]
"""Where, and (key, what it does)."""
_WIDE, _KEY_WIDE = 820, 138
KEYS: tuple[Block, ...] = (
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
        "Việc hôm nay",
        (
            ("Enter", "Mở hồ sơ, ca chuyển hoặc trang của việc"),
            ("F4", "Ghi đã xong, với giấy tờ chứng minh"),
            ("F6", "Hoãn: chưa nhắc lại trước một ngày"),
            ("F7", "Bỏ dấu đã xong, đã hoãn"),
            ("Ctrl+1 … Ctrl+5", "Cần làm, quá hạn, sắp đến hạn, hoãn, xong"),
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
            ("F9", "Đọc thẻ căn cước"),
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
            ("Ctrl+Shift+L", "Lập lịch tháng"),
            ("Ctrl+Shift+D", "Chấm nhanh cả tháng"),
            ("Ctrl+PgUp, Ctrl+PgDn", "Năm, kỳ trước và sau"),
        ),
    ),
    (
        "Lập lịch, chấm nhanh",
        (
            ("Enter, Tab", "Nhận ô đang gõ, sang ô sau"),
            ("Ctrl+D", "Lặp lại ô của dòng trên"),
            ("Ctrl+E", "Điền lịch theo nề nếp"),
            ("Ctrl+N", "Thêm buổi vào lịch"),
            ("Ctrl+T", "Đổi giữa tự chấm và thẩm định"),
            ("Ctrl+O", "Mở phiếu của dòng đang đứng"),
            ("Ctrl+Shift+N", "Nộp phiếu; xác nhận mức"),
        ),
    ),
    (
        "Biên bản, phiếu chấm",
        (
            ("Ctrl+1 … Ctrl+5", "Các phần; tự chấm, thẩm định"),
            ("F9", "Điểm danh: tất cả có mặt"),
            ("+, −, phím cách", "Đủ điểm, không điểm, chọn mức"),
            ("F8", "Tiêu chí chưa có điểm"),
            ("Ctrl+=", "Mục chưa ghi: như tự chấm"),
            ("Ctrl+Shift+S", "Nộp phiếu; xác nhận mức"),
        ),
    ),
    (
        "Chuyển sinh hoạt",
        (
            ("Ctrl+1 … Ctrl+4", "Cần làm, đang chờ, quá hạn, đã xong"),
            ("Ctrl+N", "Mở ca mới"),
            ("Ctrl+O", "Nhận phiếu: quét mã, chọn tệp"),
            ("Ctrl+Enter", "Trong ca: bước tiếp theo"),
            ("Ctrl+Z", "Trong ca: lùi một bước"),
            ("F2", "Trong ca: sửa thông tin"),
            ("Ctrl+Shift+P", "Trong ca: in cả bộ giấy tờ"),
            ("Mũi tên, Enter", "Trên hình giấy: đến ô khác, ghi ô"),
            ("1, 2, 3", "Kiểm tra tiếp nhận: đạt, không, không áp dụng"),
            ("F3", "Nhận phiếu: bỏ phiếu đang xem, quét phiếu khác"),
            ("Ctrl+PgUp, Ctrl+PgDn", "Sổ sách: kỳ trước, kỳ sau"),
        ),
    ),
    (
        "Nhập Excel",
        (
            ("Ctrl+O", "Chọn tệp"),
            ("Ctrl+PgUp, Ctrl+PgDn", "Bước trước, bước sau"),
            ("Ctrl+Enter", "Tiếp; ở bước Xem trước: ghi vào dữ liệu"),
            ("Enter, F2", "Cột: chọn mục; Delete: không nhập cột"),
            ("Phím cách", "Xem trước: ghi hoặc bỏ các dòng đang chọn"),
            ("0 … 9", "Xem trước: dòng nghi vấn là ai"),
            ("F5", "Xem trước: đọc lại sau khi sửa ô"),
            ("F8", "Xem trước: dòng lỗi hoặc nghi vấn tiếp theo"),
            ("Ctrl+S", "Lưu cách đọc"),
            ("Ctrl+Z", "Hoàn tác lần nhập"),
        ),
    ),
    (
        "Đối chiếu",
        (
            ("Ctrl+N", "Mở đợt mới; trong đợt: nhập lại phiếu"),
            ("Ctrl+1, 2, 3", "Trong đợt: tiến độ, từng người, đề nghị"),
            ("Enter, Esc", "Vào người đang đứng; trở lại danh sách"),
            ("Ctrl+↓, Ctrl+↑", "Người sau còn mục khác, người trước"),
            ("1, 2, 3, 4", "Trên bảng mục: theo nguồn, giữ hồ sơ, giá trị khác, bỏ qua"),
            ("F5, F6, F7, F8", "Bốn cách ấy, ở mọi chỗ; Ctrl+Z bỏ quyết định"),
            ("←, →", "Trên bảng mục: nguồn khác"),
            ("F4", "Đọc thẻ căn cước"),
            ("Ctrl+O", "Danh sách cấp trên"),
            ("Ctrl+M", "Quyết định nhiều người"),
            ("Ctrl+Enter", "Phiếu: lưu, chờ phiếu sau; đề nghị: lập văn bản"),
            ("F6", "Phiếu chờ nhập lần hai: gõ lại lần một"),
            ("F9", "Phần đề nghị: cấp trên đã sửa"),
            ("Ctrl+Shift+K", "Kết thúc đợt"),
        ),
    ),
    (
        "Xuất Excel",
        (
            ("Ctrl+E", "Xuất ra tệp"),
            ("F2, Enter", "Sửa mẫu"),
            ("Ctrl+N", "Mẫu mới từ mẫu đang chọn"),
            ("Ctrl+O", "Nhận mẫu từ tệp"),
            ("Alt+↑, Alt+↓", "Trong mẫu: đổi thứ tự cột"),
        ),
    ),
    (
        "Hồ sơ trùng",
        (
            ("Enter", "So hai hồ sơ; tách lại hồ sơ đã gộp"),
            ("Ctrl+N", "So hai hồ sơ bất kỳ"),
            ("F4", "Ghi là hai người"),
            ("F6", "Khi so: giữ hồ sơ kia"),
            ("Ctrl+Enter", "Khi so: gộp"),
        ),
    ),
    (
        "Tổng hợp, xếp loại",
        (
            ("Ctrl+1, 2, 3", "Tháng, quý, năm"),
            ("Enter", "Ghi mức cấp ủy quyết định"),
            ("Ctrl+M", "Bản đồ nhiệt"),
            ("Ctrl+Shift+K", "Chốt kỳ, mở lại kỳ"),
        ),
    ),
    (
        "Quy định, lịch làm việc",
        (
            ("Ctrl+1 … Ctrl+4", "Các phần của trang"),
            ("F2, Enter", "Sửa quy tắc từ một ngày; ghi ngày vào lịch"),
            ("Delete", "Bỏ bản ghi nhầm; bỏ ngày đã ghi"),
            ("Ctrl+Shift+K", "Ghi ngày nghỉ của năm đã đối chiếu"),
            ("Ctrl+PgUp, Ctrl+PgDn", "Lịch năm trước, năm sau"),
        ),
    ),
)


class KeysDialog(Dialog):
    """Shows every key the program answers to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the keys out in two columns, which scroll where the screen is low."""
        super().__init__("Phím tắt", parent, width=_WIDE)
        look = theme.current()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look.px(14), 0)
        grid.setHorizontalSpacing(look.px(32))
        for place, blocks in enumerate(_shared(KEYS)):
            column = QVBoxLayout()
            column.setSpacing(look.px(16))
            for title, keys in blocks:
                column.addWidget(_block(title, keys))
            column.addStretch(1)
            grid.addLayout(column, 0, place)
            grid.setColumnStretch(place, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Phím tắt")
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.add_buttons("Đóng", cancel="")
        room = self.screen().availableSize().height() - look.px(40)
        wanted = inside.heightForWidth(look.px(_WIDE - 36)) + look.px(80)
        self.resize(look.px(_WIDE), min(wanted, room))
        scroll.setFocus()  # the arrows scroll, Enter closes


def _shared(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Share the blocks between two columns of about the same length, in their order."""
    whole = sum(len(keys) + 2 for _, keys in blocks)
    first: list[Block] = []
    for block in blocks:
        done = sum(len(keys) + 2 for _, keys in first)
        if done + (len(block[1]) + 2) / 2 > whole / 2:
            break
        first.append(block)
    return first, list(blocks[len(first) :])


def _block(title: str, keys: tuple[tuple[str, str], ...]) -> QWidget:
    look = theme.current()
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(14))
    grid.setVerticalSpacing(look.px(5))
    grid.addWidget(theme.heading(QLabel(title)), 0, 0, 1, 2)
    for row, (key, what) in enumerate(keys, start=1):
        said = QLabel(what)
        said.setWordWrap(True)
        grid.addWidget(theme.muted(QLabel(key)), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row, 1)
    grid.setColumnMinimumWidth(0, look.px(_KEY_WIDE))
    grid.setColumnStretch(1, 1)
    return block
