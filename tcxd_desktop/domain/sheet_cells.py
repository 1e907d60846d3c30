"""One cell with several facts: split into rows of a repeating table.

Lists write whole histories into a cell, a line or a dash each. Periods, dates, relations and
forms the code lists know are told for certain; what is left over goes where such lists usually
have it, and the rows are then a guess the clerk looks at.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.rows import (
    Badge,
    Introducer,
    Job,
    Relative,
    Reward,
    SocialOrg,
    Title,
    Training,
    YearReview,
)
from tcxd_desktop.domain.sheet_dates import read_date
from tcxd_desktop.domain.text import clean_line, fold

_DAY = r"(?:\d{1,2}\s*[/.\-]\s*)?\d{1,2}\s*[/.\-]\s*(?:19|20)\d{2}|(?:19|20)\d{2}"
_WORDY = r"(?:(?:ngày\s*)?\d{1,2}\s*)?tháng\s*\d{1,2}\s*(?:năm|[/.\-])\s*\d{4}"
_DATE = rf"(?:{_WORDY}|{_DAY})"
_STILL = r"(?:nay|hiện nay|hiện tại)"
_PERIOD = re.compile(
    rf"(?:từ\s*(?:tháng|năm|ngày)?\s*)?(?P<since>{_DATE})\s*(?:-+|–|—|→|;|đến(?:\s+hết)?|tới)\s*"
    rf"(?:đến\s*)?(?:tháng|năm|ngày)?\s*(?P<until>{_DATE}|{_STILL})",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"^(?P<from>từ\s*)?(?:(?:tháng|năm|ngày)\s*)?(?P<since>{_DATE})"
    rf"(?:\s*(?:-+|–|đến)?\s*(?P<until>{_STILL}))?"
    r"(?(from)(?=\W(?!.*\d{4})|$)|(?=\s*[:,;.]|\s*$))",
    re.IGNORECASE,
)
"""A start: before a sign, or after *từ* where no other date follows."""
_ALONE = re.compile(rf"(?:tháng|năm|ngày)?\s*(?:{_DATE}|{_STILL})", re.IGNORECASE)
_ONE_DATE = re.compile(
    rf"(?:\(\s*)?(?:(?:vào|trong|ngày|tháng|năm|đợt|sinh(?:\s+(?:năm|ngày))?)\s+)*({_DATE})(?:\s*\))?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–—+*•●▪✓]|\d{1,2}[.)](?=\s))\s*")
_INLINE = re.compile(
    rf"(?<!\d{{4}})\s+[-–+•]\s+(?=(?:từ|tháng|năm|ngày|\s)*{_DATE})", re.IGNORECASE
)
"""A dash before a date, unless it stands between two."""
_ENDS = " .,;:-–—"
_PIECES = re.compile(r"\s*[,;]\s*|\s+[-–—]\s+")
_SCHOOL = re.compile(r"^(?:truong|hoc vien|dai hoc|trung tam|vien|cao dang|hoc tai)\b")
_DIPLOMA = re.compile(r"^(?:bang|chung chi|giay chung nhan|tot nghiep|cap bang|van bang)\b")
_LEVEL = re.compile(r"\s*(?:,|do|của|cấp bởi|-)\s*(?=\S)", re.IGNORECASE)
_BY = re.compile(r"\b(?:do|của)\s+(.+?)(?:\s+(?:tặng|trao|cấp))?$", re.IGNORECASE)
_RELATION = re.compile(r"^\s*([^:,–-]{2,30}?)\s*(?::|\s[-–]\s|,)\s*")
_BORN = re.compile(
    rf"\(?\b(?:sinh(?:\s+(?:năm|ngày))?|sn\.?|s\.)\s*:?\s*({_DATE})\)?", re.IGNORECASE
)
_DIED = re.compile(r"^(?:da mat|mat|da chet|chet|tu tran|hy sinh|liet si|da qua doi)\b")
_NUMBER = re.compile(
    r"\b(?:số|số huy hiệu|số HH)\s*:?\s*([A-ZĐ]{0,3}\s?[A-E]?\d{2,8})\b", re.IGNORECASE
)
_YEAR_LEVEL = re.compile(r"(?:năm\s*)?((?:19|20)\d{2})\s*[:–-]?\s*(.+)", re.IGNORECASE)
_MOST: Final = 200
"""Rows one cell may give."""
_WORDS: Final = 12
"""Words the longest value of a code list has."""
_LONGEST: Final = 1000
"""Characters of a fact that is looked into; a longer one is a tale, and kept whole."""


@dataclass(frozen=True, slots=True)
class Split:
    """Các dòng tách từ một ô; ``sure`` where every word has its place for certain."""

    rows: tuple[object, ...]
    sure: bool = True


class _How:
    """Điều cần để tách: today, and the values of code lists by what they are called."""

    def __init__(self, today: date, codes: CodeLists) -> None:
        """Know both."""
        self._today = today
        self._codes = codes
        self._known: dict[tuple[str, str], str] = {}
        self._days: dict[str, PartialDate | None] = {}

    def day(self, text: str) -> PartialDate | None:
        """Return a date or an end; none where the words tell none."""
        if text not in self._days:
            self._days[text] = read_date(text, "", today=self._today, ahead=True)[0]
        return self._days[text]

    def code(self, name: str, text: str) -> str:
        """Return the value of a code list a text is, without marks or by alias."""
        key = (name, text)
        if key not in self._known:
            codes = self._codes.get(name)
            found = codes.find(text) if codes and text else None
            self._known[key] = codes.value(found) if codes and found else ""
        return self._known[key]

    def start(self, name: str, text: str) -> tuple[str, str]:
        """Return the value of a code list a text starts with, the longest, and what follows."""
        words = text.split()
        for count in range(min(len(words), _WORDS), 0, -1):
            value = self.code(name, " ".join(words[:count]).strip(_ENDS))
            if value:
                return value, " ".join(words[count:]).strip(_ENDS)
        return "", text


def splitter(table: str, today: date, codes: CodeLists) -> Callable[[str], Split]:
    """Return what splits the cells of a column into rows of a repeating table.

    Args:
        table: one of ``targets.SPLIT_TABLES``.
        today: nothing but a term lies after it.
        codes: the code lists.
    """
    how = _How(today, codes)

    def split_cell(text: str) -> Split:
        made = [_fact(table, part, how) for part in islice(parts_of(text), _MOST)]
        rows = tuple(row for row, _ in made if row != type(row)())
        return Split(rows, all(sure for _, sure in made))

    return split_cell


def _fact(table: str, part: str, how: _How) -> tuple[object, bool]:
    if len(part) > _LONGEST:
        record, field = _WHOLE[table]
        return record(**{field: part}), False
    return _READERS[table](part, how)


def parts_of(text: str) -> Iterator[str]:
    """Yield the facts of a cell: lines, dashes, or what semicolons part.

    A line that starts with neither dash nor date goes on the one before it where others do.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = [part for part in _INLINE.split(lines[0]) if part.strip()]
    if len(lines) == 1:
        lines = _by_semicolons(lines[0])
    marked = [bool(_BULLET.match(line) or _opens(line)) for line in lines]
    joined: list[str] = []
    for line, mark in zip(lines, marked, strict=True):
        words = clean_line(_BULLET.sub("", line))
        if joined and not mark and marked[0] and any(marked[1:]):
            joined[-1] = f"{joined[-1]} {words}"
        elif words:
            joined.append(words)
    yield from joined


def _by_semicolons(line: str) -> list[str]:
    """Part a line at its semicolons, unless they part the items of one fact.

    So they do where a date stands alone between them.
    """
    parts = [part for part in line.split(";") if part.strip()]
    alone = any(_ALONE.fullmatch(part.strip()) for part in parts)
    return [line] if alone else parts


def _opens(line: str) -> bool:
    """Tell whether a line starts a fact of its own: with a date, or a word and a colon."""
    start = _PERIOD.match(line.strip()) or _SINCE.match(line.strip())
    return bool(start) or bool(re.match(r"^[^:]{2,30}:\s", line.strip()))


def _period(text: str, how: _How) -> tuple[PartialDate | None, PartialDate | None, str, bool]:
    """Return start, end, what is left of the text, and whether a period stands in it."""
    found = _PERIOD.search(text) or _SINCE.search(text)
    if found is None:
        return None, None, text.strip(_ENDS), False
    since, until = how.day(found["since"]), how.day(found["until"] or "")
    return since, until, _without(text, found), True


def _one_day(text: str, how: _How) -> tuple[PartialDate | None, str]:
    """Return the last date of a text, and the text without it."""
    dates = list(_ONE_DATE.finditer(text))
    if not dates:
        return None, text.strip(_ENDS)
    return how.day(dates[-1][1]), _without(text, dates[-1])


def _without(text: str, found: re.Match[str]) -> str:
    """Return a text without what was found in it, nor the brackets around that."""
    sides = (text[: found.start()].strip(f"{_ENDS}("), text[found.end() :].strip(f"{_ENDS})"))
    return ", ".join(side for side in sides if side)


# --- one fact of each table ----------------------------------------------------------------------


def _job(text: str, how: _How) -> tuple[object, bool]:
    since, until, rest, dated = _period(text, how)
    return Job(since, until, rest), dated and bool(rest)


def _training(text: str, how: _How) -> tuple[object, bool]:
    since, until, rest, dated = _period(text, how)
    if not dated:
        until, rest = _one_day(text, how)
    found: dict[str, str] = {}
    sure = True
    for piece in (piece for piece in _PIECES.split(rest) if piece):
        key, value, known = _training_piece(piece, how)
        sure = sure and (known or key not in found)
        found[key] = f"{found[key]}, {value}" if key in found else value
    return Training(since=since, until=until, **found), sure and "subject" in found


def _training_piece(piece: str, how: _How) -> tuple[str, str, bool]:
    mode = how.code("study_mode", piece)
    if mode:
        return "mode", mode, True
    folded = fold(piece)
    if _SCHOOL.match(folded):
        return "school", piece, True
    if _DIPLOMA.match(folded):
        return "diploma", piece, True
    return "subject", piece, False


def _reward(text: str, how: _How) -> tuple[object, bool]:
    on, rest = _one_day(text, how)
    form, level = how.start("reward_form", rest)
    if not form:
        by = _BY.search(rest)
        if by is None:
            return Reward(rest, on), False
        return Reward(rest[: by.start()].strip(_ENDS), on, by[1].strip(_ENDS)), False
    by = _BY.match(level)
    return Reward(form, on, (by[1] if by else level).strip(_ENDS)), True


def _badge(text: str, how: _How) -> tuple[object, bool]:
    number = _NUMBER.search(text)
    rest = f"{text[: number.start()]} {text[number.end() :]}" if number else text
    every = list(re.finditer(r"\b([3-9][05])\s*(?:năm|$)", rest, re.IGNORECASE))
    if not every:
        return Badge(), False
    years = every[0]
    on, _ = _one_day(f"{rest[: years.start()]} {rest[years.end() :]}", how)
    value = how.code("badge_years", years[1]) or years[1]
    # Two badges between commas: the second is not to get lost unseen.
    return Badge(value, on, clean_line(number[1]) if number else ""), len(every) == 1


def _title(text: str, how: _How) -> tuple[object, bool]:
    on, rest = _one_day(text, how)
    return Title(how.code("title", rest) or rest, on), True


def _social_org(text: str, how: _How) -> tuple[object, bool]:
    on, rest = _one_day(text, how)
    return SocialOrg(rest, on), True


def _introducer(text: str, how: _How) -> tuple[object, bool]:
    del how
    pieces = [piece for piece in _PIECES.split(text) if piece]
    if not pieces:
        return Introducer(), True
    rest = (*pieces[1:], "", "")
    return Introducer(pieces[0], rest[0], ", ".join(pieces[2:])), len(pieces) <= 2


def _review(text: str, how: _How) -> tuple[object, bool]:
    found = _YEAR_LEVEL.fullmatch(text)
    level = how.code("member_review", found[2].strip(_ENDS)) if found else ""
    if found is None or not level:
        return YearReview(note=text), False
    return YearReview(found[1], level), True


def _relative(text: str, how: _How) -> tuple[object, bool]:
    head = _RELATION.match(text)
    relation = how.code("relation", head[1]) if head else ""
    rest = text[head.end() :] if head and relation else text
    if not relation:
        relation, rest = how.start("relation", text)
    born = _BORN.search(rest)
    day = how.day(born[1]) if born else None
    if born:
        rest = (
            f"{rest[: born.start()].rstrip(_ENDS + '(')}, {rest[born.end() :].strip(_ENDS + ')')}"
        )
    pieces = [piece for piece in re.split(r"\s*[,;]\s*", rest.strip(_ENDS)) if piece]
    name = pieces[0] if pieces else ""
    told, sure = _of_relative(pieces[1:])
    member = told.pop("party_member", "")
    row = Relative(relation, name, day, party_member=bool(member), **told)
    return row, sure and bool(relation and name)


_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:que quan|que|nguyen quan)\s*:?\s*"), "origin"),
    (re.compile(r"^(?:thuong tru|noi o|cho o|hien o|o|tru tai|cu tru)\s*(?:tai)?\s*:?\s+"), "home"),
    (re.compile(r"^(?:nghe nghiep|nghe)\s*:?\s*"), "occupation"),
    (re.compile(r"^(?:chuc vu)\s*:?\s*"), "post"),
)


def _of_relative(pieces: list[str]) -> tuple[dict[str, str], bool]:
    """Return what is told of a relative by field; one without a word of its own is the work."""
    found: dict[str, str] = {}
    last, sure = "", True
    for piece in pieces:
        folded = fold(piece)
        field, start = next(
            ((key, match.end()) for form, key in _TOLD if (match := form.match(folded))), ("", 0)
        )
        if folded in {"dang vien", "la dang vien"}:
            found["party_member"] = piece
        elif _DIED.match(folded):
            last, found["died"] = "died", piece
        elif field:
            last, found[field] = field, piece[start:]
        elif last in {"origin", "home"}:
            found[last] += f", {piece}"
        else:
            sure = sure and "occupation" not in found
            found["occupation"] = (
                f"{found['occupation']}, {piece}" if "occupation" in found else piece
            )
    return found, sure


_READERS: Mapping[str, Callable[[str, _How], tuple[object, bool]]] = {
    "jobs": _job,
    "trainings": _training,
    "rewards": _reward,
    "badges": _badge,
    "titles": _title,
    "family": _relative,
    "social_orgs": _social_org,
    "introducers": _introducer,
    "reviews": _review,
}
_WHOLE: Mapping[str, tuple[type, str]] = {
    "jobs": (Job, "work"),
    "trainings": (Training, "subject"),
    "rewards": (Reward, "form"),
    "badges": (Badge, "number"),
    "titles": (Title, "name"),
    "family": (Relative, "name"),
    "social_orgs": (SocialOrg, "name"),
    "introducers": (Introducer, "name"),
    "reviews": (YearReview, "note"),
}
"""Where what cannot be told apart goes."""
