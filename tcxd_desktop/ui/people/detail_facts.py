"""What the panel beside the list says of a member. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tcxd_desktop.domain.checks import doubts
from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.completeness import (
    SEALED_PAPER,
    PapersState,
    applicable_papers,
    missing,
    papers_state,
    percent,
)
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.party_age import AgeState, next_badge, party_age_state
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.rows import PartyPost
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.office.columns import standing_text
from tcxd_desktop.wording.checks import PAPERS_STATE, gap_words, sentence
from tcxd_desktop.wording.formats import show_date, show_day, show_dossier_no, show_place
from tcxd_desktop.wording.people import SUPPLEMENT_STATE

_MOST_DOUBTS = 4
_MOST_MISSING = 5
_OWED = "chua_nop"
_CONFIRMED = "da_xac_nhan"
_BADGE_SOON_DAYS = 120


@dataclass(frozen=True, slots=True)
class Todo:
    """Something due or doubtful: a word of state and what it is."""

    badge: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A line of the key facts."""

    title: str
    text: str
    hint: str = ""
    secret: bool = False
    """A number of identity: masked until it is asked for."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of the mục lục: there, or missing."""

    title: str
    detail: str
    present: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the panel shows without asking again."""

    name: str
    lines: tuple[str, ...]
    todos: tuple[Todo, ...]
    percent: int
    missing: str
    rows: tuple[FactRow, ...]


def facts(
    dossier: Dossier, line: PersonLine, day: date, codes: CodeLists, supplement: str
) -> Facts:
    """Gather what is shown of a member as at ``day``.

    Args:
        dossier: of the member.
        line: as the list shows it.
        day: of the list.
        codes: code lists.
        supplement: how far the phiếu of the year is; empty says nothing of it.
    """
    return Facts(
        name=dossier.birth_name.upper(),
        lines=tuple(_heading(dossier, line, day)),
        todos=tuple(_todos(dossier, line, day, supplement)),
        percent=percent(dossier, day),
        missing=_missing(dossier, day, codes),
        rows=tuple(_rows(dossier)),
    )


def _heading(dossier: Dossier, line: PersonLine, day: date) -> Iterator[str]:
    born = f"Sinh {show_date(dossier.birth_date)}" if dossier.birth_date else ""
    yield " · ".join(part for part in (born, dossier.sex, dossier.ethnicity) if part)
    where = standing_text(line)
    post = next((row.post for row in reversed(dossier.party_posts) if _held(row, day)), "")
    kept = (_unbroken(where), _unbroken(post))
    yield " · ".join(part for part in (line.unit, *kept) if part)
    joined = dossier.ceremony_date or dossier.decision_date
    if joined is not None:
        yield f"Vào Đảng {show_date(joined)} · {_unbroken(_party_age(dossier, day))}"
    else:
        yield "Chưa ghi ngày vào Đảng"


def _unbroken(text: str) -> str:
    """Keep the words of one statement on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _held(row: PartyPost, day: date) -> bool:
    begun = row.since is None or row.since.earliest <= day
    return begun and (row.until is None or row.until.latest >= day)


def _party_age(dossier: Dossier, day: date) -> str:
    found = party_age_state(dossier, day)
    if found.state is AgeState.COUNTED:
        return f"{found.months // 12} tuổi Đảng"
    return {
        AgeState.NOT_OFFICIAL: "chưa chính thức",
        AgeState.OUTSIDE: "đã ra khỏi Đảng",
    }.get(found.state, "tuổi Đảng: không đủ căn cứ")


def _todos(dossier: Dossier, line: PersonLine, day: date, supplement: str) -> Iterator[Todo]:
    if not line.leaving and line.activity != Activity.TEMPORARY_HERE:
        if supplement:
            yield _supplement(supplement, day)
        badge = next_badge(dossier, day)
        if badge is not None and badge.reached:
            text = f"Huy hiệu {badge.years} năm: đủ từ {show_day(badge.on)}, hồ sơ chưa ghi tặng"
            yield Todo("đến hạn", "warn", text)
        elif badge is not None and (badge.on - day).days <= _BADGE_SOON_DAYS:
            yield Todo(f"{badge.on:%d/%m}", "warn", f"Đủ tuổi nhận Huy hiệu {badge.years} năm")
    found = doubts(dossier, day)
    for doubt in found[:_MOST_DOUBTS]:
        yield Todo("xem lại", "warn", sentence(doubt))
    if len(found) > _MOST_DOUBTS:
        rest = len(found) - _MOST_DOUBTS
        yield Todo("xem lại", "plain", f"Còn {rest} điều nữa, xem khi mở hồ sơ")


def _supplement(state: str, day: date) -> Todo:
    name = f"Phiếu bổ sung hồ sơ năm {day.year}"
    if state == _CONFIRMED:
        return Todo("đã xong", "ok", f"{name} đã xác nhận")
    word = SUPPLEMENT_STATE.get(state, SUPPLEMENT_STATE[_OWED]).lower()
    text = f"{name} {word}" if state == _OWED else f"{name} {word}, chờ xác nhận"
    # No text names a day; the round is made at the end of the year, after the yearly review.
    return Todo("cuối năm", "warn" if state == _OWED else "plain", text)


def _missing(dossier: Dossier, day: date, codes: CodeLists) -> str:
    words = [gap_words(gap, codes) for gap in missing(dossier, day)]
    more = len(words) - _MOST_MISSING
    named = " · ".join(words[:_MOST_MISSING])
    return f"{named} · và {more} mục nữa" if more > 0 else named


def _rows(dossier: Dossier) -> Iterator[FactRow]:
    yield FactRow("Số thẻ", dossier.card_no or dossier.old_card_no, secret=True)
    yield FactRow("Số lý lịch", show_dossier_no(dossier.dossier_no))
    yield FactRow("Số căn cước", dossier.citizen_id, secret=True)
    theory = f"LLCT {dossier.theory[:1].lower()}{dossier.theory[1:]}" if dossier.theory else ""
    learnt = (dossier.edu_general, dossier.profession, theory)
    yield FactRow("Trình độ", " · ".join(part for part in learnt if part))
    at = dossier.workplace if dossier.workplace not in dossier.occupation else ""
    yield FactRow("Nghề nghiệp", f"{dossier.occupation} ({at})" if at else dossier.occupation)
    yield _place("Nơi thường trú", dossier.home)
    yield FactRow("Điện thoại", dossier.phone)


def _place(title: str, place: Place) -> FactRow:
    old = f"trước đây: {place.old}" if place.old else ""
    return FactRow(title, show_place(place, old=False), old)


def papers_words(dossier: Dossier, day: date) -> tuple[str, str]:
    """Return (words, tone) of the state of the papers."""
    state = papers_state(dossier, day)
    tone = {PapersState.COMPLETE: "ok", PapersState.CONFIRMED: "ok"}.get(state, "warn")
    return PAPERS_STATE[state], tone


def papers(dossier: Dossier, day: date, codes: CodeLists) -> list[PaperRow]:
    """Return the papers of the mục lục, then those that apply to the person and are missing."""
    names = codes.get("paper_type")

    def named(kind: str) -> str:
        return names.label(kind) if names is not None else kind

    rows = [
        PaperRow(
            row.title or named(row.type),
            ", ".join(part for part in (row.number, show_date(row.on), row.issuer) if part),
            row.present,
        )
        for row in dossier.papers
    ]
    listed = {row.type for row in dossier.papers}
    wanted = applicable_papers(dossier, day)
    absent = [PaperRow(named(kind), "", present=False) for kind in wanted if kind not in listed]
    hidden = [gap for gap in missing(dossier, day) if gap.paper == SEALED_PAPER]
    absent += [PaperRow(gap_words(gap, codes), "", present=False) for gap in hidden]
    return [*absent, *sorted(rows, key=lambda row: row.present)]
