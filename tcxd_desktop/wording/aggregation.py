"""How the level of a quarter or year comes about, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from tcxd_desktop.domain.aggregation import PeriodReason, PeriodWhy
from tcxd_desktop.domain.score_templates import RatingLevel
from tcxd_desktop.wording.formats import show_number


def period_why(reason: PeriodReason, levels: Sequence[RatingLevel]) -> str:
    """Return one reason of a period's result as a sentence, without its full stop."""
    labels = {level.code: level.label for level in levels}
    return _SENTENCES[reason.why](reason.args, labels)


def _level(labels: Mapping[str, str], code: object) -> str:
    return labels.get(str(code), str(code))


def _months(periods: Sequence[object]) -> str:
    """Return ``tháng 2, 3``; the year stands in the title above."""
    return "tháng " + ", ".join(str(int(str(one)[5:7])) for one in periods)


def _asked(args: Sequence[object], labels: Mapping[str, str]) -> str:
    _, months, least, counted, enough, needed = args[:6]
    parts = []
    if least:
        parts.append(f"tất cả {months} kỳ từ {_level(labels, least)} trở lên")
    if counted:
        parts.append(f"ít nhất {needed} kỳ từ {_level(labels, counted)} trở lên (có {enough})")
    return " và ".join(parts) or "mọi kỳ"


def _met(args: Sequence[object], labels: Mapping[str, str]) -> str:
    return f"Đạt mức {_level(labels, args[0])}: {_asked(args, labels)}"


def _failed(args: Sequence[object], labels: Mapping[str, str]) -> str:
    below = f"; {_months(args[6:])} chưa đạt" if args[6:] else ""
    return f"Chưa đạt mức {_level(labels, args[0])}: cần {_asked(args, labels)}{below}"


def _mean(args: Sequence[object], labels: Mapping[str, str]) -> str:
    mean, months, level = args
    shown = show_number(mean) if isinstance(mean, Decimal) else str(mean)
    of_level = f": mức {_level(labels, level)}" if level else ""
    return f"Bình quân {months} kỳ là {shown} điểm{of_level}"


def _capped(args: Sequence[object], labels: Mapping[str, str]) -> str:
    return f"Có {_months(args[2:])} ở mức thấp nên chỉ xếp cao nhất mức {_level(labels, args[1])}"


_SENTENCES: Mapping[PeriodWhy, Callable[[Sequence[object], Mapping[str, str]], str]] = {
    PeriodWhy.NO_MONTHS: lambda _args, _labels: "Chưa có kỳ sinh hoạt nào được tính",
    PeriodWhy.UNRATED: lambda args, _labels: f"Chưa có mức chính thức: {_months(args)}",
    PeriodWhy.RULE_MET: _met,
    PeriodWhy.RULE_FAILED: _failed,
    PeriodWhy.OTHERWISE: lambda args, labels: (
        f"Các trường hợp còn lại xếp mức {_level(labels, args[0])}"
    ),
    PeriodWhy.NO_RULE: lambda _args, _labels: (
        "Mẫu chưa có quy định cho trường hợp này: cấp ủy quyết định mức"
    ),
    PeriodWhy.MEAN: _mean,
    PeriodWhy.CAPPED: _capped,
    PeriodWhy.NOT_HELD_IGNORED: lambda args, _labels: f"Không tính {_months(args)} (không họp)",
    PeriodWhy.NOT_HELD_ZERO: lambda args, _labels: f"Không họp {_months(args)}: tính 0 điểm",
    PeriodWhy.NOT_HELD_CAPPED: lambda args, labels: (
        f"Không họp {_months(args[1:])}: chỉ xếp cao nhất mức {_level(labels, args[0])}"
    ),
    PeriodWhy.NOTE: lambda args, _labels: str(args[0]),
}
