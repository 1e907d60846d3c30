"""Letters on controlled stock: where the words go on this printer, and printing them there.

The blanks are never drawn (38-HD/BTCTW ngày 29/9/2025, mục II.4.1): an overprint carries only the
values; who has no printer for it copies by hand from a plain list.
"""

import importlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.book import PRINT, concerning
from tcxd_desktop.domain.errors import UnchangedProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.letter_checks import faults
from tcxd_desktop.domain.letter_errors import (
    CalibrationProblem,
    EmptyBoxProblem,
    NoBoxChosenProblem,
    NoSuchBoxProblem,
    NoSuchLetterFieldProblem,
    NoSuchLetterProblem,
)
from tcxd_desktop.domain.letter_file import of_plain, plain
from tcxd_desktop.domain.letters import (
    ANY_PRINTER,
    BoxArea,
    Calibration,
    CopyBox,
    FieldArea,
    Frame,
    LetterCopy,
    LetterLayout,
    OverprintJob,
    Place,
    calibrated,
)
from tcxd_desktop.exchange import calibration_file
from tcxd_desktop.office import restrictions, scope, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import letters as stored
from tcxd_desktop.storage import printed
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.letters import (
    LETTER_SHORT,
    copy_lines,
    fault_words,
    letter_name,
    printer_name,
)


def _drawn(name: str, *given: object) -> bytes:
    """Draw with the module of ``forms`` of that name; loaded when first asked for."""
    module = importlib.import_module(f"tcxd_desktop.forms.{name}")
    draw: Callable[..., bytes] = getattr(module, name)
    return draw(*given)


# --- layouts --------------------------------------------------------------------------------------


@cache
def _shipped() -> Mapping[str, LetterLayout]:
    raw = json.loads((places.resources() / "forms" / "letters.json").read_text(encoding="utf-8"))
    patterns: dict[str, Any] = raw["fields"]
    return {code: _layout(code, one, patterns) for code, one in raw["letters"].items()}


def _layout(code: str, raw: Mapping[str, Any], patterns: Mapping[str, Any]) -> LetterLayout:
    width, height = raw["paper"]
    boxes = tuple(_box(one, patterns) for one in raw["boxes"])
    return LetterLayout(code, float(width), float(height), bool(raw["verified"]), boxes)


def _box(raw: Mapping[str, Any], patterns: Mapping[str, Any]) -> BoxArea:
    frame = Frame(*map(float, raw["frame"]))
    areas = tuple(_area(frame, key, row) for key, row in _rows(raw["fields"], patterns).items())
    by_line = sorted(areas, key=lambda area: (area.place.y, area.place.x))
    return BoxArea(raw["number"], raw["side"], frame, tuple(by_line), raw["writer"])


def _rows(name: str, patterns: Mapping[str, Any]) -> dict[str, Any]:
    pattern = dict(patterns[name])
    base = pattern.pop("extends", "")
    return {**(_rows(base, patterns) if base else {}), **pattern}


def _area(frame: Frame, key: str, row: list[Any]) -> FieldArea:
    x, y, wide, size, *more = row
    return FieldArea(key, Place(frame.x + x, frame.y + y, float(wide), float(size)), *more)


def plan(letter: str) -> LetterLayout:
    """Return the layout of a letter as shipped: for screens that show its boxes.

    Raises:
        NoSuchLetterProblem: there is no such letter.
    """
    found = _shipped().get(letter)
    if found is None:
        raise NoSuchLetterProblem(letter)
    return found


def layout(desk: Desk, letter: str, printer: str = ANY_PRINTER) -> LetterLayout:
    """Return the layout of a letter as calibrated for a printer, else for any, else as shipped.

    Raises:
        NoSuchLetterProblem: there is no such letter.
    """
    with desk.read() as reading:
        return _layout_in(reading, letter, printer)


def _layout_in(reading: Reading, letter: str, printer: str) -> LetterLayout:
    found = plan(letter)
    for name in dict.fromkeys((printer, ANY_PRINTER)):
        text = stored.content(reading, name, letter)
        if text:
            return calibrated(found, of_plain(json.loads(text)))
    return found


# --- calibrations ---------------------------------------------------------------------------------


def calibration(desk: Desk, letter: str, printer: str = ANY_PRINTER) -> Calibration | None:
    """Return the calibration a printer has of its own."""
    with desk.read() as reading:
        text = stored.content(reading, printer, letter)
    return of_plain(json.loads(text)) if text else None


def calibrations(desk: Desk) -> list[Calibration]:
    """Return every calibration of the office, by letter and printer."""
    with desk.read() as reading:
        return [of_plain(json.loads(text)) for _, _, text in stored.contents(reading)]


def check_calibration(made: Calibration) -> None:
    """Refuse measures that cannot be.

    Raises:
        CalibrationProblem: one of them is out of bounds, or of a place the letter has not.
        NoSuchLetterProblem: there is no such letter.
    """
    for fault in faults(plan(made.letter), made):
        raise CalibrationProblem(*fault_words(fault))


def save_calibration(desk: Desk, made: Calibration) -> None:
    """Keep how a letter is calibrated for a printer.

    Raises:
        CalibrationProblem: as of ``check_calibration``.
    """
    desk.check(Permission.TRANSFERS)
    check_calibration(made)
    with desk.write(Permission.TRANSFERS, "letters.calibrate", _called(made)) as work:
        _keep(work, made, desk.day())


def _keep(work: Work, made: Calibration, day: str) -> None:
    text = json.dumps(plain(made), ensure_ascii=False, separators=(",", ":"))
    before = stored.content(work, made.printer, made.letter)
    number = stored.keep(work, made.printer, made.letter, text, day)
    work.note(Change(stored.SUBJECT, number, "measures", before, text))


def _called(made: Calibration) -> str:
    return f"{LETTER_SHORT[made.letter]}, {printer_name(made.printer)}"


def drop_calibration(desk: Desk, letter: str, printer: str) -> None:
    """Forget how a letter is calibrated for a printer: the layout shipped is in force again.

    Raises:
        UnchangedProblem: it is not calibrated.
    """
    desk.check(Permission.TRANSFERS)
    plan(letter)
    note = _called(Calibration(printer, letter))
    with desk.write(Permission.TRANSFERS, "letters.calibrate.drop", note) as work:
        before = stored.content(work, printer, letter)
        number = stored.drop(work, printer, letter)
        if not number:
            raise UnchangedProblem("calibration")
        work.note(Change(stored.SUBJECT, number, "measures", before, ""))


def export_calibrations(desk: Desk) -> bytes:
    """Return every calibration as one file for other computers, and leave a line of it."""
    desk.check(Permission.TRANSFERS)
    found = calibrations(desk)
    desk.line(Permission.TRANSFERS, "letters.calibrate.export", f"{len(found)} bản canh chỉnh")
    return calibration_file.write(found)


def import_calibrations(desk: Desk, data: bytes) -> int:
    """Take in a file of calibrations over those of the same printers; return how many: all or none.

    Raises:
        CalibrationFileProblem: the file is none; says where.
        ParserFailedProblem: reading it took too much.
        CalibrationProblem: a measure is out of bounds.
    """
    desk.check(Permission.TRANSFERS)
    found = calibration_file.read(data)
    for made in found:
        check_calibration(made)
    note = f"{len(found)} bản canh chỉnh"
    with desk.write(Permission.TRANSFERS, "letters.calibrate.import", note) as work:
        for made in found:
            _keep(work, made, desk.day())
    return len(found)


def test_sheet(desk: Desk, letter: str, printer: str) -> bytes:
    """Return a sheet of rulers and crosses to lay upon the blank: a page a side, as calibrated.

    Raises:
        NoSuchLetterProblem: there is no such letter.
    """
    desk.check(Permission.TRANSFERS)
    return _drawn("letter_test_sheet", layout(desk, letter, printer))


def trial_sheet(desk: Desk, made: Calibration) -> bytes:
    """Return the same sheet for a calibration that is not saved yet.

    Raises:
        CalibrationProblem: as of ``check_calibration``.
    """
    desk.check(Permission.TRANSFERS)
    check_calibration(made)
    return _drawn("letter_test_sheet", calibrated(plan(made.letter), made))


# --- printing -------------------------------------------------------------------------------------


def overprint(desk: Desk, job: OverprintJob) -> bytes:
    """Return the values of some boxes at their places on the blank: a page a side, front first.

    Raises:
        NoSuchLetterProblem, NoSuchBoxProblem, NoBoxChosenProblem, EmptyBoxProblem,
        NoSuchLetterFieldProblem: the job asks for what the letter has not.
        LetterTextTooLongProblem, LetterSignProblem, OffPaperProblem: would spoil the blank.
        RestrictedProblem, OutsideScopeProblem: of the people it is about.
    """
    desk.check(Permission.PRINT)
    with desk.read() as reading:
        _check_people(desk, reading, job)
        found = _layout_in(reading, job.letter, job.printer)
    return _drawn("letter_overprint", found, _checked(found, job))


def copy_sheet(desk: Desk, job: OverprintJob, person: str = "") -> bytes:
    """Return *Bản để chép tay*: the boxes of a job as a plain list, blanks where nothing is known.

    Raises:
        Problem: as of ``overprint``; empty boxes are listed.
    """
    desk.check(Permission.PRINT)
    with desk.read() as reading:
        _check_people(desk, reading, job)
    found = plan(job.letter)
    boxes = _boxes(found, job)
    _check_keys(found, job)
    lines = tuple(
        CopyBox(box.number, box.writer, copy_lines(box.keys, job.values.get(box.number, {})))
        for box in boxes
    )
    office = settings.office_name(desk).name
    paper = LetterCopy(job.letter, letter_name(job.letter), lines, person, job.serial, office)
    return _drawn("letter_copy", paper)


def note_printed(desk: Desk, job: OverprintJob, *, copies: int, purpose: str = "") -> None:
    """Write that boxes were printed onto a blank, or copied out: which, for what, what they said.

    Raises:
        Problem: as of ``overprint``.
    """
    desk.check(Permission.PRINT)
    with desk.read() as reading:
        _check_people(desk, reading, job)
    note = _told(job)
    ids = list(job.person_ids)
    snapshot = zlib.compress(json.dumps(_said(job, note), ensure_ascii=False).encode())
    with desk.write(
        Permission.PRINT, "printing.print", note, purpose=purpose, copies=copies, people=len(ids)
    ) as work:
        printed.add(work, job.letter, (len(ids), copies), purpose, (snapshot, b""))
        work.note(*concerning(ids, PRINT, note))


def _told(job: OverprintJob) -> str:
    boxes = ", ".join(map(str, sorted(job.boxes)))
    serial = f" số {job.serial}" if job.serial else ""
    return f"{LETTER_SHORT[plan(job.letter).letter]}{serial}, ô {boxes}"


def _said(job: OverprintJob, title: str) -> list[object]:
    """Return what the boxes said in the shape erasing knows: title, second line, rows, whose."""
    rows = [
        [f"{number}.{key}", value]
        for number in sorted(job.boxes)
        for key, value in job.values.get(number, {}).items()
        if value
    ]
    owner = job.person_ids[0] if len(job.person_ids) == 1 else 0
    return [title, "", rows, [owner] * len(rows) if owner else []]


def _check_people(desk: Desk, reading: Reading, job: OverprintJob) -> None:
    scope.check_person(desk, reading, job.person_ids)
    restrictions.check(reading, job.person_ids)


def _boxes(found: LetterLayout, job: OverprintJob) -> list[BoxArea]:
    if not job.boxes:
        raise NoBoxChosenProblem
    boxes = {box.number: box for box in found.boxes}
    for number in job.boxes:
        if number not in boxes:
            raise NoSuchBoxProblem(LETTER_SHORT[found.letter], number)
    return [box for box in found.boxes if box.number in job.boxes]


def _check_keys(found: LetterLayout, job: OverprintJob) -> None:
    for box in _boxes(found, job):
        for key, value in job.values.get(box.number, {}).items():
            if value and box.field(key) is None:
                raise NoSuchLetterFieldProblem(box.number, key)


def _checked(found: LetterLayout, job: OverprintJob) -> OverprintJob:
    """Return the job with its own boxes only, each with something in it."""
    _check_keys(found, job)
    values: dict[int, dict[str, str]] = {}
    for box in _boxes(found, job):
        given = {key: value for key, value in job.values.get(box.number, {}).items() if value}
        if not any(value.strip() for value in given.values()):
            raise EmptyBoxProblem(box.number)
        values[box.number] = given
    return replace(job, boxes=tuple(values), values=values)
