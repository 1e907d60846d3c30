"""``score``: points and level of one meeting by a template, without an office."""

import argparse
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from tcxd_desktop.cli.main import tell
from tcxd_desktop.domain.errors import FactsFileProblem, TemplateProblem
from tcxd_desktop.domain.facts_file import LARGEST, FactsFile, read_facts
from tcxd_desktop.domain.meeting_errors import FaultyTemplateProblem
from tcxd_desktop.domain.score_sheets import Facts, ItemResult, Reason, SheetResult, Why
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.scoring import Compiled, compile_template
from tcxd_desktop.domain.template_checks import Fault, faults
from tcxd_desktop.domain.template_json import load
from tcxd_desktop.office.files import read_file
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meeting_facts import points_text
from tcxd_desktop.wording.scoring import level_label, why
from tcxd_desktop.wording.templates import fault_text


def run(options: argparse.Namespace) -> int:
    """Score the facts and say what each item got, and why.

    Raises:
        TemplateProblem, FactsFileProblem: a file is not what it should be.
        FaultyTemplateProblem: the template has faults; they were listed.
    """
    if _too_large(options.template):
        raise TemplateProblem("", "size", LARGEST)
    if _too_large(options.facts):
        raise FactsFileProblem("", "size")
    template = load(read_file(options.template))
    found = faults(template)
    if found:
        _tell_faults(options, template, found)
    compiled = compile_template(template)
    told = read_facts(read_file(options.facts), compiled)
    results = _results(compiled, told)
    values = compiled.values(told.facts)
    told_json = {
        "template": {
            "code": template.code, "version": template.version, "title": template.title,
        },
        "scorers": {
            result.scorer: _plain(template, result, values) for result in results
        },
    }  # fmt: skip
    tell(options, told_json, *_lines(compiled, told.facts, results))
    return 0


def _too_large(path: Path) -> bool:
    """Return whether a file is not worth reading."""
    return path.is_file() and path.stat().st_size > LARGEST


def _tell_faults(options: argparse.Namespace, template: ScoreTemplate, found: list[Fault]) -> None:
    said = tuple(fault_text(fault, template) for fault in found)
    if options.json:
        listed = [
            {"place": fault.place, "kind": fault.kind, "text": text}
            for fault, text in zip(found, said, strict=True)
        ]
        print(json.dumps({"faults": listed}, ensure_ascii=False))
    else:
        print("\n".join(f"- {text}" for text in said))
    raise FaultyTemplateProblem(len(found), said)


def _results(compiled: Compiled, told: FactsFile) -> list[SheetResult]:
    first = compiled.template.scorers[0].id
    scores = told.scores or {first: {}}
    return [
        compiled.score(told.facts, scores[scorer.id], scorer.id)
        for scorer in compiled.template.scorers
        if scorer.id in scores
    ]


# --- JSON ----------------------------------------------------------------------------------------


def _plain(template: ScoreTemplate, result: SheetResult, values: Facts) -> dict[str, object]:
    labels = _labels(template)

    def said(reasons: Iterable[Reason]) -> list[str]:
        return [why(reason, template, values) for reason in reasons]

    def one(item: ItemResult) -> dict[str, object]:
        return {
            "id": item.id,
            "label": labels.get(item.id, ""),
            "max": _exact(item.max),
            "points": _exact(item.points),
            "level": item.level,
            "applicable": item.applicable,
            "by_hand": item.by_hand,
            "proposed": _exact(item.proposed),
            "why": said(item.reasons),
            "note": item.note,
        }

    return {
        "total": _exact(result.total),
        "complete": result.complete,
        "level": result.level,
        "level_label": level_label(template, result.level),
        "official": result.scorer == template.official.id,
        "items": [one(item) for item in result.items],
        "adjustments": [one(item) for item in result.adjustments],
        "why": said(result.reasons),
        "missing": list(result.missing),
    }


def _exact(number: Decimal | None) -> str | None:
    """Return a number as machines read it, with a point and without needless noughts."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _labels(template: ScoreTemplate) -> dict[str, str]:
    labels = {item.id: item.label for item in template.walk()}
    return labels | {one.id: one.label for one in template.adjustments}


# --- text ----------------------------------------------------------------------------------------


def _lines(compiled: Compiled, facts: Facts, results: Iterable[SheetResult]) -> list[str]:
    template = compiled.template
    shaped, values = compiled.shaped(facts), compiled.values(facts)
    lines = [f"{template.title} ({template.code}, bản {template.version})"]
    if not template.verified:
        lines.append("Mẫu chưa kiểm chứng với văn bản gốc.")
    for result in results:
        lines += ["", *_sheet(shaped, result, values)]
    return lines


def _sheet(template: ScoreTemplate, result: SheetResult, values: Facts) -> list[str]:
    scorer = next(one for one in template.scorers if one.id == result.scorer)
    labels = _labels(template)
    items = {item.id: item for item in template.walk()}
    depths = _depths(template)
    rows = [
        (f"{'  ' * depths.get(item.id, 0)}{item.id}", _points(item), item)
        for item in (*result.items, *result.adjustments)
    ]
    names = max((len(name) for name, _, _ in rows), default=0)
    widest = max((len(points) for _, points, _ in rows), default=0)
    lines = [scorer.label + ("" if scorer.official else " (không phải mức chính thức)")]
    for name, points, item in rows:
        told = "; ".join(why(reason, template, values) for reason in _worth_saying(item))
        if item.by_hand and item.level is not None:
            told = f"{told}: {items[item.id].levels[item.level].label}"
        note = f" [{item.note}]" if item.note else ""
        label = labels.get(item.id, "")
        said = f"{label}. {told}" if told else label
        lines.append(f"{name:<{names}}  {points:>{widest}}  {said}{note}")
    return [*lines, *_verdict(template, result, values)]


def _worth_saying(item: ItemResult) -> list[Reason]:
    return [reason for reason in item.reasons if reason.why is not Why.SUMMED]


def _depths(template: ScoreTemplate) -> Mapping[str, int]:
    depths: dict[str, int] = {}
    for item in template.walk():
        depths.setdefault(item.id, 0)
        for child in item.children:
            depths[child.id] = depths[item.id] + 1
    return depths


def _points(item: ItemResult) -> str:
    got = "…" if item.points is None else points_text(item.points)
    return f"{got}/{show_number(item.max)}"


def _verdict(template: ScoreTemplate, result: SheetResult, values: Facts) -> list[str]:
    total = "…" if result.total is None else points_text(result.total)
    so_far = "" if result.complete else " (chưa đủ)"
    lines = [f"Tổng điểm: {total}/{show_number(template.total)}{so_far}"]
    lines += [why(reason, template, values) for reason in result.reasons]
    lines.append(f"Mức: {level_label(template, result.level)}")
    if result.missing:
        lines.append(f"Còn thiếu điểm: {', '.join(result.missing)}")
    return lines
