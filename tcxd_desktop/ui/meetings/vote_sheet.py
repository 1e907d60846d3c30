"""The votes of a meeting, one line each. No Qt."""

from collections.abc import Iterable
from dataclasses import replace

from tcxd_desktop.domain.errors import NotANumberProblem
from tcxd_desktop.domain.meetings import Vote
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn

BLANK = Vote("", 0)


def whole(typed: str, field: str) -> int:
    """Read how many; nothing is none.

    Raises:
        NotANumberProblem: no whole number.
    """
    text = clean_line(typed)
    if text and not (text.isascii() and text.isdigit()):
        raise NotANumberProblem(text, field=field)
    return int(text or 0)


def _column(key: str, title: str) -> SheetColumn[Vote]:
    def text(vote: Vote) -> str:
        number = getattr(vote, key)
        return str(number) if number or vote.subject else ""

    def read(vote: Vote, typed: str) -> Vote:
        return replace(vote, **{key: whole(typed, "votes")})  # type: ignore[arg-type]  # a count

    return SheetColumn(key, title, text, read, least=92, align="right")


def _subject(vote: Vote, typed: str) -> Vote:
    return replace(vote, subject=clean_line(typed))


class VoteSheet(Sheet[Vote]):
    """Bảng biểu quyết; its last line is empty and waits for the next vote."""

    def __init__(self) -> None:
        """Start without votes."""
        super().__init__(
            (
                SheetColumn(
                    "subject", "Nội dung biểu quyết", lambda vote: vote.subject, _subject,
                    least=200, share=1, tip="Enter hoặc F2 để ghi; Enter sang ô sau",
                ),
                _column("agreed", "Tán thành"),
                _column("against", "Không"),
                _column("other", "Ý kiến khác"),
            )
        )  # fmt: skip
        self.read_only = False

    def why_not(self, row: int, column: SheetColumn[Vote]) -> str:
        """Return why a cell cannot be typed in."""
        return "Chỉ xem." if self.read_only else ""

    def show(self, rows: Iterable[Vote]) -> None:
        """Show votes."""
        super().show((*rows, *(() if self.read_only else (BLANK,))))

    def votes(self) -> tuple[Vote, ...]:
        """Return the votes that say something."""
        return tuple(vote for vote in self.rows if vote != BLANK)
