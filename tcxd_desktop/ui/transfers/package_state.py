"""What becomes of each dossier of a package that was opened. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tcxd_desktop.domain.packages import (
    Comparison,
    OpenedPackage,
    PackageLine,
    PackedDossier,
    TakeAs,
    Way,
)
from tcxd_desktop.office.package_matching import Match
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_date, show_number


class Take(StrEnum):
    """Nhận một hồ sơ thành gì."""

    NEW = "moi"
    FILL = "bo_sung"
    SKIP = "bo_qua"
    ASK = "chua_chon"
    """Somebody here has the same name and date of birth: the clerk has to say."""


TAKE = {
    Take.NEW: "hồ sơ mới",
    Take.FILL: "bổ sung hồ sơ đã có",
    Take.SKIP: "không nhận",
    Take.ASK: "cần chọn",
}
TONES = {Take.NEW: "ok", Take.FILL: "ok", Take.SKIP: "plain", Take.ASK: "warn"}


@dataclass(frozen=True, slots=True)
class Packed:
    """Một hồ sơ trong gói, cạnh hồ sơ ở đây."""

    index: int
    packed: PackedDossier
    match: Match
    here: str = ""
    """Name and chi bộ of the record here."""
    comparison: Comparison | None = None
    take: Take = Take.NEW

    @property
    def may(self) -> tuple[Take, ...]:
        """What can be chosen for it."""
        if self.match.outside:
            return (Take.SKIP,)
        if self.match.person_id is None:
            return (Take.NEW, Take.SKIP)
        # A number of identity belongs to one record only.
        if self.match.sure:
            return (Take.FILL, Take.SKIP)
        return (Take.FILL, Take.NEW, Take.SKIP)

    @property
    def fills(self) -> Sequence[str]:
        """Fields the package would fill here."""
        return self.comparison.fills if self.comparison is not None else ()

    @property
    def differs(self) -> Sequence[str]:
        """Fields that stand differently here."""
        return self.comparison.differs if self.comparison is not None else ()


def packed(
    opened: OpenedPackage,
    matches: Sequence[Match],
    names: dict[int, str],
    comparisons: dict[int, Comparison],
) -> list[Packed]:
    """Return the dossiers of a package as they are first shown.

    Args:
        opened: the package.
        matches: whose record here each is.
        names: how those records are called, by id.
        comparisons: by place in the package.
    """
    found = []
    for index, (one, match) in enumerate(zip(opened.people, matches, strict=True)):
        here = names.get(match.person_id or 0, "")
        row = Packed(index, one, match, here, comparisons.get(index))
        ask = match.person_id is not None and not match.sure
        found.append(replace(row, take=Take.ASK if ask else row.may[0]))
    return found


def chosen(rows: Iterable[Packed]) -> list[TakeAs]:
    """Return what is to be taken."""
    return [
        TakeAs(row.index, row.match.person_id, row.comparison.version)
        if row.take is Take.FILL and row.comparison is not None
        else TakeAs(row.index)
        for row in rows
        if row.take in {Take.NEW, Take.FILL}
    ]


def why_not(rows: Sequence[Packed]) -> str:
    """Return why the package cannot be taken as it is chosen; nothing: it can."""
    waiting = sum(row.take is Take.ASK for row in rows)
    if waiting:
        return (
            f"Còn {show_number(waiting)} hồ sơ trùng họ tên, ngày sinh với người ở đây: chọn bổ "
            "sung, hồ sơ mới hay không nhận."
        )
    return "" if chosen(rows) else "Chưa chọn hồ sơ nào để nhận."


def main_text(rows: Sequence[Packed]) -> str:
    """Return what the main button says."""
    count = len(chosen(rows))
    return f"Nhận {show_number(count)} hồ sơ" if count else "Nhận"


def stands(row: Packed) -> str:
    """Return how a dossier stands to what is here, in a sentence."""
    if row.match.outside:
        return "Người này có hồ sơ ở đây nhưng ngoài phạm vi được giao của tài khoản."
    if row.match.person_id is None:
        return "Chưa có hồ sơ nào ở đây trùng số định danh, số thẻ, hoặc họ tên và ngày sinh."
    by = "số định danh hoặc số thẻ" if row.match.sure else "họ tên và ngày sinh"
    return f"Ở đây có {row.here}, trùng {by}."


def fields_text(fields: Sequence[str]) -> str:
    """Return the names of fields, for a paragraph."""
    return ", ".join(label(name) for name in fields)


def brought(row: Packed) -> str:
    """Return what else of a dossier travels."""
    parts = [
        "có ảnh" if row.packed.photo else "không có ảnh",
        "có mục 26–28" if row.packed.sealed else "không có mục 26–28",
    ]
    return " · ".join(parts)


def receipt_text(line: PackageLine) -> str:
    """Return how the receipt of a package stands."""
    day = show_date(line.answered)
    if line.way is Way.OUT:
        return f"đã có {day}" if line.answered else "chờ biên nhận"
    return f"đã lập {day}" if line.answered else ""


def receipt_tone(line: PackageLine) -> str:
    """Return its colour."""
    return "ok" if line.answered else "warn"
