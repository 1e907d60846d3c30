"""Problems read as a clerk speaks: what is wrong, of what, and how to mend it."""

from tcxd_desktop.domain import errors
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.wording.problems import sentence


def test_keys_never_reach_the_reader() -> None:
    assert "họ và tên khai sinh" in sentence(errors.RequiredProblem("birth_name")).lower()
    assert ": tên." in sentence(errors.RequiredProblem("name"))
    assert sentence(errors.LockedFactProblem("birth_date")).startswith("Ngày sinh đã cố định")
    assert "quyền hủy bản ghi." in sentence(errors.NotAllowedProblem(Permission.VOID.value))
    assert "12 chữ số" in sentence(errors.BadNumberProblem("0371", "citizen_id"))


def test_dates_read_as_on_paper() -> None:
    assert "31/12/2027" in sentence(errors.FutureDateProblem(PartialDate(2027, 12, 31)))
    assert "01/07/2025" in sentence(errors.UnitDatesProblem("2025-07-01"))


def test_what_was_typed_stands_as_it_is_and_no_longer_than_a_line() -> None:
    assert "“{0} <b>31/02</b>”" in sentence(errors.BadDateProblem("{0} <b>31/02</b>"))
    assert len(sentence(errors.NotInListProblem("x" * 500, "sex"))) < 200


def test_a_problem_with_fewer_facts_than_its_sentence_still_reads() -> None:
    assert sentence(errors.TakenNumberProblem("004217 NB")).startswith("Số 004217 NB đã cấp")
