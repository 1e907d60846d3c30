"""What two people read to each other stands for both keys of a card."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain import office_cards
from tcxd_desktop.domain.office_cards import (
    CardState,
    KnownOffice,
    OfficeCard,
    differing_groups,
    fingerprint,
)
from tcxd_desktop.domain.packet_errors import FingerprintFormatProblem

CARD = OfficeCard("Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", b"\1" * 32, b"\2" * 32, "")


def test_the_fingerprint_shown_in_the_docstring_is_the_one_made() -> None:
    assert doctest.testmod(office_cards).failed == 0


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_six_groups_of_five_digits(sign: bytes, box: bytes) -> None:
    groups = fingerprint(sign, box).split(" ")
    assert [len(group) for group in groups] == [5] * 6
    assert "".join(groups).isdecimal()


def test_either_key_changes_it() -> None:
    one = fingerprint(b"\1" * 32, b"\2" * 32)
    assert one == CARD.fingerprint
    assert len({one, fingerprint(b"\2" * 32, b"\2" * 32), fingerprint(b"\1" * 32, b"\1" * 32)}) == 3


@pytest.mark.parametrize("between", ["", " ", ".", "-", ", ", "\n"])
def test_how_it_is_typed_does_not_matter(between: str) -> None:
    groups = CARD.fingerprint.split(" ")
    assert differing_groups(between.join(groups), CARD.fingerprint) == 0


def test_it_says_how_many_groups_differ() -> None:
    groups = CARD.fingerprint.split(" ")
    wrong = [*groups[:4], groups[5], groups[4]]
    assert differing_groups(" ".join(wrong), CARD.fingerprint) == 2


@pytest.mark.parametrize("typed", ["", "12345", "x" * 30, "1" * 29, "1" * 31, "１" * 30, "²" * 30])
def test_anything_but_thirty_digits_is_told_so(typed: str) -> None:
    with pytest.raises(FingerprintFormatProblem) as caught:
        differing_groups(typed, CARD.fingerprint)
    assert caught.value.args == (sum(c in "0123456789" for c in typed),)


def test_only_a_compared_card_in_force_is_trusted() -> None:
    def known(**changes: str) -> KnownOffice:
        return KnownOffice(1, CARD, CARD.fingerprint, "2026-11-01", **changes)  # type: ignore[arg-type]

    assert known().state is CardState.NOT_COMPARED
    assert known(compared_on="2026-11-02").state is CardState.COMPARED
    assert known(compared_on="2026-11-02", revoked_on="2026-11-03").state is CardState.REVOKED
    assert [known().trusted, known(compared_on="2026-11-02").trusted] == [False, True]
    assert not known(compared_on="2026-11-02", revoked_on="2026-11-03").trusted
