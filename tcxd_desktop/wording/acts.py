"""What the history calls each use case."""

from collections.abc import Mapping

USE_CASES: Mapping[str, str] = {
    "demo.make": "Tạo văn phòng mẫu",
    "office.create": "Lập văn phòng",
    "office.upgrade": "Chuyển văn phòng sang bản chương trình mới",
    "session.begin": "Đăng nhập",
    "session.end": "Đăng xuất",
    "book.begin": "Bắt đầu chuỗi sổ truy cập",
    "book.acknowledge": "Xác nhận tệp khác lần đóng trước",
    "accounts.add": "Thêm người dùng",
    "accounts.change": "Sửa người dùng",
    "accounts.sealed": "Giao hoặc thu ngăn niêm phong",
    "accounts.reset": "Đặt lại mật khẩu cho người dùng",
    "accounts.password": "Đổi mật khẩu",
    "accounts.close": "Ngừng người dùng",
    "recovery.sheet": "Làm phiếu khôi phục",
    "recovery.new": "Mã khôi phục mới có hiệu lực",
    "recovery.proved": "Thử mã khôi phục",
    "keys.change": "Bắt đầu đổi khóa dữ liệu",
    "keys.changed": "Đã đổi khóa dữ liệu",
    "accounts.recovered": "Mở bằng mã khôi phục, đặt lại mật khẩu",
    "office.name": "Đổi tên văn phòng",
    "office.rules": "Chọn bộ quy định",
    "people.create": "Thêm vào danh sách",
    "people.save": "Sửa hồ sơ",
    "people.correct": "Đính chính",
    "people.photo": "Thay ảnh",
    "people.void": "Hủy bản ghi",
    "people.reveal": "Xem số đầy đủ",
    "people.draft": "Giữ bản nháp",
    "people.draft.drop": "Bỏ bản nháp",
    "people.filter": "Lưu bộ lọc",
    "people.filter.drop": "Bỏ bộ lọc",
    "imports.members": "Nhập từ tệp",
    "exports.members": "Xuất ra tệp",
    "printing.print": "In",
    "numbers.block": "Khai cụm số lý lịch",
    "numbers.block.drop": "Bỏ cụm số lý lịch",
    "numbers.assign": "Cấp số lý lịch",
    "supplements.hand_in": "Nhận phiếu bổ sung",
    "supplements.confirm": "Xác nhận phiếu bổ sung",
    "supplements.reopen": "Mở lại phiếu bổ sung",
    "units.add": "Thêm tổ chức",
    "units.rename": "Đổi tên tổ chức",
    "units.move": "Chuyển tổ chức",
    "units.retype": "Đổi loại tổ chức",
    "units.close": "Kết thúc hoạt động của tổ chức",
    "units.undo": "Bỏ thay đổi cuối của tổ chức",
}


def act_name(use_case: str) -> str:
    """Return what was done in a few words; an unknown use case stands bare."""
    return USE_CASES.get(use_case, use_case)
