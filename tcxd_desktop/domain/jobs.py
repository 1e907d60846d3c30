"""What the clerk asks to be printed."""

from dataclasses import dataclass

from tcxd_desktop.domain.people import PeopleQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """Lệnh in: one form for one person, a selection, or everybody a query finds."""

    form: str
    """Form code: ``2-HSĐV``, ``1-HSĐV``, ``3-HSĐV``, ``7-HSĐV``, ``DS`` (danh sách)."""
    person_ids: tuple[int, ...] = ()
    query: PeopleQuery | None = None
    columns: tuple[str, ...] = ()
    """Column keys of a list."""
    title: str = ""
    year: int = 0
    """Year of a 3-HSĐV."""
    two_sided: bool = False
    """Every person's paper starts on a new sheet when printed on both sides."""
