"""What keeps two records from being made one, or from being taken apart again."""

from collections.abc import Iterator

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.imports import Obstacle
from tcxd_desktop.domain.merging import MergeRecord
from tcxd_desktop.office import duplicates, recording
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import belongings as stored_belongings
from tcxd_desktop.storage import merging as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording import merging as words


def to_merging(desk: Desk, reading: Reading, kept: Dossier, gone: Dossier) -> list[Obstacle]:
    """Return what keeps two records from being made one."""
    sealed_away = [] if _holds(desk, reading) else [Obstacle(words.sealed_away())]
    return [*sealed_away, *_decided(reading, kept, gone), *_records(reading, kept, gone),
            *_pending(reading, gone)]  # fmt: skip


def _holds(desk: Desk, reading: Reading) -> bool:
    """Tell whether items 26 to 28 are at hand: halves of records cannot be joined."""
    return reading.sealed and desk.actor.sealed


def _decided(reading: Reading, kept: Dossier, gone: Dossier) -> Iterator[Obstacle]:
    ids = [kept.id, gone.id]
    for person, name in stored_restrictions.restricted(reading, ids).items():
        yield Obstacle(words.is_restricted(name), person)
    for person in sorted(stored_restrictions.erased(reading, ids)):
        yield Obstacle(words.is_erased(), person)


def _records(reading: Reading, kept: Dossier, gone: Dossier) -> Iterator[Obstacle]:
    for one in (kept, gone):
        if one.void_reason:
            yield Obstacle(words.is_void(one.birth_name), one.id)
    drafts = stored_belongings.drafts(reading, [kept.id, gone.id])
    for one in (kept, gone):
        if one.id in drafts:
            yield Obstacle(words.has_draft(one.birth_name), one.id)
    if duplicates.is_distinct(reading, kept.id, gone.id):
        yield Obstacle(words.said_distinct())


def _pending(reading: Reading, gone: Dossier) -> Iterator[Obstacle]:
    """Yield what is under way under the record that goes; in the other it goes on."""
    cases = stored_belongings.open_cases(reading, gone.id)
    if cases:
        yield Obstacle(words.open_case(gone.birth_name, cases), gone.id)
    if stored_belongings.drafted_plans(reading, gone.id):
        yield Obstacle(words.in_draft_plan(gone.birth_name), gone.id)


# --- taking apart ---------------------------------------------------------------------------------


def to_unmerging(desk: Desk, reading: Reading, record: MergeRecord) -> list[Obstacle]:
    """Return what keeps two records from being taken apart."""
    if not _holds(desk, reading):
        return [Obstacle(words.sealed_away())]
    now = stored_people.read_many(reading, [record.kept_id, record.gone_id])
    content = stored.content(reading, record.id)
    if content is None or len(now) < 2:
        return [Obstacle(words.content_gone())]
    return [*_decided(reading, *now), *_later(reading, content, *now),
            *_numbers(reading, content, record), *_homes(reading, content)]  # fmt: skip


def _later(
    reading: Reading, content: stored.Kept, kept: Dossier, gone: Dossier
) -> Iterator[Obstacle]:
    for one, version in ((kept, content.kept_version), (gone, content.gone_version)):
        if one.version != version:
            yield Obstacle(words.saved_since(one.birth_name), one.id)
    drafts = stored_belongings.drafts(reading, [kept.id])
    if drafts:
        yield Obstacle(words.has_draft(kept.birth_name), kept.id)
    lost = stored_belongings.lost(reading, content.moved)
    if lost:
        yield Obstacle(words.moved_since(lost), kept.id)


def _numbers(reading: Reading, content: stored.Kept, record: MergeRecord) -> Iterator[Obstacle]:
    own = {record.kept_id, record.gone_id}
    for before in (content.kept, content.gone):
        for name in recording.UNIQUE:
            number = getattr(before, name)
            holder = stored_people.id_of(reading, name, number) if number else None
            if holder is not None and holder not in own:
                told = stored_people.read(reading, holder)
                yield Obstacle(words.number_taken(number, told.birth_name if told else ""), holder)


def _homes(reading: Reading, content: stored.Kept) -> Iterator[Obstacle]:
    for before in (content.kept, content.gone):
        last = before.spells[-1:]
        home = next((spell.unit_id for spell in last if not spell.leaving), None)
        if home is not None and stored_units.end(reading, home) is not None:
            unit = stored_units.name_of(reading, home)
            yield Obstacle(words.unit_ended(unit, before.birth_name), before.id)
