"""Every target has its words, and whatever is found at a cell its sentence."""

import ast
import inspect
import re
from types import ModuleType

import pytest

from tcxd_desktop.domain import (
    layout_file,
    sheet_aside,
    sheet_cells,
    sheet_codes,
    sheet_date_parts,
    sheet_dates,
    sheet_lines,
    sheet_names,
    sheet_numbers,
    sheet_parted,
    sheet_rows,
    sheet_values,
)
from tcxd_desktop.domain.layout_file import LayoutFault
from tcxd_desktop.domain.sheet_faults import error
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.wording.sheets import LAYOUT_FAULTS, NOTES, layout_fault, say, target_label

READERS = (
    sheet_aside, sheet_cells, sheet_codes, sheet_date_parts, sheet_dates, sheet_lines, sheet_names,
    sheet_numbers, sheet_parted, sheet_rows, sheet_values,
)  # fmt: skip


def called(module: ModuleType, *names: str) -> set[str]:
    """Return the first constant handed to functions of these names in a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            found.update(str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant))
    return found


def written(module: ModuleType) -> set[str]:
    """Return every text that stands in a module by itself."""
    tree = ast.walk(ast.parse(inspect.getsource(module)))
    return {
        node.value
        for node in tree
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("key", sorted(TARGETS))
def test_every_target_has_its_words(key: str) -> None:
    label = target_label(key)
    assert label != key
    assert label[0].isupper()


def test_labels_tell_targets_apart() -> None:
    labels = [target_label(key) for key in TARGETS]
    assert len(set(labels)) == len(labels)
    assert target_label("") == "Không nhập"
    assert target_label("unheard.of") == "unheard.of"
    assert target_label("trainings.school") == "Đào tạo, bồi dưỡng: tên trường"
    assert target_label("home.address") == "Nơi thường trú: địa chỉ chi tiết"


def test_every_fault_has_its_sentence_and_every_sentence_its_fault() -> None:
    used = {
        key for module in READERS for key in called(module, "error", "doubt", "mended", "_NoDate")
    }
    assert used <= set(NOTES)
    # Some are chosen first and handed on: their keys stand by themselves.
    assert set(NOTES) <= {text for module in READERS for text in written(module)}


@pytest.mark.parametrize("key", sorted(NOTES))
def test_sentences(key: str) -> None:
    places = {int(number) for number in re.findall(r"\{(\d)\}", NOTES[key])}
    args = [f"giá trị {number}" for number in range(1, max(places, default=0) + 1)]
    said = say(error(key, "birth_date", *args))
    assert said.endswith(".")
    assert not set("{}") & set(said)
    assert "Ngày sinh" in said or 0 not in places


def test_what_is_quoted_is_short() -> None:
    assert say(error("date", "birth_date", "x" * 100)).startswith(f"Ngày sinh “{'x' * 40}…” không")


def test_every_fault_of_a_layout_has_its_words() -> None:
    used = {
        str(node.args[1].value)
        for node in ast.walk(ast.parse(inspect.getsource(layout_file)))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "LayoutFault"
        if isinstance(node.args[1], ast.Constant)
    }
    assert used | {"target_twice", "title_twice"} == set(LAYOUT_FAULTS)
    assert layout_fault(LayoutFault("", "format")) == ("Tệp", LAYOUT_FAULTS["format"])
