"""What to tell the user about a problem."""

import importlib

from tcxd_desktop.domain.errors import Problem


def sentence(problem: Problem) -> str:
    """Return the sentence of ``problem``: what is wrong, why, and how to mend it."""
    # By name: the sentences of all features bring their records along, and a start without a
    # problem, which is nearly every one, needs none of them.
    words = importlib.import_module("tcxd_desktop.wording.problem_sentences")
    told: str = words.sentence(problem)
    return told
