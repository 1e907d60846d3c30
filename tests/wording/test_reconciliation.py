"""Words of the reconciliation desk: every key has its own, every problem its sentence."""

import inspect
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from tcxd_desktop.domain import reconciliation_errors as errors
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.reconciliation import Decided, Finding, Source
from tcxd_desktop.domain.reconciliation_views import PersonState, SlipState
from tcxd_desktop.domain.reconciling import targets
from tcxd_desktop.wording import reconciliation as words
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.reconciliation_problems import SENTENCES

VOCABULARIES: list[tuple[type[StrEnum], Mapping[Any, str]]] = [
    (Source, words.SOURCE), (Finding, words.FINDING), (Decided, words.DECIDED),
    (PersonState, words.STATE), (SlipState, words.SLIP),
]  # fmt: skip
PROBLEMS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__
]


@pytest.mark.parametrize(("kind", "told"), VOCABULARIES, ids=[k.__name__ for k, _ in VOCABULARIES])
def test_every_key_has_words_of_its_own(kind: type[StrEnum], told: Mapping[Any, str]) -> None:
    assert set(told) == set(kind)
    assert len(set(told.values())) == len(told)


def test_every_field_has_a_label_of_its_own() -> None:
    labels = [words.field_label(target) for target in targets()]
    assert len(set(labels)) == len(labels)
    assert words.field_label("origin.province") == "Quê quán (tỉnh, thành phố)"
    assert words.field_label("") == "Có tên trong danh sách"


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.__name__)
def test_every_problem_says_what_is_wrong_and_how_to_mend_it(kind: type[Problem]) -> None:
    text = SENTENCES[kind]
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith(".")
    assert "Hãy" in text or "hãy" in text
    assert "{" not in sentence(kind("birth_date", "he_thong", "2026-11-23"))


def test_keys_among_the_arguments_are_read_as_words() -> None:
    told = sentence(errors.DoubleKeyingProblem(("citizen_id", "home.commune")))
    assert "Số căn cước, Nơi thường trú (xã, phường)" in told
    silent = sentence(errors.SourceSilentProblem("card_no", "can_cuoc"))
    assert silent.startswith("Thẻ căn cước không ghi Số thẻ đảng viên")
    assert "ngày 20/11/2026" in sentence(errors.SentRequestProblem("05-CV/ĐU", "2026-11-20"))
    assert "Đã lấy theo nguồn" in sentence(errors.DecidedElsewhereProblem("lay_theo_nguon"))
