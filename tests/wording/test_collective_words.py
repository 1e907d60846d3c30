"""Words of collective transfers: every kind, every fault, names that are many."""

import pytest

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, CollectiveState
from tcxd_desktop.domain.collective_faults import Fault, Trouble
from tcxd_desktop.domain.transfers import TransferKind
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.wording import collective as words

PAPER = Decision("12-QĐ/ĐU", "2026-10-25", "Đảng ủy xã Đông Hải")
MANY = ("Lê Văn An", "Vũ Thị Bé", "Đỗ Văn Cả", "Cao Văn Dậu", "Mai Thị En")


@pytest.mark.parametrize("trouble", Trouble)
def test_every_fault_is_a_whole_sentence(trouble: Trouble) -> None:
    names = ("number", "issuer") if trouble.value.startswith("thieu") else MANY
    said = words.fault_text(Fault(trouble, "Chi bộ thôn Bến", "2026-11-01", names, "2"))
    assert said.endswith(".")
    assert said[0] == said[0].upper()
    assert not set("{}|") & set(said)


@pytest.mark.parametrize("trouble", Trouble)
def test_every_fault_is_a_sentence_also_of_nothing_named(trouble: Trouble) -> None:
    assert words.fault_text(Fault(trouble)).endswith(".")


def test_closed_vocabularies_have_their_words() -> None:
    for labels in (words.KIND, words.SAYS, words.BASIS):
        assert set(labels) == set(CollectiveKind)
    for labels in (words.STATE, words.IN_STATE):
        assert set(labels) == set(CollectiveState)
    assert set(words.CASE) == set(TransferKind)


def test_many_names_are_cut_short() -> None:
    assert words.people(MANY) == "Lê Văn An, Vũ Thị Bé, Đỗ Văn Cả và 2 người nữa"
    assert words.people(MANY[:2]) == "Lê Văn An, Vũ Thị Bé"


def test_a_members_event_names_both_papers() -> None:
    other = Decision("7-QĐ/TU", "2026-10-20", "Tỉnh ủy Ninh Bình")
    plan = CollectivePlan(CollectiveKind.HAND_OVER, "2026-11-01", other, PAPER)
    basis, note = words.written(plan)
    assert basis == (
        "Quyết định 7-QĐ/TU ngày 20/10/2026 của Tỉnh ủy Ninh Bình; "
        "Quyết định 12-QĐ/ĐU ngày 25/10/2026 của Đảng ủy xã Đông Hải"
    )
    assert "không viết giấy giới thiệu" in note
    assert words.title(plan) == "Bàn giao đi, 7-QĐ/TU, 01/11/2026"
    assert words.used({"people": 1200, "below": 2}) == (
        "1.200 người khác được ghi ở đó, 2 tổ chức trực thuộc"
    )
