"""Headings the program knows: of every layout, and those lists usually have."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tcxd_desktop.domain.layout_file import Aliases
from tcxd_desktop.domain.layouts import Layout, LayoutSheet
from tcxd_desktop.domain.sheet_heads import bare, plain
from tcxd_desktop.domain.targets import IDENTITY, PARTED_DATES, TARGETS, TargetKind

_DATE_WORDS = {"day": "ngày", "month": "tháng"}
"""Over columns of a date in parts; *năm* is left to ``sheet_parted``: folded it is *nam*, male."""
_OF_OTHERS = re.compile(
    r"\b(vo|chong|cha|bo|me|con|anh|chi|em|than nhan|gia dinh|nguoi gioi thieu|nguoi ky)\b"
)
"""Over a heading: then its column is about somebody else."""


@dataclass(frozen=True, slots=True)
class Named:
    """Mục mà một tiêu đề chỉ tới."""

    target: str = ""
    own: bool = False
    """The layout asked about has this heading itself."""
    sure: bool = True


class Known:
    """Tên cột đã biết: what headings mean, alone and in a sheet of a layout."""

    def __init__(self, layouts: Iterable[Layout], aliases: Aliases) -> None:
        """Know the headings of ``layouts`` and of ``aliases``."""
        self.layouts = tuple(layouts)
        likely = {plain(name): key for key, names in aliases.likely.items() for name in names}
        self._general = likely | dict(_of_aliases(aliases))
        self._likely = likely.keys() - dict(_of_aliases(aliases)).keys()
        self._who = {
            heading: target for heading, target in self._general.items() if target in IDENTITY
        }
        self._own: dict[tuple[str, int], Mapping[str, str]] = {
            (layout.key, number): _of_sheet(sheet)
            for layout in self.layouts
            for number, sheet in enumerate(layout.sheets)
        }
        self._any: dict[str, str] = {}
        for own in (self._general, *self._own.values()):
            for heading, target in own.items():
                self._any.setdefault(heading, target)

    def any_target(self, over: tuple[str, ...]) -> str:
        """Return a target headings name anywhere: to find where the heading stands."""
        return self._look_up(over, ({}, self._any)).target

    def named(self, over: tuple[str, ...], layout: str = "", sheet: int = 0) -> Named:
        """Return the target the headings over a column name, from the top.

        Args:
            over: headings from the top.
            layout: key of a layout whose headings go first; empty: none.
            sheet: number of its sheet, from 0.
        """
        own = self._own.get((layout, sheet), {})
        return self._look_up(
            over, (own, self._who if self._table(layout, sheet) else self._general)
        )

    def _table(self, layout: str, sheet: int) -> str:
        found = next((one for one in self.layouts if one.key == layout), None)
        return found.sheets[sheet].table if found else ""

    def _look_up(
        self, over: tuple[str, ...], known: tuple[Mapping[str, str], Mapping[str, str]]
    ) -> Named:
        """Look the whole of the headings up, then less and less of what stands above.

        A title above changes nothing; a word for a relative makes the column somebody else's.
        """
        for start in range(len(over)):
            text = " ".join(over[start:])
            for words in dict.fromkeys((plain(text), bare(text))):
                for own, headings in ((True, known[0]), (False, known[1])):
                    if words in headings:
                        above = " ".join(map(plain, over[:start]))
                        return (
                            Named()
                            if _OF_OTHERS.search(above)
                            else Named(headings[words], own, own or words not in self._likely)
                        )
        return Named()


def _of_aliases(aliases: Aliases) -> Iterator[tuple[str, str]]:
    for key, names in aliases.targets.items():
        for name in names:
            yield plain(name), key
        if key in PARTED_DATES:
            # *Sinh ngày* and *tháng* below it would be a heading of one cell, too.
            groups = [name for name in names if not plain(name).endswith("ngay")]
            yield from (
                (plain(f"{name} {word}"), f"{key}.{part}")
                for name in groups
                for part, word in _DATE_WORDS.items()
            )
        target = TARGETS[key]
        if target.kind is TargetKind.PLACE and not target.part:
            for part, words in aliases.parts.items():
                yield from (
                    (plain(f"{name} {word}"), f"{key}.{part}") for name in names for word in words
                )


def _of_sheet(sheet: LayoutSheet) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in sheet.columns:
        for title in (column.title, *column.aliases):
            # Two levels as people write them: with the group whole, and without its brackets.
            for group in dict.fromkeys((plain(column.group), bare(column.group))):
                found.setdefault(f"{group} {plain(title)}".strip(), column.target)
                found.setdefault(f"{group} {bare(title)}".strip(), column.target)
    return found
