"""Code lists: data the office can extend, matched without tone marks and by alias."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tcxd_desktop.domain.text import fold


@dataclass(frozen=True, slots=True)
class Code:
    """Một giá trị của danh mục. ``name`` is what is stored and printed."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Danh mục: ordered values with their source and how sure it is."""

    id: str
    title: str
    codes: tuple[Code, ...]
    source: str = ""
    checked: bool = True
    stores: str = "name"
    """``name``: records hold the name; ``key``: they hold the key (statuses, paper types)."""

    def value(self, code: Code) -> str:
        """Return what a record holds for ``code``."""
        return code.key if self.stores == "key" else code.name

    def label(self, value: str) -> str:
        """Return the text of a stored value; free text stands for itself."""
        if self.stores == "key":
            return next((code.name for code in self.codes if code.key == value), value)
        return value

    def find(self, typed: str) -> Code | None:
        """Return the one value ``typed`` names, without tone marks or by alias."""
        wanted = fold(typed)
        exact = [c for c in self.codes if wanted in (fold(c.name), *map(fold, c.aliases), c.key)]
        return exact[0] if exact else None

    def matches(self, typed: str) -> list[Code]:
        """Return the values to offer for what was typed, best first."""
        wanted = fold(typed)
        ranked: list[tuple[int, int, Code]] = []
        for position, code in enumerate(self.codes):
            # A name goes before an alias that fits as well.
            own = 2 * _rank(fold(code.name), wanted)
            others = (2 * _rank(fold(alias), wanted) + 1 for alias in code.aliases)
            rank = min(own, *others) if code.aliases else own
            if rank < 2 * _NO_MATCH:
                ranked.append((rank, position, code))
        return [code for _, _, code in sorted(ranked, key=lambda entry: entry[:2])]


_NO_MATCH = 9


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in f" {name}":
        return 2
    bare = name.replace(" ", "").replace("'", "")
    return 3 if wanted.replace(" ", "") in bare else _NO_MATCH


CodeLists = Mapping[str, CodeList]


def code_list(raw: Mapping[str, object]) -> CodeList:
    """Read one list as it stands in ``resources/codes``.

    A value is a plain name, or an object with ``name`` and optionally ``key``, ``aliases``,
    ``valid_from``, ``valid_to``.
    """
    values = raw["values"]
    assert isinstance(values, Iterable)  # noqa: S101 - the shipped file is ours
    return CodeList(
        id=str(raw["id"]),
        title=str(raw["title"]),
        codes=tuple(_code(value) for value in values),
        source=str(raw.get("source", "")),
        checked=bool(raw.get("checked", True)),
        stores=str(raw.get("stores", "name")),
    )


def _code(value: object) -> Code:
    if isinstance(value, str):
        return Code(key=value, name=value)
    assert isinstance(value, dict)  # noqa: S101
    name = str(value["name"])
    return Code(
        key=str(value.get("key", name)),
        name=name,
        aliases=tuple(str(alias) for alias in value.get("aliases", ())),
        valid_from=str(value.get("valid_from", "")),
        valid_to=str(value.get("valid_to", "")),
    )
