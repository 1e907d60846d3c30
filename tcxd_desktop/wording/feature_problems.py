"""Sentences of the features' own problems, gathered; each stands in a module of its feature."""

from collections.abc import Callable, Mapping
from typing import Final

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.wording import (
    citizen_card_problems,
    collective_problems,
    due_problems,
    export_problems,
    import_problems,
    letter_problems,
    merging_problems,
    opened_problems,
    packet_problems,
    reconciliation_problems,
    rule_problems,
    sheet_files,
    transfer_problems,
    update_problems,
)
from tcxd_desktop.wording.case_problems import CASE_SENTENCES
from tcxd_desktop.wording.meeting_problems import MEETING_SENTENCES
from tcxd_desktop.wording.score_problems import SCORE_SENTENCES, score_arguments
from tcxd_desktop.wording.stock_problems import STOCK_SENTENCES

FEATURE_SENTENCES: Final[Mapping[type[Problem], str]] = {
    **MEETING_SENTENCES,
    **citizen_card_problems.SENTENCES,
    **SCORE_SENTENCES,
    **rule_problems.SENTENCES,
    **packet_problems.SENTENCES,
    **letter_problems.SENTENCES,
    **transfer_problems.SENTENCES,
    **CASE_SENTENCES,
    **STOCK_SENTENCES,
    **collective_problems.SENTENCES,
    **due_problems.SENTENCES,
    **reconciliation_problems.SENTENCES,
    **export_problems.SENTENCES,
    **merging_problems.SENTENCES,
    **import_problems.SENTENCES,
    **sheet_files.SENTENCES,
    **opened_problems.SENTENCES,
    **update_problems.SENTENCES,
}
_SHOWN: Final[tuple[Callable[[Problem, list[str]], list[str]], ...]] = (
    score_arguments,
    rule_problems.rule_arguments,
    transfer_problems.transfer_arguments,
    reconciliation_problems.recon_arguments,
    export_problems.export_arguments,
    citizen_card_problems.card_arguments,
    update_problems.update_arguments,
)


def feature_arguments(problem: Problem, texts: list[str]) -> list[str]:
    """Return the arguments of a problem with its keys in words."""
    for shown in _SHOWN:
        texts = shown(problem, texts)
    found = packet_problems.ARGUMENTS.get(type(problem))
    if found is not None and found[0] < len(texts):
        texts[found[0]] = found[1](texts[found[0]])
    return texts
