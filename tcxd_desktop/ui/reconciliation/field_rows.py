"""What the comparison of one person shows: rows, their marks and words. No Qt."""

from collections.abc import Sequence
from typing import Final

from tcxd_desktop.domain.reconciliation import Decided, Finding, Source
from tcxd_desktop.domain.reconciliation_views import FieldRecon, PersonRecon
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.reconciliation import FINDING, SOURCE, field_label

SOURCES: Final = (Source.CENTRAL, Source.PAPER, Source.CARD)
_TRUSTED = (Source.CARD, Source.PAPER, Source.CENTRAL)
"""Which source is proposed where several differ: what the member holds in hand first."""
BLANK, _NOT_NAMED = "(trống)", "không có tên"
SAME, OTHER = "=", "≠"
"""Signs before a source's value, so that colour is not alone: as ours, other than ours."""
_HEADS: Final = {**SOURCE, Source.CENTRAL: "Cấp trên ghi"}
"""What the columns are called: short, there may be three of them."""
WHOLE = ""
"""Target of the member as a whole, whom the central list does not name."""
RESULT: Final = {
    Decided.OPEN: "",
    Decided.KEEP: "Giữ hồ sơ",
    Decided.OTHER: "Giá trị khác",
    Decided.REQUESTED: "Đã đề nghị",
    Decided.MENDED: "Cấp trên đã sửa",
    Decided.PASSED: "Bỏ qua",
}
_TAKEN: Final = {
    Source.CENTRAL: "Theo cấp trên", Source.PAPER: "Theo phiếu", Source.CARD: "Theo thẻ",
}  # fmt: skip
TONES = {
    Decided.OPEN: "plain",
    Decided.TAKE: "ok",
    Decided.KEEP: "warn",
    Decided.OTHER: "ok",
    Decided.REQUESTED: "plain",
    Decided.MENDED: "ok",
    Decided.PASSED: "plain",
}
_CHANGED = "Đã quyết định trước khi một bên đổi: phải xem lại"


def rows_of(person: PersonRecon) -> tuple[FieldRecon, ...]:
    """Return the fields of somebody; whom the central list lacks has that as the first one."""
    if not person.only_here:
        return person.fields
    found = Finding.MISSING_THERE
    whole = FieldRecon(
        WHOLE, field_label(WHOLE), "có", {Source.CENTRAL: ""}, {Source.CENTRAL: found}, found,
        verdict=person.whole, writable=False,
    )  # fmt: skip
    return (whole, *person.fields)


def offers(row: FieldRecon) -> tuple[Source, ...]:
    """Return the sources a decision can go by: those that say something else than we."""
    said = {Finding.EQUAL, Finding.BLANK}
    return tuple(one for one in SOURCES if row.findings.get(one, Finding.BLANK) not in said)


def best(row: FieldRecon) -> Source | None:
    """Return the source that is proposed: of those that say something, the one trusted most."""
    found = offers(row)
    telling = [one for one in _TRUSTED if one in found and row.theirs.get(one)]
    return next(iter((*telling, *(one for one in _TRUSTED if one in found))), None)


def cell(row: FieldRecon, source: Source) -> str:
    """Return how a source's value stands in the list: sign and text."""
    found = row.findings.get(source)
    if found is None or found is Finding.BLANK:
        return ""
    text = row.theirs.get(source, "")
    if not text:
        return f"{OTHER} {BLANK if row.target else _NOT_NAMED}"
    return f"{SAME} {text}" if found is Finding.EQUAL else f"{OTHER} {text}"


def result(row: FieldRecon) -> str:
    """Return what came of a field: the decision, else what was found."""
    if row.verdict is None:
        return FINDING[row.finding] if row.findings else ""
    if row.verdict.decided is Decided.TAKE:
        return _TAKEN[row.verdict.source]
    return RESULT[row.verdict.decided]


def tone(row: FieldRecon) -> str:
    """Return the tone of the result's badge."""
    if row.verdict is not None:
        kept = row.verdict.decided is Decided.KEEP and not row.to_request
        return "warn" if row.to_request else "ok" if kept else TONES[row.verdict.decided]
    if row.differs:
        return "bad"
    return "ok" if row.finding is Finding.EQUAL else ""


def tip(row: FieldRecon) -> str:
    """Return what a decision rests on, or that one made before does not hold any more."""
    if row.verdict is not None:
        return f"Căn cứ: {row.verdict.basis}" if row.verdict.basis else ""
    return _CHANGED if row.earlier is not None else ""


def short(source: Source) -> str:
    """Return a source inside a sentence: ``danh sách cấp trên``."""
    words = SOURCE[source]
    return words[:1].lower() + words[1:]


def sources_of(person: PersonRecon) -> tuple[Source, ...]:
    """Return the sources that say anything of the person, in the order of the columns."""
    told = {source for row in rows_of(person) for source in row.theirs}
    return tuple(one for one in SOURCES if one in told)


def columns(sources: Sequence[Source]) -> tuple[Column[FieldRecon], ...]:
    """Return a column for the field, for us, for each source and for what came of it."""

    many = len(sources) > 2
    label, wide, last = (140, 112, 118) if many else (204, 138, 124)

    def of(source: Source) -> Column[FieldRecon]:
        return Column(
            str(source), _HEADS[source], lambda row: cell(row, source), width=wide, sortable=False
        )

    return (
        Column("label", "Mục", lambda row: row.label, width=label, muted=True, sortable=False),
        Column("ours", "Hồ sơ", lambda row: row.ours, width=wide, sortable=False),
        *(of(source) for source in sources),
        Column("result", "Kết quả", result, tone=tone, tip=tip, width=last, sortable=False),
    )
