"""Unsaved work on transfers survives, each account its own, until the case changes."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.transfers import Direction, State, Transfer, TransferKind, Traveller
from tcxd_desktop.office import opening, transfer_drafts
from tcxd_desktop.office.desk import Desk
from tests import make


def test_a_draft_comes_back_as_it_was_typed(desk: Desk) -> None:
    typed = Transfer(
        TransferKind.OFFICIAL,
        Direction.IN,
        traveller=Traveller("Đinh Văn Khoa", birth=make.day("1979-05")),
        state=State.NEW,
        enclosed="Thẻ đảng viên\nHồ sơ đảng viên",
    )
    transfer_drafts.keep(desk, "transfer:new", dump(typed))
    kept = transfer_drafts.draft(desk, "transfer:new")
    assert kept is not None
    assert load(Transfer, kept.content) == typed
    other = replace(desk, actor=replace(desk.actor, account=77))
    assert transfer_drafts.draft(other, "transfer:new") is None
    assert transfer_drafts.draft(desk, "transfer:new", 3) is None, "of another version"
    transfer_drafts.drop(desk, "transfer:new")
    transfer_drafts.drop(desk, "transfer:new")
    assert transfer_drafts.draft(desk, "transfer:new") is None
    assert set(opening.verify(desk).values()) == {"ok"}


def test_who_may_not_write_keeps_nothing(desk: Desk) -> None:
    viewer = replace(desk, actor=Actor("Phạm Thị Xem", Role.VIEWER))
    with pytest.raises(NotAllowedProblem):
        transfer_drafts.keep(viewer, "transfer:new", "{}")
    with pytest.raises(NotAllowedProblem):
        transfer_drafts.drop(viewer, "transfer:new")
    assert transfer_drafts.draft(viewer, "transfer:new") is None
