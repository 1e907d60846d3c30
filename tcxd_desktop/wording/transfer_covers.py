"""Words of the cover of a pack: whose it is, what it holds, how its code is read."""

from collections.abc import Sequence

from tcxd_desktop.domain.transfer_papers import PackPart, TransferPaper
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfer_parts import letter_words, where

COVER_COLUMNS = (
    ("TT", 7.0, True),
    ("Giấy tờ", 52.0, False),
    ("Số bản", 11.0, True),
    ("Ghi chú", 30.0, False),
)
"""Title, share, whether it is centred."""
LETTER_CODE = "MÃ QR CỦA GIẤY GIỚI THIỆU"
ANSWER_CODE = "MÃ QR CỦA PHIẾU HỒI BÁO"
HOW_TO_READ = (
    "Mã chứa những điều ghi trên giấy giới thiệu, có chữ ký số của cơ quan gửi; nơi nhận đọc mã để "
    "khỏi gõ lại, rồi đối chiếu với giấy.",
    "Cách đọc: mở Chuyển sinh hoạt, chọn Nhận phiếu, đưa máy quét vào mã hoặc chọn tệp ảnh chụp "
    "tờ này.",
    "Mã không thay giấy giới thiệu và hồ sơ.",
)
HOW_TO_ANSWER = (
    "Mã chứa kết quả tiếp nhận, có chữ ký số của cơ quan nơi đến; nơi giới thiệu đọc mã để khép ca "
    "chuyển sinh hoạt.",
    HOW_TO_READ[1],
)
NO_PAPER = "chưa in được"


def cover_fields(paper: TransferPaper) -> tuple[tuple[str, str], ...]:
    """Return the lines of a cover: caption and value."""
    case, person = paper.case, paper.case.traveller
    return (
        ("Sinh ngày:", show_date(person.birth)),
        ("Số thẻ đảng viên:", person.card_no),
        ("Số lý lịch:", person.dossier_no),
        ("Chuyển từ:", where(case.source)),
        ("Chuyển đến:", where(case.target)),
        ("Giấy giới thiệu:", letter_words(case)),
    )


def part_rows(parts: Sequence[PackPart]) -> list[tuple[str, ...]]:
    """Return the table of what a pack holds; what could not be printed says why."""
    return [
        (
            str(place),
            part.title,
            str(part.copies) if not part.why_missing else "",
            f"{NO_PAPER}: {part.why_missing}" if part.why_missing else "",
        )
        for place, part in enumerate(parts, 1)
    ]
