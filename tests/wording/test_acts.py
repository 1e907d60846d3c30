"""Every use case that writes has its name in the history."""

import re
from pathlib import Path

from tcxd_desktop import office
from tcxd_desktop.wording.acts import USE_CASES, act_name

_USE_CASE = re.compile(r'write\(\s*Permission\.\w+,\s*"([a-z_.]+)"')


def test_every_use_case_of_the_office_has_its_name() -> None:
    folder = Path(office.__path__[0])
    used = {name for path in folder.glob("*.py") for name in _USE_CASE.findall(path.read_text())}
    assert used
    assert used <= set(USE_CASES)


def test_an_unknown_use_case_stands_bare() -> None:
    assert act_name("people.save") == "Sửa hồ sơ"
    assert act_name("later.feature") == "later.feature"
