"""The đảng bộ of provinces and cities, to choose from for the end of a transfer. No Qt."""

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.ui.common.reading import Choice, Choices

_CITIES = frozenset({"ha noi", "hai phong", "hue", "da nang", "can tho"})
_HEADS = ("dang bo ", "tinh ", "thanh pho ", "tp ", "tp. ")


def party_name(province: str) -> str:
    """Return ``Đảng bộ tỉnh Ninh Bình`` for ``Ninh Bình``."""
    if province.startswith("Thành phố "):
        return f"Đảng bộ {province[0].lower()}{province[1:]}"
    kind = "thành phố" if fold(province) in _CITIES else "tỉnh"
    return f"Đảng bộ {kind} {province}"


class PartyProvinces(Choices):
    """Names as letters have them; any other text is taken too (Quân đội, đảng bộ Trung ương)."""

    id = "province"
    free = True
    nothing = ""

    def __init__(self, codes: CodeList) -> None:
        """Offer the provinces of ``codes``."""
        self._codes = codes

    def matches(self, typed: str) -> list[Choice]:
        """Return the names for the typed text, best first."""
        bare = _bare(typed)
        found = self._codes.matches(bare) if bare else list(self._codes.codes)
        return [_choice(code.name) for code in found]

    def find(self, typed: str) -> Choice | None:
        """Return the one whose whole name was typed; an old province's name stays as it is."""
        for code in self._codes.codes:
            name = party_name(code.name)
            if fold(clean_line(typed)) in (fold(name), fold(code.name)):
                return _choice(code.name)
        return None

    def label(self, value: Value) -> str:
        """Return the name itself: it is what is stored."""
        return str(value or "")


def _bare(typed: str) -> str:
    bare = fold(clean_line(typed))
    for head in _HEADS:
        bare = bare.removeprefix(head)
    return bare


def _choice(province: str) -> Choice:
    name = party_name(province)
    return Choice(name, name)
