"""What a closed period said, as text: it is read back as it was, whatever changes later."""

import json
from dataclasses import asdict
from typing import Any

from tcxd_desktop.domain.meetings import BoardCell, CellState, PeriodLine, PeriodTable


def dump(table: PeriodTable) -> str:
    """Return a table as text."""
    return json.dumps(asdict(table), ensure_ascii=False)


def load(text: str) -> PeriodTable:
    """Return the table ``dump`` made."""
    raw: dict[str, Any] = json.loads(text)
    lines = tuple(_line(line) for line in raw.pop("lines"))
    levels = tuple((code, label) for code, label in raw.pop("levels"))
    bounds = tuple((code, least) for code, least in raw.pop("bounds", ()))
    return PeriodTable(**{**_tupled(raw), "lines": lines, "levels": levels, "bounds": bounds})


def _line(raw: dict[str, Any]) -> PeriodLine:
    months = tuple(
        BoardCell(**{**cell, "state": CellState(cell["state"])}) for cell in raw.pop("months")
    )
    counts = tuple((label, number) for label, number in raw.pop("counts"))
    return PeriodLine(**{**_tupled(raw), "months": months, "counts": counts})


def _tupled(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
