"""What the papers of ``selftest`` go through: made, looked at, kept, counted by form."""

from collections.abc import Callable
from functools import partial

from tcxd_desktop.cli.selftest_looks import PDF, look
from tcxd_desktop.cli.selftest_office import PAPERS
from tcxd_desktop.cli.selftest_run import Bench, Several
from tcxd_desktop.office.desk import Desk

Make = Callable[[], bytes]


class Printed:
    """Những giấy đã in."""

    def __init__(self, desk: Desk, bench: Bench) -> None:
        """Begin with none."""
        self.desk, self._bench = desk, bench
        self.codes: set[str] = set()
        """Of forms that were made at least once."""
        self._several = Several()
        self._pages = 0

    def begin(self) -> None:
        """Begin the papers of one step."""
        self._several, self._pages = Several(), 0

    def add(self, code: str, name: str, make: Make) -> None:
        """Make a paper, keep it under ``name`` and see that something stands on it.

        Args:
            code: of its form; empty: it has none.
            name: of the file; a quick test makes PDF only.
            make: makes it.
        """
        if not self._bench.report.quick or name.endswith(PDF):
            self._several.take(name, partial(self._add, code, name, make))

    def told(self) -> str:
        """End the papers of one step; return how many there were.

        Raises:
            SelftestProblem: one of them failed.
        """
        self._several.check()
        return f"{self._several.done} tệp, {self._pages} trang"

    def _add(self, code: str, name: str, make: Make) -> None:
        data = make()
        # Kept before it is looked at: of a paper that is wrong one wants to see how.
        self._bench.keep(self._bench.folder / PAPERS / name, data)
        self._pages += look(self.desk, name, data)
        self.codes.add(code)
