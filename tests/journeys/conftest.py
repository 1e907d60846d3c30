"""Stories wear the same look as single screens."""

from tests.ui.conftest import dressed, typist

__all__ = ["dressed", "typist"]
