"""What is worked out from dossiers is compared with them when an office is checked."""

import pytest

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tests import make


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    for name in ("Nguyễn Thị Đào", "Lê Văn Đạt"):
        made = people.create(desk, make.new_person(name=name))
        people.save(
            desk,
            make.dossier(id=made.id, version=made.version, birth_name=name, citizen_id="",
                         card_no="", dossier_no=""),
        )  # fmt: skip
    return desk


def test_a_sound_office_has_nothing_astray(peopled: Desk) -> None:
    assert opening.verify(peopled)["derived"] == "ok"


@pytest.mark.parametrize(
    ("table", "key", "values"),
    [
        ("person", {"id": 2}, {"name_key": "sai"}),
        ("person", {"id": 2}, {"search": "nguoi khac"}),
        ("standing", {"person_id": 2}, {"activity": "sai"}),
    ],
)
def test_what_does_not_follow_is_told(
    peopled: Desk, table: str, key: dict[str, int], values: dict[str, str]
) -> None:
    with peopled.write(Permission.SETTINGS, "test") as work:
        assert work.change(table, dict(key), dict(values))
    assert opening.verify(peopled)["derived"] == "hồ sơ số 2"


def test_a_lost_standing_is_told(peopled: Desk) -> None:
    with peopled.write(Permission.SETTINGS, "test") as work:
        work.remove("standing", {"person_id": 1})
    assert opening.verify(peopled)["derived"] == "hồ sơ số 1"
