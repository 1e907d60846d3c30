"""Small things of the office itself: settings, adopted rules, saved filters, pictures, drafts."""

import hashlib

from tcxd_desktop.domain.codes import Code, CodeList, CodeLists
from tcxd_desktop.storage.work import Reading, Work


def setting(reading: Reading, key: str) -> str:
    """Return a setting of the office, or ``""``."""
    row = reading.one("SELECT value FROM setting WHERE key = ?", (key,))
    return str(row[0]) if row else ""


def set_setting(work: Work, key: str, value: str) -> None:
    """Write a setting of the office."""
    if not work.change("setting", {"key": key}, {"value": value}):
        work.add("setting", {"key": key, "value": value})
    work.touch("setting")


def adopted(reading: Reading, kind: str, day: str) -> str:
    """Return the value of ``kind`` (``rule_set``, ``role``) in force on ISO ``day``."""
    row = reading.one(
        "SELECT value FROM rule_adoption WHERE kind = ? AND valid_from <= ?"
        " ORDER BY valid_from DESC, id DESC",
        (kind, day),
    )
    return str(row[0]) if row else ""


def adopt(work: Work, kind: str, value: str, valid_from: str, paper: str) -> None:
    """Write that ``value`` holds from ISO ``valid_from``."""
    work.add(
        "rule_adoption", {"kind": kind, "value": value, "valid_from": valid_from, "paper": paper}
    )
    work.touch("setting")


def seed_codes(work: Work, lists: CodeLists) -> None:
    """Copy the shipped code lists into a new office, where they become the office's own."""
    for found in lists.values():
        work.add_many(
            "code",
            [
                {
                    "list": found.id,
                    "key": code.key,
                    "position": position,
                    "name": code.name,
                    "aliases": "|".join(code.aliases),
                    "valid_from": code.valid_from,
                    "valid_to": code.valid_to,
                }
                for position, code in enumerate(found.codes)
            ],
        )


def codes(reading: Reading, shipped: CodeLists) -> CodeLists:
    """Return the office's code lists; titles and sources come from the shipped ones."""
    values: dict[str, list[Code]] = {}
    rows = reading.all(
        'SELECT "list", key, name, aliases, valid_from, valid_to FROM code'
        ' ORDER BY "list", position'
    )
    for name, key, text, aliases, valid_from, valid_to in rows:
        split = tuple(aliases.split("|")) if aliases else ()
        values.setdefault(name, []).append(Code(key, text, split, valid_from, valid_to))
    return {
        name: CodeList(
            found.id,
            found.title,
            tuple(values.get(name, found.codes)),
            found.source,
            found.checked,
            found.stores,
        )
        for name, found in shipped.items()
    }


def filters(reading: Reading) -> list[tuple[str, str]]:
    """Return (name, content) of the saved filters by name."""
    rows = reading.all("SELECT name, content FROM saved_filter ORDER BY name")
    return [(str(name), str(content)) for name, content in rows]


def save_filter(work: Work, name: str, content: str) -> None:
    """Write a saved filter over one of the same name."""
    work.remove("saved_filter", {"name": name})
    work.add("saved_filter", {"name": name, "content": content})
    work.touch("filter")


def drop_filter(work: Work, name: str) -> None:
    """Remove a saved filter."""
    work.remove("saved_filter", {"name": name})
    work.touch("filter")


def photo(reading: Reading, key: str) -> bytes | None:
    """Return a stored picture."""
    row = reading.one("SELECT jpeg FROM photo WHERE key = ?", (key,))
    return bytes(row[0]) if row else None


def photos(reading: Reading, keys: list[str]) -> dict[str, bytes]:
    """Return stored pictures by key."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ",".join("?" * len(some))
        rows = reading.all(f"SELECT key, jpeg FROM photo WHERE key IN ({marks})", some)
        found.update({str(key): bytes(jpeg) for key, jpeg in rows})
    return found


def add_photo(work: Work, key: str, jpeg: bytes) -> None:
    """Store a picture once."""
    if work.one("SELECT 1 FROM photo WHERE key = ?", (key,)) is None:
        work.add("photo", {"key": key, "jpeg": jpeg})


def draft(reading: Reading, person_id: int) -> tuple[str, str, str | None] | None:
    """Return (kept at, content, sealed content) of a draft.

    The sealed content is ``None`` where whoever kept the draft, or asks, does not hold it: then
    the draft says nothing of those items, and must not be read as if they were blank.
    """
    row = reading.one("SELECT at, content FROM draft WHERE person_id = ?", (person_id,))
    if row is None:
        return None
    apart = None
    if reading.sealed:
        apart = reading.one("SELECT content FROM sealed_draft WHERE person_id = ?", (person_id,))
    mark, _, sealed = str(apart[0]).partition(" ") if apart else ("", "", "")
    return str(row[0]), str(row[1]), sealed if mark == _mark(str(row[1])) else None


def keep_draft(work: Work, person_id: int, at: str, content: str, sealed: str) -> None:
    """Write a draft over the one before; what is sealed of it goes where it belongs."""
    drop_draft(work, person_id)
    work.add("draft", {"person_id": person_id, "at": at, "content": content})
    if work.sealed:
        whole = f"{_mark(content)} {sealed}"
        work.add("sealed_draft", {"person_id": person_id, "content": whole})


def _mark(content: str) -> str:
    """Tie the sealed part of a draft to the rest of it: others cannot remove what is sealed."""
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def drop_draft(work: Work, person_id: int) -> None:
    """Remove a draft."""
    work.remove("draft", {"person_id": person_id})
    if work.sealed:
        work.remove("sealed_draft", {"person_id": person_id})
