"""A template as one JSON file: what is refused, with its place; what comes back as it was."""

import json
import re
import time
import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.errors import TemplateProblem
from tcxd_desktop.domain.score_templates import (
    AdjustmentKind,
    CellKind,
    MeetingKind,
    Method,
    NaPolicy,
    ScoreTemplate,
)
from tcxd_desktop.domain.template_checks import faults
from tcxd_desktop.domain.template_json import LARGEST, dump, load
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.templates import fault_text
from tests.domain.template_samples import (
    FOLDER,
    RELAXED,
    D,
    detailed,
    valid_templates,
    wild_templates,
    with_item,
)

PLAIN = {
    "code": "X",
    "version": 1,
    "title": "Mẫu",
    "items": [{"id": "1", "label": "Một", "max": 100}],
    "levels": [{"code": "TOT", "label": "Tốt", "min": 0}],
}
# The example of the domain digest, §A.3, with its ellipses filled in and its comments left out.
EXAMPLE = """
{
  "code": "VI-DU", "version": 1, "title": "Phiếu đánh giá chất lượng sinh hoạt chi bộ",
  "legal_basis": [{"so": "42-HD/BTCTW", "ngay": "2025-10-28", "co_quan": "Ban Tổ chức Trung ương"}],
  "valid_from": "2025-11-01", "valid_to": null,
  "applies_to": {"meeting_kinds": ["thuong_ky","chuyen_de","ket_hop"],
                 "org_kinds": ["*"]},
  "total": 100, "step": 0.5, "rounding": "none",
  "scorers": [{"id":"tu_cham","label":"Điểm tự chấm"},
              {"id":"tham_dinh","label":"Điểm thẩm định","official":true}],
  "items": [
    {"id":"1","label":"Chấp hành thời gian, thời lượng","max":5,"method":"levels",
     "auto":"duration_ratio","levels":[{"min":1.0,"pts":5,"label":"…"}]},
    {"id":"3","label":"Công tác chuẩn bị","max":10,"children":[
       {"id":"3.3","label":"Họp chi ủy…","max":2,"method":"binary",
        "applicable_if":"has_chi_uy or has_pho_bi_thu","na_policy":"full_points"}]},
    {"id":"4.3","label":"Chuyên đề","max":5,"method":"binary",
     "applicable_if":"meeting_kind in ['chuyen_de','ket_hop']","na_policy":"use_variant"}
  ],
  "variants": [{"when":"meeting_kind=='thuong_ky'","set":{"4.2.max":15,"4.3.enabled":false}}],
  "adjustments": [{"id":"bonus1","kind":"bonus","label":"…","pts":1,"max_total":1,"may_exceed_total":false},
                  {"id":"pen1","kind":"penalty","label":"…","pts_per_occurrence":2,"max_total":10}],
  "levels": [{"code":"TOT","label":"Tốt","min":90},{"code":"KHA","label":"Khá","min":70},
             {"code":"TB","label":"Trung bình","min":50},{"code":"KEM","label":"Kém","min":0}],
  "gates": [{"level":"TOT","require":"full(2) and full(1)","else_level":"KHA"}],
  "knockouts": [{"if":"not held","result":"KHONG_SINH_HOAT"}],
  "aggregation": { "quarter": {"engine":"mean"}, "year": {"engine":"count_rule"} },
  "print": {"columns":["STT","TIÊU CHÍ ĐÁNH GIÁ","Thang điểm","Điểm tự chấm","Ghi chú"],
            "show_levels_as_rows": true, "footer_levels": true,
            "signatures":[["T/M BAN CHI ỦY","BÍ THƯ"],["CẤP ỦY CẤP TRÊN PHỤ TRÁCH"]]}
}
"""


def text(**changes: object) -> str:
    return json.dumps({**PLAIN, **changes}, ensure_ascii=False)


def refused(data: bytes | str) -> tuple[object, ...]:
    with pytest.raises(TemplateProblem) as caught:
        load(data)
    return caught.value.args


def test_the_example_of_the_digest_loads() -> None:
    template = load(EXAMPLE)
    assert template.meeting_kinds == (
        MeetingKind.REGULAR,
        MeetingKind.THEMATIC,
        MeetingKind.COMBINED,
    )
    assert template.cell_kinds == ("*",)
    assert template.items[1].method is Method.SUM
    assert template.items[2].na_policy is NaPolicy.VARIANT
    assert template.variants[0].changes == {"4.2.max": D(15), "4.3.enabled": False}
    assert [one.points for one in template.adjustments] == [D(1), D(2)]
    assert template.adjustments[1].kind is AdjustmentKind.PENALTY
    assert template.knockouts[0].when == "not held"
    assert template.official.id == "tham_dinh"
    assert template.layout.signatures[0] == ("T/M BAN CHI ỦY", "BÍ THƯ")


def test_the_method_follows_from_what_an_item_holds() -> None:
    items = [
        {"id": "1", "label": "", "max": 1, "children": [{"id": "1.1", "label": "", "max": 1}]},
        {"id": "2", "label": "", "max": 1, "levels": [{"pts": 1, "label": ""}]},
        {"id": "3", "label": "", "max": 1, "formula": "1"},
    ]
    found = load(text(items=items))
    methods = [item.method for item in found.walk()]
    assert methods == [Method.SUM, Method.RANGE, Method.LEVELS, Method.FORMULA]


def test_numbers_are_exactly_as_written() -> None:
    written = '"max": 0.1, "step": 0.10'
    found = load(text().replace('"max": 100', written)).items[0]
    assert (found.max, found.step) == (Decimal("0.1"), Decimal("0.1"))
    assert load(text().replace('"max": 100', '"max": 1e2')).items[0].max == 100
    assert '"max": 100,' in dump(load(text().replace('"max": 100', '"max": 1e2')))


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ("", ("", "syntax", 1)),
        ('{"code": "X",\n"title": }', ("", "syntax", 2)),
        (b"\xff\xfe", ("", "encoding", "")),
        (" " * (LARGEST + 1), ("", "size", LARGEST)),
        ("đ" * (LARGEST // 2 + 1), ("", "size", LARGEST)),
        ("[]", ("", "object", "")),
        ('\n{"a":' * 40, ("", "deep", 32)),
        ("[" * 500_000, ("", "deep", 1)),
        ('{"code": "X", "code": "Y"}', ("code", "doubled", "")),
        (text(cod="Y"), ("cod", "unknown", "code")),
        (text(zzzzzz=1), ("zzzzzz", "unknown", "")),
        (text(**{"dòng\nhai\u202e" + "x" * 99: 1}), (f"dòng hai{'x' * 32}", "unknown", "")),
        ('{"version": 1}', ("code", "missing", "code")),
        (text(code=1), ("code", "text", "")),
        (text(version="1"), ("version", "number", "")),
        (text(version=1.5), ("version", "whole", "")),
        (text(version=-1), ("version", "whole", "")),
        (text(version=True), ("version", "number", "")),
        (text(verified="có"), ("verified", "flag", "")),
        (text(items={}), ("items", "list", "")),
        (text(items=[1]), ("items[0]", "object", "")),
        (text(items=[{"id": "1", "label": "Một"}]), ("items[0].max", "missing", "max")),
        (text(rounding="up"), ("rounding", "choice", "none, half_up, half_even, floor")),
        (text(valid_from="2025-02-30"), ("valid_from", "date", "2025-02-30")),
        (text(valid_from="20250228"), ("valid_from", "date", "20250228")),
        (text(title="x" * 3000), ("title", "long", 2000)),
        (text(title=None), ("title", "text", "")),
        (text(applies_to={"org_kinds": ["lang"]}),
         ("applies_to.org_kinds[0]", "choice", ", ".join(["*", *CellKind]))),
        (text(aggregation={"yeer": {}}), ("aggregation.yeer", "unknown", "year")),
        (text(aggregation={"year": {"engine": "sum"}}),
         ("aggregation.year.engine", "choice", "count_rule, mean, worst_cap")),
        (text(variants=[{"when": "held", "set": {"1.max": [1]}}]),
         ("variants[0].set.1.max", "number", "")),
        (text(adjustments=[{"id": "a", "kind": "bonus", "label": "", "max_total": 1}]),
         ("adjustments[0].pts", "points", "pts / pts_per_occurrence")),
        (text(adjustments=[{"id": "a", "kind": "bonus", "label": "", "max_total": 1, "pts": 1,
                            "pts_per_occurrence": 1}]),
         ("adjustments[0].pts", "points", "pts / pts_per_occurrence")),
        (text(total="@").replace('"@"', "1234567890123"), ("total", "digits", "1234567890123")),
        (text(total="@").replace('"@"', "NaN"), ("total", "digits", "NaN")),
        (text(total="@").replace('"@"', "-Infinity"), ("total", "digits", "-Infinity")),
        (text(total="@").replace('"@"', "1e999999999999"), ("total", "digits", "1e999999999999")),
        (text(total="@").replace('"@"', "1e-400000000"), ("total", "digits", "1e-400000000")),
        (text(total="@").replace('"@"', "9" * 5000), ("total", "digits", "9" * 24)),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_refused_names_its_place(data: bytes | str, wanted: tuple[object, ...]) -> None:
    assert refused(data) == wanted


def test_a_key_deep_inside_is_named_with_its_way() -> None:
    child = {"id": "3.1", "label": "", "max": 1, "maxx": 2}
    groups = [{"id": str(at), "label": "", "max": 1, "children": [child]} for at in range(3)]
    assert refused(text(items=[PLAIN["items"][0], *groups]))[0] == "items[1].children[0].maxx"
    doubled = text(items=[{"id": "1", "label": "", "max": "@"}]).replace('"@"', '1, "max": 2')
    assert refused(doubled) == ("items[0].max", "doubled", "")


def test_ten_thousand_items_are_refused() -> None:
    many = [{"id": f"{at}", "label": "", "max": 1} for at in range(10_000)]
    assert refused(text(items=many)) == ("items", "many", 2000)
    halves = [{"id": "", "label": "", "max": 1, "children": many[:1500]} for _ in range(2)]
    assert refused(text(items=halves)) == ("items", "many", 2000)


@pytest.mark.parametrize(
    "hostile",
    ["[" * 900_000, '"' + "\\\"" * 450_000, '{"a":' * 29 + "1" + "}" * 29, '"\\u0000' * 100_000,
     '{"a":1,' * 100_000, "1" * 900_000, '{"title": "' + "\\ud800" * 100_000 + '"}'],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_hostile_files_are_refused_soon(hostile: str) -> None:
    began = time.process_time()
    refused(hostile)
    assert time.process_time() - began < 2


def test_texts_come_in_clean() -> None:
    raw = unicodedata.normalize("NFD", "  Phiếu\u200b   chấm ")
    found = load(text(title=raw, note="một\r\n\r\nhai  \n").encode())
    assert found.title == "Phiếu chấm"
    assert found.note == "một\n\nhai"


def test_a_mark_of_byte_order_is_no_fault() -> None:
    assert load(b"\xef\xbb\xbf" + text().encode()) == load("\ufeff" + text()) == load(text())


def test_null_is_as_if_left_out() -> None:
    told = load(text(valid_from=None, valid_to=None, aggregation={"quarter": None, "year": None}))
    assert told == load(text())


def test_what_is_as_by_default_is_not_written() -> None:
    written = json.loads(dump(load(text())))
    assert set(written) == set(PLAIN)
    assert written["items"] == [{"id": "1", "label": "Một", "max": 100, "method": "range"}]


def test_a_penalty_is_written_with_its_own_word() -> None:
    written = json.loads(dump(detailed()))["adjustments"]
    assert [set(one) & {"pts", "pts_per_occurrence"} for one in written] == [
        {"pts"}, {"pts_per_occurrence"},
    ]  # fmt: skip


def test_everything_comes_back() -> None:
    template = detailed()
    assert load(dump(template)) == template
    assert load(dump(template).encode()) == template
    strange = with_item(template, "2.1", method=Method.SUM)
    assert load(dump(strange)) == strange


def test_equal_templates_give_equal_text() -> None:
    template = detailed()
    same = replace(template, total=D("100.00"), step=D("0.500"))
    assert dump(same) == dump(template)
    assert all(len(line) <= 100 or '": "' in line for line in dump(template).splitlines())


@settings(RELAXED, max_examples=60)
@given(valid_templates())
def test_valid_templates_come_back(template: ScoreTemplate) -> None:
    assert load(dump(template)) == template
    assert dump(load(dump(template))) == dump(template)


@settings(RELAXED, max_examples=60)
@given(wild_templates())
def test_wild_templates_come_back(template: ScoreTemplate) -> None:
    written = dump(template)
    assert load(written) == template
    assert json.loads(written)
    assert not re.search(r"[eE][+-]?\d", re.sub(r'"(?:[^"\\]|\\.)*"', "", written))


SHEET = (FOLDER / "an-phu.json").read_text("utf-8")
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*PLAIN, "children", "max", "set", "when", "x"]), inner)
    ),
    max_leaves=8,
)


def read_or_refused(data: bytes | str) -> None:
    """Nothing but a template or a problem that can be told comes of a file."""
    try:
        template = load(data)
    except TemplateProblem as problem:
        said = sentence(problem)
    else:
        assert load(dump(template)) == template
        said = ".".join(fault_text(one) for one in faults(template)) or "."
    assert said.endswith(".")


@settings(RELAXED, max_examples=150)
@given(
    st.integers(0, len(SHEET)),
    st.integers(0, 60),
    st.text('{}[],:"0159eE.-\\ntruefalsx', max_size=6),
)
def test_a_file_with_a_damaged_place_is_no_accident(at: int, gone: int, put: str) -> None:
    read_or_refused(SHEET[:at] + put + SHEET[at + gone :])


@settings(RELAXED, max_examples=100)
@given(st.sampled_from([*PLAIN, "print", "variants", "aggregation", "gates", "total"]), JSON_VALUES)
def test_any_value_in_any_place_is_no_accident(key: str, value: object) -> None:
    read_or_refused(json.dumps({**PLAIN, key: value}))


@settings(RELAXED, max_examples=50)
@given(st.binary(max_size=60))
def test_any_bytes_are_no_accident(data: bytes) -> None:
    read_or_refused(data)
