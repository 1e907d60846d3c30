"""Steps and schema say the same; a step is whole or not at all."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from tcxd_desktop.domain.errors import MigrationProblem, NewerFileProblem
from tcxd_desktop.domain.imports import ImportChoices
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfers import TransferQuery
from tcxd_desktop.office import imports, loans, meetings, people, supplements, transfers
from tcxd_desktop.office import opening as office_opening
from tcxd_desktop.storage import backup_file, migrate, opening, writer
from tcxd_desktop.storage.engine import Sealed, connect, version_of
from tcxd_desktop.storage.opening import Way
from tcxd_desktop.storage.schema import metadata, sealed
from tcxd_desktop.storage.store import LATEST, LATEST_SEALED
from tests import make
from tests.office import meeting_samples, transfer_samples
from tests.office.test_imports import sheet

KEY = bytes(range(32))
SEALED_KEY = bytes(range(1, 33))


def _made(path: Path) -> Any:
    connection = opened(path)
    writer.upgrade(lambda: opened(path), 0, 0, lambda: None)
    return connection


def opened(path: Path) -> Any:
    apart = Sealed(path.with_suffix(".sealed"), SEALED_KEY)
    return connect(path, KEY, foreign_keys=False, sealed=apart)


def test_version_of_the_program_is_its_last_step() -> None:
    assert len(migrate.STEPS) == LATEST
    assert len(migrate.SEALED_STEPS) == LATEST_SEALED


def test_migrated_schema_equals_the_declared_one(tmp_path: Path) -> None:
    connection = _made(tmp_path / "a.db")
    engine = create_engine(
        "sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool
    )
    with engine.connect() as connected:
        context = MigrationContext.configure(connected)
        assert compare_metadata(context, metadata) == []
        # compare_metadata does not see checks, defaults and partial indexes: the statements must be equal.
        stored = dict(
            connected.execute(text("SELECT name, sql FROM sqlite_master WHERE type='table'")).all()
        )
        apart = "SELECT name, sql FROM sealed.sqlite_master WHERE type='table'"
        stored |= dict(connected.execute(text(apart)).all())
        for table in (*metadata.tables.values(), *sealed.tables.values()):
            declared = str(CreateTable(table).compile(engine))
            assert "".join(stored[table.name].split()) == "".join(declared.split())
        indexes = {index["name"] for index in inspect(connected).get_indexes("person")}
        assert "uq_person_citizen_id" in indexes
    engine.dispose()


def test_a_failing_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    _made(path).close()

    class Step:
        @staticmethod
        def upgrade(op: Any) -> None:
            op.execute("CREATE TABLE half (a TEXT)")
            op.execute("INSERT INTO person_jobs (person_id, position) VALUES (9, 0)")

    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, Step))
    copies: list[str] = []
    with pytest.raises(MigrationProblem):
        writer.upgrade(lambda: opened(path), LATEST, LATEST_SEALED, lambda: copies.append("made"))
    assert copies == ["made"]
    after = opened(path)
    assert after.execute("SELECT 1 FROM sqlite_master WHERE name='half'").fetchone() is None
    assert version_of(after) == LATEST
    after.close()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewerFileProblem):
        writer.upgrade(lambda: None, LATEST + 1, 0, lambda: None)


def test_an_upgrade_keeps_a_verified_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "office"
    opening.create_store(folder, make.HEAD_NAME, make.PASSWORD, make.CHEAP).close()

    class Step:
        @staticmethod
        def upgrade(op: Any) -> None:
            op.execute("CREATE TABLE later (a TEXT)")

    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, Step))
    monkeypatch.setattr("tcxd_desktop.storage.store.LATEST", LATEST + 1)
    store = opening.open_store(folder, Way(make.PASSWORD)).store
    try:
        [kept] = (folder / "copies").glob("*.tcxdbak")
        assert backup_file.read_head(kept).manifest.schema == LATEST
        with store.read() as reading:
            assert reading.one("PRAGMA user_version") == (LATEST + 1,)
    finally:
        store.close()


def test_an_office_of_the_second_version_takes_meetings(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "old_files" / "v2", tmp_path / "o"))
    desk = office_opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        assert set(office_opening.verify(desk).values()) == {"ok"}
        assert [people.read(desk, number).birth_name for number in (1, 2, 3)] == [
            "Nguyễn Thị Đào", "Lê Văn Đạt", "Phạm Thị Hương Giang"
        ]  # fmt: skip
        assert people.read(desk, 2).special_history == "Dấu kín 2: năm 1975 ở miền Nam"
        assert supplements.state_of(desk, 1, 2026) == supplements.CONFIRMED
        [loan] = loans.open_loans(desk)
        assert loan.borrower == "Vũ Thị Hạnh"
        made = meeting_samples.held(desk)
        assert made.counts.members == 3
        assert set(office_opening.verify(desk).values()) == {"ok"}
    finally:
        office_opening.close_office(desk)


def test_an_office_of_the_third_version_takes_transfers(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "old_files" / "v3", tmp_path / "o"))
    desk = office_opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        assert set(office_opening.verify(desk).values()) == {"ok"}
        # Those who left or are away by events typed before cases existed stay as they are.
        assert people.read(desk, 2).spells[-1].activity == "tam_thoi_noi_khac"
        assert people.read(desk, 5).spells[-1].leaving == "chuyen_di"
        [meeting] = meetings.month_meetings(desk, "2026-10")
        assert meeting.counts.members == 3
        person = transfer_samples.member(desk, card_no="", citizen_id="", dossier_no="")
        case = transfer_samples.going(desk, person)
        case = transfer_samples.sign(desk, case, [1, 4], "2026-11-20")
        assert people.read(desk, person).spells[-1].leaving == "chuyen_di"
        assert set(office_opening.verify(desk).values()) == {"ok"}
    finally:
        office_opening.close_office(desk)


def test_an_office_of_the_fourth_version_takes_imports(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "old_files" / "v4", tmp_path / "o"))
    desk = office_opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        assert set(office_opening.verify(desk).values()) == {"ok"}
        [case] = transfers.listed(desk, TransferQuery(person_id=6))
        assert case.name
        assert people.read(desk, 6).spells[-1].leaving == "chuyen_di"
        before = people.read(desk, 2)
        members = people.count(desk, PeopleQuery())
        changed = ["Lê Văn An", "", "037080000002", "01/07/1980", "", "Chi bộ thôn Mới", "", ""]
        known = [before.birth_name, "", before.citizen_id, "", "", "", "Chi bộ nơi khác", ""]
        preview = imports.preview_members(desk, sheet(changed, known), "a.xlsx")
        choices = ImportChoices(units={"Chi bộ thôn Mới": None}, match={3: 2})
        result = imports.apply_members(desk, preview, choices)
        assert (result.created, result.changed) == (1, 1)
        imports.undo(desk, result.run_id, "Nhập thử")
        assert people.count(desk, PeopleQuery()) == members
        assert people.read(desk, 2) == replace(before, version=before.version + 2)
        assert set(office_opening.verify(desk).values()) == {"ok"}
    finally:
        office_opening.close_office(desk)
