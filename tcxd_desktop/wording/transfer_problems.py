"""Sentences of the problems of transfer steps."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tcxd_desktop.domain import transfer_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.transfers import StepEvent
from tcxd_desktop.wording.rules import LEG
from tcxd_desktop.wording.transfer_words import DIRECTION, KIND, STATE, event_label

SENTENCES: Mapping[type[Problem], str] = {
    errors.IllegalStepProblem: (
        "Bước “{0}” không làm được khi ca đang ở tình trạng “{1}”. Bước có thể làm: {2}."
    ),
    errors.EndedCaseProblem: (
        "Ca này đã kết thúc ({0}) nên không ghi thêm bước. "
        "Nếu kết thúc nhầm, hãy chọn Lùi một bước và ghi lý do."
    ),
    errors.NothingToTakeBackProblem: (
        "Ca mới mở, chưa có bước nào để lùi. Nếu mở nhầm, hãy hủy ca và ghi lý do."
    ),
    errors.UnknownBoxesProblem: (
        "Chưa biết giấy phải qua những ô nào ở chặng {0}, vì chưa ghi loại tổ chức ở đầu đó. "
        "Hãy ghi đủ nơi đi, nơi đến của ca."
    ),
    errors.BoxOffRouteProblem: (
        "Ô {0} không nằm trên tuyến của ca này (các ô: {1}). "
        "Hãy xem lại nơi đi, nơi đến, hoặc ghi đúng ô."
    ),
    errors.BoxTwiceProblem: (
        "Ô {0} đã ghi ngày {1}; mỗi ô chỉ ghi một lần. "
        "Nếu ghi sai, hãy chọn Lùi một bước, hoặc hủy giấy và viết giấy mới."
    ),
    errors.BoxSkippedProblem: (
        "Chưa ghi được ô {0}: phải ghi ô {1} trước. Hãy ghi các ô theo đúng thứ tự trên giấy."
    ),
    errors.BoxTooEarlyProblem: (
        "Chưa đến lượt ô {0}: ca đang ở tình trạng “{1}”. Hãy ghi các bước trước đó đã."
    ),
    errors.StepOrderProblem: (
        "Ngày {0} sớm hơn bước “{1}” ngày {2}, mà bước này làm sau. Hãy kiểm tra lại hai ngày."
    ),
    errors.StepNumberProblem: (
        "Bước “{0}” phải có số mà chưa ghi. Hãy ghi số theo sổ hoặc số của văn bản."
    ),
    errors.StepUntilProblem: (
        "Chưa ghi gia hạn đến ngày nào. Hãy ghi đủ ngày, tháng, năm của ngày cuối."
    ),
    errors.ExtensionShortProblem: (
        "Ngày gia hạn {0} không sau ngày hết hạn đang có ({1}) nên không phải là gia hạn. "
        "Hãy ghi ngày muộn hơn."
    ),
    errors.WrongDirectionProblem: (
        "Loại “{0}” không có chiều “{1}”. Hãy chọn loại chuyển hoặc chiều khác."
    ),
}


def event_words(event: object, box: object = 0) -> str:
    """Return a step by its keys in words; what is no key stands as it is."""
    number = int(str(box)) if str(box).isdecimal() else 0
    try:
        return event_label(StepEvent(str(event)), number)
    except ValueError:
        return str(event)


def _illegal(args: Sequence[object], _texts: list[str]) -> list[str]:
    event, box, state, may = (*args, "", "", "", ())[:4]
    found = may if isinstance(may, tuple) else ()
    words = dict.fromkeys(event_words(*one).lower() for one in found)
    return [event_words(event, box), _state(str(state)), ", ".join(words) or "không có"]


def _order(args: Sequence[object], texts: list[str]) -> list[str]:
    if len(args) < 4:
        return texts
    return [texts[0], event_words(args[1], args[2]), texts[3]]


_STATES: Final = {state.value: words.lower() for state, words in STATE.items()}
_KINDS: Final = {kind.value: words for kind, words in KIND.items()}
_WAYS: Final = {way.value: words.lower() for way, words in DIRECTION.items()}
_LEGS: Final = {leg.value: words for leg, words in LEG.items()}


def _state(key: str) -> str:
    return _STATES.get(key, key)


def _at(position: int, words: Callable[[str], str]) -> Callable[..., list[str]]:
    def shown(_args: Sequence[object], texts: list[str]) -> list[str]:
        told = list(texts)
        told[position] = words(told[position])
        return told

    return shown


def _number(args: Sequence[object], _texts: list[str]) -> list[str]:
    return [event_words(*args[:2])]


def _direction(args: Sequence[object], texts: list[str]) -> list[str]:
    kind, way = texts[:2]
    return [_KINDS.get(kind, kind), _WAYS.get(way, way)]


_ARGUMENTS: Final[Mapping[type[Problem], Callable[..., list[str]]]] = {
    errors.IllegalStepProblem: _illegal,
    errors.EndedCaseProblem: _at(0, _state),
    errors.UnknownBoxesProblem: _at(0, lambda leg: _LEGS.get(leg, leg)),
    errors.BoxTooEarlyProblem: _at(1, _state),
    errors.StepOrderProblem: _order,
    errors.StepNumberProblem: _number,
    errors.WrongDirectionProblem: _direction,
}


def transfer_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem with its keys in words."""
    shown = _ARGUMENTS.get(type(problem))
    return shown(problem.args, texts) if shown is not None and problem.args else texts
