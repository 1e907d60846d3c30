"""What people are recognised by, straight from the driver: lists of thousands are matched."""

from tcxd_desktop.domain.identities import Identity
from tcxd_desktop.domain.text import fold
from tcxd_desktop.storage.work import Reading


def living(reading: Reading, day: str) -> list[Identity]:
    """Return every record that was not withdrawn, each with where it stands on ISO ``day``."""
    rows = reading.all(
        "SELECT p.id, p.birth_name, coalesce(p.birth_date, ''), p.citizen_id, p.card_no,"
        " p.old_citizen_id, p.old_card_no, p.dossier_no, coalesce(c.number, ''),"
        " coalesce(s.unit_id, ''), p.sex FROM person p"
        " LEFT JOIN central_number c ON c.person_id = p.id"
        " LEFT JOIN standing s ON s.person_id = p.id AND s.since <= ?1 AND ?1 < s.until"
        " WHERE p.void_reason = '' ORDER BY p.id",
        (day,),
    )
    return [
        Identity(number, name, birth, *numbers, unit=str(unit), sex=fold(sex))  # type: ignore[misc]  # numbers are five
        for number, name, birth, *numbers, unit, sex in rows
    ]
