"""Which boxes a case passes, from its two ends: who writes each, to whom, and how far it has come.

The boxes of every pair of ends are data (``rules.Rules.route``): 38-HD/BTCTW of 29/9/2025,
II.4.3.1.a, as read in rules-and-procedures §6.4. A box of a đảng ủy bộ phận is needed where the
case names one, and left out where the office knows that its own chi bộ has none above it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.letters import BoxMark, BoxState
from tcxd_desktop.domain.rule_types import CommuneRole, EndType, Leg, RouteBox
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.transfer_boxes import CaseBox, on_leg, signable
from tcxd_desktop.domain.transfer_tables import machine_of
from tcxd_desktop.domain.transfers import (
    LETTER_OF,
    TERMINAL,
    Direction,
    End,
    State,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.domain.units import Unit

__all__ = ["CaseBox", "box_marks", "end_type", "level_of", "route_of"]

_BOXES: Final[Mapping[str, int]] = {"T10": 10, "T7": 7, "T8": 8}
_RETURNING: Final = frozenset({TransferKind.ABROAD, TransferKind.LABOUR})
"""Whoever comes back from abroad comes in by the letter he left with (38-HD/BTCTW, II.4.3.1.c)."""
_NO_LEG: Final = frozenset({"", EndType.ABROAD})
_UPPER: Final = frozenset({"upper", "province"})
_OWN: Final = frozenset({"cell", "section", "base", "upper"})
_UNSEEN: Final = frozenset({State.NEW, State.NOTICED, State.STRIKE_PROPOSED, State.STRUCK})
"""States of an arrival whose letter nobody has seen yet."""


def end_type(rules: Rules, path: Sequence[Unit]) -> EndType:
    """Return what kind of end a chi bộ of the office is.

    Args:
        rules: of the day, with the role the commune has then.
        path: from the topmost organisation down to the chi bộ (``units.path_names``).

    Raises:
        UnknownRuleProblem: the rules tell nothing of that role.
    """
    return rules.own_end([unit.type for unit in path[-2::-1]])


def level_of(writer: str) -> str:
    """Return ``cell``, ``section``, ``base``, ``upper``, ``province`` or ``bng`` of a body."""
    first, _, second = writer.partition("_")
    return second if first in {"host", "home"} else first


def route_of(
    rules: Rules, kind: TransferKind, direction: Direction, source: End, target: End
) -> tuple[CaseBox, ...]:
    """Return the boxes of a case over all its legs, in order.

    A leg whose end is not told yet is left out; a kind that travels on no letter has none.

    Raises:
        NoRouteProblem: the rules know no boxes for an end of this type.
    """
    letter = LETTER_OF.get(kind, "")
    together = bool(source.base) and (source.base, source.upper) == (target.base, target.upper)
    found: list[CaseBox] = []
    for leg, end in _legs(kind, direction, source, target):
        if end.type in _NO_LEG:
            continue
        boxes = rules.route(letter, leg, end.type, same_base=together)
        for box in _used(boxes, end):
            loose = kind is TransferKind.LABOUR and leg is Leg.OUT and _to_pass(box)
            found.append(_placed(replace(box, optional=box.optional or loose), leg, end))
    ours = _our_legs(kind, direction)
    return tuple(_addressed([_owned(rules, box, ours) for box in found], kind, source, target))


def _legs(
    kind: TransferKind, direction: Direction, source: End, target: End
) -> Iterator[tuple[Leg, End]]:
    letter = LETTER_OF.get(kind, "")
    if not letter:
        return
    yield Leg.OUT, source
    if kind is not TransferKind.ONWARD or direction is not Direction.IN:
        yield Leg.IN, source if kind in _RETURNING else target
    if letter == "T8":
        yield Leg.BACK_OUT, target
        yield Leg.BACK_IN, source


def _our_legs(kind: TransferKind, direction: Direction) -> frozenset[Leg]:
    if direction is Direction.INSIDE:
        return frozenset(Leg)
    if direction is Direction.IN:
        return frozenset({Leg.IN, Leg.BACK_OUT})
    back = {Leg.IN} if kind in _RETURNING else set()
    return frozenset({Leg.OUT, Leg.BACK_IN, *back})


def _used(boxes: Sequence[RouteBox], end: End) -> Iterator[RouteBox]:
    for box in boxes:
        if not box.optional:
            yield box
        elif end.section:
            yield replace(box, optional=False)
        elif end.unit_id is None:
            yield box


def _to_pass(box: RouteBox) -> bool:
    """Of labour abroad the letter goes *to* the committee above (38-HD/BTCTW, II.4.3.1.c).

    Whether that one writes its own box besides the slip 3A-SHĐ is not said: it may.
    """
    return level_of(box.writer) in _UPPER


def _placed(box: RouteBox, leg: Leg, end: End) -> CaseBox:
    return CaseBox(box.number, box.optional, box.writer, leg, name=_name(end, box.writer))


def _owned(rules: Rules, box: CaseBox, ours: frozenset[Leg]) -> CaseBox:
    level = level_of(box.writer)
    mine = box.leg in ours and level in _OWN
    own = "base" if rules.role is CommuneRole.BASE else "upper"
    return replace(box, ours=mine, office=mine and level == own)


def _name(end: End, writer: str) -> str:
    return {
        "cell": end.cell,
        "section": end.section,
        "base": end.base,
        "upper": end.upper,
        "province": end.province,
    }.get(level_of(writer), "")


def _addressed(
    boxes: list[CaseBox], kind: TransferKind, source: End, target: End
) -> Iterator[CaseBox]:
    """Yield the boxes with whom each is addressed to: the one who writes the next needed one."""
    for place, box in enumerate(boxes):
        after = next((one for one in boxes[place + 1 :] if not one.optional), None)
        if (
            box.leg is Leg.OUT
            and kind in _RETURNING
            and (after is None or after.leg is not box.leg)
        ):
            yield _abroad(box, kind, source)
        elif after is None or box.number in _LAST.get(LETTER_OF.get(kind, ""), ()):
            yield box
        else:
            yield replace(box, to=after.writer, to_name=after.name)


_LAST: Final[Mapping[str, tuple[int, ...]]] = {"T10": (10,), "T7": (7,), "T8": (4, 8)}
"""Boxes a chi ủy writes to say the member was taken in: addressed to nobody."""


def _abroad(box: CaseBox, kind: TransferKind, source: End) -> CaseBox:
    if kind is TransferKind.ABROAD:
        return replace(box, to="bng")
    if level_of(box.writer) in _UPPER:
        return box
    return replace(box, to="upper_out", to_name=source.upper)


# --- how far it has come ------------------------------------------------------------------------


def box_marks(case: Transfer, route: Sequence[CaseBox]) -> tuple[BoxMark, ...]:
    """Return how each box of the letter stands.

    ``writer`` is the key of the body, or the organisation's name where the case tells it, ``on``
    an ISO day and ``label`` the number: ``wording.transfers.marks_shown`` puts them into words.
    """
    signed = case.signed()
    ahead = _next(case, route)
    known = {box.number: box for box in route}
    marks = []
    for number in range(1, _BOXES.get(case.letter, 0) + 1):
        box, step = known.get(number), signed.get(number)
        writer = "" if box is None else box.name or box.writer
        if step is not None:
            marks.append(BoxMark(number, BoxState.DONE, writer, step.on, step.number))
        else:
            marks.append(BoxMark(number, _state(case, route, box, ahead), writer))
    return tuple(marks)


def _next(case: Transfer, route: Sequence[CaseBox]) -> int:
    """Return the box whose turn it is, or 0."""
    found = () if case.state in TERMINAL else signable(case, route)
    needed = [box for _, box in found if not box.optional]
    ours = [box for box in needed if box.ours]  # before what only others write, and may tell of
    return min((box.number for box in ours or needed), default=0)


def _state(case: Transfer, route: Sequence[CaseBox], box: CaseBox | None, ahead: int) -> BoxState:
    if box is None:
        return BoxState.UNUSED
    if box.number == ahead:
        return BoxState.NEXT
    leg = on_leg(route, box.leg)
    passed = any(one.number > box.number for one in leg if one.number in case.signed())
    # Boxes are written in their order: the host's are on the paper when ours behind them are.
    told = _told(case, box) or any(number > box.number for number in case.signed())
    if box.optional:
        return BoxState.UNUSED if passed or told else BoxState.OPTIONAL
    return BoxState.DONE if told else BoxState.LATER


def _told(case: Transfer, box: CaseBox) -> bool:
    """Tell whether a box others write is on the paper, though no day of it is noted here."""
    legs = {leg.leg for leg in machine_of(case.kind, case.direction).legs}
    if box.leg in legs:
        return False
    if case.direction is Direction.IN:
        return box.leg is Leg.OUT and case.state not in _UNSEEN
    return bool(case.day_of(StepEvent.CONFIRM)) and case.state is State.DONE
