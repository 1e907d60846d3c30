"""The templates the program brings along, and the schema that tells others their format."""

import json
import time
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tcxd_desktop.domain.meeting_facts import DERIVED, GIVEN
from tcxd_desktop.domain.score_sheets import Entry, Facts
from tcxd_desktop.domain.score_templates import Method, ScoreTemplate
from tcxd_desktop.domain.scoring import score
from tcxd_desktop.domain.template_checks import faults, totals
from tcxd_desktop.domain.template_codecs import Group, Key
from tcxd_desktop.domain.template_json import dump, load
from tcxd_desktop.domain.template_keys import OBJECTS
from tests.domain.template_samples import (
    FOLDER,
    RELAXED,
    SHIPPED,
    D,
    detailed,
    valid_templates,
    wild_templates,
)

SCHEMA = json.loads((FOLDER / "schema.json").read_text("utf-8"))
FILES = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
MEANING = {
    "an-phu": ("AN-PHU", 90, [5, 5, 10, 30, 10, 5, 30, 5]),
    "binh-thuan-khoi": ("BINH-THUAN-KHOI", 90, [5, 5, 10, 30, 10, 5, 30, 5]),
    "hd42-2025": ("HD42-2025", 90, [5, 5, 10, 40, 5, 30, 5]),
    "nghe-an-chuyen-de": ("NGHE-AN-CD", 80, [20, 10, 45, 15, 10]),
    "nghe-an-thuong-ky": ("NGHE-AN-TK", 80, [20, 10, 45, 15, 10]),
    "phu-tho-khoi": ("PHU-THO-KHOI", 90, [15, 20, 45, 20]),
}


def read(name: str) -> ScoreTemplate:
    return load((FOLDER / f"{name}.json").read_bytes())


@FILES
def test_every_shipped_template_is_without_fault(path: Path) -> None:
    template = load(path.read_bytes())
    assert faults(template) == []
    assert {one.total for one in totals(template)} == {D(100)}
    assert template.legal_basis
    assert template.note.endswith(".")
    # As the program itself would write it, so that exporting one gives this file.
    assert dump(template) == path.read_text("utf-8")


@FILES
def test_groups_and_levels_are_those_of_the_sources(path: Path) -> None:
    template = load(path.read_bytes())
    code, good, groups = MEANING[path.stem]
    assert template.code == code
    assert [int(item.max) for item in template.items] == groups
    assert [int(one.min) for one in template.levels] == [good, 70, 50, 0]
    assert [one.label for one in template.levels] == ["Tốt", "Khá", "Trung bình", "Kém"]


@FILES
def test_what_is_not_prescribed_is_said_so(path: Path) -> None:
    template = load(path.read_bytes())
    assert template.verified is (path.stem == "hd42-2025")
    for period in (template.quarter, template.year):
        assert period is not None
        assert "cấp ủy quyết định" in period.note
    if path.stem.startswith(("nghe-an", "phu-tho")):
        assert {item.method for item in template.items} == {Method.RANGE}
        assert not any(item.auto for item in template.items)


def test_the_kinds_of_meeting_are_told_apart() -> None:
    assert read("nghe-an-thuong-ky").meeting_kinds == ("thuong_ky",)
    assert read("nghe-an-chuyen-de").meeting_kinds == ("chuyen_de",)
    context = [dict(one.context) for one in totals(read("an-phu"))]
    assert [next(iter(one["meeting_kind"])) for one in context] == [
        "thuong_ky", "chuyen_de", "ket_hop",
    ]  # fmt: skip


def test_binh_thuan_is_an_phu_with_a_gate() -> None:
    with_gate, plain = read("binh-thuan-khoi"), read("an-phu")
    assert with_gate.items == plain.items
    assert plain.gates == ()
    assert with_gate.gates[0].require == "full(2.1) and full(1) and full(4.5) and full(4.6)"
    labels = {item.id: item.label for item in plain.walk()}
    assert labels["2.1"] == "Tỷ lệ dự họp"
    assert "phát biểu" in labels["4.5"]
    assert labels["4.6"].startswith("Sổ biên bản")


MEETING: Facts = {
    "meeting_kind": "thuong_ky",
    "members": D(24),
    "exempt": D(2),
    "away": D(1),
    "special_duty": D(0),
    "present": D(19),
    "absent_no_reason": D(0),
    "absent_reason": D(2),
    "long_absent": D(0),
    "duration_min": D(95),
    "speakers": D(9),
    "tasks_due": D(10),
    "tasks_done": D(9),
    "has_chi_uy": False,
    "has_pho_bi_thu": False,
    "posted_days_before": D(1),
    "minutes_days_after": D(3),
}


def points(template: ScoreTemplate, item: str, **facts: object) -> Decimal | None:
    found = score(template, {**MEETING, **facts}, {}, "tu_cham").item(item)
    assert found is not None
    return found.points


@pytest.mark.parametrize(
    ("item", "facts", "wanted"),
    [
        ("1", {}, 5),
        ("1", {"duration_min": D(90)}, 5),
        ("1", {"duration_min": D(89)}, 4),
        ("1", {"duration_min": D(75)}, 4),
        ("1", {"duration_min": D(74)}, 3),
        ("1", {"duration_min": D(60)}, 3),
        ("1", {"duration_min": D(59)}, 2),
        ("1", {"duration_min": D(45)}, 2),
        ("1", {"duration_min": D(44)}, 1),
        ("1", {"duration_min": D(95), "members": D(30)}, 3),
        ("1", {"duration_min": None}, None),
        ("2.1", {}, 4),
        ("2.1", {"absent_no_reason": D(1)}, 1),
        ("2.1", {"present": D(18)}, 3),
        ("2.1", {"present": D(13)}, 1),
        ("2.1", {"members": D(3), "present": D(0)}, None),
        ("2.2", {"long_absent": D(1)}, 0),
        ("3.3", {}, 2),
        ("3.3", {"has_chi_uy": True, "committee_met": False}, 0),
        ("3.3", {"has_pho_bi_thu": True}, None),
        ("3.5", {}, 2),
        ("3.5", {"posted_days_before": D(0)}, 0),
        ("4.5", {"present": D(18)}, 5),
        ("4.5", {}, 4),
        ("4.5", {"speakers": D(0)}, 2),
        ("7", {}, 30),
        ("7", {"tasks_done": D(5)}, 15),
        ("7", {"tasks_done": D(0)}, 10),
        ("7", {"tasks_due": D(0), "tasks_done": D(0)}, None),
        ("8.3", {}, 0),
        ("8.3", {"minutes_days_after": D(2)}, 1),
    ],
)
def test_an_phu_scores_as_its_table_says(item: str, facts: dict[str, object], wanted: int) -> None:
    found = points(read("an-phu"), item, **facts)
    assert found == (None if wanted is None else D(wanted))


def test_the_national_frame_guesses_nothing() -> None:
    frame = read("hd42-2025")
    assert points(frame, "1") == 5
    assert points(frame, "1", duration_min=D(89)) is None
    assert points(frame, "1", duration_min=D(119), meeting_kind="ket_hop") is None
    assert points(frame, "1", duration_min=D(120), meeting_kind="ket_hop") == 5
    assert points(frame, "2") == 5
    assert points(frame, "2", present=D(18)) is None
    assert points(frame, "2", absent_no_reason=D(1)) is None
    result = score(frame, MEETING, {}, "tu_cham")
    by_itself = [one.id for one in result.items if one.points is not None and "." not in one.id]
    assert by_itself == ["1", "2"]
    assert result.level is None


def test_the_same_total_is_another_level_elsewhere() -> None:
    entry = {"*": Entry(points=D(82))}
    assert score(read("nghe-an-thuong-ky"), MEETING, entry, "tham_dinh").level == "TOT"
    assert score(read("hd42-2025"), MEETING, entry, "tham_dinh").level == "KHA"


def test_checking_the_largest_is_quick_enough_for_typing() -> None:
    template = read("an-phu")
    lasted = []
    for _ in range(5):
        began = time.process_time()
        faults(template)
        lasted.append(time.process_time() - began)
    assert min(lasted) < 0.03


# --- the schema ----------------------------------------------------------------------------------


def definition(name: str) -> Any:
    return SCHEMA if name == "template" else SCHEMA["$defs"][name]


@pytest.mark.parametrize("name", OBJECTS)
def test_the_schema_has_the_keys_the_loader_reads(name: str) -> None:
    declared, told = OBJECTS[name], definition(name)
    keys = declared.keys
    names = {key.name for key in keys} if isinstance(declared, Group) else set(declared.names())
    needed = {key.name for key in keys if isinstance(key, Key) and key.needed}
    assert set(told["properties"]) == names
    assert told["additionalProperties"] is False
    if name == "adjustment":
        needed.discard("pts")
        wanted = [{"required": ["pts"]}, {"required": ["pts_per_occurrence"]}]
        assert told["oneOf"] == wanted
    assert set(told.get("required", ())) == needed
    assert told["description"]


def test_the_schema_is_of_the_draft_it_says_and_tells_every_fact() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(SCHEMA["$defs"]) == set(OBJECTS) - {"template"}
    told = set(SCHEMA["description"].replace(",", " ").replace(".", " ").split())
    assert {*GIVEN, *DERIVED} <= told


def fits(schema: Mapping[str, Any], value: Any) -> bool:
    """Tell whether a value is as the schema says; an unknown keyword is an error."""
    return all(_KEYWORDS[key](schema, wanted, value) for key, wanted in schema.items())


def _typed(_schema: Mapping[str, Any], wanted: Any, value: Any) -> bool:
    types = [wanted] if isinstance(wanted, str) else wanted
    return any(_TYPES[one](value) for one in types)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES = {
    "string": lambda value: isinstance(value, str),
    "number": _number,
    "integer": lambda value: _number(value) and value == int(value),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def _properties(schema: Mapping[str, Any], wanted: Any, value: Any) -> bool:
    return all(fits(wanted[key], one) for key, one in value.items() if key in wanted)


def _others(schema: Mapping[str, Any], wanted: Any, value: Any) -> bool:
    strange = [one for key, one in value.items() if key not in schema.get("properties", {})]
    return all(wanted is not False and fits(wanted, one) for one in strange)


def _pattern(_schema: Mapping[str, Any], wanted: str, value: Any) -> bool:
    assert wanted == "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
    return value is None or value == "" or (len(value) == 10 and value[4] == value[7] == "-")


_KEYWORDS: Mapping[str, Any] = {
    "$schema": lambda *_: True,
    "$defs": lambda *_: True,
    "title": lambda *_: True,
    "description": lambda *_: True,
    "type": _typed,
    "enum": lambda _s, wanted, value: value in wanted,
    "properties": _properties,
    "additionalProperties": _others,
    "required": lambda _s, wanted, value: set(wanted) <= set(value),
    "items": lambda _s, wanted, value: all(fits(wanted, one) for one in value),
    "maxItems": lambda _s, wanted, value: len(value) <= wanted,
    "maxLength": lambda _s, wanted, value: value is None or len(value) <= wanted,
    "minimum": lambda _s, wanted, value: value >= wanted,
    "pattern": _pattern,
    "oneOf": lambda _s, wanted, value: sum(fits(one, value) for one in wanted) == 1,
    "anyOf": lambda _s, wanted, value: any(fits(one, value) for one in wanted),
    "$ref": lambda _s, wanted, value: fits(definition(wanted.removeprefix("#/$defs/")), value),
}


@FILES
def test_shipped_files_fit_the_schema(path: Path) -> None:
    assert fits(SCHEMA, json.loads(path.read_text("utf-8")))


def test_what_does_not_fit_is_seen() -> None:
    """The twin: the look at the schema is no mere nod."""
    plain = json.loads(dump(detailed()))
    assert fits(SCHEMA, plain)
    for wrong in (
        {**plain, "extra": 1},
        {**plain, "version": "1"},
        {**plain, "rounding": "up"},
        {key: value for key, value in plain.items() if key != "items"},
        {**plain, "items": [{"id": "1", "label": "x", "max": 1, "children": [{"id": "2"}]}]},
        {**plain, "aggregation": {"year": {"engine": "sum"}}},
    ):
        assert not fits(SCHEMA, wrong)


@settings(RELAXED, max_examples=25)
@given(valid_templates() | wild_templates())
def test_whatever_is_written_fits_the_schema(template: ScoreTemplate) -> None:
    assert fits(SCHEMA, json.loads(dump(template)))
