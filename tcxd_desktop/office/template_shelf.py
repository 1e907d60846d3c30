"""Which template a meeting is scored with: by its kind, its chi bộ, its day, and what is in use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.meeting_errors import NoTemplateProblem
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_templates import ANY, ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.office import score_keeping
from tcxd_desktop.storage import score_templates as stored
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.meetings import MEETING_KIND

DEFAULT = "HD42-2025"
"""The national frame: used where the office has adopted nothing else (42-HD/BTCTW, 28/10/2025)."""
ALWAYS, FOREVER = "", "9999-12-31"


def lines(reading: Reading) -> list[TemplateLine]:
    """Return the office's templates and those the program brings along, by code, newest first."""
    texts = stored.contents(reading)
    found = [
        _told(line, score_keeping.template_of(texts[line.id])) for line in stored.lines(reading)
    ]
    known = {(line.code, line.version) for line in found}
    for _, template in score_keeping.shipped():
        if (template.code, template.version) not in known:
            found.append(_told(_shipped_line(template), template))
    return sorted(found, key=lambda line: (not line.default, line.code, -line.version))


def _told(line: TemplateLine, template: ScoreTemplate) -> TemplateLine:
    numbers = ", ".join(basis.number for basis in template.legal_basis)
    return replace(line, basis=numbers, default=line.code == DEFAULT)


def _shipped_line(template: ScoreTemplate) -> TemplateLine:
    return TemplateLine(
        0, template.code, template.version, template.title, TemplateStatus.PUBLISHED,
        in_use=False, valid_from=template.valid_from, valid_to=template.valid_to,
        verified=template.verified, basis="",
    )  # fmt: skip


def shipped_text(code: str, version: int) -> str | None:
    """Return the JSON of a template the program brings along, or ``None``."""
    return next(
        (
            text
            for text, template in score_keeping.shipped()
            if (template.code, template.version) == (code, version)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Những mẫu có thể dùng để chấm: read once for many meetings."""

    templates: tuple[tuple[TemplateLine, str], ...]
    """Each with its JSON."""

    def fitting(self, meeting: Meeting) -> list[tuple[TemplateLine, str]]:
        """Return those a meeting may be scored with, the one it takes by itself first."""
        day = meeting.day or f"{meeting.period}-01"
        ranked: list[tuple[tuple[int, ...], TemplateLine, str]] = []
        for line, text in self.templates:
            if not (line.valid_from or ALWAYS) <= day <= (line.valid_to or FOREVER):
                continue
            template = score_keeping.template_of(text)
            if fits(template, meeting):
                ranked.append((_rank(line, template), line, text))
        return [(line, text) for _, line, text in sorted(ranked, key=lambda one: one[0])]

    def choose(self, meeting: Meeting) -> tuple[TemplateLine, str]:
        """Return the template a meeting is scored with, and its JSON.

        Raises:
            NoTemplateProblem: none is in use for its kind, chi bộ and day.
        """
        for found in self.fitting(meeting):
            return found
        day = PartialDate.from_text(meeting.day) or meeting.period
        raise NoTemplateProblem(MEETING_KIND[meeting.kind].lower(), day)


def shelf(reading: Reading) -> Shelf:
    """Return the templates new sheets may take, whatever the meeting."""
    usable = [
        line
        for line in lines(reading)
        if line.status is TemplateStatus.PUBLISHED and (line.in_use or _frame(line))
    ]
    texts = stored.contents(reading, [line.id for line in usable if line.id])
    found = (
        (line, texts.get(line.id) or shipped_text(line.code, line.version) or "") for line in usable
    )
    return Shelf(tuple(found))


def fitting(reading: Reading, meeting: Meeting) -> list[TemplateLine]:
    """Return the templates a meeting may be scored with, the one it takes by itself first."""
    return [line for line, _ in shelf(reading).fitting(meeting)]


def choose(reading: Reading, meeting: Meeting) -> tuple[TemplateLine, str]:
    """Return the template a meeting is scored with, and its JSON.

    Raises:
        NoTemplateProblem: none is in use for its kind, chi bộ and day.
    """
    return shelf(reading).choose(meeting)


def _frame(line: TemplateLine) -> bool:
    """Tell whether a line is the national frame as shipped: versions of the office are adopted."""
    return line.default and shipped_text(line.code, line.version) is not None


def fits(template: ScoreTemplate, meeting: Meeting) -> bool:
    """Tell whether a template is made for meetings of this kind in chi bộ of this kind."""
    return _takes(template.meeting_kinds, meeting.kind) and _takes(
        template.cell_kinds, meeting.cell_kind
    )


def _takes(allowed: Sequence[str], kind: str) -> bool:
    return ANY in allowed or kind in allowed


def _rank(line: TemplateLine, template: ScoreTemplate) -> tuple[int, ...]:
    """Adopted before default; made for this kind before made for all; the newest."""
    return (
        not line.in_use,
        ANY in template.cell_kinds,
        len(template.meeting_kinds) if ANY not in template.meeting_kinds else 99,
        -int((line.valid_from or "0000-00-00").replace("-", "")),
        -line.version,
    )
