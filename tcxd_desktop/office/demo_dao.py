"""Nguyễn Thị Đào: the one member of the demo whose dossier is written by hand, every box of it."""

from decimal import Decimal

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.rows import (
    Asset,
    Badge,
    EarlyYears,
    Introducer,
    Job,
    PaperInDossier,
    PartyPost,
    Relative,
    RelativeAbroad,
    Reward,
    SocialOrg,
    Training,
    YearReview,
)
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office.demo_dice import month
from tcxd_desktop.office.demo_life import Slot, World

D = PartialDate
_COMMUNE, _PROVINCE = "xã Đông Hải", "tỉnh Ninh Bình"
_OLD = "xã Đông Hải, huyện Hải An, tỉnh Nam Định"
_HOME = "Thôn Đông, xã Đông Hải"
_PARTY = "Chi bộ thôn Đông, Đảng bộ xã Đông Hải"
_DISTRICT = "Ban Thường vụ Huyện ủy Hải An"
_COMMITTEE = "Đảng ủy xã Đông Hải"
_FARM = "Hợp tác xã nông nghiệp Đông Hải"
_WOMEN = "Hội Liên hiệp Phụ nữ xã Đông Hải"


def dao(slot: Slot, world: World, dossier_no: str) -> Dossier:
    """Return her dossier, as a member of the chi bộ of ``slot``."""
    years = range(world.day.year - 3, world.day.year)
    return Dossier(
        dossier_no=dossier_no,
        card_no="036158004417",
        old_card_no="36004217",
        card_issued=D(2025, 11, 7),
        card_issuer=world.tree.office.province,
        photo="10",
        birth_name="Nguyễn Thị Đào",
        sex="Nữ",
        other_names="Nguyễn Thị Hồng Đào",
        birth_date=D(1958, 3),
        birth_place=Place("Thôn Đông", _COMMUNE, _PROVINCE, _OLD),
        origin=Place("Thôn Đông", _COMMUNE, _PROVINCE, _OLD),
        home=Place("Số nhà 12, thôn Đông", _COMMUNE, _PROVINCE),
        ethnicity="Kinh",
        religion="Không",
        family_class="Trung nông",
        occupation="Nghỉ hưu",
        occupation_group="Đã nghỉ hưu và nghỉ công tác",
        occupation_before="Nông dân",
        decision_date=D(1985, 4, 26),
        decision_no="112-QĐ/HU",
        decision_by=_DISTRICT,
        ceremony_date=D(1985, 5, 19),
        ceremony_at=_PARTY,
        official_date=D(1986, 5, 19),
        official_at=_PARTY,
        official_decision_no="87-QĐ/HU",
        official_decision_date=D(1986, 5, 30),
        introducers=(
            Introducer("Trần Văn Kính", "Bí thư chi bộ", "Chi bộ thôn Đông", "Đã mất năm 2009"),
            Introducer("Phạm Thị Nhạn", "Chi ủy viên", "Chi bộ thôn Đông", _HOME),
        ),
        recruited_date=D(1989, 11),
        recruited_by="Ủy ban nhân dân xã Đông Hải",
        union_date=D(1974, 3, 26),
        union_at="Chi đoàn thôn Đông, Đoàn xã Đông Hải",
        social_orgs=(
            SocialOrg("Hội Liên hiệp Phụ nữ", D(1977, 10), "Chủ tịch Hội xã 1989 - 2013"),
            SocialOrg("Hội Nông dân", D(1982)),
            SocialOrg("Hội Người cao tuổi", D(2018, 4)),
        ),
        edu_general="10/10 phổ thông",
        edu_level="Trung học phổ thông",
        profession="Trung cấp Kế toán",
        profession_level="Trung cấp",
        theory="Trung cấp",
        theory_mode="Không tập trung",
        informatics="Tin học văn phòng",
        health="Trung bình",
        merit_family=True,
        citizen_id="036158004417",
        old_citizen_id="160004417",
        jobs=_jobs(),
        trainings=_trainings(),
        rewards=_rewards(),
        badges=(Badge("30", D(2015, 5, 19), "02417365"), Badge("40", D(2025, 5, 19), "0184420")),
        family=_family(),
        relatives_abroad=(
            RelativeAbroad("Con đẻ", "Vũ Thị Hạnh", "Nhật Bản", "Điều dưỡng viên", "Tỉnh Aichi"),
        ),
        economy_year=str(world.day.year - 1),
        household_income=126_000_000,
        income_per_head=42_000_000,
        home_owned="Nhà xây mái bằng",
        home_owned_area=Decimal("96.5"),
        land_granted_area=Decimal(240),
        business="Hộ gia đình",
        business_land_ha=Decimal("0.2"),
        assets=(Asset("Xe mô tô", 52_000_000),),
        early_years=(
            EarlyYears(D(1958), D(1965), "Còn nhỏ, ở với cha mẹ tại thôn Đông, xã Đông Hải"),
            EarlyYears(D(1965), D(1976), "Học phổ thông tại xã và Trường cấp III Hải An"),
        ),
        special_history="Không có vấn đề gì về lịch sử chính trị.",
        self_remark=(
            "Có ý thức tổ chức kỷ luật, sinh hoạt chi bộ đều, giữ mối quan hệ tốt với nhân dân.\n"
            "Cần mạnh dạn hơn trong góp ý, phê bình."
        ),
        declared_at="Đông Hải",
        declared_on=D(2025, 12, 20),
        phone="0900004417",
        party_posts=(
            PartyPost("Chi ủy viên", slot.cell, D(1995, 3), D(2000, 3)),
            PartyPost("Đảng ủy viên", 0, D(1996, 1), D(2013, 3)),
            PartyPost("Phó bí thư", slot.cell, D(2013, 5), D(2017, 12)),
        ),
        dues_paid_to=month(world.today),
        reviews=tuple(YearReview(str(year), "Hoàn thành tốt nhiệm vụ") for year in years),
        papers=_papers(),
        index_confirmed_on=D(2026, 3, 16),
        index_confirmed_by=_COMMITTEE,
        events=(Event(D(1985, 5, 19), EventKind.ADMITTED, slot.cell, "", "112-QĐ/HU"),),
    )


def _jobs() -> tuple[Job, ...]:
    return (
        Job(D(1976, 9), D(1979, 8), "Làm ruộng", "Xã viên", _FARM),
        Job(D(1979, 9), D(1981, 7), "Đi học", "Học viên", "Trường Trung cấp Kinh tế Giang Khẩu"),
        Job(D(1981, 8), D(1989, 10), "Công tác ở hợp tác xã", "Kế toán trưởng", _FARM),
        Job(D(1989, 11), D(2013, 3), "Công tác Hội Phụ nữ", "Chủ tịch", _WOMEN),
        Job(D(2013, 4), None, "Nghỉ hưu, sinh hoạt tại địa phương", "", _HOME),
    )


def _trainings() -> tuple[Training, ...]:
    return (
        Training("Trường Trung cấp Kinh tế Giang Khẩu", "Kế toán nông nghiệp", D(1979, 9),
                 D(1981, 7), "Chính quy", "Bằng trung cấp"),
        Training("Trường Đảng huyện Hải An", "Sơ cấp lý luận chính trị", D(1987, 5), D(1987, 7),
                 "Tập trung", "Chứng chỉ sơ cấp lý luận chính trị"),
        Training("Trường Chính trị tỉnh", "Trung cấp lý luận chính trị", D(1997, 9), D(1999, 6),
                 "Không tập trung", "Bằng trung cấp lý luận chính trị"),
        Training("Trường Cán bộ Phụ nữ", "Nghiệp vụ công tác Hội", D(2002, 8), D(2002, 10),
                 "Bồi dưỡng", "Chứng chỉ"),
    )  # fmt: skip


def _rewards() -> tuple[Reward, ...]:
    return (
        Reward("Kỷ niệm chương", D(1999, 10), "Hội Liên hiệp Phụ nữ Việt Nam"),
        Reward("Bằng khen", D(2005, 12), "Ủy ban nhân dân tỉnh"),
        Reward("Giấy khen", D(2011, 1), "Huyện ủy Hải An"),
    )


def _kin(relation: str, name: str, born: PartialDate, work: str, **more: str | bool) -> Relative:
    facts = {"origin": _HOME, "nationality": "Việt Nam", "home": _HOME, **more}
    return Relative(relation=relation, name=name, born=born, occupation=work, **facts)  # type: ignore[arg-type] # texts and one flag


def _family() -> tuple[Relative, ...]:
    return (
        _kin("Cha đẻ", "Nguyễn Văn Hanh", D(1929), "Nông dân", class_origin="Trung nông", home="",
             history="Tham gia dân quân du kích xã 1949 - 1954", died="Mất năm 2004",
             party_member=True),
        _kin("Mẹ đẻ", "Trần Thị Ngát", D(1932), "Nông dân", class_origin="Bần nông", home="",
             died="Mất năm 2015"),
        _kin("Cha chồng", "Vũ Đình Luận", D(1926), "Nông dân", class_origin="Bần nông", home="",
             died="Mất năm 1998"),
        _kin("Mẹ chồng", "Đỗ Thị Sợi", D(1930), "Nông dân", class_origin="Bần nông", home="",
             died="Mất năm 2011"),
        _kin("Chồng", "Vũ Đình Thiện", D(1955, 8), "Nghỉ hưu", post="Nguyên Thượng úy quân đội",
             law="Chấp hành tốt", party_member=True),
        _kin("Anh ruột", "Nguyễn Văn Sửu", D(1954), "Nghỉ hưu", home="Thành phố Hải Phòng",
             law="Chấp hành tốt"),
        _kin("Em ruột", "Nguyễn Thị Lựu", D(1962), "Nông dân", law="Chấp hành tốt"),
        _kin("Con đẻ", "Vũ Đình Hưng", D(1983, 6), "Giáo viên",
             post="Trường Trung học cơ sở Đông Hải", law="Chấp hành tốt", party_member=True),
        _kin("Con đẻ", "Vũ Thị Hạnh", D(1987, 12), "Điều dưỡng viên", home="Nhật Bản",
             law="Chấp hành tốt"),
    )  # fmt: skip


def _paper(  # one argument per column
    kind: str, on: PartialDate | None, number: str = "", issuer: str = "", sheets: int = 1
) -> PaperInDossier:
    copy = "Bản sao" if kind in {"70", "86"} else "Bản chính"
    return PaperInDossier(
        type=kind, number=number, on=on, issuer=issuer, copy=copy, sheets=Decimal(sheets),
        present=True,
    )  # fmt: skip


def _papers() -> tuple[PaperInDossier, ...]:
    cell, commune, district = "Chi bộ thôn Đông", "Đảng ủy xã Đông Hải", _DISTRICT
    return (
        _paper("37", D(1984, 12, 10), sheets=2),
        _paper("1", D(1984, 12, 22), sheets=8),
        _paper("39", D(1985, 1, 15)),
        _paper("43", D(1985, 2, 8), "04-NQ/CB", cell),
        _paper("45", D(1985, 3, 12), "09-NQ/ĐU", commune),
        _paper("5", D(1985, 4, 26), "112-QĐ/HU", district),
        _paper("2", D(1985, 6, 5), sheets=8),
        _paper("85", D(1985, 6, 5), sheets=2),
        _paper("3", D(2025, 12, 20), sheets=2),
        _paper("47", D(1986, 4, 28), sheets=2),
        _paper("50", D(1986, 5, 6), "11-NQ/CB", cell),
        _paper("7", D(1986, 5, 30), "87-QĐ/HU", district),
        _paper("20", D(2015, 5, 19), "318-QĐ/TU", "Ban Thường vụ Tỉnh ủy"),
        _paper("20", D(2025, 5, 19), "402-QĐ/TU", "Ban Thường vụ Tỉnh ủy"),
        _paper("4", D(2024, 12, 18)),
        _paper("4", D(2025, 12, 20)),
        _paper("88", D(2013, 3, 20), "214-QĐ/BHXH", "Bảo hiểm xã hội tỉnh"),
        _paper("70", D(1999, 6, 28), "", "Trường Chính trị tỉnh"),
        _paper("86", D(1981, 7, 15), "", "Trường Trung cấp Kinh tế Giang Khẩu"),
        _paper("61", D(2024, 12, 18), sheets=2),
        _paper("61", D(2025, 12, 20), sheets=2),
    )
