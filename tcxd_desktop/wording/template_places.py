"""Where in a scoring template something stands, in words a clerk understands."""

import re
from collections.abc import Sequence

KEYS: dict[str, str] = {
    "code": "mã",
    "version": "bản số",
    "title": "tên mẫu",
    "verified": "đã kiểm chứng",
    "note": "ghi chú",
    "legal_basis": "căn cứ",
    "so": "số văn bản",
    "ngay": "ngày văn bản",
    "co_quan": "cơ quan ban hành",
    "valid_from": "ngày bắt đầu áp dụng",
    "valid_to": "ngày hết áp dụng",
    "applies_to": "phạm vi áp dụng",
    "meeting_kinds": "loại buổi họp",
    "org_kinds": "loại hình chi bộ",
    "total": "tổng điểm",
    "step": "bước điểm",
    "rounding": "cách làm tròn",
    "scorers": "người chấm",
    "id": "mã",
    "label": "tên gọi",
    "official": "chấm chính thức",
    "inputs": "số liệu riêng",
    "name": "tên trong công thức",
    "kind": "loại",
    "define": "đại lượng tự đặt",
    "expr": "công thức",
    "items": "các tiêu chí",
    "children": "các tiêu chí con",
    "max": "điểm tối đa",
    "method": "cách chấm",
    "enabled": "dùng",
    "auto": "số liệu tự tính",
    "formula": "công thức",
    "per": "điểm trừ mỗi lần",
    "applicable_if": "điều kiện áp dụng",
    "na_policy": "khi không áp dụng",
    "levels": "các mức",
    "min": "từ điểm hoặc tỷ lệ",
    "when": "điều kiện",
    "pts": "điểm",
    "pts_per_occurrence": "điểm mỗi lần",
    "force": "trường hợp buộc về mức",
    "level": "mức",
    "variants": "biến thể",
    "set": "thay đổi",
    "adjustments": "điểm cộng, điểm trừ",
    "max_total": "tổng tối đa",
    "may_exceed_total": "được vượt tổng điểm",
    "gates": "điều kiện xếp mức",
    "require": "điều kiện phải đạt",
    "else_level": "mức khi không đạt",
    "knockouts": "trường hợp loại",
    "if": "điều kiện",
    "result": "kết quả",
    "aggregation": "cách tổng hợp",
    "quarter": "xếp loại quý",
    "year": "xếp loại năm",
    "engine": "cách tổng hợp",
    "rules": "các mức theo cách đếm",
    "all_at_least": "mọi tháng ít nhất",
    "count_level": "mức được đếm",
    "at_least": "số tháng ít nhất",
    "else": "mức còn lại",
    "worst": "mức kém nhất",
    "cap": "mức chặn trên",
    "not_held": "tháng không sinh hoạt",
    "kinds": "loại buổi họp được tính",
    "print": "cách in",
    "columns": "tiêu đề cột",
    "show_levels_as_rows": "in từng mức một dòng",
    "footer_levels": "in các mức xếp loại ở chân phiếu",
    "signatures": "chữ ký",
}
"""Every key of the file, in words."""

_NUMBERED: dict[str, str] = {
    "items": "tiêu chí thứ {}",
    "children": "tiêu chí con thứ {}",
    "legal_basis": "căn cứ thứ {}",
    "scorers": "người chấm thứ {}",
    "inputs": "số liệu riêng thứ {}",
    "define": "đại lượng tự đặt thứ {}",
    "variants": "biến thể thứ {}",
    "adjustments": "điểm cộng, trừ thứ {}",
    "levels": "mức thứ {}",
    "gates": "điều kiện xếp mức thứ {}",
    "knockouts": "trường hợp loại thứ {}",
    "force": "trường hợp buộc về mức thứ {}",
    "rules": "mức theo cách đếm thứ {}",
    "columns": "cột thứ {}",
    "signatures": "chữ ký thứ {}",
}
_STEP = re.compile(r"([^.\[\]]+)|\[(\d{1,6})\]")


def path_text(place: str, lead: Sequence[str] = (), *, told: int = 0) -> str:
    """Return a place of the JSON file in words, outer parts first.

    Args:
        place: its path.
        lead: words for the beginning of the path, where they are known.
        told: how many characters of the path those stand for.

    >>> path_text("items[2].children[0].max")
    'tiêu chí thứ 3, tiêu chí con thứ 1, điểm tối đa'
    """
    if not place:
        return "cả mẫu"
    head, at_set, changed = place.partition(".set.")
    said, name = list(lead), ""
    rating = head.startswith("levels")
    for word, number in _STEP.findall(head[told:]):
        if word:
            name = word
            said.append(_key(word, rating=rating))
        elif name in _NUMBERED:
            said[-1] = _numbered(name, int(number) + 1, rating=rating)
        else:
            said.append(f"dòng thứ {int(number) + 1}")
    if at_set:
        said.append(change_text(changed))
    return ", ".join(said)


def _key(name: str, *, rating: bool) -> str:
    if name == "levels" and rating:
        return "các mức xếp loại"
    return KEYS.get(name, f"“{name}”")


def _numbered(name: str, number: int, *, rating: bool) -> str:
    if name == "levels" and rating:
        return f"mức xếp loại thứ {number}"
    return _NUMBERED[name].format(number)


def change_text(key: str) -> str:
    """Return what a variant changes: ``4.2.max`` → ``điểm tối đa của tiêu chí 4.2``."""
    found = re.fullmatch(r"(.+)\.levels\.(\d+)\.pts", key)
    if found is not None:
        return f"điểm mức thứ {int(found[2]) + 1} của tiêu chí {found[1]}"
    item, _, what = key.rpartition(".")
    return f"{KEYS.get(what, what)} của tiêu chí {item}" if item else f"thay đổi “{key}”"
