"""Versions of the program: three numbers that can be compared, and one number that never shrinks.

A pack carries one whole number as its version; ``Version.number`` is that of a version.
"""

import re
from dataclasses import dataclass

from tcxd_desktop.domain.update_errors import BadVersionProblem

_TEXT = re.compile(r"(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """Số phiên bản của chương trình: large, small, mended. Each lies between 0 and 999."""

    major: int
    minor: int
    patch: int

    @property
    def number(self) -> int:
        """Return one number in the same order: ``1.2.3`` is 1002003."""
        return self.major * 1_000_000 + self.minor * 1_000 + self.patch

    def __str__(self) -> str:
        """Return it as it is written: ``1.2.3``."""
        return f"{self.major}.{self.minor}.{self.patch}"


def parse(text: str) -> Version:
    """Return the version a text names.

    Raises:
        BadVersionProblem: not three numbers between dots, or one larger than 999.
    """
    found = _TEXT.fullmatch(text)
    if found is None:
        raise BadVersionProblem(text)
    return Version(*(int(part) for part in found.groups()))


def of_number(number: int) -> Version:
    """Return the version a whole number stands for.

    Raises:
        BadVersionProblem: no version has it.
    """
    major, rest = divmod(number, 1_000_000)
    if not 0 <= number < 1_000_000_000:
        raise BadVersionProblem(str(number))
    return Version(major, *divmod(rest, 1_000))
