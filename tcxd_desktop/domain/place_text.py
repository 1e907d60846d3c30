"""Places as one line of text, and back: *thôn …, xã …, tỉnh …*."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.same_text import even, same_text
from tcxd_desktop.domain.targets import ADDRESS, PLACE_PARTS
from tcxd_desktop.domain.text import clean_line, fold

_PROVINCE = re.compile(r"^(?:(?:tinh|thanh pho|tp|tp\.|t\.p\.?|t\.)\s+|(?:tp\.|t\.p\.|t\.)(?=\w))")
_DISTRICT = re.compile(r"^(?:huyen|quan|thi xa|thanh pho|tp\.?|h\.|q\.|tx\.?)\s*")
_COMMUNE = re.compile(r"^(?:xa|phuong|thi tran|dac khu|x\.|p\.|tt\.?)\s*")
_OLD = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
_NOW = re.compile(r"^nay (?:la |thuoc )?")
_BETWEEN = re.compile(r"\s*[,;\n]+\s*")
_DASHES = re.compile(r"\s+[-–]\s+")
_KIND = re.compile(
    r"^(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tp\.?|tỉnh)\s+", re.IGNORECASE
)
_HOME: Final = frozenset({"viet nam", "viet nam.", "vn"})


def split(text: str, provinces: CodeList | None, part: str = "") -> tuple[dict[str, str], bool]:
    """Return the parts of a place written in one line, and whether they were told apart.

    What is not known for a province or a commune stays in ``detail`` as it is written; where a
    district stands between them, the older name of commune and district is kept as ``old``.

    Args:
        text: the line.
        provinces: the code list, its older names as aliases.
        part: ``address`` where the line ends below the province.
    """
    text, found = _without_old(clean_line(text.replace("\n", ", ")))
    pieces = [piece for piece in _BETWEEN.split(text.strip(" ,;.")) if piece]
    if len(pieces) == 1:
        pieces = [piece for piece in _DASHES.split(pieces[0]) if piece]
    if pieces and fold(pieces[-1]) in _HOME and len(pieces) > 1:
        pieces.pop()
    told = part == ADDRESS
    if pieces and part != ADDRESS and _is_province(pieces[-1], provinces):
        found["province"] = pieces.pop()
        told = True
    if told:
        _below(pieces, found)
    elif pieces:
        found["detail"] = ", ".join(pieces)
    return found, told


def _without_old(text: str) -> tuple[str, dict[str, str]]:
    """Take the older name in brackets off; *(nay là …)* makes what stands before it the older."""
    brackets = _OLD.match(text)
    if not brackets or not brackets[1]:
        return text, {}
    now = _NOW.match(fold(brackets[2]))
    if now is None:
        return brackets[1], {"old": brackets[2]}
    return brackets[2][now.end() :].strip(), {"old": brackets[1].rstrip(" ,")}


def _is_province(piece: str, provinces: CodeList | None) -> bool:
    folded = fold(piece)
    if provinces is None:
        return bool(_PROVINCE.match(folded))
    names = (folded, _PROVINCE.sub("", folded))
    return folded.startswith("tinh ") or any(provinces.find(name) for name in names)


def _below(pieces: list[str], found: dict[str, str]) -> None:
    """Share out what stands before the province: district, commune, the rest."""
    district = ""
    if len(pieces) > 1 and _DISTRICT.match(fold(pieces[-1])) and _COMMUNE.match(fold(pieces[-2])):
        district = pieces.pop()
    if pieces and _COMMUNE.match(fold(pieces[-1])):
        found["commune"] = pieces.pop()
        if district:
            found.setdefault("old", f"{found['commune']}, {district}")
    if pieces:
        found["detail"] = ", ".join(pieces)


def joined(place: Place, part: str = "") -> str:
    """Return a place in one line; of ``address`` only what lies below the province."""
    below = (place.detail, place.commune)
    parts = below if part == ADDRESS else (*below, place.province, place.country)
    text = ", ".join(one for one in parts if one)
    if part == ADDRESS or not place.old:
        return text
    return f"{text} ({place.old})" if text else place.old


def placed(old: Place, told: Mapping[str, str]) -> Place:
    """Return ``old`` with the parts a file tells, each blank one left as it was.

    Where the parts only divide the same words elsewhere, nothing changes: a commune written
    without *xã* cannot be told from what stands before it.

    Args:
        old: as the dossier has it.
        told: texts by part of ``targets.PLACE_PARTS``.
    """
    new = replace(old, **{part: text for part, text in told.items() if part in PLACE_PARTS})
    if _same(new, old) or _told_same(old, told):
        return old
    if "detail" not in told or "commune" in told or not old.commune:
        return new
    for known in (joined(replace(old, old="")), joined(old, ADDRESS)):
        if same_text(told["detail"], known):
            return replace(new, detail=old.detail)
    end = f", {old.commune}"
    if told["detail"].casefold().endswith(end.casefold()):
        return replace(new, detail=told["detail"][: -len(end)])
    return new


def _told_same(old: Place, told: Mapping[str, str]) -> bool:
    """Tell whether what is told says, as one line, what the dossier says of the same parts."""
    known = [joined(old), joined(replace(old, old=told.get("old", "")))]
    if set(told) <= {"detail", "commune"}:
        known.append(joined(old, ADDRESS))
    line = joined(Place(**told))
    if any(same_text(line, one) for one in known):
        return True
    # *Kim Mỹ, Ninh Bình* and *xã Kim Mỹ, tỉnh Ninh Bình*; with the district, what the old name has.
    ways = [joined(replace(old, old="")), *known]
    if old.old:
        ways.append(joined(Place(detail=f"{old.detail}, {old.old}", province=old.province)))
    return _bare(line) in map(_bare, ways)


def _bare(line: str) -> tuple[str, ...]:
    """Return the names in a line of a place, without the words for what they are."""
    pieces = (piece.strip() for piece in re.split(r"[,;()]|\s[-–]\s", line))
    return tuple(even(_KIND.sub("", piece)) for piece in pieces if piece)


def _same(one: Place, other: Place) -> bool:
    pairs = ((getattr(one, part), getattr(other, part)) for part in PLACE_PARTS)
    return all(same_text(*pair) for pair in pairs)
