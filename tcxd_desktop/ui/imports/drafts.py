"""Decisions about a file as a record, so that a crash or the lock loses none of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.office import import_drafts
from tcxd_desktop.ui.common.draft_keeper import Drawer
from tcxd_desktop.ui.imports.decisions import Picked, Place
from tcxd_desktop.ui.imports.state import ImportState

KEY = "import:file"
DRAFTS = Drawer(Permission.IMPORT, import_drafts.keep, import_drafts.draft, import_drafts.drop)


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """Lần nhập đang soạn: the file by place and digest, never its content."""

    path: str
    name: str
    hash: str
    charset: str = ""
    separator: str = ""
    profile: str = ""
    heads: tuple[tuple[str, int, int], ...] = ()
    """Of every sheet that is read."""
    layouts: tuple[tuple[str, str], ...] = ()
    targets: tuple[tuple[str, int, str], ...] = ()
    letters: tuple[tuple[str, int, str | None], ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()
    edits: tuple[tuple[str, int, int, str], ...] = ()
    units: tuple[tuple[str, int | None], ...] = ()
    skip: tuple[int, ...] = ()
    off: tuple[str, ...] = ()
    off_cells: tuple[tuple[int, str], ...] = ()
    match: tuple[tuple[int, int], ...] = ()

    def picked(self) -> Picked:
        """Return the decisions."""
        found = Picked(
            layouts=dict(self.layouts),
            targets={(sheet, column): target for sheet, column, target in self.targets},
            letters={
                (sheet, column): Encoding(text) if text is not None else None
                for sheet, column, text in self.letters
            },
            edits={(sheet, row, column): text for sheet, row, column, text in self.edits},
            units=dict(self.units),
            skip=set(self.skip),
            off=set(self.off),
            off_cells=set(self.off_cells),
            match=dict(self.match),
        )
        for target, text, value in self.values:
            found.values.setdefault(target, {})[text] = value
        return found


def draft_of(state: ImportState) -> ImportDraft | None:
    """Return what was decided about the file in hand; ``None``: nothing yet.

    Cells that belong to the sealed compartment are not kept: drafts lie in the main file.
    """
    source, picked = state.source, state.picked
    if source is None or not picked:
        return None
    return ImportDraft(
        path=str(source.path),
        name=source.name,
        hash=source.hash,
        charset=state.book.charset,
        separator=state.book.separator,
        profile=state.profile,
        heads=tuple((one.sheet, *one.head) for one in state.maps),
        layouts=tuple(picked.layouts.items()),
        targets=tuple((*place, target) for place, target in picked.targets.items()),
        letters=tuple(
            (*place, None if one is None else one.value) for place, one in picked.letters.items()
        ),
        values=tuple(
            (target, text, value)
            for target, chosen in picked.values.items()
            for text, value in chosen.items()
        ),
        edits=tuple((*place, text) for place, text in _open_edits(state)),
        units=tuple(picked.units.items()),
        skip=tuple(sorted(picked.skip)),
        off=tuple(sorted(picked.off)),
        off_cells=tuple(sorted(picked.off_cells)),
        match=tuple(picked.match.items()),
    )


def _open_edits(state: ImportState) -> Iterator[tuple[Place, str]]:
    sealed = {
        (one.sheet, choice.column)
        for one in state.maps
        for choice in one.columns
        if choice.target in TARGETS and TARGETS[choice.target].sealed
    }
    for place, text in state.picked.edits.items():
        if (place[0], place[2]) not in sealed:
            yield place, text
