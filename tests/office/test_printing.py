"""Papers of every form from real records, and the line each print leaves."""

import json
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import exports, people, printing
from tcxd_desktop.office.columns import COLUMNS, PRINTED
from tcxd_desktop.office.desk import Desk
from tests import make


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def dao(desk: Desk) -> int:
    created = people.create(desk, make.new_person(name="Nguyễn Thị Đào", birth=None))
    events = (Event(make.day("1995-05-19"), EventKind.ADMITTED, make.HAMLET),)
    full = make.dossier(id=created.id, version=1, events=events)
    return people.save(desk, full).id


@pytest.mark.parametrize("form", ["2-HSĐV", "1-HSĐV", "3-HSĐV", "MLTL", "7-HSĐV", "DS"])
def test_every_form_names_the_person(desk: Desk, dao: int, form: str) -> None:
    pdf = printing.render(desk, PrintJob(form=form, person_ids=(dao,)))
    assert "NGUYỄN THỊ ĐÀO" in text_of(pdf).upper()


def test_a_selection_is_one_job_in_its_order(desk: Desk, dao: int) -> None:
    other = people.create(desk, make.new_person())
    pdf = printing.render(desk, PrintJob(form="2-HSĐV", person_ids=(other.id, dao)))
    text = text_of(pdf).upper()
    assert text.index("PHẠM VĂN THÀNH") < text.index("NGUYỄN THỊ ĐÀO")


def test_two_sided_papers_start_on_a_new_sheet(desk: Desk, dao: int) -> None:
    other = people.create(desk, make.new_person())
    job = PrintJob(form="2-HSĐV", person_ids=(dao, other.id), two_sided=True)
    pages = [page.extract_text() for page in PdfReader(BytesIO(printing.render(desk, job))).pages]
    start = next(number for number, text in enumerate(pages) if "PHẠM VĂN THÀNH" in text)
    assert start % 2 == 0


def test_a_list_of_any_columns_any_filter_any_day(desk: Desk, dao: int) -> None:
    people.create(desk, make.new_person(on=make.day("2026-05-01")))
    job = PrintJob(
        form="DS",
        query=PeopleQuery(as_at="2025-12-31", sexes=("Nữ",)),
        columns=("name", "theory", "phone"),
        title="Nữ đảng viên",
    )
    sheet = printing.list_sheet(desk, job)
    assert [column.title for column in sheet.columns] == ["TT", *(
        COLUMNS[key].title for key in job.columns)]  # fmt: skip
    assert [row[1] for row in sheet.rows] == ["Nguyễn Thị Đào"]
    assert "31/12/2025" in sheet.subtitle
    assert "NỮ ĐẢNG VIÊN" in text_of(printing.render(desk, job))


def test_every_column_gives_text(desk: Desk, dao: int) -> None:
    sheet = printing.list_sheet(desk, PrintJob(form="DS", columns=tuple(COLUMNS)))
    [row] = printing.list_sheet(
        desk, PrintJob(form="DS", person_ids=(dao,), columns=tuple(COLUMNS))
    ).rows
    shown = dict(zip(COLUMNS, row[1:], strict=True))
    assert len(sheet.columns) == len(COLUMNS) + 1
    assert shown["birth"] == "05/03/1962"
    assert shown["ceremony_date"] == "19/05/1995"
    assert shown["standing"] == "Chính thức"
    assert all("PartialDate" not in text and "None" not in text for text in row)


def test_an_unknown_form_and_nobody_to_print(desk: Desk) -> None:
    with pytest.raises(NotFoundProblem):
        printing.render(desk, PrintJob(form="99-HSĐV"))
    with pytest.raises(NotFoundProblem):
        printing.render(desk, PrintJob(form="2-HSĐV", person_ids=()))


def test_forms_are_versions_with_dates(desk: Desk) -> None:
    codes = {form.code for form in printing.forms(desk)}
    assert {"1-HSĐV", "2-HSĐV", "3-HSĐV", "7-HSĐV", "DS", "MLTL"} <= codes
    assert "2-HSĐV" not in {form.code for form in printing.forms(desk, "1990-01-01")}


def test_a_print_leaves_its_line_and_what_the_paper_said(desk: Desk, dao: int) -> None:
    job = PrintJob(form="2-HSĐV", person_ids=(dao,))
    printing.note_printed(desk, job, copies=2, purpose="Nộp cấp trên")
    people.save(desk, replace(people.read(desk, dao), occupation="Nghỉ hưu"))
    with desk.read() as reading:
        [(form, count, copies, purpose, snapshot)] = reading.all(
            "SELECT form, people, copies, purpose, snapshot FROM printed"
        )
    assert (form, count, copies, purpose) == ("2-HSĐV", 1, 2, "Nộp cấp trên")
    kept = json.loads(zlib.decompress(snapshot))
    assert kept["occupation"] == make.dossier().occupation


def test_an_export_has_the_columns_asked_for(desk: Desk, dao: int) -> None:
    data = exports.members_xlsx(desk, PeopleQuery(), PRINTED)
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    [person] = [row for row in rows if "Nguyễn Thị Đào" in row]
    assert person[0] == "1"
    assert len(person) == len(PRINTED) + 1
    assert {"05/03/1962", "19/05/1995", make.dossier().card_no} <= set(person)
