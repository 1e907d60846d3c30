"""What can be put into a condition or a formula: figures by name, ready sentences. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from tcxd_desktop.domain.expressions import ValueKind, parse
from tcxd_desktop.domain.meeting_facts import catalogue
from tcxd_desktop.domain.score_templates import CONTEXT, ScoreTemplate
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.templates.references import item_token
from tcxd_desktop.wording.meeting_facts import fact_label
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND

CONDITION, FIGURE, CONTEXT_ONLY = "condition", "figure", "context"
"""What a box wants: yes or no; a number; yes or no over what a variant may depend on."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the list."""

    label: str
    text: str
    """What is put into the box."""
    group: str

    def fits(self, words: list[str]) -> bool:
        """Tell whether it has all these words, without tone marks."""
        own = fold(f"{self.label} {self.text} {self.group}")
        return all(word in own for word in words)


_SENTENCE, _FIGURE, _ITEM, _WORD = "Câu có sẵn", "Số liệu", "Tiêu chí", "Ghép câu"
_SENTENCES = (
    ("có nội dung chuyên đề (chuyên đề hoặc kết hợp)", "meeting_kind in ['chuyen_de', 'ket_hop']"),
    ("chi bộ có chi ủy", "has_chi_uy"),
    ("chi bộ có chi ủy hoặc có phó bí thư", "has_chi_uy or has_pho_bi_thu"),
    ("chi bộ chỉ có bí thư", "not has_chi_uy and not has_pho_bi_thu"),
    ("tháng cuối quý", "month in [3, 6, 9, 12]"),
    ("tháng cuối năm", "month == 12"),
    ("tỷ lệ đảng viên dự từ 90 % trở lên", "attendance_pct >= 90"),
    ("không có ai vắng không lý do", "absent_no_reason == 0"),
    ("có người vắng không lý do", "absent_no_reason > 0"),
    ("có người vắng có lý do quá 3 lần liên tiếp", "long_absent > 0"),
    ("không có ai vắng quá 3 lần liên tiếp", "long_absent == 0"),
    ("đủ thời lượng quy định", "duration_ratio >= 1"),
    ("chi bộ từ 30 đảng viên trở lên", "members >= 30"),
    ("trên 50 % người dự phát biểu", "speakers_pct > 50"),
    ("đã họp chi ủy trước buổi sinh hoạt", "committee_met"),
    ("đăng tài liệu trước ít nhất 1 ngày", "posted_days_before >= 1"),
    ("đăng biên bản, nghị quyết trong 2 ngày", "minutes_days_after <= 2"),
    ("mọi nhiệm vụ đến hạn đều hoàn thành", "tasks_failed == 0"),
    ("trong quý chưa có buổi chuyên đề", "thematic_in_quarter == 0"),
    ("không tổ chức sinh hoạt", "not held"),
)
_WORDS = (
    ("và", "and"),
    ("hoặc", "or"),
    ("không", "not"),
    ("từ … trở lên", ">= "),
    ("dưới …", "< "),
    ("là một trong …", "in ['', '']"),
    ("… nếu …, còn không thì …", "0 if  else 0"),
    ("số nhỏ nhất", "min(, )"),
    ("số lớn nhất", "max(, )"),
    ("làm tròn", "round()"),
)


def offers(template: ScoreTemplate, wanted: str) -> list[Offer]:
    """Return what may be put into a box, what fits it best first.

    Args:
        template: its own figures and criteria are offered too.
        wanted: ``CONDITION``, ``FIGURE`` or ``CONTEXT_ONLY``.
    """
    sentences, figures = list(_sentences()), list(_figures(template))
    words = [Offer(label, text, _WORD) for label, text in _WORDS]
    if wanted == CONTEXT_ONLY:
        fitting = (one for one in (*sentences, *figures) if _over_context(one.text))
        return [*fitting, *words[:3]]
    items = list(_items(template, wanted))
    if wanted == FIGURE:
        return [*figures, *items, *words, *sentences]
    return [*sentences, *items, *figures, *words]


def narrowed(found: list[Offer], typed: str) -> list[Offer]:
    """Return those that have the typed words; those that begin with them first."""
    words = fold(typed).split()
    fitting = [one for one in found if one.fits(words)]
    return sorted(fitting, key=lambda one: not fold(one.label).startswith(" ".join(words)))


def _sentences() -> Iterator[Offer]:
    for kind, label in MEETING_KIND.items():
        yield Offer(f"buổi {label.lower()}", f"meeting_kind == '{kind}'", _SENTENCE)
    for label, text in _SENTENCES:
        yield Offer(label, text, _SENTENCE)
    for cell, label in CELL_KIND.items():
        yield Offer(f"chi bộ {label[:1].lower()}{label[1:]}", f"org_kind == '{cell}'", _SENTENCE)


def _over_context(text: str) -> bool:
    return parse(text).names <= CONTEXT.keys()


def _figures(template: ScoreTemplate) -> Iterator[Offer]:
    for name, kind in catalogue(template.inputs, template.defines).items():
        told = " (có/không)" if kind is ValueKind.FLAG else ""
        yield Offer(f"{fact_label(name, template)}{told}", name, _FIGURE)


def _items(template: ScoreTemplate, wanted: str) -> Iterator[Offer]:
    for item in template.walk():
        token, name = item_token(item.id), f"{item.id} {item.label}".strip()
        if wanted == FIGURE:
            yield Offer(f"điểm của {name}", f"points({token})", _ITEM)
            yield Offer(f"tỷ lệ điểm (%) của {name}", f"share({token})", _ITEM)
        else:
            yield Offer(f"{name}: đạt điểm tối đa", f"full({token})", _ITEM)
            yield Offer(f"điểm của {name}", f"points({token})", _ITEM)
