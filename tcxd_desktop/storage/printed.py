"""What was printed, how often, and what it said."""

from tcxd_desktop.storage.work import Work


def add(
    work: Work, form: str, counts: tuple[int, int], purpose: str, said: tuple[bytes, bytes]
) -> None:
    """Write one print with a compressed copy of its data.

    Args:
        counts: of people and of copies.
        said: what the paper said, and what of it is sealed: that stays in the compartment.
    """
    people, copies = counts
    number = work.add(
        "printed",
        {
            "act_id": work.act_id,
            "form": form,
            "people": people,
            "copies": copies,
            "purpose": purpose,
            "snapshot": said[0],
        },
    )
    if said[1] and work.sealed:
        work.add("sealed_printed", {"printed_id": number, "snapshot": said[1]})
    work.touch("printed")
