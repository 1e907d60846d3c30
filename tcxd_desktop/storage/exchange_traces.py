"""What imports, exports, merges and reconciliation hold of one person, for the extract of it."""

import json
from collections.abc import Collection, Sequence
from itertools import groupby

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.exchange_traces import ExchangeTraces, ImportTrace, ReconTrace
from tcxd_desktop.domain.exports import ExportRun
from tcxd_desktop.domain.merging import MergeState
from tcxd_desktop.domain.reconciliation import Entry
from tcxd_desktop.storage import exports, imports, merging, reconciliation
from tcxd_desktop.storage.work import Reading

_LINES = (
    "SELECT e.round_id, e.id FROM recon_entry e WHERE e.person_id IN (SELECT value FROM"
    " json_each(?1)) UNION SELECT e.round_id, e.id FROM recon_entry e JOIN person p"
    " ON p.id IN (SELECT value FROM json_each(?1)) WHERE e.person_id IS NULL AND"
    " ((p.citizen_id <> '' AND json_extract(e.content, '$[0].citizen_id') = p.citizen_id)"
    " OR (p.card_no <> '' AND json_extract(e.content, '$[0].card_no') = p.card_no))"
    " ORDER BY 1, 2"
)
"""What sources say of them, also lines nobody was found for that have a number of theirs."""


def one_person(reading: Reading, person_id: int) -> tuple[int, ...]:
    """Return a record and every one that was made one with it, the record itself first."""
    found, ahead = [person_id], [person_id]
    while ahead:
        rows = reading.all(
            "SELECT kept_id, gone_id FROM person_merge WHERE ?1 IN (kept_id, gone_id)"
            " AND state = ?2",
            (ahead.pop(), MergeState.DONE.value),
        )
        fresh = sorted({int(one) for row in rows for one in row} - {*found})
        found += fresh
        ahead += fresh
    return tuple(found)


def traces(reading: Reading, person_id: int) -> ExchangeTraces:
    """Return everything these features hold of a person."""
    people = one_person(reading, person_id)
    merges = [
        one for one in merging.listed(reading) if not {one.kept_id, one.gone_id}.isdisjoint(people)
    ]
    return ExchangeTraces(
        people=people,
        central=tuple(imports.central_numbers(reading, people).values()),
        imports=tuple(_imports(reading, people)),
        exports=tuple(_exports(reading, people)),
        merges=tuple(merges[::-1]),
        distinct=tuple(
            (second if first in people else first, reason, on, actor)
            for first, second, reason, on, actor in merging.distinct(reading)
            if first in people or second in people
        ),
        rounds=tuple(_rounds(reading, people)),
    )


def _imports(reading: Reading, people: Sequence[int]) -> list[ImportTrace]:
    found: list[ImportTrace] = []
    for run_id, person, line, kind, before in reading.all(
        "SELECT run_id, person_id, line, kind, before FROM import_row"
        " WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY run_id, line",
        (_ids(people),),
    ):
        run = imports.read(reading, run_id)
        was = imports.put_back(Dossier(), before)
        if reading.sealed:
            was = imports.put_back(was, imports.sealed_before(reading, run_id).get(person, ""))
        if run is not None:
            found.append(ImportTrace(run, line, kind == imports.NEW, was))
    return found


def _exports(reading: Reading, people: Sequence[int]) -> list[ExportRun]:
    rows = reading.all(
        "SELECT DISTINCT run_id FROM export_row"
        " WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY run_id",
        (_ids(people),),
    )
    runs = (exports.run(reading, row[0]) for row in rows)
    return [run for run in runs if run is not None]


def _rounds(reading: Reading, people: Sequence[int]) -> list[ReconTrace]:
    entries: dict[int, list[Entry]] = {}
    lines = reading.all(_LINES, (_ids(people),))
    for round_id, group in groupby(lines, key=lambda row: int(row[0])):
        told = (reconciliation.read_entry(reading, row[1]) for row in group)
        entries[round_id] = [one for one in told if one is not None]
    found: list[ReconTrace] = []
    for told_round in reconciliation.rounds(reading):
        own = entries.get(told_round.id, [])
        lines_of = {one.id for one in own}
        verdicts = [
            one
            for one in reconciliation.verdicts(reading, told_round.id)
            if one.person_id in people or one.entry_id in lines_of
        ]
        if own or verdicts:
            asked = {one.request_id for one in verdicts}
            requests = reconciliation.requests(reading, told_round.id)
            papers = tuple(one for one in requests if one.id in asked)
            found.append(ReconTrace(told_round, tuple(own), tuple(verdicts), papers))
    return found[::-1]


def _ids(people: Collection[int]) -> str:
    return json.dumps(sorted(people))
