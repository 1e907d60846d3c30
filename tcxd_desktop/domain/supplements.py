"""The yearly *Phiếu bổ sung hồ sơ đảng viên* (3-HSĐV): what changed since it was last confirmed.

An item without change reads ``K``. Where no earlier snapshot was confirmed there is nothing to
compare with: every item stays empty and prints its dots, because ``K`` would be an invention.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import is_blank
from tcxd_desktop.domain.kin import Kin, kin_of
from tcxd_desktop.domain.rows import Relative

UNCHANGED: Final = "K"
GONE: Final = "không còn ghi: "
"""Before a value that stood in the confirmed snapshot and stands no longer."""
SEALED: Final = "niêm phong"
"""For an item fed by the sealed part of the dossier, where that is not at hand."""
CHANGED: Final = "có thay đổi"
"""For a change that has no words of its own, such as the chi bộ of a party post."""

Show = Callable[[str, object], str]
"""``show(field, value)``: how a value, or one row of a table, reads on the phiếu."""


@dataclass(frozen=True, slots=True)
class Item:
    """Một dòng của phiếu bổ sung, and the dossier fields that feed it."""

    key: str
    """Number of the item, then the line inside it: ``"5.2"``."""
    label: str
    fields: tuple[str, ...]
    kin: tuple[Kin, ...] = ()
    """Only these relatives, where the field is the family."""
    extra: bool = False
    """A line the form does not have: printed only when there is something to say."""

    @property
    def number(self) -> str:
        """The item the line belongs to."""
        return self.key.partition(".")[0]


HEADS: Final[Mapping[str, str]] = {
    "4": "Chức vụ mới được giao",
    "5": "Mới thay đổi về trình độ",
    "8": "Gia đình có gì thay đổi",
    "9": "Thay đổi kinh tế",
}
"""Captions of the items that have several lines."""

ITEMS: Final = (
    Item("2", "Mới thay đổi nơi ở", ("home", "lodging")),
    Item("3", "Mới thay đổi nghề nghiệp, đơn vị công tác", ("occupation", "workplace")),
    Item("4.1", "Đảng", ("party_posts",)),
    Item("4.2", "Chính quyền, đoàn thể, doanh nghiệp, đơn vị", ("jobs",)),
    Item("5.1", "Giáo dục phổ thông", ("edu_general",)),
    Item("5.2", "Chuyên môn, nghiệp vụ", ("profession",)),
    Item("5.3", "Khoa học công nghệ", ("science",)),
    Item("5.4", "Học vị", ("degree",)),
    Item("5.5", "Học hàm", ("academic_rank",)),
    Item("5.6", "Lý luận chính trị", ("theory", "theory_mode")),
    Item("5.7", "Ngoại ngữ", ("languages",)),
    Item("5.8", "Tin học", ("informatics",)),
    Item("5.9", "Tiếng dân tộc thiểu số", ("minority_languages",)),
    Item("6", "Hình thức khen thưởng mới trong năm", ("rewards", "badges", "titles")),
    Item(
        "7",
        "Bị xử lý kỷ luật trong năm (Đảng, chính quyền, đoàn thể, pháp luật)",
        ("disciplines", "legal_cases"),
    ),
    Item("8.1", "Cha đẻ", ("family",), (Kin.FATHER,)),
    Item("8.2", "Mẹ đẻ", ("family",), (Kin.MOTHER,)),
    Item("8.3", "Cha, mẹ (vợ hoặc chồng)", ("family",), (Kin.IN_LAW,)),
    Item("8.4", "Vợ hoặc chồng", ("family",), (Kin.SPOUSE,)),
    Item("8.5", "Con", ("family",), (Kin.CHILD,)),
    Item(
        "8.6",
        "Có con lấy vợ (chồng) là người nước ngoài; có vợ (chồng) hoặc con đi học ở nước ngoài",
        ("relatives_abroad",),
    ),
    Item(
        "8.7",
        "Người khác trong gia đình",
        ("family",),
        (Kin.GRANDPARENT, Kin.FOSTER, Kin.OTHER),
        extra=True,
    ),
    Item("9.1", "Tổng mức thu nhập của hộ gia đình", ("household_income",)),
    Item("9.2", "Bình quân người/hộ", ("income_per_head",)),
    Item(
        "9.3",
        "Nhà ở",
        ("home_granted", "home_granted_area", "home_owned", "home_owned_area"),
    ),
    Item("9.4", "Đất ở", ("land_granted_area", "land_owned_area")),
    Item("9.5", "Hoạt động kinh tế", ("business", "business_land_ha", "hired_workers")),
    Item("9.6", "Tài sản mới (50 triệu đồng trở lên), giá trị", ("assets",)),
    Item("10", "Được miễn công tác và sinh hoạt đảng", ("exemptions",)),
)
"""Items 2–10. Item 1 names the member, item 11 is the year's review: neither is compared."""


def compare(
    now: Dossier,
    before: Dossier | None,
    show: Show,
    hidden: Collection[str] = (),
) -> dict[str, str]:
    """Return the text of every line by its key: what is new, or ``K``.

    Args:
        now: the dossier as it stands.
        before: the snapshot last confirmed; without one every text is empty.
        show: how values read.
        hidden: fields that are not at hand; their items say ``SEALED``, never ``K``.
    """
    if before is None:
        return {item.key: "" for item in ITEMS}
    return {
        item.key: SEALED if set(item.fields) & set(hidden) else _text(item, now, before, show)
        for item in ITEMS
    }


def changed_count(values: Mapping[str, str]) -> int:
    """Return how many items (not lines) of the phiếu have something new."""
    nothing = {"", UNCHANGED, SEALED}
    return len({item.number for item in ITEMS if values.get(item.key, "") not in nothing})


def _text(item: Item, now: Dossier, before: Dossier, show: Show) -> str:
    parts: list[str] = []
    for field in item.fields:
        new, old = _values(item, now, field), _values(item, before, field)
        parts.extend(_news(field, new, old, show))
    return "; ".join(parts) if parts else UNCHANGED


def _values(item: Item, dossier: Dossier, field: str) -> list[object]:
    """Return the rows of a table that concern ``item``, or the one value, without blanks."""
    value: object = getattr(dossier, field)
    if not isinstance(value, tuple):
        return [] if is_blank(value) else [value]
    return [
        row
        for row in value
        if row != type(row)()
        and (not item.kin or (isinstance(row, Relative) and kin_of(row.relation) in item.kin))
    ]


def _news(field: str, new: list[object], old: list[object], show: Show) -> list[str]:
    """Tell what is in ``new`` only; if nothing is, what was in ``old`` only."""
    added = _without(new, old)
    if added:
        return [show(field, value) or CHANGED for value in added]
    return [f"{GONE}{show(field, value) or CHANGED}" for value in _without(old, new)]


def _without(values: list[object], taken: list[object]) -> list[object]:
    rest = list(taken)
    left: list[object] = []
    for value in values:
        if value in rest:
            rest.remove(value)
        else:
            left.append(value)
    return left
