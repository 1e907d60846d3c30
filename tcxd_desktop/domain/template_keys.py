"""The JSON of a scoring template: every key there is. ``score_templates/schema.json`` tells it too.

Attributes and what they mean are documented at the records of ``score_templates``.
"""

from typing import Any

from tcxd_desktop.domain import score_templates as records
from tcxd_desktop.domain.errors import TemplateProblem
from tcxd_desktop.domain.score_templates import (
    ANY,
    AdjustmentKind,
    CellKind,
    Engine,
    MeetingKind,
    Method,
    NaPolicy,
    NotHeld,
    Rounding,
)
from tcxd_desktop.domain.template_codecs import (
    Changes,
    Choice,
    Codec,
    Day,
    Flag,
    Group,
    Key,
    Later,
    Many,
    Number,
    Record,
    Text,
    Whole,
    under,
)

_LINE, _NOTE, _NUMBER, _WHOLE, _FLAG, _DAY = (
    Text(), Text(several=True), Number(), Whole(), Flag(), Day(),
)  # fmt: skip
_ROUNDING = Choice.of(Rounding)
INPUT_KINDS = ("number", "percent", "flag")


def _any_or(values: type[MeetingKind] | type[CellKind]) -> Codec:
    return Many(Choice(str, [ANY, *(str(one.value) for one in values)]))


class _ItemRecord(Record):
    """Tiêu chí: how it is scored may be left to what it holds."""

    def values(self, raw: dict[str, Any], place: str) -> dict[str, Any]:
        found = super().values(raw, place)
        if "method" not in found:
            found["method"] = _method_of(found)
        return found

    def write(self, value: Any) -> dict[str, Any]:
        """Leave the method out of a group only: whoever reads the file need not know defaults."""
        written = super().write(value)
        if value.children and value.method is Method.SUM:
            return {key: told for key, told in written.items() if key != "method"}
        head = {key: written.pop(key) for key in ("id", "label", "max")}
        return {**head, "method": value.method.value, **written}


def _method_of(found: dict[str, Any]) -> Method:
    if found.get("children"):
        return Method.SUM
    if found.get("levels"):
        return Method.LEVELS
    return Method.FORMULA if found.get("formula") else Method.RANGE


_POINTS = ("pts", "pts_per_occurrence")


class _AdjustmentRecord(Record):
    """Điểm cộng, điểm trừ: points go by two names, as people speak of them."""

    def names(self) -> tuple[str, ...]:
        return (*super().names(), _POINTS[1])

    def values(self, raw: dict[str, Any], place: str) -> dict[str, Any]:
        told = [name for name in _POINTS if name in raw]
        if len(told) != 1:
            raise TemplateProblem(under(place, _POINTS[0]), "points", " / ".join(_POINTS))
        return super().values({**raw, _POINTS[0]: raw[told[0]]}, place)

    def write(self, value: Any) -> dict[str, Any]:
        name = _POINTS[value.kind is AdjustmentKind.PENALTY]
        return {name if key == _POINTS[0] else key: v for key, v in super().write(value).items()}


LEGAL_BASIS = Record(
    records.LegalBasis,
    Key("so", "number", _LINE, needed=True),
    Key("ngay", "on", _DAY, nullable=True),
    Key("co_quan", "issuer", _LINE),
)
SCORER = Record(
    records.Scorer,
    Key("id", "id", _LINE, needed=True),
    Key("label", "label", _LINE, needed=True),
    Key("official", "official", _FLAG),
)
POINT_LEVEL = Record(
    records.PointLevel,
    Key("min", "min", _NUMBER, nullable=True),
    Key("when", "when", _LINE),
    Key("pts", "points", _NUMBER, needed=True),
    Key("label", "label", _LINE, needed=True),
)
FORCED = Record(
    records.Forced,
    Key("when", "when", _LINE, needed=True),
    Key("level", "level", _WHOLE, needed=True),
    Key("label", "label", _LINE),
)
ITEM: Record = _ItemRecord(
    records.Item,
    Key("id", "id", _LINE, needed=True),
    Key("label", "label", _LINE, needed=True),
    Key("max", "max", _NUMBER, needed=True),
    Key("method", "method", Choice.of(Method)),
    Key("enabled", "enabled", _FLAG),
    Key("auto", "auto", _LINE),
    Key("formula", "formula", _LINE),
    Key("per", "per", _NUMBER),
    Key("step", "step", _NUMBER, nullable=True),
    Key("applicable_if", "applicable_if", _LINE),
    Key("na_policy", "na_policy", Choice.of(NaPolicy)),
    Key("note", "note", _NOTE),
    Key("levels", "levels", Many(POINT_LEVEL)),
    Key("force", "forced", Many(FORCED)),
    Key("children", "children", Many(Later(lambda: ITEM))),
)
INPUT = Record(
    records.Input,
    Key("name", "name", _LINE, needed=True),
    Key("label", "label", _LINE, needed=True),
    Key("kind", "kind", Choice(str, INPUT_KINDS)),
)
DEFINE = Record(
    records.Define,
    Key("name", "name", _LINE, needed=True),
    Key("expr", "expr", _LINE, needed=True),
    Key("label", "label", _LINE),
)
VARIANT = Record(
    records.Variant,
    Key("when", "when", _LINE, needed=True),
    Key("set", "changes", Changes(), needed=True),
    Key("label", "label", _LINE),
)
ADJUSTMENT: Record = _AdjustmentRecord(
    records.Adjustment,
    Key("id", "id", _LINE, needed=True),
    Key("kind", "kind", Choice.of(AdjustmentKind), needed=True),
    Key("label", "label", _LINE, needed=True),
    Key(_POINTS[0], "points", _NUMBER, needed=True),
    Key("max_total", "max_total", _NUMBER, needed=True),
    Key("may_exceed_total", "may_exceed_total", _FLAG),
    Key("auto", "auto", _LINE),
)
RATING_LEVEL = Record(
    records.RatingLevel,
    Key("code", "code", _LINE, needed=True),
    Key("label", "label", _LINE, needed=True),
    Key("min", "min", _NUMBER, needed=True),
)
GATE = Record(
    records.Gate,
    Key("level", "level", _LINE, needed=True),
    Key("require", "require", _LINE, needed=True),
    Key("else_level", "else_level", _LINE, needed=True),
    Key("label", "label", _LINE),
)
KNOCKOUT = Record(
    records.Knockout,
    Key("if", "when", _LINE, needed=True),
    Key("result", "result", _LINE, needed=True),
    Key("label", "label", _LINE),
)
COUNT_RULE = Record(
    records.CountRule,
    Key("level", "level", _LINE, needed=True),
    Key("all_at_least", "all_at_least", _LINE),
    Key("count_level", "count_level", _LINE),
    Key("at_least", "at_least", _WHOLE),
)
PERIOD = Record(
    records.Aggregation,
    Key("engine", "engine", Choice.of(Engine), needed=True),
    Key("rules", "rules", Many(COUNT_RULE)),
    Key("else", "otherwise", _LINE),
    Key("worst", "worst", _LINE),
    Key("cap", "cap", _LINE),
    Key("not_held", "not_held", Choice.of(NotHeld)),
    Key("kinds", "kinds", Many(Choice.of(MeetingKind))),
    Key("rounding", "rounding", _ROUNDING),
    Key("step", "step", _NUMBER),
    Key("note", "note", _NOTE),
)
PRINT = Record(
    records.PrintLayout,
    Key("columns", "columns", Many(_LINE)),
    Key("show_levels_as_rows", "levels_as_rows", _FLAG),
    Key("footer_levels", "footer_levels", _FLAG),
    Key("signatures", "signatures", Many(Many(_LINE))),
)
APPLIES_TO = Group(
    "applies_to",
    (
        Key("meeting_kinds", "meeting_kinds", _any_or(MeetingKind)),
        Key("org_kinds", "cell_kinds", _any_or(CellKind)),
    ),
)
AGGREGATION = Group(
    "aggregation",
    (
        Key("quarter", "quarter", PERIOD, nullable=True),
        Key("year", "year", PERIOD, nullable=True),
    ),
)
TEMPLATE = Record(
    records.ScoreTemplate,
    Key("code", "code", _LINE, needed=True),
    Key("version", "version", _WHOLE, needed=True),
    Key("title", "title", _LINE, needed=True),
    Key("verified", "verified", _FLAG),
    Key("note", "note", _NOTE),
    Key("legal_basis", "legal_basis", Many(LEGAL_BASIS)),
    Key("valid_from", "valid_from", _DAY, nullable=True),
    Key("valid_to", "valid_to", _DAY, nullable=True),
    APPLIES_TO,
    Key("total", "total", _NUMBER),
    Key("step", "step", _NUMBER),
    Key("rounding", "rounding", _ROUNDING),
    Key("scorers", "scorers", Many(SCORER)),
    Key("inputs", "inputs", Many(INPUT)),
    Key("define", "defines", Many(DEFINE)),
    Key("items", "items", Many(ITEM), needed=True),
    Key("variants", "variants", Many(VARIANT)),
    Key("adjustments", "adjustments", Many(ADJUSTMENT)),
    Key("levels", "levels", Many(RATING_LEVEL), needed=True),
    Key("gates", "gates", Many(GATE)),
    Key("knockouts", "knockouts", Many(KNOCKOUT)),
    AGGREGATION,
    Key("print", "layout", PRINT),
)
OBJECTS: dict[str, Record | Group] = {
    "template": TEMPLATE,
    "legal_basis": LEGAL_BASIS,
    "applies_to": APPLIES_TO,
    "scorer": SCORER,
    "item": ITEM,
    "point_level": POINT_LEVEL,
    "force": FORCED,
    "input": INPUT,
    "define": DEFINE,
    "variant": VARIANT,
    "adjustment": ADJUSTMENT,
    "level": RATING_LEVEL,
    "gate": GATE,
    "knockout": KNOCKOUT,
    "aggregation": AGGREGATION,
    "period": PERIOD,
    "count_rule": COUNT_RULE,
    "print": PRINT,
}
"""Every object of the file, by its name in the schema."""
