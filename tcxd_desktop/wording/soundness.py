"""What is looked at when a whole office is checked."""

from collections.abc import Mapping

CHECKS: Mapping[str, str] = {
    "encrypted": "Mã hóa trên đĩa",
    "cipher": "Từng trang dữ liệu",
    "structure": "Cấu trúc tệp",
    "references": "Liên kết giữa các bảng",
    "sealed_cipher": "Từng trang ngăn niêm phong",
    "sealed_structure": "Cấu trúc ngăn niêm phong",
    "sealed_references": "Liên kết của ngăn niêm phong",
    "book": "Chuỗi sổ truy cập",
    "signatures": "Chữ ký cuối phiên",
    "records": "Hồ sơ khớp với sổ",
    "derived": "Diễn biến, thứ tự tên và chữ để tìm khớp với hồ sơ",
    "scores": "Điểm, mức xếp loại khớp với điểm đã ghi",
}
"""Kind of check, as ``opening.verify`` names it, and what it is called."""
