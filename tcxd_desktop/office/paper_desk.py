"""What papers of a feature go through: their forms, what draws them, the line a print leaves."""

import importlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tcxd_desktop.domain.book import PRINT, concerning
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.office import printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import printed as stored
from tcxd_desktop.storage.work import Work

PDF: Final = "pdf"
WORD: Final = "docx"
WORKBOOK: Final = "xlsx"


@dataclass(frozen=True, slots=True)
class Told:
    """Nội dung tờ giấy đã in, as it is kept: erasing finds every line of a person in it."""

    title: str
    """What the book calls it."""
    content: Sequence[object]
    """Title, second line, rows of text, whose each row is; see ``office.printed_texts``."""
    people: Sequence[int] = ()
    """Whom it tells of."""
    beside: Sequence[Change] = ()
    """What the line says of others, who have no record here."""


@dataclass(frozen=True, slots=True)
class Print:
    """Một lần in, or saving as a file."""

    form: str
    copies: int
    """0: saved as a file."""
    purpose: str = ""
    also: Callable[[Work], None] = field(default=lambda _work: None)
    """What else is written with it, in the same transaction."""


def load(module: str, name: str) -> Callable[..., Any]:
    """Return what draws or writes; loaded when first asked for, or the first list would wait."""
    found: Callable[..., Any] = getattr(importlib.import_module(f"tcxd_desktop.{module}"), name)
    return found


def made(module: str, name: str, *args: object, **named: object) -> bytes:
    """Return the file that what draws or writes makes."""
    found: bytes = load(module, name)(*args, **named)
    return found


def forms(desk: Desk, of: str) -> list[FormInfo]:
    """Return the papers of a feature in force today."""
    return [form for form in printing.forms(desk) if form.of == of]


def title(desk: Desk, form: str) -> str:
    """Return what a form is called; an unknown one is called by its code."""
    return next((one.title for one in printing.forms(desk) if one.code == form), form)


def check(desk: Desk, ways: Mapping[str, tuple[str, ...]], form: str, way: str) -> None:
    """Refuse whoever may not print, and a form that cannot be had that way.

    Raises:
        NotAllowedProblem, NotFoundProblem.
    """
    desk.check(Permission.PRINT)
    if way not in ways.get(form, ()):
        raise NotFoundProblem(f"{form}.{way}")


def note(desk: Desk, told: Told, job: Print) -> None:
    """Write that a paper was printed, or saved: for what, of whom, and what it said."""
    text = json.dumps(list(told.content), ensure_ascii=False)
    with desk.write(
        Permission.PRINT, "printing.print", told.title, purpose=job.purpose, copies=job.copies,
        people=len(told.people),
    ) as work:  # fmt: skip
        counts = len(told.people), job.copies
        stored.add(work, job.form, counts, job.purpose, (zlib.compress(text.encode()), b""))
        job.also(work)
        work.note(*concerning(list(told.people), PRINT, job.form), *told.beside)
