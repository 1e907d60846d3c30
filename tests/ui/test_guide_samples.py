"""The sample of a box is something the box takes: typed into it, the program reads it."""

import pytest

from tcxd_desktop.domain.facts import Fact, Kind, Value
from tcxd_desktop.domain.numbers import dossier_number
from tcxd_desktop.domain.units import Unit, UnitNode
from tcxd_desktop.office import codelists
from tcxd_desktop.ui.common.reading import Sources, read_value, show_value
from tcxd_desktop.wording.guides import field_guide
from tests import make
from tests.wording.test_guides import BOXES

CELL = UnitNode(Unit(id=5, name="Chi bộ thôn Đông", type="CB"), depth=1, counted=0)
SOURCES = Sources(make.TODAY, codelists.load(), (CELL,))
TYPED = sorted(key for key, fact in BOXES.items() if fact.kind is not Kind.FLAG)


def read(fact: Fact, key: str, sample: str) -> Value:
    value = read_value(fact, sample, SOURCES, name=key)
    assert value not in (None, "")
    return value


@pytest.mark.parametrize("key", TYPED)
def test_the_program_reads_the_sample_of_a_box(key: str) -> None:
    fact = BOXES[key]
    for sample in field_guide(key).samples:
        value = read(fact, key, sample)
        if fact.kind in (Kind.DATE, Kind.TERM):
            assert read(fact, key, show_value(fact, value, SOURCES)) == value
        if key == "dossier_no":
            assert dossier_number(sample) == sample


def test_the_first_sample_of_an_open_list_is_in_the_list() -> None:
    for key, fact in BOXES.items():
        if fact.kind is Kind.OPEN_CODE:
            offered = {code.name for code in SOURCES.codes[fact.codes].codes}
            assert field_guide(key).samples[0] in offered, key
