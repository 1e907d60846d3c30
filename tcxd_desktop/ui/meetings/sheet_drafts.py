"""Unsaved points of a sheet as a draft, and back. No Qt."""

from tcxd_desktop.domain.work_drafts import SheetDraft
from tcxd_desktop.ui.meetings.sheet_state import SheetWork
from tcxd_desktop.ui.meetings.sheet_table import ScoreTable

InHand = tuple[int, int, str] | None
"""Row, column and text of the cell being typed in."""


def key_of(work: SheetWork) -> str:
    """Return under which key the work on a sheet is kept."""
    return f"sheet:{work.base.meeting_id}:{work.scorer}"


def draft_of(table: ScoreTable, in_hand: InHand = None) -> SheetDraft | None:
    """Return what is not saved, or ``None`` where nothing differs."""
    work = table.work
    texts = {
        _place(table.rows[row].id, key): typed.text for (row, key), typed in table.typed.items()
    }
    if in_hand is not None and in_hand[2] != table.text(in_hand[0], in_hand[1]):
        row, number, text = in_hand
        texts[_place(table.rows[row].id, table.columns[number].key)] = text
    if not work.dirty and not texts:
        return None
    names = [one.name for one in work.base.template.inputs]
    return SheetDraft(
        work.entries,
        work.reason,
        {name: work.facts[name] for name in names if name in work.facts},
        work.base.version,
        _template(work),
        texts,
    )


def fits(work: SheetWork, draft: SheetDraft) -> bool:
    """Tell whether a draft was typed over this sheet, with this template."""
    return (draft.version, draft.template) == (work.base.version, _template(work))


def use(table: ScoreTable, draft: SheetDraft) -> ScoreTable:
    """Return the table with unsaved work in it again."""
    work = table.work
    work.go_on(draft.entries, draft.facts, draft.reason)
    made = ScoreTable(work, table.read_only)
    for row, line in enumerate(made.rows):
        for column in made.columns:
            text = draft.texts.get(_place(line.id, column.key))
            if text is not None:
                made.restore(row, column.key, text)
    made.checked()
    return made


def _template(work: SheetWork) -> str:
    return f"{work.base.template.code} {work.base.template.version}"


def _place(line: str, key: str) -> str:
    return f"{key}:{line}"
