"""Scoring templates in Vietnamese: faults, differences of two versions, cases of variants."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.score_templates import (
    ANY,
    Adjustment,
    Aggregation,
    Item,
    NotHeld,
    PrintLayout,
    RatingLevel,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.template_codecs import is_day
from tcxd_desktop.domain.template_diff import Change, Difference
from tcxd_desktop.domain.template_faults import Fault
from tcxd_desktop.domain.template_names import name_of
from tcxd_desktop.wording.expressions import expression_words
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND
from tcxd_desktop.wording.score_problems import expression_fault
from tcxd_desktop.wording.scoring import (
    ADJUSTMENT_KIND,
    ENGINE,
    METHOD,
    NA_POLICY,
    NOT_HELD_RULE,
    ROUNDING,
)
from tcxd_desktop.wording.template_places import change_text, path_text

FAULTS: dict[str, str] = {
    "total": "điểm các nhóm cộng lại là {0} mà tổng điểm của mẫu là {1}{2}. Hãy sửa cho bằng nhau.",
    "sum": "điểm các tiêu chí con cộng lại là {0} mà điểm tối đa của nhóm là {1}{2}. "
    "Hãy sửa cho bằng nhau.",
    "no_variant": "không áp dụng thì để biến thể lo, nhưng không biến thể nào bỏ tiêu chí này{0}. "
    "Hãy thêm biến thể, hoặc chọn cách khác khi không áp dụng.",
    "too_much": "quá nhiều trường hợp để cộng thử hết. Hãy bớt biến thể hoặc tiêu chí.",
    "no_items": "chưa có tiêu chí nào. Hãy thêm ít nhất một tiêu chí.",
    "no_children": "là nhóm mà chưa có tiêu chí con. "
    "Hãy thêm tiêu chí con, hoặc chọn cách chấm khác.",
    "group_method": "có tiêu chí con nên điểm phải là tổng các tiêu chí con. "
    "Hãy chọn cách chấm là cộng, hoặc bỏ các tiêu chí con.",
    "no_levels": "chưa có mức nào. Hãy thêm các mức, mức cao nhất trước.",
    "no_formula": "chưa có công thức. Hãy ghi công thức, hoặc chọn cách chấm khác.",
    "no_per": "chưa ghi mỗi lần trừ bao nhiêu điểm.",
    "stray": "không dùng đến với cách chấm hay loại đã chọn. Hãy bỏ trống, hoặc đổi cách chấm.",
    "no_level": "không có mức thứ {0}. Hãy chọn một mức đã có.",
    "bad_id": "mã “{0}” không dùng được. Hãy dùng chữ, số, dấu chấm, gạch nối, dài nhất 20 ký tự.",
    "bad_code": "mã “{0}” không dùng được. "
    "Hãy dùng chữ, số, dấu chấm, gạch nối, dài nhất 40 ký tự.",
    "bad_name": "tên “{0}” không dùng được trong công thức. "
    "Hãy dùng chữ cái không dấu, số và gạch dưới, như so_ho_ngheo.",
    "taken_name": "tên “{0}” đã dùng cho một số liệu của chương trình. Hãy chọn tên khác.",
    "doubled": "“{0}” đã có ở chỗ khác. Hãy đổi một trong hai.",
    "empty": "còn để trống. Hãy ghi vào.",
    "not_positive": "phải lớn hơn 0.",
    "negative": "không được nhỏ hơn 0.",
    "bad_number": "số quá dài. Hãy ghi số không quá {0} chữ số.",
    "off_step": "{0} không chia hết cho bước điểm {1}. Hãy sửa một trong hai.",
    "over_max": "{0} lớn hơn mức tối đa {1}.",
    "under_max": "mức cao nhất chỉ được {0} trên {1} điểm nên không bao giờ đạt điểm tối đa.",
    "no_auto": "có ghi cận mà chưa có số liệu để so. Hãy chọn số liệu tự tính, hoặc bỏ các cận.",
    "overlap": "mức thứ {0} và mức thứ {1} cùng bắt đầu từ {2} nên chồng lên nhau. "
    "Hãy sửa một trong hai.",
    "not_descending": "mức thứ {1} cao hơn mức thứ {0}. Hãy xếp mức cao trước, mức thấp sau.",
    "hole": "còn khoảng không thuộc mức nào{0}. "
    "Hãy để mức cuối bắt đầu từ 0, hoặc không có điều kiện.",
    "never": "không bao giờ tới lượt vì mức thứ {0} đã nhận mọi trường hợp còn lại.",
    "lowest": "mức thấp nhất bắt đầu từ {0} nên điểm thấp hơn không thuộc mức nào. "
    "Hãy để mức cuối bắt đầu từ 0.",
    "cap_low": "tổng tối đa {1} nhỏ hơn điểm một lần {0}. Hãy sửa một trong hai.",
    "none_chosen": "chưa chọn giá trị nào.",
    "not_known": "“{0}” không phải là giá trị chương trình biết.",
    "bad_date": "“{0}” không phải là ngày có trên lịch.",
    "dates_reversed": "ngày hết áp dụng {1} trước ngày bắt đầu {0}. Hãy xem lại hai ngày.",
    "scorer_missing": "thiếu người chấm “{0}”. Phiếu luôn có hai cột: tự chấm (tu_cham) "
    "và thẩm định (tham_dinh).",
    "official": "phải có đúng một người chấm chính thức, đang có {0}.",
    "official_self": "mức chính thức do cấp ủy cấp trên quyết định nên không lấy ở cột tự chấm.",
    "columns": "phải có {0} tiêu đề cột, đang có {1}.",
    "signatures": "phải có từ 1 đến {0} chữ ký.",
    "unknown_level": "không có mức xếp loại “{0}”. Hãy chọn một mức của mẫu.",
    "not_lower": "không đạt điều kiện thì phải xuống mức thấp hơn, mà “{1}” không thấp hơn “{0}”.",
    "no_rules": "chưa có mức nào theo cách đếm. Hãy thêm, hoặc chọn cách tổng hợp khác.",
    "half_rule": "phải ghi cả mức được đếm và số tháng ít nhất, hoặc bỏ trống cả hai.",
    "empty_rule": "chưa có điều kiện nào nên kỳ nào cũng đạt.",
    "expression": "{0}",
    "unknown_name": "không có số liệu tên “{0}”{1}.",
    "not_in_variant": "“{0}” không dùng được ở đây. Biến thể chỉ phụ thuộc loại buổi họp, "
    "loại hình chi bộ, có chi ủy hay không, có phó bí thư hay không, tháng.",
    "item_not_here": "không hỏi điểm tiêu chí {0} ở đây được. "
    "Hãy hỏi trong điều kiện của tiêu chí, của mức xếp loại.",
    "unknown_item": "không có tiêu chí “{0}”{1}.",
    "wrong_kind": "phải cho ra {0} mà công thức này cho ra {1}.",
    "circle": "tính vòng quanh: “{0}” cần chính nó để tính. Hãy bỏ bớt chỗ nhắc lẫn nhau.",
    "empty_set": "chưa thay đổi gì. Hãy thêm thay đổi, hoặc bỏ biến thể này.",
    "bad_key": "không rõ “{0}” thay đổi gì. Hãy ghi mã tiêu chí và điều thay đổi, như 4.2.max.",
    "bad_change": "giá trị không hợp với {0}.",
    "too_many": "có quá {0} dòng. Hãy bớt đi.",
    "too_deep": "các tiêu chí lồng nhau quá {0} tầng. Hãy gộp bớt.",
    "too_big": "mẫu quá lớn: tệp của nó quá 1 MB. Hãy bớt tiêu chí hoặc ghi chú.",
}
"""By kind of fault; what is wrong, and how to mend it where the first does not say so."""

VALUE_KIND = {"number": "số", "flag": "đúng hoặc sai", "text": "chữ"}
INPUT_KIND = {"number": "Số", "percent": "Tỷ lệ phần trăm", "flag": "Có hoặc không"}
_LISTS: tuple[Mapping[Any, str], ...] = (
    METHOD,
    NA_POLICY,
    ROUNDING,
    ADJUSTMENT_KIND,
    ENGINE,
    MEETING_KIND,
    CELL_KIND,
    INPUT_KIND,
    {ANY: "Tất cả"},
)
_WORDS: dict[str, str] = {str(key): word for words in _LISTS for key, word in words.items()}
_PARTS = {Item: "tiêu chí", Adjustment: "điểm cộng, trừ", RatingLevel: "mức xếp loại"}


# --- places --------------------------------------------------------------------------------------

_LONGEST = 60


def place_text(place: str, template: ScoreTemplate | None = None) -> str:
    """Return a place of the JSON file in words, outer parts first.

    With the template at hand criteria are called by id and name instead of by their number.
    """
    lead, told = ([], 0) if template is None else _named(place, template)
    return path_text(place, lead, told=told)


def _named(place: str, template: ScoreTemplate) -> tuple[list[str], int]:
    """Return the criterion or entry a place lies in by its name, and how much of it that is."""
    item, taken = _item_at(place, template)
    if item is not None:
        return [f"tiêu chí {_short(name_of(item))}"], taken
    found = re.match(r"(adjustments|levels)\[(\d+)\]", place)
    parts: tuple[object, ...] = getattr(template, found[1]) if found else ()
    if found is None or int(found[2]) >= len(parts):
        return [], 0
    lead = "điểm cộng, trừ" if found[1] == "adjustments" else "mức"
    return [f"{lead} {_short(name_of(parts[int(found[2])]))}"], found.end()


def _item_at(place: str, template: ScoreTemplate) -> tuple[Item | None, int]:
    items, item, taken = template.items, None, 0
    for found in re.finditer(r"(?:items|\.children)\[(\d+)\]", place):
        if found.start() != taken or int(found[1]) >= len(items):
            break
        item = items[int(found[1])]
        items, taken = item.children, found.end()
    return item, taken


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


# --- faults --------------------------------------------------------------------------------------


def fault_text(fault: Fault, template: ScoreTemplate | None = None) -> str:
    """Return the sentence of a fault: where, what is wrong, how to mend it."""
    place = place_text(fault.place, template)
    return f"{place[:1].upper()}{place[1:]}: {fault_words(fault)}"


def fault_words(fault: Fault) -> str:
    """Return what is wrong, for where the place is seen anyway."""
    args = fault.args
    if fault.kind == "expression":
        shown: list[str] = [expression_fault_words(args)]
    elif fault.kind in {"total", "sum", "no_variant"}:
        *numbers, context = args
        shown = [*map(value_text, numbers), _in_case(context)]
    elif fault.kind == "hole":
        shown = [f" (dưới {value_text(args[0])})" if args[0] is not None else ""]
    elif fault.kind in {"unknown_name", "unknown_item"}:
        shown = [str(args[0]), f", có phải “{args[1]}”" if args[1] else ""]
    elif fault.kind == "wrong_kind":
        shown = [VALUE_KIND[str(kind)] for kind in args]
    elif fault.kind == "bad_change":
        shown = [place_text(str(args[0]))]
    elif fault.kind in {"dates_reversed", "bad_date"}:
        shown = [_day(str(arg)) for arg in args]
    else:
        shown = [(arg or "để trống") if isinstance(arg, str) else value_text(arg) for arg in args]
    return FAULTS[fault.kind].format(*shown)


def expression_fault_words(args: tuple[object, ...]) -> str:
    """Return what is wrong with an expression, from the args of its problem."""
    text, at, kind, detail = (*args, "", "", "", "")[:4]
    words = expression_fault(str(kind))
    said = f"{words}“{detail}”" if words.endswith(" ") and detail else words.strip(" :")
    quoted = str(text)[:80]
    return f"{said}, ở ký tự thứ {at}: “{quoted}”."


def _day(text: str) -> str:
    """Return a day as it is read; any other text as it stands."""
    return "/".join(reversed(text.split("-"))) if is_day(text) else text


def _in_case(context: object) -> str:
    pairs = dict(context) if isinstance(context, tuple) else {}
    return f" ({context_text(pairs)})" if pairs else ""


# --- cases of variants ---------------------------------------------------------------------------

_FLAGS = {
    "has_chi_uy": ("có chi ủy", "không có chi ủy"),
    "has_pho_bi_thu": ("có phó bí thư", "không có phó bí thư"),
}


def context_text(context: Mapping[str, Iterable[object]]) -> str:
    """Return the case a variant's totals are for; every case is *mọi trường hợp*."""
    said = [_fact(name, tuple(values)) for name, values in context.items()]
    return "; ".join(said) if said else "mọi trường hợp"


def _fact(name: str, values: tuple[object, ...]) -> str:
    if name in _FLAGS:
        return _FLAGS[name][0 if values[0] else 1]
    if name == "month":
        return f"tháng {', '.join(map(str, values))}"
    return " hoặc ".join(_small(_WORDS.get(str(value), str(value))) for value in values)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


# --- differences ---------------------------------------------------------------------------------


def difference_text(difference: Difference) -> str:
    """Return one difference of two versions in words."""
    old, new = difference.old, difference.new
    where = difference.label or _upper(place_text(difference.place))
    if difference.change is Change.ADDED:
        return f"Thêm {_what(difference, new)}"
    if difference.change is Change.REMOVED:
        return f"Bỏ {_what(difference, old)}"
    if difference.change is Change.MOVED:
        if isinstance(old, tuple):
            return f"{where}: đổi thứ tự, {value_text(old)} → {value_text(new)}"
        return f"{where}: chuyển từ {_group(old)} sang {_group(new)}"
    if difference.label:
        where = f"{difference.label} – {_last(difference.place)}"
    if difference.place.rpartition(".")[2] in _EXPRESSIONS:
        old, new = _read_out(old), _read_out(new)
    return f"{where}: {value_text(old)} → {value_text(new)}"


_EXPRESSIONS = frozenset({"auto", "formula", "applicable_if", "when", "require", "if", "expr"})


def _read_out(text: object) -> object:
    return expression_words(text) if isinstance(text, str) and text else text


def value_text(value: object) -> str:
    """Return a value of a template as a clerk reads it."""
    if value is None or isinstance(value, bool):
        return {None: "không có", True: "có", False: "không"}[value]
    if isinstance(value, Decimal | int):
        return show_number(value)
    if isinstance(value, tuple):
        return ", ".join(map(value_text, value)) or "không có"
    if isinstance(value, str):
        # ``zero`` is a word of two lists.
        word = NOT_HELD_RULE[value] if isinstance(value, NotHeld) else _WORDS.get(value)
        return _small(word) if word else _day(value) or "để trống"
    if isinstance(value, Aggregation):
        return _small(ENGINE[value.engine])
    return "theo mặc định" if isinstance(value, PrintLayout) else name_of(value)


def _what(difference: Difference, part: object) -> str:
    name, label = name_of(part), difference.label
    points = f" ({show_number(part.max)} điểm)" if isinstance(part, Item) else ""
    within = f" ({label})" if label and label != name else ""
    where = _last(difference.place) if within else place_text(difference.place)
    kind = _PARTS.get(type(part)) or where
    if isinstance(part, Variant) and not part.label:
        name = expression_words(part.when)
    return f"{kind} {name}{points}".strip() + within


def _group(value: object) -> str:
    return f"nhóm {value}" if value else "cấp trên cùng"


def _last(place: str) -> str:
    """Return the last words of a place: what of a part is different."""
    if ".set." in place:
        return change_text(place.partition(".set.")[2])
    return place_text(place).rpartition(", ")[2]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
