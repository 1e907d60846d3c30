"""``demo`` and ``verify``."""

import argparse

from tcxd_desktop.cli.main import PROBLEM, demo_password, tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.units import units
from tcxd_desktop.wording.soundness import CHECKS


def run(options: argparse.Namespace) -> int:
    """Make a demo office, or check an office."""
    return _demo(options) if options.command == "demo" else _verify(options)


def _demo(options: argparse.Namespace) -> int:
    secret, new = demo_password()
    plan = DemoPlan(options.members, options.cells, options.seed)
    desk = make_demo(options.folder, secret, plan)
    try:
        found = people.count(desk, PeopleQuery())
        told: dict[str, object] = {"office": options.folder, "members": found,
                                   "units": len(units(desk))}  # fmt: skip
        if new:
            told["password"] = secret
        tell(
            options,
            told,
            f"Đã tạo văn phòng mẫu tại {options.folder}: {found} đảng viên, {told['units']} tổ"
            " chức đảng. Mọi người trong đó là hư cấu.",
            *([f"Mật khẩu: {secret}"] if new else []),
        )
    finally:
        opening.close_office(desk)
    return 0


def _verify(options: argparse.Namespace) -> int:
    with opened(options) as desk:
        found = opening.verify(desk)
    sound = all(value == "ok" for value in found.values())
    lines = [
        f"{CHECKS[name]}: {'tốt' if value == 'ok' else value}" for name, value in found.items()
    ]
    tell(options, {"sound": sound, **found}, *lines)
    return 0 if sound else PROBLEM
