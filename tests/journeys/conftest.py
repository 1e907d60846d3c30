"""Stories wear the same look as single screens."""

from tests.ui.conftest import dressed, frozen, typist

__all__ = ["dressed", "frozen", "typist"]
