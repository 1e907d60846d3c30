"""What is left of imports, exports, merges and reconciliation after a person was erased."""

import contextlib
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from tcxd_desktop.domain.errors import ErasedProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.reconciliation import Decided
from tcxd_desktop.office import (
    duplicates,
    exports,
    imports,
    merging,
    opening,
    people,
    personal_data,
    reconciliation,
    reconciliation_requests,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import erasure, erasure_exchange, erasure_marks
from tcxd_desktop.wording.book import ERASED
from tests.office.erasure_samples import REQUEST, Scene


@pytest.fixture
def scene(desk: Desk) -> Scene:
    return Scene(desk)


def texts(connection: Any) -> Iterator[tuple[str, str]]:
    """Yield table and text of every cell of both files, packed snapshots too."""
    for schema in ("main", "sealed"):
        tables = connection.execute(
            f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'"
        ).fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT * FROM {schema}."{table}"'):
                for cell in row:
                    if isinstance(cell, str):
                        yield table, cell
                    elif isinstance(cell, bytes) and table.endswith("printed"):
                        yield table, zlib.decompress(cell).decode()


def tables_with(connection: Any, wanted: list[str]) -> set[str]:
    return {table for table, text in texts(connection) if any(word in text for word in wanted)}


@contextlib.contextmanager
def tried(desk: Desk) -> Iterator[Any]:
    """Give a connection whose transaction is taken back at the end."""
    with desk.store.turn() as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


def wanted_of(scene: Scene) -> list[str]:
    return [*scene.markers, scene.name]


def test_a_part_or_a_table_that_is_forgotten_is_found(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twins: each part left out leaves traces in the very table it looks after."""
    wanted, ids = wanted_of(scene), [scene.person.id, scene.gone]
    parts = {
        "_imports": {"import_row", "import_run"},
        "_exports": {"export_run"},
        "_merges": {"person_merge"},
        "_entries": {"recon_entry"},
        "_verdicts": {"recon_verdict"},
        "_requests": {"recon_request"},
        "_rounds": {"recon_round"},
        "_drop": {"import_profile"},
    }
    with tried(scene.desk) as connection:
        erasure.apply(connection, ids)
        assert tables_with(connection, wanted) == set()
    for part, tables in parts.items():
        with monkeypatch.context() as patch, tried(scene.desk) as connection:
            patch.setattr(erasure_exchange, part, lambda *_: iter(()))
            erasure.apply(connection, ids)
            assert tables_with(connection, wanted) >= tables, part
    for table in ("central_number", "sealed_import_row", "sealed_merge"):
        with monkeypatch.context() as patch, tried(scene.desk) as connection:
            for name in ("_TABLES", "_SEALED_TABLES"):
                kept = tuple(one for one in getattr(erasure, name) if one != table)
                patch.setattr(erasure, name, kept)
            erasure.apply(connection, ids)
            assert tables_with(connection, wanted) == {table}
    with tried(scene.desk) as connection:
        # Whoever was made one with them is not told: the whole record would stay.
        erasure.apply(connection, ids[:1])
        assert "person" in tables_with(connection, wanted)


def test_twin_lines_of_the_book_are_only_excused_where_somebody_was_erased(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure_marks, "_NAMED_SINCE", ())
    scene.erase()
    with scene.desk.store.turn() as connection:
        assert "act_change" in tables_with(connection, wanted_of(scene))


def test_what_was_counted_stays(scene: Scene) -> None:
    desk, me = scene.desk, scene.person.id
    runs = imports.runs(desk)
    lines = {one.id: one for one in reconciliation_requests.requests(desk, scene.round.id)}
    merges = merging.listed(desk)
    sent = exports.runs(desk, "central28")
    assert len(duplicates.distinct(desk)) == 1
    scene.erase()
    assert set(opening.verify(desk).values()) == {"ok"}
    after = imports.runs(desk)
    assert [(one.id, one.state, one.changed) for one in after] == [
        (one.id, one.state, one.changed) for one in runs
    ]
    assert {one.file_name for one in after} == {f"{ERASED}.xlsx", "sai.xlsx"}
    assert [one.file_name for one in exports.runs(desk, "central28")] == [f"{ERASED}.xlsx"]
    assert [one.people for one in exports.runs(desk, "central28")] == [one.people for one in sent]
    assert duplicates.distinct(desk) == []
    [request] = reconciliation_requests.requests(desk, scene.round.id)
    before = lines[request.id].lines
    assert (request.number, len(request.lines), len(before)) == ("15-CV/ĐU", 3, 3)
    named = {line.name for line in request.lines}
    assert named == {ERASED, scene.others[0].birth_name}
    assert {line.decided for line in request.lines} == {Decided.REQUESTED}
    told = merging.listed(desk)
    assert [(one.id, one.state) for one in told] == [(one.id, one.state) for one in merges]
    assert {one.reason for one in told} == {ERASED}
    # Both records of the one person are empty; the number of each stays taken.
    for number in (me, scene.gone):
        assert people.read(desk, number).birth_name == ERASED
        with pytest.raises(ErasedProblem):
            personal_data.extract(desk, number, REQUEST)


def test_the_others_keep_what_is_theirs(scene: Scene) -> None:
    desk, other = scene.desk, scene.others[0]
    before = reconciliation.person(desk, scene.round.id, other.id)
    scene.erase()
    after = reconciliation.person(desk, scene.round.id, other.id)
    assert [one.theirs for one in after.fields] == [one.theirs for one in before.fields]
    [verdict] = [one.verdict for one in after.fields if one.target == "ethnicity"]
    assert verdict is not None
    assert verdict.basis == f"Giấy của {ERASED}"
    lines = reconciliation.lines(desk, scene.round.id, None)
    assert scene.person.id not in {one.person_id for one in lines}
    third = [one for one in people.lines(desk, PeopleQuery()) if one.name == "Lê Văn Trùng"]
    assert len(third) == 1


def test_what_needs_the_removed_content_says_so(scene: Scene) -> None:
    desk = scene.desk
    scene.erase()
    [done] = [one for one in merging.listed(desk) if not one.undone_at]
    assert merging.obstacles(desk, done.id)
    kept = [one for one in imports.runs(desk) if not one.undone_at]
    assert [bool(imports.obstacles(desk, one.id)) for one in kept] == [True] * len(kept)


def test_erasing_the_record_that_went_erases_the_person(scene: Scene) -> None:
    desk = scene.desk
    scene.person = people.read(desk, scene.gone)
    scene.erase()
    with desk.store.turn() as connection:
        assert tables_with(connection, [*scene.markers, scene.name]) == set()


def test_an_extract_tells_of_sheets_merges_and_rounds(scene: Scene) -> None:
    made = personal_data.extract(scene.desk, scene.person.id, REQUEST)
    parts = {part.title: part.lines for part in made.parts}
    sheets = {line.label: line.value for line in parts["Nhập, xuất danh sách"]}
    assert len(sheets["ID của hệ thống cấp trên"]) == 9
    [first, second] = [text for name, text in sheets.items() if name.startswith("Lần nhập")]
    assert "dòng 12; hồ sơ được sửa theo dòng này; trước khi nhập:" in first
    assert "Điện thoại" in first
    assert "đã hoàn tác; Theo đơn của" in second
    assert sum(name.startswith("Lần xuất") for name in sheets) == 2
    merged = " | ".join(line.value for line in parts["Gộp hồ sơ"])
    assert f"hồ sơ số {scene.gone} gộp vào hồ sơ số {scene.person.id}" in merged
    assert "đã tách lại" in merged
    assert "không phải một người với hồ sơ số" in merged
    rounds = " | ".join(f"{line.label}: {line.value}" for line in parts["Đối chiếu dữ liệu"])
    for told in ("Rà soát: Danh sách cấp trên", "Rà soát: Phiếu rà soát", "nhập lại",
                 "văn bản 15-CV/ĐU ngày 23/11/2026", "Đã đề nghị cấp trên sửa"):  # fmt: skip
        assert told in rounds
    gone = parts[f"Hồ sơ số {scene.gone}, đã gộp"]
    assert any("Thôn dauvet" in line.value for line in gone)
    pdf = personal_data.render_extract(scene.desk, scene.person.id, REQUEST, copies=0)
    assert pdf.startswith(b"%PDF")


def test_an_extract_of_somebody_no_sheet_ever_named_has_no_such_part(scene: Scene) -> None:
    made = personal_data.extract(scene.desk, scene.others[2].id, REQUEST)
    titles = {part.title for part in made.parts}
    assert not titles & {"Gộp hồ sơ", "Đối chiếu dữ liệu"}
