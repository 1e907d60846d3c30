"""Where sheets in and out, merged records and rounds of reconciliation tell of one person."""

from dataclasses import dataclass, field

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.exports import ExportRun
from tcxd_desktop.domain.imports import ImportRun
from tcxd_desktop.domain.merging import MergeRecord
from tcxd_desktop.domain.reconciliation import Entry, Request, Round, Verdict


@dataclass(frozen=True, slots=True)
class ImportTrace:
    """Một lần nhập đã ghi vào hồ sơ."""

    run: ImportRun
    line: int
    """Of the file."""
    created: bool
    """It made the record; else it changed it."""
    before: Dossier = field(default_factory=Dossier)
    """What it changed, as it stood before; everything else is blank."""


@dataclass(frozen=True, slots=True)
class ReconTrace:
    """Một đợt đối chiếu có nói đến người này."""

    round: Round
    entries: tuple[Entry, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    requests: tuple[Request, ...] = ()
    """The papers their decisions stand in."""


@dataclass(frozen=True, slots=True)
class ExchangeTraces:
    """Những gì việc nhập, xuất, gộp hồ sơ và đối chiếu còn giữ về một người."""

    people: tuple[int, ...] = ()
    """Their record, and those that were made one with it."""
    central: tuple[str, ...] = ()
    """Numbers they have in the central system."""
    imports: tuple[ImportTrace, ...] = ()
    exports: tuple[ExportRun, ...] = ()
    merges: tuple[MergeRecord, ...] = ()
    distinct: tuple[tuple[int, str, str, str], ...] = ()
    """Record of somebody who is another, reason, ISO day, who wrote it."""
    rounds: tuple[ReconTrace, ...] = ()
