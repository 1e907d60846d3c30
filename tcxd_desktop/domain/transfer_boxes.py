"""The boxes of a case's letter: which are signed, which comes next, when a leg is through."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.rule_types import Leg, RouteBox
from tcxd_desktop.domain.transfer_tables import SignLeg, box_of, machine_of
from tcxd_desktop.domain.transfers import Direction, Step, Transfer


@dataclass(frozen=True, slots=True)
class CaseBox(RouteBox):
    """Ô trên tuyến của một ca: which leg it is on, who writes it, to whom."""

    leg: Leg = Leg.OUT
    ours: bool = False
    """Our office, or an organisation of its own, writes it."""
    office: bool = False
    """The office itself does: it takes a number of our sổ giới thiệu sinh hoạt đảng."""
    name: str = ""
    """Of the organisation that writes it, as the case names it; empty: not told."""
    to: str = ""
    """Key of ``rule_keys.BODIES``: whom it is addressed to; empty in the last box of a way."""
    to_name: str = ""


def on_leg(route: Sequence[CaseBox], leg: Leg | str) -> tuple[CaseBox, ...]:
    """Return the boxes of one leg, in order."""
    return tuple(box for box in route if box.leg == leg)


def is_through(case: Transfer, route: Sequence[CaseBox], leg: Leg | str) -> bool:
    """Tell whether every box a leg needs is signed."""
    boxes, signed = on_leg(route, leg), case.signed()
    return any(box.number in signed for box in boxes) and all(
        box.optional or box.number in signed for box in boxes
    )


def open_leg(case: Transfer, route: Sequence[CaseBox], leg: SignLeg) -> bool:
    """Tell whether boxes of a leg may be signed as the case stands."""
    if case.state in leg.sources:
        return True
    number = 0 if leg.told else box_of(case.state)
    if not number:
        return False
    if any(box.number == number for box in on_leg(route, leg.leg)):
        return True
    return leg.after is not None and is_through(case, route, leg.after)


def next_on(case: Transfer, route: Sequence[CaseBox], leg: Leg | str) -> tuple[CaseBox, ...]:
    """Return the boxes of a leg that may come next: the needed one, and optional ones before it.

    The needed one stands first.
    """
    boxes, signed = on_leg(route, leg), case.signed()
    done = [place for place, box in enumerate(boxes) if box.number in signed]
    ahead = boxes[done[-1] + 1 if done else 0 :]
    needed = next((place for place, box in enumerate(ahead) if not box.optional), len(ahead))
    return (*ahead[needed : needed + 1], *ahead[:needed])


def signable(case: Transfer, route: Sequence[CaseBox]) -> Iterator[tuple[SignLeg, CaseBox]]:
    """Yield the boxes that may be signed now, with their leg."""
    for leg in machine_of(case.kind, case.direction).legs:
        if open_leg(case, route, leg):
            yield from ((leg, box) for box in next_on(case, route, leg.leg))


def needed_boxes(case: Transfer, route: Sequence[CaseBox]) -> tuple[int, ...]:
    """Return the boxes the letter of a case must bear; an optional one only where it is signed."""
    signed = case.signed()
    return tuple(box.number for box in route if not box.optional or box.number in signed)


_OUT_LAST: Final[Mapping[str, int]] = {"T10": 5, "T7": 4, "T8": 2}
"""The last box on the side of departure."""


def introducing_step(case: Transfer) -> Step | None:
    """Return the box by which the member was introduced to the other side: the last on our way.

    Of a T10 that is box 4 or 5 (38-HD/BTCTW of 29/9/2025, II.4.3.1.a).
    """
    last = _OUT_LAST.get(case.letter, 0)
    needed = [number for number in case.boxes if number <= last]
    signed = [number for number in case.signed() if number <= last]
    if not signed or (needed and max(signed) < max(needed)):
        return None
    if not needed and case.letter == "T10" and max(signed) < 4:
        return None
    return case.signed()[max(signed)]


def introduced_on(case: Transfer) -> str:
    """Return the ISO day of introduction (ngày giới thiệu), or nothing while it is not known."""
    if case.direction is Direction.IN:
        return case.introduced
    step = introducing_step(case)
    return step.on if step is not None else ""
