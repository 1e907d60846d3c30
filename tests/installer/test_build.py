"""What the build makes: the tree that is installed, and everything that is handed out."""

import hashlib
import json
import re
import time
import unicodedata
import zipfile
from pathlib import Path

import pefile
import pytest

from installer import pe, runtime, wheels
from installer.ground import sources
from tcxd_desktop.storage import store
from tests.installer.conftest import KEYS, ROOT, VERSION, Built, build, write_keys

RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
LONGEST = 170
"""Characters of a path inside the tree: with the user's own folder below Windows' old limit."""


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def sums(folder: Path) -> dict[str, str]:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def version_of(path: Path) -> dict[str, str]:
    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
        infos = [info for infos in image.FileInfo for info in infos]
        table = next(info.StringTable[0] for info in infos if hasattr(info, "StringTable"))
        return {key.decode(): value.decode() for key, value in table.entries.items()}


# --- what is handed out --------------------------------------------------------------------------


def test_everything_is_handed_out_with_its_digest(built: Built) -> None:
    expected = {f"TCXD-{VERSION}{end}" for end in
                ("-setup.exe", "-portable.zip", "-licences.zip", ".cdx.json")}  # fmt: skip
    assert names(built.dist) == {*expected, "SHA256SUMS", "figures.json"}
    assert sums(built.dist) == {name: digest(built.dist / name) for name in expected}


def test_every_part_keeps_to_its_budget(built: Built) -> None:
    figures = json.loads((built.dist / "figures.json").read_text(encoding="utf-8"))
    most = json.loads((ROOT / "installer" / "budget.json").read_text(encoding="utf-8"))["most"]
    assert figures["version"] == VERSION
    assert figures["audited"]["binaries"] > 70
    assert set(figures["bytes"]) == set(most) - {"setup, release"}
    for part, size in figures["bytes"].items():
        assert most[part] * 600_000 < size <= most[part] * 1_000_000, part


def test_the_portable_archive_is_the_tree_in_one_folder(built: Built) -> None:
    with zipfile.ZipFile(built.portable) as archive:
        inside = [info.filename for info in archive.infolist()]
        times = {info.date_time for info in archive.infolist()}
        read_first = archive.read(f"TCXD-{VERSION}/DOC-TRUOC.txt")
        assert archive.testzip() is None
    assert len(inside) == len(set(inside))
    expected = {f"TCXD-{VERSION}/{name}" for name in names(built.tree)}
    assert set(inside) == expected | {f"TCXD-{VERSION}/DOC-TRUOC.txt"}
    assert len(times) == 1
    assert read_first.startswith("\ufeff".encode())
    assert "%LOCALAPPDATA%\\TCXD" in read_first.decode("utf-8-sig")
    assert b"\r\n" in read_first


def test_the_setup_is_a_windows_program_of_this_version(built: Built) -> None:
    told = version_of(built.setup)
    assert told["ProductVersion"].startswith(VERSION)
    assert built.setup.stat().st_size > 0.9 * built.portable.stat().st_size


# --- the tree ------------------------------------------------------------------------------------


def test_the_tree_is_what_its_digests_say(built: Built) -> None:
    assert sums(built.tree) == {
        name: digest(built.tree / name) for name in names(built.tree) - {"SHA256SUMS"}
    }


def test_the_tree_has_its_parts_and_nothing_else(built: Built) -> None:
    assert {path.name for path in built.tree.iterdir()} == {
        "TCXD.exe", "tcxdc.exe", "runtime", "lib", "app", "licences", "VERSION.json", "SHA256SUMS",
    }  # fmt: skip
    assert {path.name for path in (built.tree / "app").iterdir()} == {"tcxd_desktop", "resources"}


def test_every_name_can_be_written_on_windows(built: Built) -> None:
    inside = names(built.tree)
    assert len({name.lower() for name in inside}) == len(inside)
    for name in inside:
        assert len(name) <= LONGEST, name
        assert unicodedata.is_normalized("NFC", name), name
        for part in name.split("/"):
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', part), name
            assert not RESERVED.match(part), name


def test_every_source_is_compiled_for_the_runtime_and_nothing_else_is(built: Built) -> None:
    inside = names(built.tree)
    sources = {name for name in inside if name.endswith(".py")}
    compiled = {name for name in inside if name.endswith(".pyc")}

    def of(source: str) -> str:
        folder, _, file = source.rpartition("/")
        return f"{folder}/__pycache__/{file.removesuffix('.py')}.cpython-313.pyc"

    assert compiled == {of(source) for source in sources}
    for name in compiled:
        head = (built.tree / name).read_bytes()[:16]
        # Magic of CPython 3.13; never compared with the source; the digest of the source.
        assert head[:8] == bytes.fromhex("f30d0d0a01000000"), name


def test_nothing_is_shipped_that_only_builders_read(built: Built) -> None:
    unwanted = re.compile(
        r"\.(pyi|pyx|pxd|c|h|lib|obj|prl|whl|map|log|orig|qml|qmltypes)$|dist-info/(?!METADATA$)|/tests?/|"
        r"/\.|opengl32sw|QtNetwork|Qt6Network|QtQml|Qt6Qml|WebEngine|designer"
    )
    assert sorted(name for name in names(built.tree) if unwanted.search(name)) == []


def test_the_version_is_the_one_asked_for_everywhere(built: Built) -> None:
    told = json.loads((built.tree / "VERSION.json").read_text(encoding="utf-8"))
    assert told["version"] == VERSION
    assert (told["schema"], told["sealed"]) == (store.LATEST, store.LATEST_SEALED)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["built"])
    assert told["python"].startswith("3.13.")
    start = (built.tree / "app" / "tcxd_desktop" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{VERSION}"' in start
    for name in ("TCXD", "tcxdc"):
        resource = version_of(built.tree / f"{name}.exe")
        assert resource["ProductVersion"] == resource["FileVersion"] == VERSION
        assert resource["OriginalFilename"] == f"{name}.exe"
    assert "tổ chức đảng" in version_of(built.tree / "TCXD.exe")["FileDescription"]


def test_the_program_and_its_resources_are_those_of_the_checkout(built: Built) -> None:
    found = {path.relative_to(ROOT).as_posix() for path in sources("tcxd_desktop", "resources")}
    wanted = {name for name in found if not name.startswith("resources/readme/")}
    assert {"tcxd_desktop/app.py", "resources/icons/app.svg"} <= wanted < found
    shipped = {name for name in names(built.tree / "app") if "__pycache__" not in name}
    assert shipped == wanted
    changed = {name for name in wanted if digest(ROOT / name) != digest(built.tree / "app" / name)}
    assert changed == {"tcxd_desktop/__init__.py", "resources/rules/pack_keys.json"}


def test_the_keys_of_the_issuer_are_pinned(built: Built) -> None:
    file = built.tree / "app" / "resources" / "rules" / "pack_keys.json"
    pinned = json.loads(file.read_text(encoding="utf-8"))["keys"]
    assert {key["name"]: key["sign"] for key in pinned} == KEYS
    own = json.loads((ROOT / "resources" / "rules" / "pack_keys.json").read_text(encoding="utf-8"))
    assert own["keys"] == []


def test_the_runtime_is_as_it_was_signed(built: Built) -> None:
    lock = json.loads(runtime.LOCK.read_text(encoding="utf-8"))
    archive = ROOT / "build" / "cache" / "runtime"
    kept = archive / f"python-{lock['accepted'][0]['version']}.zip"
    assert digest(kept) == lock["accepted"][0]["sha256"]
    with zipfile.ZipFile(kept) as held:
        given = {Path(n).name: held.read(n) for n in held.namelist() if not n.endswith("/")}
    paths = given.pop("python313._pth")
    found = {path.name: path.read_bytes() for path in (built.tree / "runtime").iterdir()}
    assert found.pop("python313._pth") != paths
    assert found == given
    told = (built.tree / "runtime" / "python313._pth").read_text(encoding="utf-8")
    assert told.split() == ["python313.zip", ".", r"..\lib", r"..\app"]


def test_qt_is_shipped_without_its_network(built: Built) -> None:
    folder = built.tree / "lib" / "PySide6"
    assert {p.name for p in folder.glob("Qt*.pyd")} >= {
        "QtCore.pyd", "QtGui.pyd", "QtWidgets.pyd", "QtSvg.pyd", "QtPrintSupport.pyd",
    }  # fmt: skip
    assert not list(folder.glob("*Network*"))
    assert (folder / "plugins" / "platforms" / "qwindows.dll").is_file()
    assert (folder / "plugins" / "iconengines" / "qsvgicon.dll").is_file()


def test_the_launchers_are_small_protected_and_of_the_right_kind(built: Built) -> None:
    for name, subsystem in (("TCXD.exe", 2), ("tcxdc.exe", 3)):
        with pefile.PE(str(built.tree / name)) as image:
            head = image.OPTIONAL_HEADER
            assert head.Subsystem == subsystem
            # High-entropy addresses, relocatable, no execution of data.
            assert head.DllCharacteristics & 0x0160 == 0x0160
            kinds = {entry.id for entry in image.DIRECTORY_ENTRY_RESOURCE.entries}
            assert {3, 14, 16, 24} <= kinds, "icon, icon group, version, manifest"
            assert image.FILE_HEADER.TimeDateStamp == 0
        data = (built.tree / name).read_bytes()
        assert len(data) < 100_000
        for word in (b"permonitorv2", b"longPathAware", b"asInvoker", b">UTF-8<"):
            assert word in data
        assert "Không khởi động được chương trình".encode("utf-16-le") in data


# --- what it consists of -------------------------------------------------------------------------


def test_the_bill_of_materials_lists_what_was_built_in(built: Built) -> None:
    bill = json.loads((built.dist / f"TCXD-{VERSION}.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == VERSION
    listed = {part["name"]: part for part in bill["components"]}
    locked = wheels.locked(wheels.LOCK.read_text(encoding="utf-8"))
    for name, (version, digests) in locked.items():
        part = listed[name]
        assert part["version"] == version
        assert part["purl"] == f"pkg:pypi/{name}@{version}"
        assert part["hashes"][0]["content"] in digests
    python = listed["python"]
    assert python["version"].startswith("3.13.")
    inner = {
        (owner, part["name"]): part.get("version", "")
        for owner in listed for part in listed[owner].get("components", ())
    }  # fmt: skip
    assert inner["pyside6-essentials", "Qt"].startswith(locked["pyside6-essentials"][0])
    assert inner["python", "OpenSSL"].startswith("3.")
    assert inner["sqlcipher3", "SQLCipher"].startswith("4.")
    assert inner["sqlcipher3", "SQLite"].startswith("3.")
    for owner in ("sqlcipher3", "cryptography"):
        assert re.fullmatch(r"\d+\.\d+\.\d+", inner[owner, "OpenSSL"])
    assert len([1 for owner, _ in inner if owner == "pyrage"]) > 50, "its Rust crates"
    references = re.findall(r'"bom-ref": "([^"]+)"', json.dumps(bill))
    assert len(references) == len(set(references))


def test_every_component_comes_with_its_licence(built: Built) -> None:
    folder = built.tree / "licences"
    listed = json.loads((folder / "licences.json").read_text(encoding="utf-8"))
    overview = (folder / "DANH-MUC.txt").read_text(encoding="utf-8")
    for part in listed:
        assert part["licence"], part
        assert part["files"] or part["inside"], part
        assert f"{part['name']} {part['version']}".strip() in overview
        for file in part["files"]:
            assert (folder / file).stat().st_size > 30, file
    told = {name for part in listed for name in part["files"]}
    own = {"TCXD/LICENSE", "DANH-MUC.txt", "licences.json"}
    assert names(folder) == told | own
    qt = next(part for part in listed if part["name"] == "pyside6-essentials")
    assert {Path(file).name for file in qt["files"]} == {"Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt"}
    shipped = {part["name"] for part in listed}
    assert {"python", "Qt", "SQLCipher", "Tinos", "Noto Sans", "Lucide icons"} <= shipped
    with zipfile.ZipFile(built.dist / f"TCXD-{VERSION}-licences.zip") as archive:
        assert {n.removeprefix("licences/") for n in archive.namelist()} == names(folder)


def test_no_host_nor_folder_of_the_builder_is_left_in_what_we_wrote(built: Built) -> None:
    ours = [built.tree / name for name in
            ("TCXD.exe", "tcxdc.exe", "VERSION.json", "SHA256SUMS", "licences/DANH-MUC.txt")]  # fmt: skip
    compiled = list((built.tree / "app").rglob("*.pyc"))
    for path in (*ours, *compiled):
        data = path.read_bytes()
        for word in (str(ROOT), str(built.tree.parent), "/home/", "/root/"):
            assert word.encode() not in data, (path.name, word)


def test_a_second_build_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """In another folder, another time zone, another language, for a careful user."""
    again = tmp_path / "một nơi khác"
    start = time.time()
    done = build(
        "--version", VERSION, *write_keys(tmp_path), "--tree", again, "--tree-only",
        TZ="Asia/Ho_Chi_Minh", LC_ALL="C", PYTHONHASHSEED="7",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert sums(again) == sums(built.tree)
    assert digest(again / "SHA256SUMS") == digest(built.tree / "SHA256SUMS")
    assert {p.stat().st_mtime for p in again.rglob("*")} == {
        p.stat().st_mtime for p in built.tree.rglob("*")
    }
    assert all(p.stat().st_mtime < start for p in again.rglob("*"))


@pytest.mark.parametrize("name", ["TCXD.exe", "tcxdc.exe"])
def test_launchers_need_nothing_but_windows(built: Built, name: str) -> None:
    assert set(pe.read(built.tree / name).imports) <= {"kernel32.dll", "msvcrt.dll", "user32.dll"}
