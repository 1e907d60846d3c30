"""What sheets, merges and reconciliation hold of a person: parts of *Bản trích dữ liệu cá nhân*."""

from collections.abc import Callable, Iterator

from tcxd_desktop.domain.exchange_traces import ExchangeTraces, ImportTrace, ReconTrace
from tcxd_desktop.domain.exports import ExportRun
from tcxd_desktop.domain.imports import RunState
from tcxd_desktop.domain.merging import MergeRecord, MergeState
from tcxd_desktop.domain.reconciliation import Entry, Verdict
from tcxd_desktop.domain.safety_papers import ExtractLine, ExtractPart
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.merging import merged_line
from tcxd_desktop.wording.reconciliation import DECIDED, SOURCE, field_label

Whole = Callable[[ImportTrace], str]
"""What an import changed as it stood before, in words."""
_SHEETS, _MERGED, _ROUNDS = "Nhập, xuất danh sách", "Gộp hồ sơ", "Đối chiếu dữ liệu"


def exchange_parts(traces: ExchangeTraces, before: Whole) -> tuple[ExtractPart, ...]:
    """Return what these features hold of a person, or nothing.

    Args:
        traces: everything they hold.
        before: tells what stood in the record before an import changed it.
    """
    parts = (
        ExtractPart(_SHEETS, tuple(_sheets(traces, before))),
        ExtractPart(_MERGED, tuple(_merged(traces))),
        ExtractPart(_ROUNDS, tuple(line for one in traces.rounds for line in _round(one))),
    )
    return tuple(part for part in parts if part.lines)


def record_title(number: int) -> str:
    """Return how a record that was made one with another is headed."""
    return f"Hồ sơ số {number}, đã gộp"


def _sheets(traces: ExchangeTraces, before: Whole) -> Iterator[ExtractLine]:
    for number in traces.central:
        yield ExtractLine("", "ID của hệ thống cấp trên", number)
    for one in traces.imports:
        yield ExtractLine("", f"Lần nhập số {one.run.id}, {_day(one.run.at)}", _import(one, before))
    for run in traces.exports:
        yield ExtractLine("", f"Lần xuất số {run.id}, {_day(run.at)}", _export(run))


def _import(one: ImportTrace, before: Whole) -> str:
    was = before(one)
    undone = one.run.state is RunState.UNDONE
    return _joined(
        one.run.file_name,
        f"dòng {one.line}" if one.line else "",
        "hồ sơ được lập từ dòng này" if one.created else "hồ sơ được sửa theo dòng này",
        f"trước khi nhập: {was}" if was else "",
        _joined("đã hoàn tác", one.run.undo_reason) if undone else "",
    )


def _export(run: ExportRun) -> str:
    kept = "còn giữ dấu của dòng đã xuất, không giữ nội dung"
    return _joined(run.file_name, f"mẫu {run.layout}", kept)


def _merged(traces: ExchangeTraces) -> Iterator[ExtractLine]:
    for one in traces.merges:
        yield ExtractLine("", f"Lần gộp số {one.id}, {_day(one.at)}", _merge(one))
    for number, reason, on, actor in traces.distinct:
        said = _joined(f"không phải một người với hồ sơ số {number}", reason, actor)
        yield ExtractLine("", f"Ghi nhận ngày {show_date(on)}", said)


def _merge(one: MergeRecord) -> str:
    undone = one.state is MergeState.UNDONE
    return _joined(
        merged_line(one.kept_id, one.gone_id),
        one.reason,
        "còn giữ hai hồ sơ như trước khi gộp",
        _joined("đã tách lại", one.undo_reason) if undone else "",
    )


def _round(one: ReconTrace) -> Iterator[ExtractLine]:
    numbers = {request.id: request for request in one.requests}
    for entry in one.entries:
        yield ExtractLine("", f"{one.round.name}: {SOURCE[entry.source]}", _entry(entry))
    for verdict in one.verdicts:
        request = numbers.get(verdict.request_id)
        asked = f"văn bản {request.number} ngày {show_date(request.on)}" if request else ""
        head = f"{one.round.name}: {field_label(verdict.field)}"
        yield ExtractLine("", head, _joined(_verdict(verdict), asked))


def _entry(entry: Entry) -> str:
    told = (f"{field_label(key)}: {value}" for key, value in entry.values.items() if value)
    asked = (f"{field_label(key)} in trên phiếu: {v}" for key, v in entry.asked.items() if v)
    return _joined(
        f"dòng {entry.line}" if entry.line else "",
        entry.name,
        *told,
        *asked,
        f"in phiếu {show_date(entry.printed)}" if entry.printed else "",
        f"nhập lại {show_date(entry.keyed)}" if entry.keyed else "",
        entry.doubt,
    )


def _verdict(verdict: Verdict) -> str:
    said = (f"{name}: {value}" for name, value in (
        ("hồ sơ ghi", verdict.ours), ("nguồn ghi", verdict.theirs), ("lấy", verdict.value),
        ("căn cứ", verdict.basis),
    ) if value)  # fmt: skip
    return _joined(DECIDED[verdict.decided], show_date(verdict.on), *said, verdict.actor)


def _day(at: str) -> str:
    return show_date(at[:10])


def _joined(*texts: str) -> str:
    return "; ".join(text for text in texts if text)
