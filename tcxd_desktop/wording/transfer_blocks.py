"""What is said of what stands in the way of a transfer: what, why, how to mend it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.transfers import Block, Blocked
from tcxd_desktop.wording.formats import show_date

__all__ = ["all_in_words", "in_words"]


def in_words(blocked: Blocked) -> Blocked:
    """Return a block whose detail is a sentence, made of the figures the domain left there."""
    return replace(blocked, detail=_SAID[blocked.block](blocked.detail.split("|")))


def all_in_words(found: Iterable[Blocked]) -> tuple[Blocked, ...]:
    """Return blocks in words."""
    return tuple(in_words(one) for one in found)


def _plain(sentence: str) -> Callable[[list[str]], str]:
    return lambda _told: sentence


def _badge(told: list[str]) -> str:
    years, on = told
    since = f" (đủ từ {show_date(on)})" if on else ""
    return (
        f"Đảng viên đủ {years} năm tuổi đảng{since} mà chưa ghi Huy hiệu Đảng. Nơi đi làm thủ tục "
        "đề nghị tặng trước khi chuyển; lễ trao ở nơi mới."
    )


def _dues(told: list[str]) -> str:
    paid, month = told
    so_far = (
        f"mới đóng đến hết tháng {show_date(paid)}" if paid else "chưa ghi đã đóng đến tháng nào"
    )
    return (
        f"Đảng phí {so_far}, trong khi phải đóng hết tháng viết giấy ({show_date(month)}). "
        "Hãy thu đảng phí và ghi lại tháng đã đóng."
    )


def _supplement(told: list[str]) -> str:
    return f"Chưa nộp phiếu bổ sung hồ sơ năm {told[0]}. Hãy bổ sung hồ sơ trước khi niêm phong."


def _papers(told: list[str]) -> str:
    return f"Hồ sơ còn thiếu: {told[0]}. Hãy bổ sung trước khi niêm phong."


def _recognition(told: list[str]) -> str:
    return (
        f"Đảng viên dự bị đã hết 12 tháng ngày {show_date(told[0])} mà chưa công nhận chính thức. "
        "Nơi đi xem xét công nhận trước khi chuyển."
    )


def _term(told: list[str]) -> str:
    fault, months, since, until = told
    term = f"Thời gian từ {show_date(since)} đến {show_date(until)}"
    if fault == "ngan":
        return (
            f"{term} chưa đủ {months} tháng của loại chuyển này. "
            "Hãy xem lại thời hạn, hoặc chọn loại chuyển khác."
        )
    return (
        f"{term} vượt mức {months} tháng của loại chuyển này. "
        "Hãy xem lại thời hạn, ghi lý do nếu là đi học, hoặc chuyển chính thức."
    )


_SAID: Final[Mapping[Block, Callable[[list[str]], str]]] = {
    Block.INSPECTED: _plain(
        "Đảng viên đang bị thanh tra, kiểm tra hoặc đang được xem xét khiếu nại, tố cáo nên chưa "
        "được chuyển sinh hoạt chính thức. Chờ có kết luận."
    ),
    Block.SUSPENDED: _plain(
        "Đảng viên đang bị đình chỉ sinh hoạt. Chờ hết đình chỉ hoặc hỏi cấp ủy có thẩm quyền."
    ),
    Block.BADGE_DUE: _badge,
    Block.DUES_UNPAID: _dues,
    Block.INDEX_OPEN: _plain(
        "Mục lục tài liệu chưa được xác nhận; nơi đến sẽ dừng tiếp nhận. "
        "Hãy in mục lục, đối chiếu và ghi ngày xác nhận."
    ),
    Block.SUPPLEMENT: _supplement,
    Block.PAPERS_MISSING: _papers,
    Block.RECOGNITION_DUE: _recognition,
    Block.TERM: _term,
}
