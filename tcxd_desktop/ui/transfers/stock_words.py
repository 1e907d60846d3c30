"""What the ledger of letters says, line by line. No Qt."""

from collections.abc import Iterable, Sequence

from tcxd_desktop.domain.letter_stock import Serials, StockBalance, StockMove, StockMoveKind
from tcxd_desktop.wording.formats import show_number

STOCK_TONES = {
    StockMoveKind.RECEIVED: "ok",
    StockMoveKind.SPOILED: "bad",
    StockMoveKind.DESTROYED: "bad",
}
BY_HAND = (
    StockMoveKind.RECEIVED, StockMoveKind.HANDED_DOWN, StockMoveKind.SPOILED,
    StockMoveKind.RETURNED, StockMoveKind.DESTROYED,
)  # fmt: skip
"""What the clerk writes; letters used for a member are written by their case."""
WHO = {
    StockMoveKind.RECEIVED: "Người giao",
    StockMoveKind.HANDED_DOWN: "Người nhận",
    StockMoveKind.SPOILED: "Người viết hỏng",
    StockMoveKind.RETURNED: "Người nhận lại",
    StockMoveKind.DESTROYED: "Người tiêu hủy, chứng kiến",
}
PAPER = {
    StockMoveKind.RECEIVED: "Phiếu xuất, công văn",
    StockMoveKind.HANDED_DOWN: "Phiếu giao",
    StockMoveKind.SPOILED: "Văn bản (nếu có)",
    StockMoveKind.RETURNED: "Phiếu trả",
    StockMoveKind.DESTROYED: "Biên bản tiêu hủy",
}
HOW = {
    StockMoveKind.RECEIVED: "Giấy ban tổ chức cấp trên giao; ghi cả dãy một dòng.",
    StockMoveKind.HANDED_DOWN: "Giấy giao cho đảng ủy cơ sở giữ và cấp; phải còn trong kho.",
    StockMoveKind.SPOILED: "Giấy viết hỏng, rách; giữ lại đến khi tiêu hủy có biên bản.",
    StockMoveKind.RETURNED: "Giấy còn trong kho trả lại nơi đã cấp.",
    StockMoveKind.DESTROYED: "Chỉ tiêu hủy giấy đã ghi là viết hỏng, kèm cuống; có biên bản.",
}


def run_text(run: Serials) -> str:
    """Return ``NB 0012301 – NB 0012400``, or the one serial."""
    return run.text() if run.count == 1 else f"{run.text()} – {run.text(run.last)}"


def note_text(move: StockMove) -> str:
    """Return the remark of a line; why it was struck out goes first."""
    struck = f"gạch bỏ: {move.void_reason}" if move.void_reason else ""
    return "; ".join(part for part in (struck, move.note) if part)


def move_tone(move: StockMove) -> str:
    """Return the colour of what happened; a line struck out has none."""
    return "plain" if move.void_reason else STOCK_TONES.get(move.kind, "plain")


def figures(found: StockBalance) -> tuple[tuple[str, int], ...]:
    """Return what became of the letters, in the order of the yearly report."""
    return (
        ("nhận", found.received),
        ("đã cấp", found.issued),
        ("hỏng", found.spoiled),
        ("giao xuống", found.handed_down),
        ("trả lại", found.returned),
        ("đã tiêu hủy", found.destroyed),
    )


def balance_text(found: StockBalance) -> str:
    """Return those figures in a line; what is none is left out, but for the first two."""
    told = [
        f"{name} {show_number(count)}"
        for place, (name, count) in enumerate(figures(found))
        if count or place < 2
    ]
    return " · ".join(told)


def to_destroy(moves: Iterable[StockMove], letter: str) -> tuple[Serials, ...]:
    """Return the runs of letters that are spoiled and not destroyed yet, in the ledger's order."""
    waiting: dict[tuple[str, int, int], None] = {}
    for move in moves:
        if move.letter != letter or move.void_reason:
            continue
        run = move.serials
        for number in range(run.first, run.last + 1):
            key = (run.prefix, run.width, number)
            if move.kind is StockMoveKind.SPOILED:
                waiting[key] = None
            elif move.kind is StockMoveKind.DESTROYED:
                waiting.pop(key, None)
    return _runs(sorted(waiting))


def _runs(keys: Sequence[tuple[str, int, int]]) -> tuple[Serials, ...]:
    found: list[Serials] = []
    for prefix, width, number in keys:
        last = found[-1] if found else None
        if last and (last.prefix, last.width, last.last) == (prefix, width, number - 1):
            found[-1] = Serials(prefix, last.first, number, width)
        else:
            found.append(Serials(prefix, number, number, width))
    return tuple(found)
