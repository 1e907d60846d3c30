"""What goes to paper: the records every form is drawn from, and the forms' own versions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, facts_of
from tcxd_desktop.domain.standing import Event


@dataclass(frozen=True, slots=True)
class FormInfo:
    """Mẫu giấy tờ: one version. Codes are unique only inside an issuer's list."""

    code: str
    title: str
    issuer: str
    guidance: str
    valid_from: str
    valid_to: str = ""
    annex_seen: bool = False
    """False: *chưa đối chiếu phụ lục*, shown in the print dialog, not on the paper."""
    per_person: bool = True
    """One paper a person; otherwise one paper for a list."""
    sealed: bool = False
    """Carries items 26–28."""
    of: str = "member"
    """Whose paper it is: ``member``, ``meeting``; each print dialog offers its own."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Phần đầu phiếu: names of the organisations above a chi bộ, as at the day of the paper.

    A chi bộ cơ sở stands on the line ``base``, not on ``cell`` (38-HD/BTCTW, I.2.2.a).
    """

    province: str = ""
    superior: str = ""
    """Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng."""
    base: str = ""
    section: str = ""
    cell: str = ""
    issuer: str = ""
    """The committee whose office this is, e.g. ``ĐẢNG ỦY XÃ ĐÔNG HẢI``."""
    place: str = ""
    """Place name before dates, e.g. ``Đông Hải``."""


@dataclass(frozen=True, slots=True)
class MemberPaper:
    """Một tờ giấy của một đảng viên: the record as it stands, its head, the 3×4 picture (JPEG)."""

    dossier: Dossier
    head: Letterhead
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """Một cột của danh sách in."""

    title: str
    weight: float
    """Share of the width."""
    align: str = "left"
    """``left``, ``center``, ``right``."""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """Danh sách để in: what it is called, as at when, its columns and its rows of text.

    A row of one cell is a group row across the table.
    """

    title: str
    subtitle: str
    head: Letterhead
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    footer: str = ""
    """Office, user and time: lists and reports carry them, official forms do not."""
    summary: str = ""
    """Sentence below the table, e.g. ``Danh sách có 41 đảng viên.``"""
    signers: tuple[tuple[str, str], ...] = ()
    """(caption, name), left to right."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """Một người trong Sổ danh sách đảng viên (7-HSĐV): 14 cells of up to four sub-lines."""

    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """Sổ danh sách đảng viên (7-HSĐV): facing pages, columns 1–7 left, 8–14 right."""

    head: Letterhead
    title: str
    opened: str
    lines: tuple[RegisterLine, ...]


@dataclass(frozen=True, slots=True)
class SupplementPaper:
    """Phiếu bổ sung hồ sơ đảng viên (3-HSĐV) of one year; an unchanged item prints ``K``."""

    paper: MemberPaper
    year: int
    values: Mapping[str, str]
    """Item key (``domain.supplements.ITEMS``) to its text, or ``K``."""
    review: str
    """Kết quả đánh giá chất lượng trong năm."""


def in_words(dossier: Dossier, codes: CodeLists) -> Dossier:
    """Return the dossier as papers say it: what is kept by the key of a list, in words.

    The events keep their keys: no paper prints them, and the standing is worked out from them.
    """
    changed: dict[str, object] = _worded(dossier, FACTS, codes)
    for name, table in TABLES.items():
        if table.record is Event:
            continue
        facts = facts_of(table.record)
        changed[name] = tuple(
            replace(row, **_worded(row, facts, codes)) for row in getattr(dossier, name)
        )
    return replace(dossier, **changed)  # type: ignore[arg-type]  # names and kinds are the record's


def _worded(record: object, facts: Mapping[str, Fact], codes: CodeLists) -> dict[str, object]:
    words: dict[str, object] = {}
    for name, fact in facts.items():
        listed = codes.get(fact.codes)
        value = getattr(record, name) if listed and listed.stores == "key" else ""
        if listed and value and (label := listed.label(value)) != value:
            words[name] = label
    return words
