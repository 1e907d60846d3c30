"""The number under the barcode of a check slip: round, person, and two check digits.

Digits only: a scanner that types is heard by the Vietnamese keyboard first, and digits pass it
unharmed. Fourteen of them cannot be taken for a citizen's or a card's number, which have twelve.
"""

from typing import Final

from tcxd_desktop.domain.reconciliation_errors import BadSlipCodeProblem
from tcxd_desktop.domain.text import digits

LENGTH: Final = 14
_MARK: Final = "7"
"""First digit: other slips with barcodes may follow."""
_ROUND, _PERSON, _MODULUS = 4, 7, 97


def slip_code(round_id: int, person_id: int) -> str:
    """Return the code of a slip.

    >>> slip_code(3, 412)
    '70003000041213'
    """
    body = f"{_MARK}{round_id:0{_ROUND}d}{person_id:0{_PERSON}d}"
    return body + _check(body)


def read_slip_code(typed: str) -> tuple[int, int]:
    """Return round and person of a code as scanned or typed, spaces and dashes aside.

    Raises:
        BadSlipCodeProblem: not fourteen digits that fit together.
    """
    code = digits(typed)
    whole = len(code) == LENGTH and code.isascii() and code.isdigit() and code[0] == _MARK
    if not whole or _check(code[:-2]) != code[-2:]:
        raise BadSlipCodeProblem(typed.strip(), field="code")
    return int(code[1 : 1 + _ROUND]), int(code[1 + _ROUND : -2])


def grouped(code: str) -> str:
    """Return a code in groups, as it is read from paper: ``70003 0000412 13``."""
    return f"{code[: 1 + _ROUND]} {code[1 + _ROUND : -2]} {code[-2:]}"


def _check(body: str) -> str:
    """Return the check digits of ISO/IEC 7064, MOD 97-10.

    They tell every wrong digit and every two exchanged ones.
    """
    return f"{_MODULUS + 1 - int(body) * 100 % _MODULUS:02d}"
