"""What went out and came in between offices, so that nothing is taken twice; packs taken."""

from dataclasses import dataclass
from typing import Any

from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "package"
OUT, IN = "out", "in"
_FIELDS = ("uuid", "direction", "office_id", "seq", "on", "kind", "digest", "answered")
_COLUMNS = ", ".join(f'"{name}"' for name in _FIELDS)
_SELECT = f"SELECT {_COLUMNS} FROM package_seen"


@dataclass(frozen=True, slots=True)
class Passed:
    """Một phiếu hoặc gói đã gửi hay đã nhận."""

    uuid: str
    direction: str
    office_id: int | None
    """Card of the other office, where it is known."""
    seq: int
    on: str
    kind: str
    """``transfer``, ``return`` or ``dossiers``."""
    digest: str
    """SHA-256 of the whole file; of a transfer, the step its record rests on."""
    answered: str = ""
    """ISO day its answer came, or went out."""


def one(reading: Reading, uuid: str, direction: str) -> Passed | None:
    """Return what was noted of a packet or package."""
    row = reading.one(f"{_SELECT} WHERE uuid = ? AND direction = ?", (uuid, direction))
    return None if row is None else Passed(*row)


def every(reading: Reading, kind: str) -> list[Passed]:
    """Return all of one kind, the newest first."""
    rows: list[tuple[Any, ...]] = reading.all(
        f'{_SELECT} WHERE kind = ? ORDER BY "on" DESC, seq DESC, uuid', (kind,)
    )
    return [Passed(*row) for row in rows]


def next_seq(reading: Reading) -> int:
    """Return the number of the next thing this office signs: one counter for all, so that it only
    ever grows for whoever receives, also after cards were renewed."""
    row = reading.one("SELECT max(seq) FROM package_seen WHERE direction = ?", (OUT,))
    return int(row[0] or 0) + 1 if row else 1


def add(work: Work, passed: Passed) -> None:
    """Note that something went out or came in."""
    work.add("package_seen", {name: getattr(passed, name) for name in _FIELDS})
    work.touch(SUBJECT)


def answered(work: Work, uuid: str, direction: str, day: str) -> None:
    """Note the day of the answer."""
    work.change("package_seen", {"uuid": uuid, "direction": direction}, {"answered": day})
    work.touch(SUBJECT)


@dataclass(frozen=True, slots=True)
class TakenPack:
    """Gói cập nhật đã nhận."""

    id: str
    kind: str
    version: int
    issuer: str
    fingerprint: str
    on: str
    digest: str


def pack(reading: Reading, pack_id: str) -> TakenPack | None:
    """Return what was taken of a pack last."""
    row = reading.one(
        'SELECT id, kind, version, issuer, fingerprint, "on", digest FROM pack_taken WHERE id = ?',
        (pack_id,),
    )
    return None if row is None else TakenPack(*row)


def packs(reading: Reading) -> list[TakenPack]:
    """Return every pack taken, the newest first."""
    rows = reading.all(
        'SELECT id, kind, version, issuer, fingerprint, "on", digest FROM pack_taken'
        ' ORDER BY "on" DESC, id'
    )
    return [TakenPack(*row) for row in rows]


def take_pack(work: Work, taken: TakenPack) -> None:
    """Note a pack over the version of it taken before."""
    work.remove("pack_taken", {"id": taken.id})
    work.add(
        "pack_taken",
        {
            "id": taken.id,
            "kind": taken.kind,
            "version": taken.version,
            "issuer": taken.issuer,
            "fingerprint": taken.fingerprint,
            "on": taken.on,
            "digest": taken.digest,
        },
    )
    work.touch(SUBJECT)
