"""The office's names and the rules it works by."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem, WrongPasswordProblem
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.office import opening, rules, settings
from tcxd_desktop.office.desk import Desk
from tests import make


def test_names_at_the_head_of_papers_can_be_changed(desk: Desk) -> None:
    assert settings.office_name(desk) == make.OFFICE
    changed = replace(make.OFFICE, place="Đông Hải mới")
    settings.set_office_name(desk, changed)
    assert settings.office_name(desk) == changed
    with desk.read() as reading:
        assert reading.all("SELECT field, old, new FROM act_change WHERE subject='office'") == [
            ("place", "Đông Hải", "Đông Hải mới")
        ]


def test_a_rule_set_holds_from_its_adoption(desk: Desk) -> None:
    assert settings.rule_set(desk) == "RS-2025"
    rules.adopt_set(desk, "RS-2026", "2026-10-01", "12-QĐ/ĐU")
    # A case keeps the rules of its date.
    assert settings.rule_set(desk, "2026-09-30") == "RS-2025"
    assert settings.rule_set(desk, "2026-10-01") == "RS-2026"


def test_shipped_rule_sets_say_what_they_rest_on() -> None:
    found = {one.id: one for one in settings.rule_sets()}
    assert found["RS-2025"].verified
    assert not found["RS-2026"].verified
    assert "294-QĐ/TW" in found["RS-2025"].documents


def test_a_clerk_does_not_change_the_rules(desk: Desk) -> None:
    clerk = replace(desk, actor=Actor("Lê Văn Thịnh", Role.CLERK))
    with pytest.raises(NotAllowedProblem):
        rules.adopt_set(clerk, "RS-2026", "2026-10-01", "x")


def test_the_office_is_opened_with_its_own_code_lists(desk: Desk) -> None:
    with desk.write(Permission.SETTINGS, "test") as work:
        work.add("code", {"list": "religion", "key": "mới", "position": 99, "name": "Đạo mới"})
    opening.close_office(desk)
    again = opening.open_office(desk.store.folder, make.PASSWORD, clock=make.clock)
    try:
        assert again.codes["religion"].find("dao moi") is not None
    finally:
        opening.close_office(again)


def test_closing_and_opening_asks_for_the_password(desk: Desk) -> None:
    opening.close_office(desk)
    with pytest.raises(WrongPasswordProblem):
        opening.open_office(desk.store.folder, "sai")
