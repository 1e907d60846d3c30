"""The steps of the build one by one, on files made for each test."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from installer import budget, ground, make_icon, options, pack_keys, packing, runtime, trimming
from installer.ground import Stop
from installer.wheels import Wheel, canonical, locked

MOMENT = 1_800_000_000


def wheel(folder: Path, files: dict[str, str]) -> Wheel:
    path = folder / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return Wheel("thing", "1.0", path, "")


# --- command line --------------------------------------------------------------------------------


def test_without_arguments_a_quick_build_of_the_checkout_is_meant() -> None:
    asked = options.read([])
    assert not asked.release
    assert asked.version == ""
    assert asked.signing is None
    assert asked.dist == ground.ROOT / "dist"


@pytest.mark.parametrize(
    "version", ["1", "1.2", "1.2.3.4", "1.2.x", "v1.2.3", "1.2.1000", "01.2.3"]
)
def test_a_version_is_three_numbers(version: str) -> None:
    with pytest.raises(Stop):
        options.read(["--version", version])


def test_the_certificate_comes_with_its_password_and_time() -> None:
    asked = options.read(["--sign", "a.pfx", "--sign-password-file", "b", "--timestamp", "c"])
    assert asked.signing is not None
    assert asked.signing.certificate.name == "a.pfx"
    assert asked.signing.password_file == Path("b")
    assert asked.signing.timestamp == "c"


# --- runtime -------------------------------------------------------------------------------------


def test_a_runtime_that_is_not_locked_is_refused_with_its_digest(tmp_path: Path) -> None:
    given = tmp_path / "python-3.13.99-embed-amd64.zip"
    given.write_bytes(b"somebody else's Python")
    with pytest.raises(Stop, match=hashlib.sha256(given.read_bytes()).hexdigest()):
        runtime.obtain(given)


def test_a_runtime_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Stop, match=r"thieu\.zip"):
        runtime.obtain(tmp_path / "thieu.zip")


# --- packages ------------------------------------------------------------------------------------


def test_files_of_a_package_go_where_pip_would_put_them(tmp_path: Path) -> None:
    given = wheel(
        tmp_path,
        {
            "thing/a.py": "a",
            "thing-1.0.data/purelib/thing/b.py": "b",
            "thing-1.0.data/platlib/thing/c.py": "c",
            "thing-1.0.data/scripts/thing": "started by nobody",
        },
    )
    assert dict(given.files()) == {"thing/a.py": b"a", "thing/b.py": b"b", "thing/c.py": b"c"}


@pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "thing/../../evil.py", "C:/evil.py"])
def test_a_package_cannot_write_outside_its_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        list(wheel(tmp_path, {name: ""}).files())


def test_a_lock_is_read_with_its_digests() -> None:
    first, second = "a" * 64, "b" * 64
    text = f"""# made by hand
--only-binary :all:

one==1.0 \\
    --hash=sha256:{first} \\
    --hash=sha256:{second}
    # via us
two==2.0 ; python_version > '3' \\
    --hash=sha256:{second}
"""
    assert locked(text) == {
        "one": ("1.0", frozenset({first, second})),
        "two": ("2.0", frozenset({second})),
    }


def test_names_of_packages_are_compared_as_locks_write_them() -> None:
    assert canonical("PySide6_Essentials") == canonical("pyside6.essentials")


# --- trimming ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("sqlalchemy/orm/session.py", True),
        ("sqlalchemy/testing/suite.py", False),
        ("sqlalchemy-2.dist-info/METADATA", True),
        ("sqlalchemy-2.dist-info/RECORD", False),
        ("PIL/_imaging.cp313-win_amd64.pyd", True),
        ("PIL/_avif.cp313-win_amd64.pyd", False),
        ("PySide6/QtCore.pyd", True),
        ("PySide6/QtCore.pyi", False),
        ("PySide6/qml/QtQuick/plugin.dll", False),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/platforms/qdirect2d.dll", False),
        ("reportlab/fonts/DarkGarden.sfd", False),
        ("docx/templates/default.docx", True),
    ],
)
def test_what_is_shipped_of_a_package(place: str, kept: bool) -> None:
    assert trimming.wanted(place) is kept


def test_modules_of_qt_are_found_however_they_are_imported(tmp_path: Path) -> None:
    source = tmp_path / "screen.py"
    source.write_text(
        "import PySide6.QtSvg\n"
        "from PySide6 import QtTest\n"
        "def late():\n"
        "    from PySide6.QtPrintSupport import QPrinter\n"
        "from PySide6Other.QtNetwork import no\n",
        encoding="utf-8",
    )
    assert trimming.qt_modules([source]) == {"QtSvg", "QtTest", "QtPrintSupport"}


# --- keys of the issuer --------------------------------------------------------------------------


def key(folder: Path, file_name: str, **told: object) -> Path:
    file = folder / f"{file_name}.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    return file


@pytest.fixture
def pinned(tmp_path: Path) -> Path:
    target = tmp_path / "pack_keys.json"
    target.write_text('{"note": "Ghi chú", "keys": []}', encoding="utf-8")
    return target


def test_public_keys_are_added_in_their_order(pinned: Path, tmp_path: Path) -> None:
    files = [key(tmp_path, n, name=n, sign=n * 64) for n in ("a", "b")]
    pack_keys.add(pinned, files)
    told = json.loads(pinned.read_text(encoding="utf-8"))
    assert told["keys"] == [{"name": "a", "sign": "a" * 64}, {"name": "b", "sign": "b" * 64}]
    assert told["note"] == "Ghi chú"


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"name": "a"}, id="no-key"),
        pytest.param({"name": "", "sign": "a" * 64}, id="no-name"),
        pytest.param({"name": "a", "sign": "A" * 64}, id="not-small-hex"),
        pytest.param({"name": "a", "sign": "a" * 63}, id="too-short"),
        pytest.param({"name": "a", "sign": "a" * 64, "secret": "b"}, id="private-half"),
    ],
)
def test_what_is_no_public_key_is_refused(
    told: dict[str, object], pinned: Path, tmp_path: Path
) -> None:
    before = pinned.read_bytes()
    with pytest.raises(Stop):
        pack_keys.add(pinned, [key(tmp_path, "k", **told)])
    assert pinned.read_bytes() == before


def test_a_key_given_twice_or_one_too_many_is_refused(pinned: Path, tmp_path: Path) -> None:
    one = key(tmp_path, "one", name="a", sign="a" * 64)
    with pytest.raises(Stop, match="hai lần"):
        pack_keys.add(pinned, [one, one])
    many = [key(tmp_path, f"k{n}", name=f"k{n}", sign=f"{n}" * 64) for n in range(5)]
    with pytest.raises(Stop, match="nhiều nhất"):
        pack_keys.add(pinned, many)


# --- packing -------------------------------------------------------------------------------------


def test_an_archive_depends_on_names_and_contents_alone(tmp_path: Path) -> None:
    made = []
    for number, names in enumerate([("b.txt", "a/c.txt"), ("a/c.txt", "b.txt")]):
        folder = tmp_path / str(number)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name, encoding="utf-8")
        target = tmp_path / f"{number}.zip"
        packing.pack(folder, target, "TCXD-1", MOMENT, small=False)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_digests_are_of_every_file_but_their_own(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "tệp.txt").write_bytes(b"one")
    (tmp_path / "a.bin").write_bytes(b"two")
    first = packing.write_sums(tmp_path)
    assert packing.write_sums(tmp_path) == first
    lines = (tmp_path / packing.SUMS).read_text(encoding="utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256(b'two').hexdigest()}  a.bin",
        f"{hashlib.sha256(b'one').hexdigest()}  sub/tệp.txt",
    ]


def test_a_part_over_its_budget_ends_the_build() -> None:
    budget.check({"runtime": 1})
    with pytest.raises(Stop, match=r"(?s)runtime: 99\.0 MB.*setup: 500\.0 MB"):
        budget.check({"runtime": 99_000_000, "lib": 1, "setup": 500_000_000})


# --- ground --------------------------------------------------------------------------------------


def test_only_what_an_earlier_run_left_is_cleared_away(tmp_path: Path) -> None:
    mine = tmp_path / "tai-lieu"
    (mine / "con").mkdir(parents=True)
    (mine / "con" / "thu.txt").write_text("giữ", encoding="utf-8")
    with pytest.raises(Stop, match="tai-lieu"):
        ground.emptied(mine, "TCXD-*")
    assert (mine / "con" / "thu.txt").read_text(encoding="utf-8") == "giữ"
    (mine / "TCXD-0.1.0-setup.exe").touch()
    for folder in (mine, tmp_path / "moi" / "dist"):
        for _ in range(2):
            ground.emptied(folder, "TCXD-*")
            assert list(folder.iterdir()) == []


def test_a_failing_command_ends_the_build_with_its_last_words() -> None:
    with pytest.raises(Stop, match="giữa chừng"):
        ground.run(["sh", "-c", "echo giữa chừng; exit 3"])
    with pytest.raises(Stop, match="khong-co-lenh-nay"):
        ground.run(["khong-co-lenh-nay"])


def test_the_time_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    assert ground.epoch() == MOMENT


def test_the_icon_is_drawn_from_the_one_of_the_program(qapp: QApplication) -> None:
    assert make_icon.icon(make_icon.SOURCE) == make_icon.TARGET.read_bytes()
