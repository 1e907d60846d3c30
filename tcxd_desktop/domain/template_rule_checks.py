"""Checks of what stands around the tree: head, figures, levels, gates, periods, print."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tcxd_desktop.domain.expression_parser import FUNCTIONS, ITEM_FUNCTIONS, WORDS
from tcxd_desktop.domain.meeting_facts import DERIVED, GIVEN
from tcxd_desktop.domain.score_templates import (
    ANY,
    NOT_HELD,
    REVIEW,
    SELF,
    Aggregation,
    CellKind,
    CountRule,
    Engine,
    MeetingKind,
    NotHeld,
    ScoreTemplate,
)
from tcxd_desktop.domain.template_codecs import is_day
from tcxd_desktop.domain.template_faults import Fault
from tcxd_desktop.domain.template_keys import INPUT_KINDS

_CODE = re.compile(r"[\w.\-]{1,40}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_TAKEN = WORDS | FUNCTIONS.keys() | set(ITEM_FUNCTIONS)
COLUMNS = 5


def head_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield what is wrong with names, dates, scope, total and steps, scorers, print."""
    if not _CODE.fullmatch(template.code):
        yield Fault("code", "bad_code", (template.code,))
    if template.version < 1:
        yield Fault("version", "not_positive")
    if not template.title.strip():
        yield Fault("title", "empty")
    yield from _dates(template)
    for key, told, known in (
        ("meeting_kinds", template.meeting_kinds, MeetingKind),
        ("org_kinds", template.cell_kinds, CellKind),
    ):
        if not told:
            yield Fault(f"applies_to.{key}", "none_chosen")
        elif strange := set(told) - {ANY, *known}:
            yield Fault(f"applies_to.{key}", "not_known", (min(strange),))
    if template.total <= 0:
        yield Fault("total", "not_positive")
    if template.step <= 0:
        yield Fault("step", "not_positive")
    elif template.total > 0 and template.total % template.step:
        yield Fault("step", "off_step", (template.total, template.step))
    yield from _scorers(template)
    yield from _print(template)


def _dates(template: ScoreTemplate) -> Iterator[Fault]:
    days = (("valid_from", template.valid_from), ("valid_to", template.valid_to))
    papers = [(f"legal_basis[{at}].ngay", one.on) for at, one in enumerate(template.legal_basis)]
    for place, day in (*days, *papers):
        if day and not is_day(day):
            yield Fault(place, "bad_date", (day,))
    if template.valid_from and template.valid_to and template.valid_to < template.valid_from:
        yield Fault("valid_to", "dates_reversed", (template.valid_from, template.valid_to))
    for at, one in enumerate(template.legal_basis):
        if not one.number.strip():
            yield Fault(f"legal_basis[{at}].so", "empty")


def _scorers(template: ScoreTemplate) -> Iterator[Fault]:
    scorers = template.scorers
    yield from doubled([one.id for one in scorers], "scorers", "id")
    for at, one in enumerate(scorers):
        if not one.label.strip():
            yield Fault(f"scorers[{at}].label", "empty")
    for wanted in (SELF, REVIEW):
        if not any(one.id == wanted for one in scorers):
            yield Fault("scorers", "scorer_missing", (wanted,))
    official = [one.id for one in scorers if one.official]
    if len(official) != 1:
        yield Fault("scorers", "official", (len(official),))
    elif official == [SELF]:
        # 42-HD/BTCTW, section 5: the committee above decides the official level.
        yield Fault("scorers", "official_self")


def _print(template: ScoreTemplate) -> Iterator[Fault]:
    layout = template.layout
    if len(layout.columns) != COLUMNS:
        yield Fault("print.columns", "columns", (COLUMNS, len(layout.columns)))
    for at, column in enumerate(layout.columns):
        if not column.strip():
            yield Fault(f"print.columns[{at}]", "empty")
    if not 1 <= len(layout.signatures) <= 3:
        yield Fault("print.signatures", "signatures", (3,))
    for at, lines in enumerate(layout.signatures):
        if not any(line.strip() for line in lines):
            yield Fault(f"print.signatures[{at}]", "empty")


def figure_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield what is wrong with the names of the template's own figures."""
    inputs = [(f"inputs[{at}]", one.name) for at, one in enumerate(template.inputs)]
    defines = [(f"define[{at}]", one.name) for at, one in enumerate(template.defines)]
    often = Counter(name for _, name in (*inputs, *defines))
    for place, name in (*inputs, *defines):
        # A define may replace a derived fact, an input may not: what is typed is no derivation.
        taken = name in GIVEN or (name in DERIVED and place.startswith("inputs"))
        if not _NAME.fullmatch(name) or name in _TAKEN:
            yield Fault(f"{place}.name", "bad_name", (name,))
        elif often[name] > 1:
            yield Fault(f"{place}.name", "doubled", (name,))
        elif taken:
            yield Fault(f"{place}.name", "taken_name", (name,))
    for at, one in enumerate(template.inputs):
        if not one.label.strip():
            yield Fault(f"inputs[{at}].label", "empty")
        if one.kind not in INPUT_KINDS:
            yield Fault(f"inputs[{at}].kind", "not_known", (one.kind,))


def level_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield what is wrong with the rating levels, gates and knock-outs."""
    levels = template.levels
    if not levels:
        yield Fault("levels", "no_levels")
        return
    yield from doubled([one.code for one in levels], "levels", "code")
    for at, level in enumerate(levels):
        if not _CODE.fullmatch(level.code) or level.code == NOT_HELD:
            yield Fault(f"levels[{at}].code", "bad_code", (level.code,))
        if not level.label.strip():
            yield Fault(f"levels[{at}].label", "empty")
        above = levels[at - 1] if at else None
        if above is None:
            if level.min > template.total:
                yield Fault("levels[0].min", "over_max", (level.min, template.total))
        elif above.min == level.min:
            yield Fault(f"levels[{at}].min", "overlap", (at, at + 1, level.min))
        elif above.min < level.min:
            yield Fault(f"levels[{at}].min", "not_descending", (at, at + 1))
    if levels[-1].min != 0:
        yield Fault(f"levels[{len(levels) - 1}].min", "lowest", (levels[-1].min,))
    yield from _gates(template)


def _gates(template: ScoreTemplate) -> Iterator[Fault]:
    codes = [one.code for one in template.levels]
    for at, gate in enumerate(template.gates):
        yield from _known(gate.level, codes, f"gates[{at}].level")
        yield from _known(gate.else_level, codes, f"gates[{at}].else_level")
        both = gate.level in codes and gate.else_level in codes
        if both and codes.index(gate.else_level) <= codes.index(gate.level):
            yield Fault(f"gates[{at}].else_level", "not_lower", (gate.level, gate.else_level))
    for at, knockout in enumerate(template.knockouts):
        yield from _known(knockout.result, [*codes, NOT_HELD], f"knockouts[{at}].result")


def period_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield what is wrong with the rules for quarter and year."""
    codes = [one.code for one in template.levels]
    for key, rule in (("quarter", template.quarter), ("year", template.year)):
        if rule is not None:
            yield from _period(rule, codes, f"aggregation.{key}")


def _period(rule: Aggregation, codes: Sequence[str], place: str) -> Iterator[Fault]:
    if rule.step <= 0:
        yield Fault(f"{place}.step", "not_positive")
    if not rule.kinds:
        yield Fault(f"{place}.kinds", "none_chosen")
    yield from _known(rule.otherwise, ["", *codes], f"{place}.else")
    if rule.engine is Engine.COUNT:
        if not rule.rules:
            yield Fault(f"{place}.rules", "no_rules")
        for at, one in enumerate(rule.rules):
            yield from _count_rule(one, codes, f"{place}.rules[{at}]")
    worst_cap = rule.engine is Engine.WORST_CAP
    for key, code, needed in (
        ("worst", rule.worst, worst_cap),
        ("cap", rule.cap, worst_cap or rule.not_held is NotHeld.CAP),
    ):
        yield from _known(code, codes if needed else ["", *codes], f"{place}.{key}")


def _count_rule(rule: CountRule, codes: Sequence[str], place: str) -> Iterator[Fault]:
    yield from _known(rule.level, codes, f"{place}.level")
    yield from _known(rule.all_at_least, ["", *codes], f"{place}.all_at_least")
    yield from _known(rule.count_level, ["", *codes], f"{place}.count_level")
    if bool(rule.count_level) != (rule.at_least > 0):
        yield Fault(f"{place}.at_least", "half_rule")
    elif not rule.count_level and not rule.all_at_least:
        yield Fault(place, "empty_rule")


def _known(code: str, codes: Sequence[str], place: str) -> Iterator[Fault]:
    if code not in codes:
        yield Fault(place, "unknown_level", (code,))


def doubled(names: Iterable[str], place: str, key: str) -> Iterator[Fault]:
    """Yield a fault for every name of a list that stands there more than once."""
    found = list(names)
    often = Counter(found)
    for at, name in enumerate(found):
        if often[name] > 1:
            yield Fault(f"{place}[{at}].{key}", "doubled", (name,))
