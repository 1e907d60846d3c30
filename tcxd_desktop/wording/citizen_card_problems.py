"""Sentences of problems with citizen cards."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain import citizen_card_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording.dossier import label

_KEYBOARD = "tắt bộ gõ tiếng Việt (UniKey sang E), chuyển bàn phím sang ENG"
SENTENCES: Final[Mapping[type[Problem], str]] = {
    errors.NotACitizenCardProblem: (
        "Đây không phải mã trên thẻ căn cước: mã thẻ có bảy phần, ở đây đọc được {0}. Hãy quét mã"
        " QR ở mặt trước thẻ cho đến hết, hoặc chọn ảnh chụp rõ cả mã."
    ),
    errors.BadCardPartProblem: (
        "Phần “{0}” của mã thẻ đọc không ra nên chưa dùng mã này: có thể máy quét đọc thiếu, hoặc"
        f" bộ gõ đã đổi phím. Hãy {_KEYBOARD} rồi quét lại, hoặc chọn ảnh chụp thẻ."
    ),
    errors.MangledCardProblem: (
        "Chữ có dấu ở phần “{0}” của mã thẻ đã hỏng trên đường từ máy quét nên không ghi vào hồ sơ."
        f" Hãy {_KEYBOARD} rồi quét lại, hoặc chọn ảnh chụp thẻ."
    ),
    errors.OtherCardProblem: (
        "Thẻ không khớp hồ sơ của {0} (số, họ tên hay ngày sinh): đây là thẻ của người khác. Hãy"
        " quét đúng thẻ, hoặc mở hồ sơ của chủ thẻ."
    ),
    errors.NothingOnCardProblem: (
        "Thẻ không ghi mục “{0}” nên không có gì để lấy. Hãy bỏ chọn mục này."
    ),
}
_KEYED: Final = (
    errors.BadCardPartProblem,
    errors.MangledCardProblem,
    errors.NothingOnCardProblem,
)


def card_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem of cards with the key of the part in words."""
    if isinstance(problem, _KEYED) and texts:
        named = "Ngày cấp" if texts[0] == "issued" else label(texts[0])
        return [named, *texts[1:]]
    return texts
