"""What the office is called and which rules it works by."""

import json

from tcxd_desktop import places
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.office import OfficeName, RuleSet
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored
from tcxd_desktop.storage.work import Work

_NAME = {"name": "office.name", "province": "office.province", "place": "office.place",
         "symbol": "office.symbol"}  # fmt: skip


def office_name(desk: Desk) -> OfficeName:
    """Return the names that stand at the head of papers."""
    with desk.read() as reading:
        return OfficeName(**{field: stored.setting(reading, key) for field, key in _NAME.items()})


def write_name(work: Work, office: OfficeName) -> None:
    """Write the names inside a transaction."""
    for field, key in _NAME.items():
        stored.set_setting(work, key, getattr(office, field))


def set_office_name(desk: Desk, office: OfficeName) -> None:
    """Change the names that stand at the head of papers."""
    before = office_name(desk)
    with desk.write(Permission.SETTINGS, "office.name") as work:
        write_name(work, office)
        for field in _NAME:
            old, new = getattr(before, field), getattr(office, field)
            if old != new:
                work.note(Change("office", 0, field, old, new))


def rule_sets() -> list[RuleSet]:
    """Return the rule sets the program carries."""
    raw = json.loads((places.resources() / "rules" / "rulesets.json").read_text(encoding="utf-8"))
    entries = raw["rulesets"] if isinstance(raw, dict) else raw
    return [
        RuleSet(
            entry["id"],
            entry["name"],
            entry.get("valid_from") or "",
            bool(entry.get("verified")),
            tuple(document["code"] for document in entry.get("documents", ())),
        )
        for entry in entries
    ]


def rule_set(desk: Desk, as_at: str = "") -> str:
    """Return the id of the rule set in force, e.g. ``RS-2025``."""
    with desk.read() as reading:
        return stored.adopted(reading, "rule_set", desk.day(as_at))
