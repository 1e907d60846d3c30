"""The papers of safety: everything handed in stands on them, inside the page, over any length."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.safety_papers import (
    AccessBook,
    BookLine,
    BookTop,
    CopyLine,
    CopyRegister,
    DataExtract,
    Direction,
    DossierName,
    ExtractLine,
    ExtractPart,
    Foot,
    HandoverLine,
    HandoverRegister,
    IncidentActor,
    IncidentKind,
    IncidentReport,
    KeptCopy,
    MonthOfAccess,
    Notice,
    ReadingLine,
    ReadingRegister,
    RecoverySheet,
)
from tcxd_desktop.forms import fonts, form_kit
from tcxd_desktop.forms.access_book import access_book
from tcxd_desktop.forms.access_register import access_register
from tcxd_desktop.forms.data_extract import data_extract
from tcxd_desktop.forms.incident import incident
from tcxd_desktop.forms.recovery_sheet import recovery_sheet
from tests.forms.form_samples import all_text, fonts_of, letters, photo
from tests.forms.paper_checks import outside, overlapping, sizes
from tests.forms.safety_samples import (
    ACROSS,
    CHAIN,
    CODE,
    DAY,
    EXTRACT,
    LONG,
    NOON,
    REGISTERS,
    REPORT,
    SHEET,
    UPRIGHT,
    book,
    copied,
    handover,
    reading,
)

ODD = 'Trần <Tèo> & "Văn" \u202eB\u200f\u200b <img src=/etc/passwd /> &amp; 😀 ' + "dàilắm" * 60
ODD_LETTERS = letters('Trần<Tèo>&"Văn"B<imgsrc=/etc/passwd/>&amp;')
HOSTILE_HEAD = Letterhead(province=LONG, issuer=LONG, place="Đông Hải " * 12)
HOSTILE_FOOT = Foot(LONG, ODD, NOON, 10**9, CHAIN)
HOSTILE_SIGNERS = (("NGƯỜI LẬP " * 8, LONG), ("T/M CẤP ỦY", "Trần Văn Hùng"))
HOSTILE_TOP = BookTop(HOSTILE_HEAD, None, DAY, ODD, HOSTILE_SIGNERS, HOSTILE_FOOT)


def hostile(text: str) -> dict[str, bytes]:
    """Return every paper with ``text`` wherever letters go."""
    who = DossierName(text, text, 1)
    top, foot, signers = HOSTILE_TOP, HOSTILE_FOOT, HOSTILE_SIGNERS
    return {
        "reading": access_register(
            ReadingRegister(
                top,
                (ReadingLine(NOON, text, text, (who,) * 7, text, True, text, True),) * 3,
            ),
            day=DAY,
        ),
        "handover": access_register(
            HandoverRegister(
                top, (HandoverLine(NOON, text, Direction.OUT, text, 10**6, text, text, True),) * 3
            ),
            day=DAY,
        ),
        "copies": access_register(
            CopyRegister(top, (CopyLine(NOON, text, text, (who,) * 7, 99, 10**6, text, True),) * 3),
            day=DAY,
        ),
        "book": access_book(
            AccessBook(
                top, (BookLine(10**9, NOON, text, text, text, text, text, 9, True),) * 3, text
            ),
            day=DAY,
        ),
        "extract": data_extract(
            DataExtract(
                HOSTILE_HEAD,
                who,
                (ExtractPart(text, (ExtractLine("27a", text, text),) * 3),),
                with_sealed=False,
                sealed=(text,),
                cell=text,
                request_no=text,
                requested_by=text,
                reason=text,
                legal_basis=text,
                photo=photo(),
                kept=(KeptCopy(text, text, text, 10**6),),
                access=(MonthOfAccess(DAY, text, 10**6, 10**6, 10**6, 10**6),),
                signers=signers,
                foot=foot,
            ),
            day=DAY,
        ),
        "incident": incident(
            IncidentReport(
                HOSTILE_HEAD, text, NOON, text, text, text, frozenset(IncidentKind), text, text,
                NOON, NOON, ((text, 10**6),), (who,) * 3, 5000,
                (IncidentActor(text, text, NOON, NOON, 10**5, 10**5, 10**5, 10**5),), (text, text),
                (Notice(text, NOON, text, text),), text, signers, foot,
            ),
            day=DAY,
        ),
        "recovery": recovery_sheet(
            RecoverySheet(HOSTILE_HEAD, text, CODE, NOON, text, text, signers), day=DAY
        ),
    }  # fmt: skip


PAPERS: dict[str, Callable[[], bytes]] = {
    "recovery": lambda: recovery_sheet(SHEET, day=DAY),
    "reading": lambda: access_register(reading(60), day=DAY),
    "handover": lambda: access_register(handover(60), day=DAY),
    "copies": lambda: access_register(copied(60), day=DAY),
    "book": lambda: access_book(book(60), day=DAY),
    "extract": lambda: data_extract(replace(EXTRACT, photo=photo()), day=DAY),
    "incident": lambda: incident(REPORT, day=DAY),
    "blank incident": lambda: incident(IncidentReport(Letterhead()), day=DAY),
    "blank extract": lambda: data_extract(
        DataExtract(Letterhead(), DossierName(""), (), with_sealed=True), day=DAY
    ),
    "blank recovery": lambda: recovery_sheet(RecoverySheet(Letterhead(), "", CODE), day=DAY),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_a4_in_our_typefaces_inside_the_page_and_repeats(paper: str) -> None:
    pdf = PAPERS[paper]()
    across = paper in {*REGISTERS, "book"}
    assert set(sizes(pdf)) == {ACROSS if across else UPRIGHT}
    assert all(embedded and ("Tinos" in face or "Noto" in face) for face, embedded in fonts_of(pdf))
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    assert PAPERS[paper]() == pdf


@pytest.fixture(scope="module")
def odd() -> dict[str, bytes]:
    return hostile(ODD)


@pytest.fixture(scope="module")
def long() -> dict[str, bytes]:
    return hostile(LONG)


@pytest.mark.parametrize("paper", hostile(""))
def test_names_of_500_letters_stay_whole_and_inside(paper: str, long: dict[str, bytes]) -> None:
    text = all_text(long[paper])
    assert letters(LONG) in text or letters(LONG).upper() in text
    assert outside(long[paper]) == []
    assert overlapping(long[paper]) == []


@pytest.mark.parametrize("paper", hostile(""))
def test_odd_text_is_printed_as_it_is(paper: str, odd: dict[str, bytes]) -> None:
    text = all_text(odd[paper])
    assert ODD_LETTERS in text
    assert fonts.MISSING in text
    assert text.count("dàilắm") >= 60
    assert not {"\u202e", "\u200f", "\u200b"} & set(text)  # what copies the text is not led astray
    pages = PdfReader(io.BytesIO(odd[paper])).pages
    assert sum(len(page.images) for page in pages) == (paper == "extract")  # the portrait alone
    assert not any("/Annots" in page for page in pages)
    assert outside(odd[paper]) == []
    assert overlapping(odd[paper]) == []


def test_the_check_of_the_edges_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: text that is not broken into lines runs over the edge and is found."""
    monkeypatch.setattr(fonts, "wrap", lambda text, *_, **__: [fonts.printable(text)])
    assert outside(incident(replace(REPORT, account=LONG), day=DAY))


def test_the_check_of_overlaps_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: lines set too close stand upon each other and are found."""
    monkeypatch.setattr(form_kit, "LEADING", 3.0)
    assert overlapping(incident(replace(REPORT, account=LONG), day=DAY))
