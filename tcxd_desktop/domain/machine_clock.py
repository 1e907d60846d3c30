"""Whether the machine's clock can be believed. A wrong clock never blocks work.

It only marks what is recorded (*giờ máy nghi sai*) and holds back what would be done by date, such
as dropping old backups; order always comes from counters (security.md 2.3, R12).
"""

from datetime import UTC, datetime, timedelta

BACK = timedelta(minutes=10)
"""How far a clock may be set back without a word: drift, and its correction."""
AHEAD = timedelta(days=400)
"""How long an office may plausibly stay shut: a year and some."""


def suspect(now: datetime, last_known: datetime | None, built: datetime) -> str:
    """Return why the clock is doubtful, or ``""``.

    ``before``: earlier than ``last_known``, the newest moment recorded while the clock was *not*
    doubtful (``None`` in a new office). ``old``: before this program was built. ``jump``: more than
    400 days after ``last_known``. Moments without a zone are taken as UTC.

    A jump may be real, and a wrong moment less than 400 days ahead is not noticed until the clock
    is mended; so the caller lets the head confirm a clock, and that moment becomes ``last_known``.
    """
    moment = utc(now)
    known = None if last_known is None else utc(last_known)
    if known is not None and known - moment > BACK:
        return "before"
    if moment < utc(built):
        return "old"
    return "jump" if known is not None and moment - known > AHEAD else ""


def utc(moment: datetime) -> datetime:
    """Return ``moment`` in UTC: differences within one zone would forget its summer time."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
