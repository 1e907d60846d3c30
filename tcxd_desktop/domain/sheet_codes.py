"""Words of a sheet as values of a code list, and ticks as yes or no."""

from collections.abc import Mapping
from typing import Final

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.text import fold

_YES: Final = frozenset(
    {"x", "1", "co", "dung", "true", "yes", "y", "+", "v", "✓", "✔", "☑", "√", "u", "þ", "ü", "r"}
)
_NO: Final = frozenset({"0", "khong", "sai", "false", "no", "n", "ko", "k", "-", "☐", "o"})
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("gioi tinh", "gioi"),
    "theory": ("ly luan chinh tri", "llct", "ly luan", "chinh tri"),
    "health": ("tinh trang suc khoe", "suc khoe"),
    "family_class": ("thanh phan gia dinh", "thanh phan"),
    "badge_years": ("tuoi dang", "huy hieu dang", "huy hieu", "hhd"),
    "invalid_class": ("thuong binh loai", "thuong binh hang", "thuong binh", "hang", "loai"),
    "member_review": ("dang vien",),
}
"""Words that stand beside values of a list and are none of them, beside its title."""


def code_value(codes: CodeList | None, text: str) -> str:
    """Return the value of a code list a text is: by name, alias, or either beside its title.

    >>> code_value(None, "Kinh")
    ''
    """
    if codes is None:
        return ""
    folded = fold(text).strip(" .,;:'")
    for title in ("", *_CALLED.get(codes.id, (fold(codes.title),))):
        for words in (folded.removeprefix(title).strip(" :"), folded.removesuffix(title).strip()):
            found = codes.find(words) if words else None
            if found is not None:
                return codes.value(found)
    return ""


def none_of(codes: CodeList | None, text: str) -> str:
    """Return *Không* of a list that has it, where a cell says so in short: ``ko``, ``0``."""
    short = codes is not None and codes.id == "religion" and fold(text).strip(" .") in _NO
    return code_value(codes, "Không") if short else ""


def ticked(text: str) -> bool | None:
    """Return whether a cell says yes or no; ``None``: neither."""
    folded = fold(text).strip(" .'")
    return True if folded in _YES else False if folded in _NO else None
