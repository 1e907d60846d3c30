"""Whom of a package the office knows already."""

from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packages import OpenedPackage, PackedDossier
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.package_matching import Match, matches
from tests import make
from tests.office import exchange_samples as samples

BIRTH = make.day("1981-07-19")


def package(*dossiers: Dossier) -> OpenedPackage:
    packed = tuple(PackedDossier(one) for one in dossiers)
    return OpenedPackage("00" * 16, 1, "2026-11-20", 1, "Đảng ủy phường Tân Lập", packed, "")


def known(desk: Desk, **changes: object) -> int:
    made = people.create(desk, make.new_person(name="Trần Thị Mai Hương", birth=BIRTH))
    return people.save(desk, replace(made, **changes)).id  # type: ignore[arg-type] # fields


def told(**changes: Any) -> Dossier:
    return Dossier(**{"birth_name": "Trần Thị Mai Hương", "birth_date": BIRTH, **changes})


def test_nobody_here_is_a_new_record(desk: Desk) -> None:
    known(desk, citizen_id="031181000777")
    stranger = Dossier(birth_name="Lương Văn Thuận", birth_date=make.day("1987-02-14"))
    without_birth = Dossier(birth_name="Trần Thị Mai Hương")
    assert matches(desk, package(stranger, without_birth)) == (Match(), Match())


def test_a_number_of_identity_is_sure(desk: Desk) -> None:
    number = known(desk, citizen_id="031181000777", card_no="031081000777")
    by_citizen = told(birth_name="Trần Mai Hương", citizen_id="031181000777")
    by_card = told(birth_date=make.day("1981-07-09"), card_no="031081000777")
    by_old_card = told(old_card_no="031081000777")
    found = matches(desk, package(by_citizen, by_card, by_old_card))
    assert found == (Match(number, sure=True),) * 3


def test_name_and_birth_alone_are_for_a_person_to_judge(desk: Desk) -> None:
    number = known(desk, citizen_id="031181000777")
    assert matches(desk, package(told(citizen_id="031181009999"))) == (Match(number),)
    assert matches(desk, package(told(birth_date=make.day("1981-07-20")))) == (Match(),)


def test_records_outside_the_scope_are_not_named(desk: Desk) -> None:
    known(desk, citizen_id="031181000777")
    clerk = samples.as_role(desk, role=Role.CLERK, units=frozenset({make.SCHOOL}))
    assert matches(clerk, package(told(citizen_id="031181000777"))) == (Match(outside=True),)
