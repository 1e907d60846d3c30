"""How long a sign-in waits after wrong passwords: it slows a person at the keyboard, no more.

Someone who carries the files away is slowed only by Argon2id. The wait never becomes permanent:
the right password opens after it, however many wrong ones came before (security.md 4.3, S12).

A try is counted and written **before** the password is tried, and forgotten once it was right;
otherwise ending the program in the moment of the answer would make every try free.
"""

from dataclasses import dataclass

WAITS = (0.0, 0.0, 0.0, 2.0, 8.0, 32.0, 128.0, 300.0)
"""Seconds after so many failures; the last for all further ones. Steps of four keep a day of
guessing under 300 tries: eight in the first 10 minutes, then one in 5."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Số lần gõ sai mật khẩu of one slot, as kept on the disk."""

    fails: int = 0
    monotonic: float = 0.0
    """The machine's monotonic clock, in seconds since it started, at the last failure."""


def counted(tries: Tries, monotonic_now: float) -> Tries:
    """Return ``tries`` with one more, for the disk before the password is tried."""
    return Tries(max(tries.fails, 0) + 1, monotonic_now)


def rebased(tries: Tries, monotonic_now: float) -> Tries:
    """Return ``tries`` as they stand after a restart of the machine; else the same.

    Whoever reads them from the disk calls this first and writes the result back if it differs.
    Otherwise the wait would seem to begin once more when the machine has run as long as it had at
    the failure before the restart.
    """
    return tries if _same_start(tries, monotonic_now) else Tries(tries.fails, 0.0)


def wait_left(tries: Tries, monotonic_now: float) -> float:
    """Return how many seconds must still pass before the next try; 0.0 when none.

    Only the monotonic clock counts, so setting the date gains nothing. A moment that lies ahead
    (or is no number) means that the machine was started anew: then what has passed since that
    start counts, which is never more than what truly passed.
    """
    wait = WAITS[min(max(tries.fails, 0), len(WAITS) - 1)]
    since = tries.monotonic if _same_start(tries, monotonic_now) else 0.0
    return max(wait - max(monotonic_now - since, 0.0), 0.0)


def _same_start(tries: Tries, monotonic_now: float) -> bool:
    return 0.0 <= tries.monotonic <= monotonic_now
