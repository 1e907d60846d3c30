"""Builders with valid defaults: every test names only what it is about. All people are invented."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.people import NewPerson
from tcxd_desktop.domain.rows import (
    Badge,
    Discipline,
    Introducer,
    Job,
    Relative,
    Reward,
    Training,
)
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import opening, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage.keys import Kdf

TODAY = date(2026, 11, 23)
HANOI = timezone(timedelta(hours=7))
PASSWORD = "mật khẩu thử 1"
HEAD_NAME = "Trần Thu Hà"
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
"""Tests open hundreds of offices; what a guess costs is tested apart."""
OFFICE = OfficeName("Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", "Đông Hải", "NB")
ROOT, COOP, HAMLET, FAR_HAMLET, SCHOOL, TEAM = 1, 2, 3, 4, 5, 6
"""Ids of the units :func:`office` makes."""


def clock() -> datetime:
    """Return nine in the morning of the day all tests live on."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)


def day(text: str) -> PartialDate:
    """Return a date from its text form: ``1962``, ``1962-03``, ``1962-03-05``, ``1962~``."""
    found = PartialDate.from_text(text)
    assert found is not None
    return found


def decision(**changes: Any) -> Decision:
    """Return a fully named paper."""
    return Decision(
        **{"number": "12-QĐ/ĐU", "on": "2026-11-20", "issuer": "Đảng ủy xã Đông Hải", **changes}
    )


def unit(**changes: Any) -> Unit:
    """Return a chi bộ of a hamlet under the committee."""
    return Unit(**{"id": 0, "name": "Chi bộ thôn Bình Minh", "type": "CB_DU",
                   "parent_id": ROOT, **changes})  # fmt: skip


def new_person(**changes: Any) -> NewPerson:
    """Return somebody about to be written into the list of a hamlet."""
    return NewPerson(**{
        "name": "Phạm Văn Thành", "birth": day("1975-04-30"), "sex": "Nam", "unit_id": HAMLET,
        "event": EventKind.LISTED.value, "on": None, **changes,
    })  # fmt: skip


def dossier(**changes: Any) -> Dossier:
    """Return the dossier of an official member with something in every group of items."""
    return Dossier(**{
        "dossier_no": "004217 NB", "card_no": "037015004217", "card_issued": day("1996-09-02"),
        "birth_name": "Nguyễn Thị Đào", "sex": "Nữ", "birth_date": day("1962-03-05"),
        "birth_place": Place(commune="xã Đông Hải", province="tỉnh Ninh Bình",
                             old="xã Đông Hải, huyện Kim Sơn"),
        "origin": Place(commune="xã Đông Hải", province="tỉnh Ninh Bình"),
        "home": Place(detail="Thôn Bình Minh", commune="xã Đông Hải", province="tỉnh Ninh Bình"),
        "ethnicity": "Kinh", "religion": "Không", "family_class": "Nông dân",
        "occupation": "Làm ruộng",
        "decision_date": day("1995-04-20"), "ceremony_date": day("1995-05-19"),
        "ceremony_at": "Chi bộ thôn Bình Minh", "official_date": day("1996-05-19"),
        "official_at": "Chi bộ thôn Bình Minh",
        "introducers": (Introducer("Lê Văn Hòa", "Bí thư chi bộ", "Chi bộ thôn Bình Minh"),
                        Introducer("Vũ Thị Hạnh", "Đảng viên", "Chi bộ thôn Bình Minh")),
        "edu_general": "10/10", "edu_level": "Trung học phổ thông",
        "profession": "Trung cấp nông nghiệp", "profession_level": "Trung cấp",
        "theory": "Sơ cấp", "health": "Tốt", "citizen_id": "037162004417",
        "jobs": (Job(day("1980-06"), day("1995-04"), "Xã viên hợp tác xã", "", "HTX Bình Minh"),
                 Job(day("1995-05"), None, "Làm ruộng", "Chi hội trưởng phụ nữ",
                     "Thôn Bình Minh")),
        "trainings": (Training("Trường Chính trị tỉnh", "Sơ cấp lý luận", day("1998-03"),
                               day("1998-06"), "Tập trung", "Chứng chỉ"),),
        "family": (Relative("Cha", "Nguyễn Văn Lâm", day("1935")),
                   Relative("Chồng", "Trần Văn Quý", day("1960"))),
        "rewards": (Reward("Giấy khen", day("2004"), "UBND huyện"),),
        "badges": (Badge("30", day("2025-05-19"), "004217"),),
        "disciplines": (Discipline("Đảng", "Khiển trách", "Chi bộ thôn Bình Minh",
                                   day("1999-11-02"), reason="Vắng họp nhiều kỳ"),),
        "household_income": 96_000_000, "economy_year": "2026",
        "events": (Event(day("1995-05-19"), EventKind.ADMITTED.value, HAMLET),),
        **changes,
    })  # fmt: skip


def office(folder: Path) -> Desk:
    """Make an office with a small tree: three chi bộ cơ sở, and a đảng bộ cơ sở with one chi bộ."""
    desk = opening.create_office(
        folder, PASSWORD, office=OFFICE, founding=Founding(HEAD_NAME), clock=clock, kdf=CHEAP
    )
    nothing = Decision()
    units.add(
        desk,
        unit(
            name="Đảng bộ xã Đông Hải",
            type="CTTT",
            parent_id=None,
            code="37.015.000.000.000",
            has_seal=True,
        ),
        on=None,
        decision=nothing,
    )
    for name, kind in (
        ("Đảng bộ Hợp tác xã Kim Đông", "DBCS"),
        ("Chi bộ thôn Bình Minh", "CBCS"),
        ("Chi bộ thôn Đông Thành", "CBCS"),
        ("Chi bộ Trường THCS Đông Hải", "CBCS"),
    ):
        units.add(desk, unit(name=name, type=kind), on=None, decision=nothing)
    units.add(desk, unit(name="Chi bộ Đội 1", parent_id=COOP), on=None, decision=nothing)
    return desk
