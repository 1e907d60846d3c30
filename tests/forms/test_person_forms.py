"""What holds for every official form of one person, read back from its PDF."""

import dataclasses
import itertools
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Kind, facts_of
from tcxd_desktop.domain.printing import Letterhead, MemberPaper, SupplementPaper
from tcxd_desktop.domain.supplements import ITEMS
from tcxd_desktop.forms.biography import biography
from tcxd_desktop.forms.fonts import MISSING
from tcxd_desktop.forms.member_form import member_form
from tcxd_desktop.forms.papers_index import papers_index
from tcxd_desktop.forms.supplement import supplement
from tests.forms.form_samples import (
    FULL,
    HEAD,
    all_text,
    filled_dossier,
    fonts_of,
    glyph_boxes,
    letters,
    page_texts,
    paper,
    photo,
)

DAY = date(2026, 11, 23)
LONG = ("Nguyễn Thị Đào Hương " * 25)[:500]
UNBROKEN = "Đượm" * 125
A4 = (595.3, 841.9)


def _supplement(papers: Sequence[MemberPaper], *, day: date, **more: object) -> bytes:
    """Print 3-HSĐV with the text of each item taken from the dossier's note."""
    sheets = [
        SupplementPaper(one, 2026, {item.key: one.dossier.note for item in ITEMS}, one.dossier.note)
        for one in papers
    ]
    return supplement(sheets, day=day, **more)


FORMS: dict[str, Callable[..., bytes]] = {
    "2-HSĐV": member_form,
    "1-HSĐV": biography,
    "3-HSĐV": _supplement,
    "MLTL": papers_index,
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())


@every_form
def test_a_blank_record_prints_no_none_and_nothing_invented(form: Callable[..., bytes]) -> None:
    text = "\n".join(page_texts(form([paper(Dossier(), head=Letterhead())], day=DAY)))
    for word in ("None", "False", "Không có", "nan", "[]", "()"):
        assert word not in text


@every_form
@pytest.mark.parametrize("long", [LONG, UNBROKEN], ids=["words", "one word"])
def test_very_long_values_never_overlap_leave_the_paper_or_get_tiny(
    form: Callable[..., bytes], long: str
) -> None:
    head = Letterhead(*[long[:150]] * 7)
    pdf = form([paper(filled_dossier(long, rows=1), head=head)], day=DAY)
    for boxes in glyph_boxes(pdf):
        for left, bottom, right, top, size in boxes:
            assert left > 20
            assert bottom > 20
            assert right < A4[0]
            assert top < A4[1]
            assert size >= 7.99
        _assert_apart(boxes)


def _assert_apart(boxes: list[tuple[float, float, float, float, float]]) -> None:
    """Letters of different lines and cells do not lie on each other (accents may touch)."""
    ordered = sorted(boxes)
    for index, (left, bottom, right, top, _) in enumerate(ordered):
        for other in itertools.islice(ordered, index + 1, None):
            if other[0] >= right - 0.5:
                break
            wide = min(right, other[2]) - max(left, other[0])
            high = min(top, other[3]) - max(bottom, other[1])
            smaller = min(
                (right - left) * (top - bottom), (other[2] - other[0]) * (other[3] - other[1])
            )
            if wide > 0 and high > 0:
                assert wide * high < max(0.5 * smaller, 1.5), (left, bottom, other)


@every_form
def test_hostile_text_is_printed_as_it_is(form: Callable[..., bytes]) -> None:
    hostile = unicodedata.normalize("NFD", "Nguyễn <b>&amp; Đào") + "😀\u200b\n{0}%s"
    shown = letters(f"Nguyễn <b>&amp; Đào{MISSING}{{0}}%s")
    text = all_text(form([paper(filled_dossier(hostile))], day=DAY))
    assert unicodedata.is_normalized("NFC", text)
    assert shown.upper() in text.upper()


@every_form
def test_only_embedded_subsets_are_used(form: Callable[..., bytes]) -> None:
    found = fonts_of(form([paper(FULL, picture=photo())], day=DAY))
    assert found
    assert all(embedded and name[7] == "+" and "Tinos" in name for name, embedded in found)


@every_form
def test_each_person_starts_on_a_page_of_their_own(form: Callable[..., bytes]) -> None:
    people = [paper(dataclasses.replace(FULL, birth_name=f"Người Thứ {n}")) for n in "ABC"]
    told: list[tuple[int, int]] = []
    one = len(page_texts(form(people[:1], day=DAY)))
    pages = page_texts(form(people, day=DAY, progress=lambda *done: told.append(done)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert len(pages) == 3 * one
    for number, letter in enumerate("ABC"):
        assert f"NGƯỜI THỨ {letter}" in pages[number * one]
        assert all(
            f"THỨ {other}" not in "".join(pages[number * one : (number + 1) * one]).upper()
            for other in set("ABC") - {letter}
        )


@every_form
def test_duplex_starts_everybody_on_an_odd_page(form: Callable[..., bytes]) -> None:
    people = [paper(dataclasses.replace(FULL, birth_name=f"Người Thứ {n}")) for n in "ABC"]
    pages = page_texts(form(people, day=DAY, duplex=True))
    starts = [
        next(i for i, text in enumerate(pages) if f"NGƯỜI THỨ {letter}" in text) for letter in "ABC"
    ]
    assert [start % 2 for start in starts] == [0, 0, 0]


@every_form
def test_pages_after_the_first_carry_their_number(form: Callable[..., bytes]) -> None:
    pages = page_texts(form([paper(filled_dossier(LONG, rows=1))], day=DAY))
    assert len(pages) > 2
    for number, text in enumerate(pages[1:], 2):
        assert text.split()[0] == str(number)


@every_form
def test_the_same_papers_give_the_same_bytes(form: Callable[..., bytes]) -> None:
    assert form([paper(FULL)], day=DAY) == form([paper(FULL)], day=DAY)


NOT_ON_2_HSDV = {
    "old_card_no", "card_issuer", "photo", "occupation_group", "occupation_before",
    "decision_no", "decision_by", "official_decision_no", "union_at", "edu_level",
    "profession_level", "old_citizen_id", "special_history", "self_remark", "phone",
    "phone_other", "residence_cell", "party_age_paper", "inspection_note", "index_confirmed_by",
    "note", "early_years", "party_posts", "age_gaps", "reviews", "papers", "events",
    "badges.number", "family.class_origin", "family.history", "family.law",
}  # fmt: skip
NOT_ON_1_HSDV = {
    "card_no", "old_card_no", "card_issuer", "photo", "family_class", "occupation_group",
    "occupation_before", "official_decision_no", "edu_level", "profession_level", "health",
    "invalid_class", "citizen_id", "old_citizen_id", "recruited_by", "home_granted", "home_owned",
    "business", "economy_year", "phone", "phone_other", "residence_cell", "party_age_paper",
    "inspection_note", "index_confirmed_by", "note", "introducers", "social_orgs", "services",
    "exemptions", "badges", "exits", "readmissions", "restorations", "legal_cases", "old_regime",
    "foreign_ties", "relatives_abroad", "assets", "party_posts", "age_gaps", "reviews", "papers",
    "events",
}  # fmt: skip


def _marked() -> tuple[Dossier, dict[str, str]]:
    """Return a dossier whose every text is its own name, and these texts by field."""
    texts: dict[str, str] = {}

    def mark(key: str, kind: Kind) -> object:
        if kind in {Kind.LINE, Kind.UPPER, Kind.TEXT, Kind.CODE, Kind.OPEN_CODE, Kind.DIGITS}:
            texts[key] = "ở " + key.replace("_", "ư").replace(".", "ơ")
            return texts[key]
        return None

    plain = {Kind.PLACE, Kind.FLAG, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.TERM, Kind.UNIT}
    values = {n: mark(n, f.kind) for n, f in FACTS.items() if f.kind not in plain}
    tables = {
        name: (
            table.record(
                **{
                    field: mark(f"{name}.{field}", fact.kind)
                    for field, fact in facts_of(table.record).items()
                    if fact.kind not in plain
                }
            ),
        )
        for name, table in TABLES.items()
        if name != "events"
    }
    return Dossier(**values, **tables), texts


@pytest.mark.parametrize(
    ("form", "left_out"), [(member_form, NOT_ON_2_HSDV), (biography, NOT_ON_1_HSDV)]
)
def test_every_field_of_the_form_is_on_the_paper_and_no_other(
    form: Callable[..., bytes], left_out: set[str]
) -> None:
    dossier, texts = _marked()
    text = all_text(form([paper(dossier)], day=DAY))
    for key, value in texts.items():
        shown = letters(value.upper() if key == "birth_name" else value)
        expected = key not in left_out and key.partition(".")[0] not in left_out
        if expected or not any(
            other.startswith(value) for other in texts.values() if other != value
        ):
            assert (shown in text) is expected, key


@every_form
def test_the_full_sample_prints_its_head(form: Callable[..., bytes]) -> None:
    text = all_text(form([paper(FULL, picture=photo())], day=DAY))
    assert letters("NGUYỄN THỊ ĐÀO") in text
    assert "004217NB" in text
    if form not in {biography, papers_index}:
        for line in (HEAD.province, HEAD.superior, HEAD.base, HEAD.cell):
            assert letters(line) in text
