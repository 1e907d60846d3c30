"""Who issues a paper of the committee today, and which texts it rests on."""

import json
from functools import cache
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain.transfer_papers import Issuer
from tcxd_desktop.office import settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfers import party_title

_PAPER_KINDS = {"QĐ": "Quy định", "HD": "Hướng dẫn", "KL": "Kết luận", "CT": "Chỉ thị"}


@cache
def cited(rule_set: str) -> tuple[str, ...]:
    """Return the texts of a rule set as papers cite them."""
    path = places.resources() / "rules" / "rulesets.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    told: dict[str, Any] = next((one for one in raw["rulesets"] if one["id"] == rule_set), {})
    return tuple(
        f"{_PAPER_KINDS.get(_kind(one['code']), 'Văn bản')} số {one['code']} ngày "
        f"{show_date(one['date'])} của {one['issuer']}"
        for one in told.get("documents", ())
    )


def _kind(code: str) -> str:
    return code.partition("-")[2].partition("/")[0]


def issuer_of(desk: Desk, reading: Reading) -> Issuer:
    """Return the committee whose office this is, and who signs for it today."""
    office = settings.office_name(desk)
    day = desk.day()
    roots = [unit for unit in stored_units.on_day(reading, day) if unit.parent_id is None]
    signer = title = ""
    if roots:
        ranks = {code.name: rank for rank, code in enumerate(desk.codes["party_post"].codes)}
        held = [
            one for one in stored_units.post_holders(reading, roots[0].id, day) if one.holds_on(day)
        ]
        held.sort(key=lambda one: ranks.get(one.post, len(ranks)))
        if held:
            signer, title = held[0].name, party_title(held[0].post)
    return Issuer(
        name=office.name, upper=office.province, place=office.place, signer=signer, title=title
    )
