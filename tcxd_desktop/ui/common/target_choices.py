"""What a column of a foreign sheet may be taken in as, found without tone marks."""

from collections.abc import Iterable

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common.reading import Choice, Choices
from tcxd_desktop.wording.sheets import target_label

NOT_TAKEN = "Không nhập"


class TargetChoices(Choices):
    """Mục của hồ sơ mà một cột được nhập vào; the first one is *not taken in*."""

    id = "target"
    nothing = ""

    def __init__(self, targets: Iterable[str]) -> None:
        """Offer ``targets``, in their order."""
        self._choices = [
            Choice("", NOT_TAKEN),
            *(Choice(key, target_label(key)) for key in targets),
        ]
        self._folded = [fold(choice.label) for choice in self._choices]

    def matches(self, typed: str) -> list[Choice]:
        """Return the targets that have every typed word, those that begin with it first."""
        wanted = fold(typed)
        words = wanted.split()
        found = [
            (not label.startswith(wanted), place)
            for place, label in enumerate(self._folded)
            if all(word in label for word in words)
        ]
        return [self._choices[place] for _, place in sorted(found)]

    def find(self, typed: str) -> Choice | None:
        """Return the one target called so; of a few that begin so, none."""
        wanted = fold(typed)
        found = [c for c, label in zip(self._choices, self._folded, strict=True) if label == wanted]
        return found[0] if len(found) == 1 else None

    def label(self, value: Value) -> str:
        """Return the name of a target."""
        return target_label(str(value)) if value else NOT_TAKEN
