"""Whole dossiers between two offices that know each other (S6), with receipt."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotAllowedProblem,
    NotFoundProblem,
    Problem,
    RestrictedProblem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packages import (
    KEPT_HERE,
    Comparison,
    MadePackage,
    OpenedPackage,
    TakeAs,
    Way,
)
from tcxd_desktop.domain.packet_errors import (
    AlteredReceiptProblem,
    CardNotComparedProblem,
    NotAPackageProblem,
    NothingToPackProblem,
    OldPackageProblem,
    PackageNotForUsProblem,
    PackageTakenProblem,
    RevokedCardProblem,
    RevokedSenderProblem,
    StrangeReceiptProblem,
    UnknownSenderProblem,
)
from tcxd_desktop.domain.rows import Readmission
from tcxd_desktop.exchange import package_file, receipt_file
from tcxd_desktop.office import (
    accounts,
    known_offices,
    office_keys,
    opening,
    package_people,
    package_receipts,
    packages,
    people,
    personal_data,
    registers,
    settings,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office_keys as stored_keys
from tests import make
from tests.exchange import packet_samples
from tests.office import exchange_samples as samples


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


@pytest.fixture
def known(desk: Desk, other: Desk) -> int:
    """Let both offices know each other; return the other's card at the sender."""
    samples.know(other, desk)
    return samples.know(desk, other).id


def written(desk: Desk, **changes: object) -> Dossier:
    """Return a full dossier as the office holds it."""
    made = people.create(desk, make.new_person())
    return people.save(desk, replace(make.dossier(**changes), id=made.id, version=made.version))


def portrait() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (900, 1200), "navy").save(target, "JPEG")
    return target.getvalue()


def sent(desk: Desk, known: int, **options: bool) -> MadePackage:
    return packages.make(desk, [written(desk).id], known, **options)


def told(dossier: Dossier) -> dict[str, object]:
    return {
        name: getattr(dossier, name)
        for name in Dossier.__dataclass_fields__
        if name not in KEPT_HERE and name not in SEALED_FIELDS
    }


# --- the way there --------------------------------------------------------------------------------


def test_a_dossier_arrives_whole(desk: Desk, other: Desk, known: int) -> None:
    person = people.set_photo(desk, written(desk).id, portrait())
    made = packages.make(desk, [person.id], known, purpose="chuyển sinh hoạt đảng")
    assert made.file_name == "dang-uy-phuong-tan-lap-0001.goi"
    assert (made.seq, made.people, made.sealed) == (1, 1, False)
    opened = packages.open_package(other, made.data, made.file_name)
    assert (opened.sender, opened.seq) == ("Đảng ủy xã Đông Hải", 1)
    [packed] = opened.people
    assert told(packed.dossier) == told(person)
    assert packed.home == ("Chi bộ thôn Bình Minh", "Đảng bộ xã Đông Hải")
    assert packed.history == ("19/05/1995 · Kết nạp · Chi bộ thôn Bình Minh",)
    taken = packages.take(other, opened, [TakeAs(0)])
    [new] = taken.person_ids
    arrived = people.read(other, new)
    assert told(arrived) == told(person)
    assert arrived.events == ()
    assert people.photo(other, arrived.photo) is not None
    assert set(opening.verify(other).values()) == {"ok"}
    assert set(opening.verify(desk).values()) == {"ok"}


def test_looking_at_a_package_writes_nothing(desk: Desk, other: Desk, known: int) -> None:
    before = other.store.head()
    packages.open_package(other, sent(desk, known).data)
    assert other.store.head() == before


def test_the_standing_at_the_sender_is_never_written_at_the_receiver(
    desk: Desk, other: Desk, known: int
) -> None:
    """Head-counts of past days must not take in who was elsewhere then."""
    opened = packages.open_package(other, sent(desk, known).data)
    [new] = packages.take(other, opened, [TakeAs(0)]).person_ids
    with other.read() as reading:
        assert reading.all("SELECT count(*) FROM standing WHERE person_id = ?", (new,)) == [(0,)]


def test_several_dossiers_travel_in_one_package(desk: Desk, other: Desk, known: int) -> None:
    one = written(desk)
    two = people.create(desk, make.new_person(name="Phạm Văn Hai"))
    made = packages.make(desk, [one.id, two.id, one.id], known)
    opened = packages.open_package(other, made.data)
    assert [p.dossier.birth_name for p in opened.people] == ["Nguyễn Thị Đào", "Phạm Văn Hai"]
    taken = packages.take(other, opened, [TakeAs(1)])
    assert [people.read(other, i).birth_name for i in taken.person_ids] == ["Phạm Văn Hai"]


# --- items 26 to 28 -------------------------------------------------------------------------------


def test_sealed_items_travel_only_when_asked_for(desk: Desk, other: Desk, known: int) -> None:
    without = packages.open_package(other, sent(desk, known).data)
    assert without.people[0].dossier.disciplines == ()
    assert not without.people[0].sealed
    person = without.people[0]
    made = packages.make(desk, [1], known, sealed=True)
    assert made.sealed
    opened = packages.open_package(other, made.data)
    assert opened.people[0].dossier.disciplines == make.dossier().disciplines
    assert opened.people[0].sealed
    assert person.dossier.sealed_papers  # that there are papers of them, everybody may know
    [new] = packages.take(other, opened, [TakeAs(0)]).person_ids
    assert people.read(other, new).disciplines == make.dossier().disciplines


def test_who_does_not_hold_them_cannot_send_them(
    desk: Desk, other: Desk, known: int, office_folder: Path
) -> None:
    person = written(desk)
    accounts.add(desk, "Lê Văn Cán", Role.CLERK, "bay trăng sông lúa", sealed=False, kdf=make.CHEAP)
    opening.close_office(desk)
    clerk = opening.open_office(
        office_folder, "bay trăng sông lúa", user="Lê Văn Cán", clock=make.clock
    )
    try:
        made = packages.make(clerk, [person.id], known, sealed=True)
    finally:
        opening.close_office(clerk)
    assert not made.sealed  # left out, and said so
    [packed] = packages.open_package(other, made.data).people
    assert not packed.sealed
    assert packed.dossier.disciplines == ()
    assert packed.dossier.sealed_papers  # known to everybody


def test_who_does_not_hold_them_takes_the_rest(desk: Desk, other: Desk, known: int) -> None:
    again = Readmission(official_on=make.day("2005-03-03"))
    person = written(desk, readmissions=(again,))
    opened = packages.open_package(other, packages.make(desk, [person.id], known, sealed=True).data)
    plain = package_people.fitting(opened.people[0], sealed=False)
    assert plain.disciplines == plain.readmissions == ()
    assert plain.readmitted == "2005-03-03"
    assert told(plain) == told(person)


# --- into a record that is there ------------------------------------------------------------------


def test_a_known_record_gets_what_it_lacks_and_keeps_what_it_says(
    desk: Desk, other: Desk, known: int
) -> None:
    mine = people.create(
        other, make.new_person(name="Nguyễn Thị Đào", birth=make.day("1962-03-06"))
    )
    opened = packages.open_package(other, sent(desk, known).data)
    seen = packages.compared(other, opened, 0, mine.id)
    assert isinstance(seen, Comparison)
    assert "birth_date" in seen.differs
    assert {"card_no", "jobs", "home"} <= set(seen.fills)
    taken = packages.take(other, opened, [TakeAs(0, mine.id, seen.version)])
    assert taken.person_ids == (mine.id,)
    found = people.read(other, mine.id)
    assert found.birth_date == make.day("1962-03-06")
    assert found.jobs == make.dossier().jobs
    assert found.events == mine.events
    assert set(opening.verify(other).values()) == {"ok"}


def test_a_record_changed_meanwhile_is_not_written_over(
    desk: Desk, other: Desk, known: int
) -> None:
    mine = people.create(other, make.new_person(name="Nguyễn Thị Đào"))
    opened = packages.open_package(other, sent(desk, known).data)
    seen = packages.compared(other, opened, 0, mine.id)
    people.save(other, replace(mine, phone="0912345678"))
    with pytest.raises(ConflictProblem):
        packages.take(other, opened, [TakeAs(0, mine.id, seen.version)])
    with other.read() as reading:
        assert reading.all("SELECT count(*) FROM package_seen") == [(0,)]


def test_a_number_that_is_somebodys_stops_everything(desk: Desk, other: Desk, known: int) -> None:
    people.create(other, make.new_person(name="Ai Khác", citizen_id="037162004417"))
    one, two = written(desk), people.create(desk, make.new_person(name="Phạm Văn Hai"))
    opened = packages.open_package(other, packages.make(desk, [two.id, one.id], known).data)
    with pytest.raises(TakenNumberProblem):
        packages.take(other, opened, [TakeAs(0), TakeAs(1)])
    with other.read() as reading:
        assert reading.all("SELECT birth_name FROM person") == [("Ai Khác",)]
        assert reading.all("SELECT last_seq FROM known_office") == [(0,)]


@pytest.mark.parametrize(
    ("choices", "problem"),
    [([], NothingToPackProblem), ([TakeAs(0), TakeAs(0)], ConflictProblem),
     ([TakeAs(0, 99, 1)], NotFoundProblem)],
)  # fmt: skip
def test_a_choice_that_makes_no_sense_is_refused(
    desk: Desk, other: Desk, known: int, choices: list[TakeAs], problem: type[Problem]
) -> None:
    opened = packages.open_package(other, sent(desk, known).data)
    with pytest.raises(problem):
        packages.take(other, opened, choices)


# --- S6 -------------------------------------------------------------------------------------------


def test_a_package_is_taken_once(desk: Desk, other: Desk, known: int) -> None:
    made = sent(desk, known)
    opened = packages.open_package(other, made.data)
    packages.take(other, opened, [TakeAs(0)])
    with pytest.raises(PackageTakenProblem):
        packages.open_package(other, made.data, made.file_name)
    with pytest.raises(PackageTakenProblem):  # one that was opened before, and kept
        packages.take(other, opened, [TakeAs(0)])
    assert samples.acts(other)[-1][0] == "packets.refused"


def test_an_older_package_is_refused(desk: Desk, other: Desk, known: int) -> None:
    older = sent(desk, known)
    two = people.create(desk, make.new_person(name="Phạm Văn Hai"))
    newer = packages.make(desk, [two.id], known)
    packages.take(other, packages.open_package(other, newer.data), [TakeAs(0)])
    with pytest.raises(OldPackageProblem) as caught:
        packages.open_package(other, older.data)
    assert caught.value.args == (1, 2, "Đảng ủy xã Đông Hải")
    again = packages.make(desk, [1], known)
    assert packages.open_package(other, again.data).seq == 3


def test_it_is_made_only_for_a_compared_card_in_force(desk: Desk, other: Desk) -> None:
    card = samples.know(desk, other, compared=False)
    person = written(desk)
    with pytest.raises(CardNotComparedProblem):
        packages.make(desk, [person.id], card.id)
    known_offices.compare(desk, card.id, card.fingerprint)
    packages.make(desk, [person.id], card.id)
    known_offices.revoke(desk, card.id, "thôi")
    with pytest.raises(RevokedCardProblem):
        packages.make(desk, [person.id], card.id)


def test_it_is_taken_only_from_a_compared_card_in_force(desk: Desk, other: Desk) -> None:
    card = samples.know(desk, other)
    made = packages.make(desk, [written(desk).id], card.id)
    with pytest.raises(UnknownSenderProblem) as caught:
        packages.open_package(other, made.data)
    assert caught.value.args == ("Đảng ủy xã Đông Hải",)
    theirs = samples.know(other, desk, compared=False)
    with pytest.raises(CardNotComparedProblem):
        packages.open_package(other, made.data)
    known_offices.compare(other, theirs.id, theirs.fingerprint)
    opened = packages.open_package(other, made.data)
    known_offices.revoke(other, theirs.id, "Bị lộ khóa")
    with pytest.raises(RevokedSenderProblem):
        packages.open_package(other, made.data)
    with pytest.raises(RevokedCardProblem):  # between looking and taking
        packages.take(other, opened, [TakeAs(0)])


def test_for_another_office_it_does_not_open(
    desk: Desk, other: Desk, known: int, office_template: Path, tmp_path: Path
) -> None:
    made = sent(desk, known)
    with samples.another_office(office_template, tmp_path / "third", samples.THIRD) as third:
        samples.know(third, desk)
        with pytest.raises(PackageNotForUsProblem):
            packages.open_package(third, made.data, made.file_name)
        assert samples.acts(third)[-1][0] == "packets.refused"
        with third.read() as reading:
            assert reading.all("SELECT count(*) FROM person") == [(0,)]


def test_forged_by_another_known_office_it_is_that_offices_own(
    desk: Desk, other: Desk, known: int, office_template: Path, tmp_path: Path
) -> None:
    """A known office that writes another's name into its package is still told as itself."""
    with samples.another_office(office_template, tmp_path / "third", samples.THIRD) as third:
        samples.know(other, third)
        to = samples.know(third, other)
        person = people.create(third, make.new_person(name="Phạm Văn Ba"))
        settings.set_office_name(third, replace(samples.THIRD, name=make.OFFICE.name))
        made = packages.make(third, [person.id], to.id)
    assert packages.open_package(other, made.data).sender == samples.THIRD.name


def test_a_package_on_its_way_while_keys_are_renewed_still_opens(
    desk: Desk, other: Desk, known: int
) -> None:
    made = sent(desk, known)
    office_keys.renew(other, "Đổi máy")
    assert packages.open_package(other, made.data).seq == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"xin chao"])
def test_what_is_no_package_is_refused_with_a_line(desk: Desk, data: bytes) -> None:
    with pytest.raises(NotAPackageProblem):
        packages.open_package(desk, data, "la.goi")
    use, note = samples.acts(desk)[-1]
    assert use == "packets.refused"
    assert note.startswith("la.goi")


def crafted(desk: Desk, other: Desk, files: dict[str, bytes]) -> bytes:
    """Return a package rightly signed by a known office, with anything in it."""
    with desk.read() as reading:
        keys = stored_keys.current(reading)
    to = office_keys.ensure(other)
    assert keys is not None
    manifest = packet_samples.manifest(
        keys, replace(keys, sign_public=to.sign_public), seq=9
    )  # fmt: skip
    return package_file.make(manifest, files, keys.sign_private, to.box_public)


RECORD = b'{"dossier":%b,"home":[],"history":[],"sealed":false%b}'
WHOLE = b'{"format":1,"people":[%b]}'


@pytest.mark.parametrize(
    "records",
    [
        None,
        b"{}",
        b'{"format":2,"people":[]}',
        b'{"format":1,"people":[]}',
        b'{"format":1,"people":{}}',
        b'{"format":1,"people":[7]}',
        WHOLE % b'{"dossier":{}}',
        WHOLE % (RECORD % (b'{"birth_name":5}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":"A","birth_date":"1962"}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":"A","birth_date":{"year":1962,"month":99}}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":"A","jobs":"x"}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":"A","jobs":[[1]]}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":"A","martyr_family":1}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":""}', b"")),
        WHOLE % (RECORD % (b'{"birth_name":"A"}', b',"photo":"photos/9.jpg"')),
        WHOLE % (RECORD % (b'{"birth_name":"A"}', b',"photo":["a"]')),
        WHOLE % (RECORD % (b'{"birth_name":"A"}', b',"photo":"photos/1.jpg"')),
        WHOLE % (RECORD % (b'{"birth_name":"A"}', b',"more":1')),
        WHOLE % b",".join([RECORD % (b'{"birth_name":"A"}', b"")] * 501),
    ],
)
def test_records_that_are_wrong_are_refused_though_signed(
    desk: Desk, other: Desk, known: int, records: bytes | None
) -> None:
    files = {"photos/1.jpg": b"GIF89a"} | ({} if records is None else {"records.json": records})
    with pytest.raises(Problem):
        packages.open_package(other, crafted(desk, other, files))


def test_what_belongs_to_the_senders_file_is_not_taken_over(
    desk: Desk, other: Desk, known: int
) -> None:
    content = (
        b'{"birth_name":"Nguyen Van A","id":1,"version":99,"void_reason":"x","photo":"k",'
        b'"events":[{"kind":"ket_nap","unit_id":1}],"special_history":"x","no_such":"field"}'
    )
    data = crafted(desk, other, {"records.json": WHOLE % (RECORD % (content, b""))})
    [packed] = packages.open_package(other, data).people
    assert packed.dossier == Dossier(birth_name="Nguyen Van A")


# --- receipts -------------------------------------------------------------------------------------


def taken(other: Desk, made: MadePackage) -> bytes:
    opened: OpenedPackage = packages.open_package(other, made.data)
    return packages.take(other, opened, [TakeAs(0)]).receipt


def test_the_receipt_closes_the_loop(desk: Desk, other: Desk, known: int) -> None:
    made = sent(desk, known)
    [line] = package_receipts.lines(desk)
    assert (line.way, line.office, line.answered) == (Way.OUT, samples.OTHER.name, "")
    receipt = taken(other, made)
    [came] = package_receipts.lines(other)
    assert (came.way, came.office, came.answered) == (Way.IN, make.OFFICE.name, "2026-11-23")
    found = package_receipts.take_receipt(desk, receipt)
    assert (found.uuid, found.answered) == (made.uuid, "2026-11-23")
    assert package_receipts.lines(desk) == [found]
    head = desk.store.head()
    assert package_receipts.take_receipt(desk, receipt) == found
    assert desk.store.head() == head


def test_a_lost_receipt_is_made_again(desk: Desk, other: Desk, known: int) -> None:
    made = sent(desk, known)
    first = taken(other, made)
    again, name = package_receipts.again(other, made.uuid)
    assert again == first
    assert name == "dang-uy-xa-dong-hai-0001.bien-nhan"
    with pytest.raises(NotFoundProblem):
        package_receipts.again(other, "00" * 16)


def test_a_receipt_after_the_receiver_renewed_its_keys_counts(
    desk: Desk, other: Desk, known: int
) -> None:
    made = sent(desk, known)
    taken(other, made)
    office_keys.renew(other, "Đổi máy")
    again, _ = package_receipts.again(other, made.uuid)
    with pytest.raises(AlteredReceiptProblem):  # its new card is not here yet
        package_receipts.take_receipt(desk, again)
    known_offices.add(desk, office_keys.card_file(other))
    assert package_receipts.take_receipt(desk, again).answered == "2026-11-23"


def test_a_receipt_of_somebody_else_is_refused(
    desk: Desk, other: Desk, known: int, office_template: Path, tmp_path: Path
) -> None:
    made = sent(desk, known)
    digest = hashlib.sha256(made.data).hexdigest()
    stranger = packet_samples.keys()
    forged = receipt_file.Receipt(made.uuid, digest, samples.OTHER.name, "2026-11-24")
    with pytest.raises(AlteredReceiptProblem):
        package_receipts.take_receipt(desk, receipt_file.make(forged, stranger.sign_private))
    with samples.another_office(office_template, tmp_path / "third", samples.THIRD) as third:
        samples.know(desk, third)
        with third.read() as reading:
            keys = stored_keys.current(reading)
        assert keys is not None
        with pytest.raises(AlteredReceiptProblem):
            package_receipts.take_receipt(desk, receipt_file.make(forged, keys.sign_private))
    assert package_receipts.lines(desk)[0].answered == ""


def test_a_receipt_for_another_file_or_for_nothing_sent_is_refused(
    desk: Desk, other: Desk, known: int
) -> None:

    made = sent(desk, known)
    with other.read() as reading:
        keys = stored_keys.current(reading)
    assert keys is not None
    wrong = receipt_file.Receipt(made.uuid, "00" * 32, samples.OTHER.name, "2026-11-24")
    with pytest.raises(AlteredReceiptProblem):
        package_receipts.take_receipt(desk, receipt_file.make(wrong, keys.sign_private))
    never = receipt_file.Receipt("00" * 16, "00" * 32, samples.OTHER.name, "2026-11-24")
    with pytest.raises(StrangeReceiptProblem):
        package_receipts.take_receipt(desk, receipt_file.make(never, keys.sign_private))


# --- who, and what is left behind -----------------------------------------------------------------


def test_whose_data_is_restricted_does_not_leave(desk: Desk, known: int) -> None:
    person = written(desk)
    personal_data.restrict(desk, person.id, make.decision(), "theo quyết định")
    with pytest.raises(RestrictedProblem):
        packages.make(desk, [person.id], known)


@pytest.mark.parametrize("ids", [[], list(range(1, 502))])
def test_nobody_or_too_many_are_refused(desk: Desk, known: int, ids: list[int]) -> None:
    with pytest.raises(NothingToPackProblem):
        packages.make(desk, ids, known)


def test_a_viewer_neither_sends_nor_takes(desk: Desk, known: int) -> None:
    viewer = samples.as_role(desk, role=Role.VIEWER)
    for call in (
        lambda: packages.make(viewer, [1], known),
        lambda: packages.open_package(viewer, b""),
        lambda: package_receipts.take_receipt(viewer, b""),
    ):
        with pytest.raises(NotAllowedProblem):
            call()


def test_both_stand_in_the_register_of_what_was_handed_over(
    desk: Desk, other: Desk, known: int
) -> None:
    made = sent(desk, known)
    taken(other, made)
    for at, way in ((desk, "OUT"), (other, "IN")):
        register = registers.register(at, registers.HANDOVER, "", "")
        assert [line.direction.name for line in register.lines] == [way]
        assert register.lines[0].dossiers == 1
