"""One score sheet as a Writer template: what differs between sheets is a field of a table.

Sizes, leadings and margins are those of our own paper (``forms.score_sheet``), so that a sheet
takes the same pages.
"""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from tcxd_desktop.domain.score_papers import TOTAL, RowKind, ScorePaper, SheetRow
from tcxd_desktop.wording.formats import long_day

DATABASE: Final = "phieu"
_NAMESPACES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in {
        "office": "office", "style": "style", "text": "text", "table": "table",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
_MIME: Final = "application/vnd.oasis.opendocument.text"
_LEADING: Final = 16.5 / 11.5
"""Over size, outside the table."""
_WIDTH: Final = 165
"""Millimetres between the margins."""

_FIRST: Final = "begin"
"""Style of the empty paragraph a sheet begins with, on a page of its own kind."""
_PARAGRAPHS: Final = {
    # name: (size, leading over size, bold, italic, align, more)
    "body": (13, 1.3, False, False, "center", ""),
    "issuer": (13, 1.3, True, False, "center", ""),
    "party": (13, 1.3, True, False, "center",
              'fo:margin-left="14mm" fo:border-bottom="0.6pt solid #000000"'),
    "place": (13, 1.3, False, True, "end", 'fo:margin-top="5pt"'),
    "title": (15, _LEADING, True, False, "center", 'fo:margin-top="5mm"'),
    "first": (12, _LEADING, True, False, "center", ""),
    "next": (12, _LEADING, False, True, "center", ""),
    "told": (11, _LEADING, False, False, "start", ""),
    "head": (10.5, 1.17, True, False, "center", ""),
    "bold": (11, 1.17, True, False, "start", ""),
    "plain": (11, 1.17, False, False, "start", ""),
    "level": (10.5, 1.17, False, True, "start", 'fo:margin-left="7pt"'),
    "boldc": (11, 1.17, True, False, "center", ""),
    "plainc": (11, 1.17, False, False, "center", ""),
    "levelc": (10.5, 1.17, False, True, "center", ""),
    "hint": (9.5, 1.17, False, True, "start", ""),
    "note": (9.5, 1.17, False, False, "start", ""),
    "verdict": (11.5, _LEADING, False, False, "start", 'fo:keep-with-next="always"'),
    "remark": (11, _LEADING, False, True, "start", 'fo:keep-with-next="always"'),
    "signer": (11.5, _LEADING, True, False, "center", ""),
    "post": (11.5, _LEADING, False, False, "center", ""),
    "room": (11.5, _LEADING, False, False, "center", 'fo:margin-top="20mm"'),
    "foot": (9.5, _LEADING, False, True, "start", ""),
    "gap": (4, 1.0, False, False, "start", 'fo:keep-with-next="always"'),
}  # fmt: skip
_FACES: Final = {RowKind.GROUP: "bold", RowKind.CAPTION: "bold", RowKind.LEVEL: "level"}


class Columns:
    """The columns of the table the template is merged with, one row a sheet."""

    def __init__(self, papers: Sequence[ScorePaper], table: str) -> None:
        """Begin without a column."""
        self.papers, self.table = papers, table
        self.names: list[str] = []
        self._texts: list[list[str]] = []

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """What each sheet has in each column."""
        return list(zip(*self._texts, strict=True))

    def slot(self, of: Callable[[ScorePaper], str]) -> str:
        """Return a field for what differs between sheets, the text itself for what does not."""
        texts = [" ".join(of(paper).split()) for paper in self.papers]
        if len(set(texts)) == 1:
            return escape(texts[0])
        self.names.append(f"c{len(self.names) + 1:03d}")
        self._texts.append(texts)
        return (
            f'<text:database-display text:database-name="{DATABASE}" text:table-type="table"'
            f' text:table-name="{self.table}" text:column-name="{self.names[-1]}"/>'
        )


def write_template(path: Path, papers: Sequence[ScorePaper], table: str) -> Columns:
    """Write the template of sheets that share one outline; return the table to merge it with."""
    columns = Columns(papers, table)
    content = (
        f'<office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{_automatic(papers[0])}</office:automatic-styles>"
        f"<office:body><office:text>{_body(columns)}</office:text></office:body>"
        "</office:document-content>"
    )
    _save(path, content)
    return columns


def _save(path: Path, content: str) -> None:
    kinds = {"/": _MIME, "content.xml": "text/xml", "styles.xml": "text/xml"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        target.writestr("content.xml", content)
        target.writestr("styles.xml", _pages())
        target.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            f' manifest:version="1.3">{entries}</manifest:manifest>',
        )


# --- pages and styles -----------------------------------------------------------------------------


def _pages() -> str:
    def layout(name: str, top: int, header: str) -> str:
        return (
            f'<style:page-layout style:name="{name}"><style:page-layout-properties'
            ' fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait"'
            f' fo:margin-top="{top}mm" fo:margin-bottom="20mm" fo:margin-left="30mm"'
            f' fo:margin-right="15mm"/><style:header-style>{header}</style:header-style>'
            "</style:page-layout>"
        )

    header = (
        '<style:header-footer-properties svg:height="10mm" fo:margin-bottom="0mm"'
        ' style:dynamic-spacing="true"/>'
    )
    return (
        f'<office:document-styles {_NAMESPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        ' fo:orphans="0" fo:widows="0"/><style:text-properties style:font-name="Tinos"'
        ' fo:font-family="Tinos" fo:font-size="11.5pt" fo:language="vi" fo:country="VN"/>'
        "</style:default-style></office:styles><office:automatic-styles>"
        f"{layout('P1', 20, '')}{layout('P2', 10, header)}"
        f"{_paragraph('number', 12, 1.3, 'center', '')}</office:automatic-styles>"
        "<office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="P2"><style:header>'
        '<text:p text:style-name="number"><text:page-number/></text:p></style:header>'
        '</style:master-page><style:master-page style:name="First" style:page-layout-name="P1"'
        ' style:next-style-name="Standard"/></office:master-styles></office:document-styles>'
    )


def _paragraph(name: str, size: float, spread: float, align: str, more: str, face: str = "") -> str:
    page = ' style:master-page-name="First"' if name == _FIRST else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{page}>'
        f'<style:paragraph-properties fo:line-height="{size * spread:.2f}pt"'
        f' fo:text-align="{align}" {more}/>'
        f'<style:text-properties fo:font-size="{size}pt"{face}/></style:style>'
    )


def _automatic(paper: ScorePaper) -> str:
    made = [_paragraph(_FIRST, 1, 1, "start", "")]
    for name, (size, spread, bold, italic, align, more) in _PARAGRAPHS.items():
        face = ' fo:font-weight="bold"' * bold + ' fo:font-style="italic"' * italic
        made.append(_paragraph(name, size, spread, align, more, face))
    made.append(
        '<style:style style:name="strong" style:family="text"><style:text-properties'
        ' fo:font-weight="bold"/></style:style>'
    )
    made.append(_cell_style("bare", "0", "none"))
    made.append(_cell_style("lined", "2.6pt", "0.6pt solid #000000"))
    made += [_table_style("letter", [80, 85]), _table_style("sheet", _shares(paper))]
    signatures = paper.outline.layout.signatures
    made.append(_table_style("signed", [_WIDTH / len(signatures)] * len(signatures), keep=True))
    made.append(
        '<style:style style:name="whole" style:family="table-row"><style:table-row-properties'
        ' fo:keep-together="always"/></style:style>'
    )
    return "".join(made)


def _shares(paper: ScorePaper) -> list[float]:
    """Return the widths of the five columns as ``forms.score_sheet`` has them."""
    return [_WIDTH * share / 100 for share in (5.8, 49.2, 9, 9, 27)]


def _cell_style(name: str, padding: str, border: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding="{padding}" fo:border="{border}"/></style:style>'
    )


def _table_style(name: str, widths: Sequence[float], *, keep: bool = False) -> str:
    kept = ' fo:keep-with-next="always" style:may-break-between-rows="false"' if keep else ""
    columns = "".join(
        f'<style:style style:name="{name}{place}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{wide:.2f}mm"/></style:style>'
        for place, wide in enumerate(widths)
    )
    return (
        f'<style:style style:name="{name}" style:family="table"><style:table-properties'
        f' style:width="{sum(widths):.2f}mm" table:align="left"'
        f' table:border-model="collapsing"{kept}/></style:style>{columns}'
    )


# --- the sheet ------------------------------------------------------------------------------------


def _p(style: str, inner: str) -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _row(*cells: str) -> str:
    return f'<table:table-row table:style-name="whole">{"".join(cells)}</table:table-row>'


def _cell(style: str, *paragraphs: str, span: int = 1) -> str:
    spanned = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    covered = "<table:covered-table-cell/>" * (span - 1)
    return (
        f'<table:table-cell table:style-name="{style}"{spanned}>{"".join(paragraphs)}'
        f"</table:table-cell>{covered}"
    )


def _table(name: str, count: int, rows: str) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="{name}{place}"/>' for place in range(count)
    )
    return (
        f'<table:table table:name="{name}" table:style-name="{name}">{columns}{rows}</table:table>'
    )


def _body(columns: Columns) -> str:
    slot, paper = columns.slot, columns.papers[0]
    told = max(len(one.told) for one in columns.papers)
    verdict = max(len(one.verdict) for one in columns.papers)
    remarks = max(len(one.remarks) for one in columns.papers)
    return "".join(
        (
            _p(_FIRST, ""),
            _letterhead(columns),
            _p("title", slot(lambda one: one.title)),
            *(
                _p("next" if place else "first", slot(_part(lambda one: one.subtitle, place)))
                for place in range(len(paper.subtitle))
            ),
            *(_p("told", slot(_part(lambda one: one.told, place))) for place in range(told)),
            _p("gap", ""),
            _criteria(columns),
            _p("gap", ""),
            *(_p("verdict", _said(columns, place)) for place in range(verdict)),
            *(
                _p("remark", slot(_part(lambda one: one.remarks, place)))
                for place in range(remarks)
            ),
            _p("gap", ""),
            _signed(paper),
            *(_p("foot", escape(text)) for text in paper.outline.footer),
        )
    )


def _part(of: Callable[[ScorePaper], Sequence[str]], place: int) -> Callable[[ScorePaper], str]:
    return lambda paper: (*of(paper), *[""] * (place + 1))[place]


def _letterhead(columns: Columns) -> str:
    slot = columns.slot
    left = _cell(
        "bare",
        _p("body", slot(lambda one: one.head.province.upper())),
        _p("issuer", slot(lambda one: one.head.issuer.upper())),
        _p("body", "*"),
    )
    right = _cell(
        "bare",
        _p("party", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        _p("place", slot(lambda one: f"{one.head.place}, {long_day(one.day) if one.day else ''}")),
    )
    return _table("letter", 2, _row(left, right))


def _criteria(columns: Columns) -> str:
    outline = columns.papers[0].outline
    heads = _row(*(_cell("lined", _p("head", escape(title))) for title in outline.layout.columns))
    rows = "".join(_criterion(columns, row) for row in outline.rows)
    points = columns.slot(lambda one: one.columns[one.scorer].points.get(TOTAL, ""))
    total = _row(
        _cell("lined", _p("boldc", "TỔNG ĐIỂM"), span=2),
        _cell("lined", _p("boldc", escape(outline.total))),
        _cell("lined", _p("boldc", points)),
        _cell("lined", _p("note", "")),
    )
    return _table(
        "sheet", 5, f"<table:table-header-rows>{heads}</table:table-header-rows>{rows}{total}"
    )


def _criterion(columns: Columns, row: SheetRow) -> str:
    face = _FACES.get(row.kind, "plain")
    label = [_p(face, escape(f"- {row.label}" if row.kind is RowKind.LEVEL else row.label))]
    if row.hint:
        label.append(_p("hint", escape(row.hint)))

    def points(paper: ScorePaper) -> str:
        column = paper.columns[paper.scorer]
        if row.kind is RowKind.LEVEL:
            return "x" if column.levels.get(row.item) == row.level else ""
        return column.points.get(row.item, "")

    def note(paper: ScorePaper) -> str:
        return "" if row.kind is RowKind.LEVEL else paper.notes.get(row.item, "")

    return _row(
        _cell("lined", _p(f"{face}c", escape(row.number))),
        _cell("lined", *label),
        _cell("lined", _p(f"{face}c", escape(row.max))),
        _cell("lined", _p(f"{face}c", columns.slot(points))),
        _cell("lined", _p("note", columns.slot(note))),
    )


def _said(columns: Columns, place: int) -> str:
    words = columns.slot(_part(lambda one: [f"{pair[0]}:" for pair in one.verdict], place))
    strong = columns.slot(_part(lambda one: [pair[1] for pair in one.verdict], place))
    return f'{words} <text:span text:style-name="strong">{strong}</text:span>'


def _signed(paper: ScorePaper) -> str:
    cells = [
        _cell(
            "bare",
            *(_p("post" if place else "signer", escape(text)) for place, text in enumerate(lines)),
            _p("room", ""),
        )
        for lines in paper.outline.layout.signatures
    ]
    return _table("signed", len(cells), _row(*cells))
