"""Scoring templates from a signed pack: checked as a whole, then published and not yet in use.

A template travels as the very text another office exports. Which one new sheets take the head
decides afterwards, on the page of the templates.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.meeting_checks import LINE, check_text
from tcxd_desktop.domain.meeting_errors import FaultyTemplateProblem
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateStatus
from tcxd_desktop.domain.template_checks import faults
from tcxd_desktop.domain.template_json import dump, load
from tcxd_desktop.domain.text import nfc
from tcxd_desktop.domain.update_errors import BadTemplatePackProblem, TemplateTakenProblem
from tcxd_desktop.office import score_keeping, template_shelf
from tcxd_desktop.storage import score_templates as stored
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.templates import fault_text

_MOST = 40
_MOST_VERSION = 1_000_000


def pack_templates(content: Mapping[str, Any]) -> tuple[ScoreTemplate, ...]:
    """Return the templates a pack brings, each checked; nothing is written.

    Raises:
        BadTemplatePackProblem: not a list of templates, or one of them twice.
        TemplateProblem: a text that is no template.
        RequiredProblem, TooLongProblem: code or title.
        FaultyTemplateProblem: one that could not be published.
    """
    match content:
        case {"templates": list(texts), **rest} if not rest and 0 < len(texts) <= _MOST:
            if not all(isinstance(text, str) for text in texts):
                raise BadTemplatePackProblem
            made = tuple(_checked(load(nfc(text))) for text in texts)
            if len({(one.code, one.version) for one in made}) == len(made):
                return made
    raise BadTemplatePackProblem


def _checked(template: ScoreTemplate) -> ScoreTemplate:
    for field in ("code", "title"):
        text = getattr(template, field)
        if not text:
            raise RequiredProblem(field, field=field)
        check_text(text, LINE, field)
    if not 0 < template.version <= _MOST_VERSION:
        raise BadTemplatePackProblem
    found = faults(template)
    if found:
        told = tuple(fault_text(one, template) for one in found)
        raise FaultyTemplateProblem(len(found), told)
    return template


def write_templates(work: Work, made: Iterable[ScoreTemplate]) -> int:
    """Publish templates inside the transaction of their pack; return how many are new.

    Raises:
        TemplateTakenProblem: another template has that code and version here.
    """
    return sum(_write(work, template) for template in made)


def _write(work: Work, template: ScoreTemplate) -> bool:
    text: str | None = template_shelf.shipped_text(template.code, template.version)
    draft = False
    known = stored.id_of(work, template.code, template.version)
    if known:
        line, text = stored.line(work, known), stored.contents(work, [known])[known]
        draft = line is not None and line.status is TemplateStatus.DRAFT
    if text is not None:
        # A published version never changes, and a draft of somebody here is not written over.
        if draft or score_keeping.template_of(text) != template:
            raise TemplateTakenProblem(template.code, template.version)
        return False
    number = stored.add(work, template, dump(template), TemplateStatus.PUBLISHED, in_use=False)
    named = f"{template.code} bản {template.version}"
    work.note(Change(stored.SUBJECT, number, "content", "", named))
    work.note(Change(stored.SUBJECT, number, "status", "", TemplateStatus.PUBLISHED.value))
    return True
