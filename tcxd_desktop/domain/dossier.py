"""The dossier of a member: every item of the *Phiếu đảng viên* and the *Lý lịch đảng viên*."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Fact, Kind, Place, RowsFact, fact, facts_of, rows, tables_of
from tcxd_desktop.domain.rows import (
    AgeGap,
    Asset,
    Badge,
    Discipline,
    EarlyYears,
    Exemption,
    ForeignTie,
    Introducer,
    Job,
    LegalCase,
    OldRegimeWork,
    PaperInDossier,
    PartyExit,
    PartyPost,
    Readmission,
    Relative,
    RelativeAbroad,
    Restoration,
    Reward,
    Service,
    SocialOrg,
    StayAbroad,
    Title,
    Training,
    YearReview,
)
from tcxd_desktop.domain.standing import Event, Spell, spells


@lru_cache(maxsize=2048)
def _spells_of(
    events: tuple[Event, ...],
    official: PartialDate | None,
    admitted: PartialDate | None,
    exemptions: tuple[tuple[PartialDate | None, PartialDate | None], ...],
) -> tuple[Spell, ...]:
    # One save asks four times: completeness, the rows beside, the home before and after.
    return spells(events, official_date=official, admitted_date=admitted, exemptions=exemptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Hồ sơ đảng viên, numbered as 2-HSĐV under 38-HD/BTCTW of 29/9/2025.

    Items only the *Lý lịch đảng viên* (1-HSĐV) has carry the item key ``life``.
    """

    id: int = 0
    version: int = 0
    """Counts saves; a save against an older version is refused."""
    void_reason: str = ""
    """Set when the record was created wrongly and withdrawn."""
    readmitted: str = ""
    """When the readmitted became official again (item 27b), as a date's text, or ``?`` where that
    is not known: party age needs it where the sealed particulars are not at hand."""
    sealed_papers: str = ""
    """Types of paper the sealed items call for, as keys with a space between: how complete the
    dossier is must not depend on who saves it. Blank where the items themselves are at hand."""

    dossier_no: str = fact("no", Kind.LINE, needed=True)
    """Số lý lịch: ``000001 HN``."""
    card_no: str = fact("no", Kind.DIGITS, digits=(12,), needed=True)
    old_card_no: str = fact("no", Kind.DIGITS, digits=(6, 7, 8))
    card_issued: PartialDate | None = fact("no", Kind.DATE)
    card_issuer: str = fact("no", Kind.LINE)
    photo: str = fact("photo", Kind.LINE, needed=True)
    """Key of the stored 3×4 picture."""

    birth_name: str = fact("01", Kind.UPPER, needed=True, locked=True)
    sex: str = fact("02", Kind.CODE, codes="sex", needed=True)
    other_names: str = fact("03", Kind.LINE)
    birth_date: PartialDate | None = fact("04", Kind.DATE, needed=True, locked=True)
    civil_birth_date: PartialDate | None = fact("04", Kind.DATE)
    """Where the birth certificate differs from the dossier: warns, never replaces."""
    birth_place: Place = fact("05", Kind.PLACE, needed=True)
    origin: Place = fact("06", Kind.PLACE, needed=True)
    home: Place = fact("07", Kind.PLACE, needed=True)
    lodging: Place = fact("07", Kind.PLACE)
    ethnicity: str = fact("08", Kind.OPEN_CODE, codes="ethnicity", needed=True)
    ethnicity_note: str = fact("08", Kind.LINE)
    religion: str = fact("09", Kind.OPEN_CODE, codes="religion", needed=True)
    religious_rank: str = fact("09", Kind.LINE)
    family_class: str = fact("10", Kind.OPEN_CODE, codes="family_class")
    occupation: str = fact("11", Kind.OPEN_CODE, codes="occupation", needed=True)
    occupation_group: str = fact("11", Kind.CODE, codes="occupation_group")
    occupation_before: str = fact("11", Kind.LINE)
    workplace: str = fact("11", Kind.LINE)

    decision_date: PartialDate | None = fact("12", Kind.DATE, needed=True, locked=True)
    """Ngày cấp có thẩm quyền ra quyết định kết nạp: basis of *tuổi đảng*."""
    decision_no: str = fact("12", Kind.LINE)
    decision_by: str = fact("12", Kind.LINE)
    ceremony_date: PartialDate | None = fact("12", Kind.DATE, needed=True, locked=True)
    """Ngày vào Đảng: the ceremony; printed on the card, starts the 12 months."""
    ceremony_at: str = fact("12", Kind.LINE, needed=True)
    official_date: PartialDate | None = fact("12", Kind.DATE, needed=True, locked=True)
    official_at: str = fact("12", Kind.LINE)
    official_decision_no: str = fact("12", Kind.LINE)
    official_decision_date: PartialDate | None = fact("12", Kind.DATE)
    introducers: tuple[Introducer, ...] = rows("12", Introducer, needed=True)

    recruited_date: PartialDate | None = fact("13", Kind.DATE)
    recruited_by: str = fact("13", Kind.LINE)
    union_date: PartialDate | None = fact("14", Kind.DATE)
    union_at: str = fact("14", Kind.LINE)
    social_orgs: tuple[SocialOrg, ...] = rows("15", SocialOrg)
    services: tuple[Service, ...] = rows("16", Service)

    edu_general: str = fact("17", Kind.LINE, needed=True)
    """Giáo dục phổ thông as the paper says it, e.g. ``12/12``."""
    edu_level: str = fact("17", Kind.CODE, codes="edu_level")
    """Grouping of the above for figures and filters."""
    profession: str = fact("17", Kind.LINE, needed=True)
    profession_level: str = fact("17", Kind.CODE, codes="profession_level")
    science: str = fact("17", Kind.LINE)
    degree: str = fact("17", Kind.OPEN_CODE, codes="degree")
    academic_rank: str = fact("17", Kind.OPEN_CODE, codes="academic_rank")
    theory: str = fact("17", Kind.CODE, codes="theory", needed=True)
    theory_mode: str = fact("17", Kind.CODE, codes="theory_mode")
    languages: str = fact("17", Kind.LINE)
    informatics: str = fact("17", Kind.LINE)
    minority_languages: str = fact("17", Kind.LINE)

    health: str = fact("18", Kind.OPEN_CODE, codes="health", needed=True)
    invalid_class: str = fact("18", Kind.OPEN_CODE, codes="invalid_class")
    martyr_family: bool = fact("18", Kind.FLAG)
    merit_family: bool = fact("18", Kind.FLAG)
    citizen_id: str = fact("19", Kind.DIGITS, digits=(12,), needed=True)
    old_citizen_id: str = fact("19", Kind.DIGITS, digits=(9, 12))
    exemptions: tuple[Exemption, ...] = rows("20", Exemption)

    jobs: tuple[Job, ...] = rows("21", Job, needed=True)
    trainings: tuple[Training, ...] = rows("22", Training)
    rewards: tuple[Reward, ...] = rows("23", Reward)
    badges: tuple[Badge, ...] = rows("24", Badge)
    titles: tuple[Title, ...] = rows("25", Title)
    disciplines: tuple[Discipline, ...] = rows("26", Discipline, sealed=True)
    exits: tuple[PartyExit, ...] = rows("27a", PartyExit, sealed=True)
    readmissions: tuple[Readmission, ...] = rows("27b", Readmission, sealed=True)
    restorations: tuple[Restoration, ...] = rows("27c", Restoration, sealed=True)
    legal_cases: tuple[LegalCase, ...] = rows("27d", LegalCase, sealed=True)
    old_regime: tuple[OldRegimeWork, ...] = rows("27e", OldRegimeWork, sealed=True)
    abroad: tuple[StayAbroad, ...] = rows("28a", StayAbroad, sealed=True)
    foreign_ties: tuple[ForeignTie, ...] = rows("28b", ForeignTie, sealed=True)
    relatives_abroad: tuple[RelativeAbroad, ...] = rows("28c", RelativeAbroad, sealed=True)
    family: tuple[Relative, ...] = rows("29", Relative, needed=True)

    economy_year: str = fact("30", Kind.DIGITS, digits=(4,))
    household_income: int | None = fact("30", Kind.MONEY, needed=True)
    income_per_head: int | None = fact("30", Kind.MONEY)
    home_granted: str = fact("30", Kind.LINE)
    home_granted_area: Decimal | None = fact("30", Kind.NUMBER)
    home_owned: str = fact("30", Kind.LINE)
    home_owned_area: Decimal | None = fact("30", Kind.NUMBER)
    land_granted_area: Decimal | None = fact("30", Kind.NUMBER)
    land_owned_area: Decimal | None = fact("30", Kind.NUMBER)
    business: str = fact("30", Kind.OPEN_CODE, codes="business")
    business_land_ha: Decimal | None = fact("30", Kind.NUMBER)
    hired_workers: Decimal | None = fact("30", Kind.NUMBER)
    assets: tuple[Asset, ...] = rows("30", Asset)

    early_years: tuple[EarlyYears, ...] = rows("life", EarlyYears)
    special_history: str = fact("life", Kind.TEXT, sealed=True)
    self_remark: str = fact("life", Kind.TEXT)
    declared_at: str = fact("life", Kind.LINE)
    declared_on: PartialDate | None = fact("life", Kind.DATE)

    phone: str = fact("contact", Kind.LINE)
    phone_other: str = fact("contact", Kind.LINE)

    residence_cell: str = fact("party", Kind.LINE)
    """Chi bộ nơi cư trú, where contact is kept."""
    party_posts: tuple[PartyPost, ...] = rows("party", PartyPost)
    dues_paid_to: PartialDate | None = fact("party", Kind.DATE)
    """Đảng phí đã đóng hết tháng."""
    party_age_basis: PartialDate | None = fact("party", Kind.DATE)
    """Overrides the decision date as the start of *tuổi đảng*."""
    party_age_paper: str = fact("party", Kind.LINE)
    age_gaps: tuple[AgeGap, ...] = rows("party", AgeGap)
    reviews: tuple[YearReview, ...] = rows("party", YearReview)
    under_inspection: bool = fact("party", Kind.FLAG)
    inspection_note: str = fact("party", Kind.LINE)

    papers: tuple[PaperInDossier, ...] = rows("papers", PaperInDossier)
    index_confirmed_on: PartialDate | None = fact("papers", Kind.DATE)
    """Mục lục confirmed as it stands by the keeping committee."""
    index_confirmed_by: str = fact("papers", Kind.LINE)

    events: tuple[Event, ...] = rows("events", Event)
    note: str = fact("contact", Kind.TEXT)

    @property
    def spells(self) -> tuple[Spell, ...]:
        """The member's standing over time."""
        return _spells_of(
            self.events,
            self.official_date,
            self.ceremony_date or self.decision_date,
            tuple((row.since, row.until) for row in self.exemptions),
        )

    @property
    def admitted(self) -> bool:
        """Whether the locked facts are fixed: the person has been admitted."""
        return self.ceremony_date is not None or self.decision_date is not None


FACTS: dict[str, Fact] = facts_of(Dossier)
"""Every scalar field of the dossier by name."""
TABLES: dict[str, RowsFact] = tables_of(Dossier)
"""Every repeating table of the dossier by name."""
SEALED_FIELDS: frozenset[str] = frozenset(
    name for facts in (FACTS, TABLES) for name, fact in facts.items() if fact.sealed
)
"""What belongs to the sealed compartment: items 26 to 28, and *Đặc điểm lịch sử* of 1-HSĐV."""
