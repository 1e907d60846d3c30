"""Everything two offices hold, in a form that compares equal: for proving that backups restore."""

from contextlib import closing
from pathlib import Path

from tcxd_desktop.storage import backup_file, keys
from tcxd_desktop.storage.engine import connect
from tcxd_desktop.storage.keys import Keyring
from tcxd_desktop.storage.store import DATA_FILE, SEALED_FILE
from tests import make

Content = dict[str, list[tuple[object, ...]]]


def of_files(folder: Path, ring: Keyring) -> Content:
    """Return every row of every table of both files."""
    found: Content = {}
    for name, key in ((DATA_FILE, ring.main), (SEALED_FILE, ring.sealed)):
        assert key is not None
        with closing(connect(folder / name, key)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
                found[f"{name} {table}"] = sorted(rows, key=repr)
    return found


def of_office(folder: Path, password: str = make.PASSWORD, account: int = 0) -> Content:
    """Return everything an office holds."""
    return of_files(folder, keys.unlock(folder, password, account))


def of_backup(path: Path, place: Path, password: str = make.PASSWORD, account: int = 0) -> Content:
    """Restore a backup to ``place`` by hand and return everything it holds."""
    place.mkdir(parents=True)
    backup_file.unpack(backup_file.read_head(path), place)
    return of_office(place, password, account)
