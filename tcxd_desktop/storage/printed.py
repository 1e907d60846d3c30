"""What was printed, how often, and what it said."""

from tcxd_desktop.storage.work import Work


def add(work: Work, form: str, people: int, copies: int, purpose: str, snapshot: bytes) -> None:
    """Write one print with a compressed copy of its data."""
    work.add(
        "printed",
        {
            "act_id": work.act_id,
            "form": form,
            "people": people,
            "copies": copies,
            "purpose": purpose,
            "snapshot": snapshot,
        },
    )
    work.touch("printed")
