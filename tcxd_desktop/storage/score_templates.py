"""The office's scoring templates: drafts, and versions that never change."""

from typing import Any

from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "template"
_LINE = (
    "SELECT t.id, t.code, t.version, t.title, t.status, t.in_use, t.valid_from, t.valid_to,"
    " t.verified, '', (SELECT count(*) FROM score_sheet s WHERE s.template_id = t.id)"
    " FROM score_template t"
)


def _line(row: tuple[Any, ...]) -> TemplateLine:
    number, code, version, title, status, in_use, since, until, verified, basis, sheets = row
    return TemplateLine(
        number, code, version, title, TemplateStatus(status), bool(in_use), since, until,
        bool(verified), basis, sheets,
    )  # fmt: skip


def lines(reading: Reading) -> list[TemplateLine]:
    """Return every template of the office, newest version first within a code."""
    return [_line(row) for row in reading.all(f"{_LINE} ORDER BY t.code, t.version DESC")]


def line(reading: Reading, template_id: int) -> TemplateLine | None:
    """Return one template's line."""
    row = reading.one(f"{_LINE} WHERE t.id = ?", (template_id,))
    return _line(row) if row else None


def id_of(reading: Reading, code: str, version: int) -> int:
    """Return the number a version has in the office, or 0."""
    row = reading.one(
        "SELECT id FROM score_template WHERE code = ? AND version = ?", (code, version)
    )
    return int(row[0]) if row else 0


def newest(reading: Reading, code: str) -> int:
    """Return the highest version of a code, or 0."""
    row = reading.one("SELECT max(version) FROM score_template WHERE code = ?", (code,))
    return int(row[0]) if row and row[0] else 0


def contents(reading: Reading, ids: list[int] | None = None) -> dict[int, str]:
    """Return the JSON of templates by number; of all without ``ids``."""
    if ids is None:
        rows = reading.all("SELECT id, content FROM score_template")
    else:
        marks = ", ".join("?" * len(ids))
        rows = reading.all(f"SELECT id, content FROM score_template WHERE id IN ({marks})", ids)
    return {int(number): str(text) for number, text in rows}


def _values(template: ScoreTemplate, content: str) -> dict[str, Cell]:
    return {
        "code": template.code,
        "version": template.version,
        "title": template.title,
        "valid_from": template.valid_from,
        "valid_to": template.valid_to,
        "verified": int(template.verified),
        "content": content,
    }


def add(
    work: Work, template: ScoreTemplate, content: str, status: TemplateStatus, *, in_use: bool
) -> int:
    """Write a template; return its number."""
    work.touch(SUBJECT)
    return work.add(
        "score_template",
        {**_values(template, content), "status": status.value, "in_use": int(in_use)},
    )


def redraft(work: Work, template_id: int, template: ScoreTemplate, content: str) -> None:
    """Write over a draft."""
    key: dict[str, Cell] = {"id": template_id, "status": TemplateStatus.DRAFT.value}
    work.change("score_template", key, _values(template, content))
    work.touch(SUBJECT)


def set_state(work: Work, template_id: int, status: TemplateStatus, *, in_use: bool) -> None:
    """Publish, adopt or retire."""
    work.change(
        "score_template", {"id": template_id}, {"status": status.value, "in_use": int(in_use)}
    )
    work.touch(SUBJECT)


def drop_draft(work: Work, template_id: int) -> None:
    """Remove a draft."""
    key: dict[str, Cell] = {"id": template_id, "status": TemplateStatus.DRAFT.value}
    work.remove("score_template", key)
    work.touch(SUBJECT)
