"""Words of updating the program."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tcxd_desktop.domain.updates import Way

PARTS: Mapping[str, str] = {
    "product": "tên chương trình",
    "shape": "bố cục",
    "schema": "số phiên bản dữ liệu",
    "files": "danh sách tệp",
    "news": "phần có gì mới",
    "number": "số phiên bản",
}
"""What of an update package is not as it should be."""

WHAT_HAPPENS: Mapping[Way, str] = {
    Way.SETUP: (
        "Bấm Cập nhật: bộ cài được chép về máy và kiểm, dữ liệu được sao lưu và khôi phục thử, rồi"
        " chương trình đóng, bộ cài chạy và mở lại chương trình. Dữ liệu, tài khoản, mật khẩu giữ"
        " nguyên."
    ),
    Way.FOLDER: (
        "Máy này dùng bản thư mục, không cài. Bấm Chép về và kiểm: tệp nén được chép về máy và"
        " kiểm, dữ liệu được sao lưu; sau đó giải nén bằng tay."
    ),
    Way.SOURCE: (
        "Chương trình đang chạy từ mã nguồn nên không tự cập nhật được. Bấm Chép về và kiểm chỉ để"
        " kiểm gói và bộ cài."
    ),
}
"""What is about to happen, by how the program lies on the machine."""
AFTERWARDS: Mapping[Way, str] = {
    Way.FOLDER: (
        "Đã kiểm đúng tệp của bản {1} và đã sao lưu dữ liệu. Tệp ở: {0}. Hãy đóng chương trình,"
        " giải nén tệp đó vào một thư mục mới, mở TCXD.exe trong thư mục mới. Dữ liệu giữ nguyên,"
        " không phải chép. Mở được rồi thì xóa thư mục cũ."
    ),
    Way.SOURCE: (
        "Gói và tệp của bản {1} đúng như nơi phát hành đã ký; đã sao lưu dữ liệu. Tệp ở: {0}."
        " Chương trình chạy từ mã nguồn thì cập nhật bằng cách lấy mã nguồn mới; trên máy Windows"
        " thì chạy tệp này."
    ),
}
"""What the user does by hand where no setup is started: place of the file, its version."""

_READ_FIRST = """\
Bản chép dữ liệu làm trước khi chương trình đổi từ bản {since} sang bản {to}
Lúc {at}

Mỗi thư mục ở đây là một văn phòng, chép nguyên vẹn từng byte, vẫn mã hóa, vẫn mở bằng mật khẩu cũ:
{offices}

Bình thường không cần đến: bản mới tự sao lưu rồi mới đổi dữ liệu. Chỉ dùng khi phải quay lại bản
{since}:
1. Đóng chương trình, cài lại bản {since}.
2. Chép thư mục văn phòng ở đây ra một chỗ khác trên máy này, giữ bản gốc lại.
3. Mở chương trình, chọn "Mở thư mục khác", chỉ vào thư mục vừa chép.
4. Chương trình báo dữ liệu không phải bản đóng lần trước: đúng như vậy, trưởng ban xác nhận.
Việc đã ghi bằng bản {to} không có trong bản chép này. Thư mục copies (các bản sao lưu) không chép
lại: các bản đó vẫn nằm trong thư mục văn phòng đang dùng.

Tệp ban-chep.json ghi mã kiểm tra SHA-256 của từng tệp. Chương trình giữ {kept} bản chép mới nhất.
"""


def read_first(since: str, to: str, moment: datetime, offices: Sequence[str], kept: int = 3) -> str:
    """Return what is said beside the copies from before an upgrade, and how to go back."""
    return _READ_FIRST.format(
        since=since, to=to, at=f"{moment.astimezone():%H:%M %d/%m/%Y}",
        offices="\n".join(f"- {name}" for name in offices), kept=kept,
    )  # fmt: skip
