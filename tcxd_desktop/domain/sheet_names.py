"""Names of people as lists write them: with titles, numbers, nicknames, posts."""

import re
from typing import Final

from tcxd_desktop.domain.sheet_faults import Fault, doubt, mended
from tcxd_desktop.domain.sheet_text import one_line
from tcxd_desktop.domain.text import fold

_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_TITLE = re.compile(
    r"(?:(?:đ\s*/\s*c|đ\.\s*c\.?|đc\.|đồng chí)(?=[\s.:]|$)|(?:ông|bà|anh|chị)\s*:"
    r"|(?:pgs|gs|tskh|ts|ths|bs|ks|cn|lm)\.)[\s.:]*",
    re.IGNORECASE,
)
_COMRADE = re.compile(r"^đồng chí | (?:và|hoặc) ", re.IGNORECASE)
_LONGEST: Final = 60
"""Characters a name has at most."""
_NUMBER = re.compile(r"^\d{1,4}\s*[.)/\-–:]\s*(?=\D)")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_CALLED = re.compile(
    r"^(?:tức(?: là)?|bí danh|tên thường gọi|thường gọi(?: là)?|tên gọi khác|còn gọi là|tên khác)"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]+){0,3}")
_TRAILING: Final = " *.,;:-–_+"
_ODD = re.compile(r"[\d:;,/+&@=<>#?\"]|\s[-–]\s|\s(?:và|hoặc)\s", re.IGNORECASE)
_POSTS: Final = frozenset(
    {
        "bi thu", "pho bi thu", "bt", "pbt", "btcb", "chi uy vien", "cuv", "du bi", "db", "dvdb",
        "dang vien du bi", "chinh thuc", "ct", "dang vien", "dv", "nu", "nam", "huu tri", "huu",
        "thuong binh", "truong thon", "bi thu chi bo", "pho bi thu chi bo",
    }
)  # fmt: skip
"""What stands in brackets beside names, and is none."""
_FATE = re.compile(r"(?:da )?(?:mat|chet|chuyen|mien|roi|xoa|khai tru|nghi|om|tu tran)\b")
"""What became of somebody: never a nickname."""

Name = tuple[str, str, Fault | None]
"""The name, another one beside it, what is to be said."""


def read_name(typed: str, target: str) -> Name:
    """Return the name a cell tells, without what lists write around names.

    Args:
        typed: clean text.
        target: of the column, for what is said.
    """
    if _PLAIN.fullmatch(typed) and len(typed) < _LONGEST and not _COMRADE.search(typed):
        return typed, "", None
    text, other, aside = _bare(typed)
    line = one_line(typed)
    if not text:
        # Nothing of a name is left: whatever stands there is shown as it is.
        return line, "", doubt("name_odd", target, line)
    key = _doubt(typed, text, aside=aside)
    if key:
        return text, other, doubt(key, target, line)
    if other:
        return text, other, mended("nickname", target, line, text, other)
    if target == "birth_name" and " " not in text:
        return text, "", doubt("name_short", target, text)
    return text, "", None if text == line else mended("name", target, line, text)


def _doubt(typed: str, text: str, *, aside: bool) -> str:
    """Return what makes a name doubtful; nothing where it may be one."""
    if _several(typed):
        return "name_several"
    return "name_odd" if _ODD.search(text) or aside or len(text) > _LONGEST else ""


def _bare(typed: str) -> tuple[str, str, bool]:
    """Return a name alone, a nickname, and whether brackets hold what nobody knows."""
    text = _NUMBER.sub("", one_line(typed).lstrip("'"), count=1)
    found = _TITLE.match(text)
    while found:
        text = text[found.end() :]
        found = _TITLE.match(text)
    others: list[str] = []
    unknown = False
    for inside in _BRACKETS.findall(text):
        called = _CALLED.sub("", inside.strip())
        if fold(called).strip(" .") in _POSTS or not called:
            continue
        nickname = _NICKNAME.fullmatch(called) and not _FATE.match(fold(called))
        if nickname and called[:1].isupper() and len(called) > 2:
            others.append(called)
        else:
            unknown = True
    text = " ".join(_BRACKETS.sub(" ", text).split()).strip(_TRAILING)
    return text, ", ".join(others), unknown


def _several(typed: str) -> bool:
    """Tell whether the lines of a cell are a whole name each."""
    lines = [line for line in typed.split("\n") if line.strip(" -")]
    whole = [line for line in lines if len(_bare(line)[0].split()) > 1]
    return len(whole) > 1 and len(whole) == len(lines)
