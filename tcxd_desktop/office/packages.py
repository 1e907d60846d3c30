"""Gói hồ sơ: whole dossiers to another office and from it, encrypted, signed, with a receipt.

Only between offices that have compared each other's cards (security.md 4.7). A package is taken
once, in one transaction, after a person has looked at it; standing and posts in the sender's own
organisations are shown but never written here: where a member stands is told by the transfer.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain import packages
from tcxd_desktop.domain.book import EXPORT, concerning
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import ConflictProblem, NotFoundProblem, Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.office_cards import KnownOffice
from tcxd_desktop.domain.packages import (
    DOSSIERS,
    MadePackage,
    OpenedPackage,
    PackedDossier,
    TakeAs,
    TakenPackage,
)
from tcxd_desktop.domain.packet_errors import (
    BadPackageProblem,
    NothingToPackProblem,
    OldPackageProblem,
    PackageTakenProblem,
    RevokedSenderProblem,
    UnknownSenderProblem,
)
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.text import fold
from tcxd_desktop.exchange import json_file, package_file, photos
from tcxd_desktop.exchange.package_file import Manifest, Side
from tcxd_desktop.office import (
    known_offices,
    office_keys,
    package_people,
    package_receipts,
    recording,
    refusals,
    restrictions,
    scope,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import known_offices as stored_cards
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import office_keys as stored_keys
from tcxd_desktop.storage import packages as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage.packages import IN, OUT, Passed
from tcxd_desktop.storage.work import Reading, Work

PACKAGE_ENDING = package_file.ENDING
_RECORDS = "records.json"
_MOST_RECORDS = 32 * 1024 * 1024


# --- out --------------------------------------------------------------------------------------


def make(
    desk: Desk,
    person_ids: Collection[int],
    office_id: int,
    *,
    sealed: bool = False,
    purpose: str = "",
) -> MadePackage:
    """Return the dossiers of some members as a package only one other office can open.

    Args:
        desk: where.
        person_ids: whose dossiers.
        office_id: card of the receiving office.
        sealed: items 26 to 28 too, where the account holds them; else they are left out, and
            the answer says so.
        purpose: what it is for, in the clerk's words.

    Raises:
        NothingToPackProblem: nobody, or more people than one package takes.
        CardNotComparedProblem, RevokedCardProblem, NotFoundProblem: the card may not be used.
        OutsideScopeProblem, RestrictedProblem, ErasedProblem: somebody's data may not go out.
        PackageTooBigProblem.
    """
    desk.check(Permission.TRANSFERS)
    ids = list(dict.fromkeys(person_ids))
    if not 0 < len(ids) <= packages.MOST_PEOPLE:
        raise NothingToPackProblem
    with desk.read(Permission.TRANSFERS) as reading:
        known = known_offices.check_trusted(reading, office_id)
        scope.check_person(desk, reading, ids)
        restrictions.check(reading, ids)
        told = sealed and reading.sealed
        people = package_people.packed(desk, reading, ids, sealed=told)
    files = _files(people)
    chain = desk.store.head()[1].hex()
    note = f"{known.card.office}: {', '.join(one.dossier.birth_name for one in people[:3])}"
    with desk.write(
        Permission.TRANSFERS, "packets.package", note, purpose=purpose, people=len(ids)
    ) as work:
        known_offices.check_trusted(work, office_id)
        restrictions.check(work, ids)
        keys = office_keys.keys_in(desk, work)
        name = stored_office.setting(work, "office.name")
        manifest = Manifest(
            kind=DOSSIERS,
            uuid=secrets.token_hex(16),
            seq=stored.next_seq(work),
            made_on=desk.day(),
            sender=Side(name, keys.sign_public),
            receiver=Side(known.card.office, known.card.sign_public),
            chain=chain,
        )
        data = package_file.make(manifest, files, keys.sign_private, known.card.box_public)
        stored.add(work, _passed(manifest, OUT, office_id, data))
        work.note(*concerning(ids, EXPORT))
    file_name = f"{fold(known.card.office).replace(' ', '-')}-{manifest.seq:04d}{PACKAGE_ENDING}"
    return MadePackage(data, file_name, manifest.uuid, manifest.seq, len(ids), told)


def _passed(manifest: Manifest, way: str, office_id: int, data: bytes) -> Passed:
    digest = hashlib.sha256(data).hexdigest()
    return Passed(
        manifest.uuid, way, office_id, manifest.seq, manifest.made_on, DOSSIERS, digest
    )  # fmt: skip


def _files(people: Sequence[PackedDossier]) -> dict[str, bytes]:
    pictures: dict[str, bytes] = {}
    records = []
    for number, one in enumerate(people, start=1):
        record = packages.plain_record(one)
        if one.photo:
            record["photo"] = f"photos/{number:04d}.jpg"
            pictures[record["photo"]] = one.photo
        records.append(record)
    told = {"format": packages.FORMAT, "people": records}
    return {_RECORDS: json.dumps(told, ensure_ascii=False).encode(), **pictures}


# --- in ---------------------------------------------------------------------------------------


def open_package(
    desk: Desk, data: bytes, file_name: str = "", progress: Progress = unwatched
) -> OpenedPackage:
    """Return what a package holds, to be looked at; nothing is taken.

    Raises:
        NotAPackageProblem, PackageTooBigProblem, NewerPackageProblem, BadPackageProblem,
        BadJsonProblem, AlteredPackageProblem, ParserFailedProblem: it is no whole package.
        PackageNotForUsProblem: for another office.
        UnknownSenderProblem, CardNotComparedProblem, RevokedSenderProblem: not from an office
            whose card was compared and is in force.
        PackageTakenProblem, OldPackageProblem: taken before, or older than one that was.
    """
    desk.check(Permission.TRANSFERS)
    try:
        with desk.read(Permission.TRANSFERS) as reading:
            keys = stored_keys.every(reading)
            found = package_file.opened(
                data, [one.box_private for one in keys], [one.sign_public for one in keys]
            )
            sender = _sender(reading, found.manifest)
            _check_new(reading, found.manifest.uuid, found.manifest.seq, sender)
        return OpenedPackage(
            uuid=found.manifest.uuid,
            seq=found.manifest.seq,
            made_on=found.manifest.made_on,
            office_id=sender.id,
            sender=sender.card.office,
            people=_people(found, progress),
            digest=hashlib.sha256(data).hexdigest(),
        )
    except Problem as problem:
        refusals.note(desk, Permission.TRANSFERS, "packets.refused", file_name, problem)
        raise


def _sender(reading: Reading, manifest: Manifest) -> KnownOffice:
    known = stored_cards.by_sign_key(reading, manifest.sender.sign)
    if known is None:
        raise UnknownSenderProblem(manifest.sender.office)
    if known.revoked_on:
        raise RevokedSenderProblem(known.card.office, known.revoked_on)
    return known_offices.check_trusted(reading, known.id)


def _check_new(reading: Reading, uuid: str, seq: int, sender: KnownOffice) -> None:
    taken = stored.one(reading, uuid, IN)
    if taken is not None:
        raise PackageTakenProblem(taken.on)
    if seq <= sender.last_seq:
        raise OldPackageProblem(seq, sender.last_seq, sender.card.office)


def _people(found: package_file.Package, progress: Progress) -> tuple[PackedDossier, ...]:
    files = dict(found.files)
    raw = files.pop(_RECORDS, None)
    if found.manifest.kind != DOSSIERS or raw is None:
        raise BadPackageProblem("missing")
    match json_file.read_object(raw, _MOST_RECORDS):
        case {"format": packages.FORMAT, "people": list(records), **rest} if not rest:
            if not 0 < len(records) <= packages.MOST_PEOPLE:
                raise BadPackageProblem("record")
            made = []
            for number, record in enumerate(records, start=1):
                made.append(_person(record, files))
                progress(number, len(records))
            return tuple(made)
    raise BadPackageProblem("record")


def _person(record: object, files: Mapping[str, bytes]) -> PackedDossier:
    if not isinstance(record, dict):
        raise BadPackageProblem("record")
    name = record.get("photo", "")
    if not isinstance(name, str) or (name and name not in files):
        raise BadPackageProblem("missing")
    # Whoever signed: a picture is decoded in the limited child, and only what that made is kept.
    photo = photos.portrait(files[name]) if name else b""
    found = packages.record_of(record, photo)
    return replace(found, dossier=recording.cleaned(found.dossier))


def compared(desk: Desk, opened: OpenedPackage, index: int, person_id: int) -> packages.Comparison:
    """Return what one dossier of a package would fill in a record, and where both differ.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
    """
    with desk.read(Permission.TRANSFERS) as reading:
        scope.check_person(desk, reading, [person_id])
        old = _record(reading, person_id)
        new = package_people.fitting(opened.people[index], sealed=reading.sealed)
        return packages.Comparison(
            person_id,
            old.version,
            tuple(packages.filled(old, new, sealed=reading.sealed)),
            packages.differing(old, new),
        )


def take(desk: Desk, opened: OpenedPackage, choices: Sequence[TakeAs]) -> TakenPackage:
    """Take dossiers of a package in, all chosen or none, and return the receipt for the sender.

    A new record has no standing yet: the transfer of its member gives it one.

    Raises:
        NothingToPackProblem: none was chosen.
        ConflictProblem: a record changed since it was compared, or one was chosen twice.
        TakenNumberProblem: a number of identity belongs to somebody else here.
        PackageTakenProblem, OldPackageProblem, CardNotComparedProblem, RevokedCardProblem: since
            the package was opened.
    """
    desk.check(Permission.TRANSFERS)
    if not choices:
        raise NothingToPackProblem
    if len({choice.index for choice in choices}) != len(choices):
        raise ConflictProblem
    with desk.write(
        Permission.TRANSFERS, "packets.take", opened.sender, people=len(choices)
    ) as work:
        sender = known_offices.check_trusted(work, opened.office_id)
        _check_new(work, opened.uuid, opened.seq, sender)
        ids = tuple(_take_one(desk, work, opened, choice) for choice in choices)
        stored_cards.set_last_seq(work, sender.id, opened.seq)
        stored.add(
            work,
            Passed(opened.uuid, IN, sender.id, opened.seq, desk.day(), DOSSIERS, opened.digest,
                   desk.day()),
        )  # fmt: skip
        receipt = package_receipts.made(desk, work, opened.uuid)
    name = package_receipts.file_name(opened.sender, opened.seq)
    return TakenPackage(ids, receipt, name)


def _take_one(desk: Desk, work: Work, opened: OpenedPackage, choice: TakeAs) -> int:
    packed = opened.people[choice.index]
    new = package_people.fitting(packed, sealed=work.sealed)
    if packed.photo:
        key = hashlib.sha256(packed.photo).hexdigest()
        stored_office.add_photo(work, key, packed.photo)
        new = replace(new, photo=key)
    if choice.person_id is None:
        return package_people.insert(desk, work, new)
    old = _record(work, choice.person_id)
    if old.version != choice.version:
        raise ConflictProblem
    told = packages.filled(old, new, sealed=work.sealed)
    if not old.photo:
        told["photo"] = new.photo
    made = replace(old, **told)  # type: ignore[arg-type] # fields of the dossier
    recording.check_unique(desk, work, made)
    recording.note_and_store(desk, work, old, made)
    return old.id


def _record(reading: Reading, person_id: int) -> Dossier:
    found = stored_people.read(reading, person_id)
    if found is None:
        raise NotFoundProblem(str(person_id))
    return found
