"""Mẫu chấm điểm of the office: drafts, published versions that never change, shipped ones.

A sheet keeps the version it was scored with; what is adopted decides which one new sheets take.
"""

from dataclasses import replace

from tcxd_desktop.domain.errors import NotFoundProblem, RequiredProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import LINE, check_text
from tcxd_desktop.domain.meeting_errors import (
    FaultyTemplateProblem,
    PublishedTemplateProblem,
    TemplateClashProblem,
    TemplateStateProblem,
)
from tcxd_desktop.domain.score_sheets import Entries, Facts, SheetResult
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.domain.scoring import compile_template
from tcxd_desktop.domain.template_checks import faults
from tcxd_desktop.domain.template_json import dump, load
from tcxd_desktop.domain.text import clean_line, nfc
from tcxd_desktop.office import score_keeping, template_shelf
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import score_templates as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.templates import fault_text

DEFAULT = template_shelf.DEFAULT
Shelf, shelf = template_shelf.Shelf, template_shelf.shelf
fitting, choose, fits = template_shelf.fitting, template_shelf.choose, template_shelf.fits
_ALWAYS, _FOREVER = template_shelf.ALWAYS, template_shelf.FOREVER


def lines(desk: Desk) -> list[TemplateLine]:
    """Return the office's templates and those the program brings along, by code, newest first."""
    with desk.read() as reading:
        return template_shelf.lines(reading)


def template_of(desk: Desk, line: TemplateLine) -> ScoreTemplate:
    """Return the template of a line.

    Raises:
        NotFoundProblem: it is no more.
    """
    with desk.read() as reading:
        return score_keeping.template_of(_content(reading, line))


def _content(reading: Reading, line: TemplateLine) -> str:
    if line.id:
        found = stored.contents(reading, [line.id]).get(line.id)
    else:
        found = template_shelf.shipped_text(line.code, line.version)
    if found is None:
        raise NotFoundProblem(line.title)
    return found


def save_draft(desk: Desk, template: ScoreTemplate, template_id: int = 0) -> int:
    """Keep a draft, faults and all; return its number.

    A new draft takes the next free version of its code.

    Raises:
        RequiredProblem: no code or no title.
        PublishedTemplateProblem: the version is published: it never changes.
        TemplateProblem: it is larger than a template may be.
        TooLongProblem: code or title.
        NotFoundProblem: no such template.
    """
    # The whole text is tidied at once: labels, notes and expressions alike.
    tidy = load(nfc(dump(template)))
    cleaned = replace(tidy, code=clean_line(tidy.code), title=clean_line(tidy.title))
    for field in ("code", "title"):
        if not getattr(cleaned, field):
            raise RequiredProblem(field, field=field)
        check_text(getattr(cleaned, field), LINE, field)
    with desk.write(Permission.TEMPLATES, "templates.draft", cleaned.code) as work:
        if not template_id:
            return _add_draft(work, cleaned)
        old = _line(work, template_id)
        if old.status is not TemplateStatus.DRAFT:
            raise PublishedTemplateProblem(old.title, old.version)
        if old.code == cleaned.code:
            cleaned = replace(cleaned, version=old.version)
        else:
            cleaned = replace(cleaned, version=_next_version(work, cleaned.code))
        stored.redraft(work, template_id, cleaned, dump(cleaned))
        work.note(Change(stored.SUBJECT, template_id, "content", "", _named(cleaned)))
        return template_id


def _named(template: ScoreTemplate) -> str:
    return f"{template.code} bản {template.version}"


def _next_version(reading: Reading, code: str) -> int:
    shipped = (t.version for _, t in score_keeping.shipped() if t.code == code)
    return max(stored.newest(reading, code), *shipped, 0) + 1


def _add_draft(work: Work, template: ScoreTemplate) -> int:
    made = replace(template, version=_next_version(work, template.code))
    number = stored.add(work, made, dump(made), TemplateStatus.DRAFT, in_use=False)
    work.note(Change(stored.SUBJECT, number, "content", "", _named(made)))
    return number


def _line(reading: Reading, template_id: int) -> TemplateLine:
    found = stored.line(reading, template_id)
    if found is None:
        raise NotFoundProblem(str(template_id))
    return found


def new_version(desk: Desk, line: TemplateLine) -> int:
    """Copy a template as a draft of the next version; return its number."""
    desk.check(Permission.TEMPLATES)
    template = template_of(desk, line)
    with desk.write(Permission.TEMPLATES, "templates.draft", template.code) as work:
        return _add_draft(work, template)


def drop_draft(desk: Desk, template_id: int) -> None:
    """Remove a draft.

    Raises:
        PublishedTemplateProblem, NotFoundProblem.
    """
    with desk.write(Permission.TEMPLATES, "templates.drop") as work:
        line = _line(work, template_id)
        if line.status is not TemplateStatus.DRAFT:
            raise PublishedTemplateProblem(line.title, line.version)
        stored.drop_draft(work, template_id)
        work.note(
            Change(stored.SUBJECT, template_id, "content", f"{line.code} bản {line.version}", "")
        )


def import_json(desk: Desk, data: bytes) -> int:
    """Take in a template from a JSON file as a draft; return its number.

    Raises:
        TemplateProblem: the file is no template; it says where.
        RequiredProblem: no code or no title.
    """
    desk.check(Permission.TEMPLATES)
    return save_draft(desk, load(data))


def export_json(desk: Desk, line: TemplateLine) -> bytes:
    """Return a template as one JSON file, and leave a line that it was given out."""
    desk.check(Permission.TEMPLATES)
    made = dump(template_of(desk, line)).encode()
    desk.line(Permission.TEMPLATES, "templates.export", f"{line.code} bản {line.version}")
    return made


def publish(desk: Desk, template_id: int) -> None:
    """Publish a draft: from now on it never changes.

    Raises:
        FaultyTemplateProblem: it has faults.
        PublishedTemplateProblem: it is published already.
        NotFoundProblem.
    """
    with desk.write(Permission.PUBLISH, "templates.publish") as work:
        line = _line(work, template_id)
        if line.status is not TemplateStatus.DRAFT:
            raise PublishedTemplateProblem(line.title, line.version)
        template = score_keeping.template_of(_content(work, line))
        found = faults(template)
        if found:
            told = tuple(fault_text(one, template) for one in found)
            raise FaultyTemplateProblem(len(found), told)
        stored.set_state(work, template_id, TemplateStatus.PUBLISHED, in_use=False)
        _note_status(work, line, TemplateStatus.PUBLISHED)


def adopt(desk: Desk, line: TemplateLine) -> int:
    """Let new sheets be scored with a template; return its number in the office.

    An older version of the same code makes way, its sheets keep it; one that holds from an
    earlier day stays in use for meetings of the days before.

    Raises:
        TemplateStateProblem: a draft or retired.
        TemplateClashProblem: another template is in use for the same meetings and time.
        NotFoundProblem.
    """
    with desk.write(Permission.PUBLISH, "templates.adopt") as work:
        number = line.id or take_in(work, line.code, line.version)
        known = _line(work, number)
        if known.status is not TemplateStatus.PUBLISHED:
            raise TemplateStateProblem(known.title)
        _make_way(work, known)
        stored.set_state(work, number, TemplateStatus.PUBLISHED, in_use=True)
        work.note(Change(stored.SUBJECT, number, "in_use", "", f"{known.code} bản {known.version}"))
        return number


def take_in(work: Work, code: str, version: int) -> int:
    """Copy a shipped template into the office unless it is there; return its number.

    Raises:
        NotFoundProblem: none is shipped under that name.
    """
    known = stored.id_of(work, code, version)
    if known:
        return known
    text = template_shelf.shipped_text(code, version)
    if text is None:
        raise NotFoundProblem(f"{code} {version}")
    template = score_keeping.template_of(text)
    return stored.add(work, template, text, TemplateStatus.PUBLISHED, in_use=False)


def _make_way(work: Work, line: TemplateLine) -> None:
    texts = stored.contents(work)
    mine = score_keeping.template_of(texts[line.id])
    for other in stored.lines(work):
        if other.id == line.id or not other.in_use:
            continue
        theirs = score_keeping.template_of(texts[other.id])
        if not _overlap(mine, theirs):
            continue
        if other.code == line.code:
            if _starts_later(mine, theirs):
                continue
            stored.set_state(work, other.id, other.status, in_use=False)
            work.note(
                Change(stored.SUBJECT, other.id, "in_use", f"{other.code} bản {other.version}", "")
            )
        elif _scope(mine) == _scope(theirs):
            raise TemplateClashProblem(other.title)


def _starts_later(new: ScoreTemplate, old: ScoreTemplate) -> bool:
    """Tell whether there are days only the old one holds for; later the new one ranks first."""
    return (new.valid_from or _ALWAYS) > (old.valid_from or _ALWAYS)


def _scope(template: ScoreTemplate) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(template.meeting_kinds), frozenset(template.cell_kinds)


def _overlap(one: ScoreTemplate, other: ScoreTemplate) -> bool:
    return (one.valid_from or _ALWAYS) <= (other.valid_to or _FOREVER) and (
        other.valid_from or _ALWAYS
    ) <= (one.valid_to or _FOREVER)


def retire(desk: Desk, template_id: int) -> None:
    """Let no new sheet be scored with a template any more; scored ones keep it.

    Raises:
        TemplateStateProblem: a draft. NotFoundProblem.
    """
    with desk.write(Permission.PUBLISH, "templates.retire") as work:
        line = _line(work, template_id)
        if line.status is TemplateStatus.DRAFT:
            raise TemplateStateProblem(line.title)
        stored.set_state(work, template_id, TemplateStatus.RETIRED, in_use=False)
        _note_status(work, line, TemplateStatus.RETIRED)


def _note_status(work: Work, line: TemplateLine, status: TemplateStatus) -> None:
    work.note(Change(stored.SUBJECT, line.id, "status", line.status.value, status.value))


def try_out(template: ScoreTemplate, facts: Facts, entries: Entries) -> SheetResult:
    """Return what sample facts and entries come to under a template, published or not."""
    return compile_template(template).score(facts, entries, template.scorers[0].id)
