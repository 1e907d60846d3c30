"""Decisions about a file are kept for each account, and gone when nobody wants them."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import import_drafts
from tcxd_desktop.office.desk import Desk

KEY = "import:file"


def test_a_draft_is_kept_over_the_older_one_and_dropped(desk: Desk) -> None:
    assert import_drafts.draft(desk, KEY) is None
    import_drafts.keep(desk, KEY, '{"skip": [3]}')
    import_drafts.keep(desk, KEY, '{"skip": [4]}')
    kept = import_drafts.draft(desk, KEY)
    assert kept is not None
    assert (kept.content, kept.at[:16]) == ('{"skip": [4]}', "2026-11-23T09:00")
    import_drafts.drop(desk, KEY)
    assert import_drafts.draft(desk, KEY) is None
    import_drafts.drop(desk, KEY)


def test_each_account_has_its_own(desk: Desk) -> None:
    import_drafts.keep(desk, KEY, "{}")
    other = replace(desk, actor=Actor("Lê Văn Cán", Role.CLERK, account=99))
    assert import_drafts.draft(other, KEY) is None


def test_who_may_not_import_keeps_nothing(desk: Desk) -> None:
    viewer = replace(desk, actor=Actor("Phạm Thị Xem", Role.VIEWER))
    with pytest.raises(NotAllowedProblem):
        import_drafts.keep(viewer, KEY, "{}")
