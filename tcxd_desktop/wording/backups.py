"""What backups say of themselves: reasons, warnings, the line of a drill, what a restore loses."""

from collections.abc import Mapping
from datetime import datetime

from tcxd_desktop.domain.backups import Drill, Preview
from tcxd_desktop.wording.acts import USE_CASES, act_name
from tcxd_desktop.wording.formats import show_day, show_number

WHY: Mapping[str, str] = {
    "asked": "Theo yêu cầu",
    "exit": "Khi thoát",
    "time": "Tự động khi đang làm việc",
    "command": "Bằng lệnh",
    "second": "Trước khi chép sang nơi thứ hai",
    "import": "Trước khi nhập từ tệp",
    "restore": "Trước khi khôi phục",
    "upgrade": "Trước khi nâng cấp",
    "update": "Trước khi cập nhật chương trình",
    "version": "Lần đầu mở bằng phiên bản khác",
    "keys": "Trước khi đổi khóa dữ liệu",
    "erase": "Trước khi xóa theo quyết định",
    "account": "Trước khi ngừng tài khoản",
}

WARNINGS: Mapping[str, str] = {
    "none": "Chưa có bản sao lưu nào được kiểm tra. Hãy sao lưu ngay.",
    "old": "Bản sao lưu gần nhất đã cũ, trong khi đã có thay đổi từ lúc đó. Hãy sao lưu ngay.",
    "drill_failed": (
        "Lần khôi phục thử gần nhất không đúng hoàn toàn. Hãy sao lưu ngay rồi thử lại;"
        " nếu vẫn sai, hãy nhờ kiểm tra ổ đĩa."
    ),
    "broken": "Có tệp sao lưu không đọc được trong thư mục sao lưu. Hãy nhờ kiểm tra ổ đĩa.",
    "second_none": (
        "Chưa chọn nơi sao lưu thứ hai. Máy hỏng là mất hết: hãy chọn một ổ đĩa khác hoặc USB."
    ),
    "second_old": (
        "Đã quá 7 ngày chưa chép bản sao lưu sang nơi thứ hai. Hãy cắm ổ hoặc USB rồi chép."
    ),
    "second_same_disk": (
        "Nơi sao lưu thứ hai nằm trên cùng ổ đĩa với văn phòng: ổ hỏng thì mất cả hai."
        " Hãy chọn ổ khác hoặc USB."
    ),
    "no_recovery": (
        "Chưa có phiếu khôi phục nên chưa chép được sang nơi thứ hai. Hãy lập phiếu trước."
    ),
    "sealed_pending": (
        "Mục niêm phong trong bản sao lưu chưa được mở thử. Người giữ mục niêm phong"
        " đăng nhập là chương trình kiểm tra tiếp."
    ),
    "clock": ("Giờ máy nghi sai nên chưa bỏ bản sao lưu cũ nào. Hãy chỉnh lại ngày giờ của máy."),
}


def why_name(why: str) -> str:
    """Return why a backup was made; a use case is named as the one that came next."""
    if why in WHY:
        return WHY[why]
    return f"Trước việc: {act_name(why)}" if why in USE_CASES else why


def drill_line(drill: Drill) -> str:
    """Return the one line a drill leaves: how many records, and how many of them were right."""
    day = show_day(datetime.fromisoformat(drill.at).astimezone().date())
    people = f"{show_number(drill.people)} hồ sơ"
    if drill.passed:
        return f"Đã thử khôi phục ngày {day}: {people}, đúng 100 %"
    # Rounded down: one wrong record of many thousands must not read as all of them right.
    share = drill.right * 1000 // drill.records if drill.records else 0
    shown = f"{min(share, 999) // 10},{min(share, 999) % 10} %"
    return f"Thử khôi phục ngày {day} KHÔNG đạt: {people}, đúng {shown}"


def lost_line(preview: Preview) -> str:
    """Return what a restore would lose, in one sentence."""
    if not preview.changes:
        return "Không mất thay đổi nào."
    since, until = (_moment(text) for text in (preview.since, preview.until))
    return f"Mất {show_number(preview.changes)} thay đổi từ {since} đến {until}."


def lost_by(preview: Preview) -> str:
    """Return whose changes would be lost: ``Trần Thu Hà 30, Lê Văn Hòa 7``."""
    return ", ".join(f"{name} {show_number(count)}" for name, count in preview.by)


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone():%H:%M %d/%m/%Y}"
