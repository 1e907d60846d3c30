"""A calibration as plain values, as it is kept and given to other offices; read with a check."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tcxd_desktop.domain.letters import Calibration, Frame, Place, Shift
from tcxd_desktop.domain.text import clean_line

FORMAT: Final = "tcxd-canh-phoi/1"
MOST_CALIBRATIONS: Final = 200
_MOST_PLACES: Final = 500
_LONGEST: Final = 200
_LARGEST: Final = 10_000.0
_KEYS: Final = {"printer", "letter", "paper", "front", "back", "boxes", "fields"}


class PlainFault(ValueError):
    """Giá trị không đọc được của tệp canh chỉnh.

    ``place`` is where (``calibrations[2].front``; empty: the file), ``kind`` a key of
    ``wording.letters.FILE_FAULTS``.
    """

    def __init__(self, place: str, kind: str) -> None:
        """Keep both."""
        super().__init__(place, kind)
        self.place = place
        self.kind = kind


def plain(calibration: Calibration) -> dict[str, Any]:
    """Return a calibration as the values of its JSON; a tenth of a hair is kept, no more."""
    made: dict[str, Any] = {
        "printer": calibration.printer,
        "letter": calibration.letter,
        "front": _shift(calibration.front),
        "back": _shift(calibration.back),
        "boxes": {str(number): _rounded(frame) for number, frame in calibration.boxes.items()},
        "fields": {
            f"{number}.{key}": _rounded(place)
            for (number, key), place in calibration.fields.items()
        },
    }
    if calibration.paper is not None:
        made["paper"] = _rounded(calibration.paper)
    return made


def file_of(calibrations: Iterable[Calibration]) -> dict[str, Any]:
    """Return several calibrations as the values of one file."""
    return {"format": FORMAT, "calibrations": [plain(one) for one in calibrations]}


def of_plain(raw: object, place: str = "") -> Calibration:
    """Return the calibration plain values tell.

    Raises:
        PlainFault: they tell none.
    """
    told = _object(raw, place)
    unknown = sorted(set(told) - _KEYS)
    if unknown:
        raise PlainFault(_under(place, unknown[0]), "unknown")
    letter = _text(told.get("letter"), _under(place, "letter"))
    paper = told.get("paper")
    return Calibration(
        _text(told.get("printer"), _under(place, "printer")),
        letter,
        _read_shift(told.get("front"), _under(place, "front")),
        _read_shift(told.get("back"), _under(place, "back")),
        None if paper is None else _two(paper, _under(place, "paper")),
        {
            _number(key, at): Frame(*_numbers(value, 4, at))
            for key, value, at in _pairs(told.get("boxes"), _under(place, "boxes"))
        },
        {
            _box_and_key(key, at): Place(*_numbers(value, 4, at))
            for key, value, at in _pairs(told.get("fields"), _under(place, "fields"))
        },
    )


def of_file(raw: object) -> tuple[Calibration, ...]:
    """Return the calibrations of one file, each printer and letter once.

    Raises:
        PlainFault: it is no such file; says where.
    """
    told = _object(raw, "")
    if told.get("format") != FORMAT:
        raise PlainFault("format", "format")
    listed = told.get("calibrations")
    if not isinstance(listed, list) or not listed:
        raise PlainFault("calibrations", "list")
    if len(listed) > MOST_CALIBRATIONS:
        raise PlainFault("calibrations", "many")
    found: list[Calibration] = []
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(listed, start=1):
        place = f"calibrations[{number}]"
        calibration = of_plain(one, place)
        if (calibration.printer, calibration.letter) in seen:
            raise PlainFault(place, "twice")
        seen.add((calibration.printer, calibration.letter))
        found.append(calibration)
    return tuple(found)


def _shift(shift: Shift) -> list[float]:
    return [round(shift.dx, 2), round(shift.dy, 2), round(shift.scale_x, 5),
            round(shift.scale_y, 5)]  # fmt: skip


def _rounded(values: Iterable[float]) -> list[float]:
    return [round(value, 2) for value in values]


def _under(place: str, key: str) -> str:
    return f"{place}.{key[:40]}" if place else key[:40]


def _object(raw: object, place: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise PlainFault(place, "object")
    return raw


def _text(raw: object, place: str) -> str:
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        raise PlainFault(place, "text")
    return clean_line(raw)


def _numbers(raw: object, count: int, place: str) -> list[float]:
    if not isinstance(raw, list) or len(raw) != count:
        raise PlainFault(place, "numbers")
    for value in raw:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PlainFault(place, "numbers")
        if not -_LARGEST <= value <= _LARGEST:  # also what is no number at all
            raise PlainFault(place, "large")
    return [float(value) for value in raw]


def _two(raw: object, place: str) -> tuple[float, float]:
    wide, high = _numbers(raw, 2, place)
    return wide, high


def _read_shift(raw: object, place: str) -> Shift:
    return Shift() if raw is None else Shift(*_numbers(raw, 4, place))


def _pairs(raw: object, place: str) -> list[tuple[str, object, str]]:
    told = _object({} if raw is None else raw, place)
    if len(told) > _MOST_PLACES:
        raise PlainFault(place, "many")
    return [(key, value, _under(place, key)) for key, value in told.items()]


def _number(key: str, place: str) -> int:
    if not key.isascii() or not key.isdigit() or len(key) > 2:
        raise PlainFault(place, "box")
    return int(key)


def _box_and_key(text: str, place: str) -> tuple[int, str]:
    number, _, key = text.partition(".")
    if not key:
        raise PlainFault(place, "box")
    return _number(number, place), key
