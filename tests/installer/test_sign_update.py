"""Keys of the issuer and what they sign: the program takes what comes out, and nothing else."""

import hashlib
import json
import shutil
import stat
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from installer import pack_keys, sign_update
from installer.ground import Stop
from tcxd_desktop import __version__, places
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.template_json import dump
from tcxd_desktop.domain.versions import Version, parse
from tcxd_desktop.exchange import pack_file
from tcxd_desktop.office import packs, rules, score_keeping, updates
from tcxd_desktop.office.desk import Desk

PASSWORD = "mật khẩu rất dài của khóa"
NAME = "Nhóm phát triển TCXD (thử)"
VERSION = "0.2.0"
NEWS = """# Có gì mới

## Phiên bản 0.2.0

Vài lời mở đầu.

- **In nhanh hơn** khi chọn cả [chi bộ](in-an#chi-bo)
- Phím `Ctrl+P` mở bản xem trước,
  cả ở trang tổng hợp

## Phiên bản 0.1.0

- Bản đầu tiên
"""


@dataclass
class Place:
    """Where the issuer works: keys, dist, news."""

    folder: Path
    publics: list[Path]

    @property
    def key(self) -> Path:
        return self.folder / "khoa" / "khoa-1.khoa"

    @property
    def dist(self) -> Path:
        return self.folder / "dist"

    @property
    def news(self) -> Path:
        return self.folder / "99-co-gi-moi.md"

    def entries(self) -> list[dict[str, str]]:
        return [json.loads(one.read_text(encoding="utf-8")) for one in self.publics]

    def build(self, version: str = VERSION, keys: int = 2, **facts: object) -> None:
        """Leave what ``build.py`` leaves, in small."""
        self.dist.mkdir(exist_ok=True)
        setup = self.dist / f"TCXD-{version}-setup.exe"
        setup.write_bytes(b"MZ" + version.encode() * 1000)
        folder = self.dist / f"TCXD-{version}-portable.zip"
        told = {"version": version, "schema": 5, "sealed": 2, **facts}
        with zipfile.ZipFile(folder, "w") as packed:
            packed.writestr(f"TCXD-{version}/VERSION.json", json.dumps(told))
            listed = {"note": "", "keys": self.entries()[:keys]}
            packed.writestr(
                f"TCXD-{version}/app/resources/rules/pack_keys.json", json.dumps(listed)
            )
        lines = [f"{sign_update.digest_of(one)}  {one.name}" for one in (setup, folder)]
        sums = self.dist / "SHA256SUMS"
        known = sums.read_text(encoding="utf-8") if sums.is_file() else ""
        sums.write_text(known + "\n".join(lines) + "\n", encoding="utf-8")

    def sign(self, *more: str) -> int:
        given = ["update", str(self.dist), "--key", str(self.key), "--issuer", NAME]
        return sign_update.main([*given, "--news", str(self.news), *more])


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two pairs; what protects them takes its time."""
    folder = tmp_path_factory.mktemp("khoa")
    sign_update.make_keys(folder, NAME, PASSWORD)
    return folder


@pytest.fixture
def place(keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv(sign_update.PASSWORD, PASSWORD)
    shutil.copytree(keys, tmp_path / "khoa")
    made = Place(tmp_path, sorted((tmp_path / "khoa").glob("*.json")))
    made.news.write_text(NEWS, encoding="utf-8")
    return made


def trusting(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program carry both keys, put in by the build's own hand."""
    target = place.folder / "resources" / "rules" / "pack_keys.json"
    target.parent.mkdir(parents=True)
    shutil.copy(places.resources() / "rules" / "pack_keys.json", target)
    pack_keys.add(target, place.publics)
    raw = json.loads(target.read_text(encoding="utf-8"))["keys"]
    pinned = {bytes.fromhex(entry["sign"]): entry["name"] for entry in raw}
    monkeypatch.setattr(packs, "pinned_keys", lambda: pinned)


# --- keys -----------------------------------------------------------------------------------------


def test_two_different_pairs_are_made_and_the_private_halves_are_locked(keys: Path) -> None:
    assert sorted(path.name for path in keys.iterdir()) == [
        "khoa-1.json", "khoa-1.khoa", "khoa-2.json", "khoa-2.khoa",
    ]  # fmt: skip
    found = {sign_update.read_key(keys / f"khoa-{n}.khoa", PASSWORD) for n in (1, 2)}
    assert len(found) == 2
    for path in keys.glob("*.khoa"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"ENCRYPTED" in path.read_bytes()
        assert not any(private in path.read_bytes() for private in found)
    for path in keys.glob("*.json"):
        entry = json.loads(path.read_text(encoding="utf-8"))
        assert set(entry) == {"name", "sign"}
        assert entry["name"] == NAME
        assert bytes.fromhex(entry["sign"]) not in found


def test_a_key_is_never_written_over_nor_into_a_checkout(keys: Path, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        sign_update.make_keys(keys, NAME, PASSWORD)
    (tmp_path / "kho" / ".git").mkdir(parents=True)
    for folder in (sign_update.ROOT / "build" / "khoa", tmp_path / "kho" / "sau" / "khoa"):
        with pytest.raises(Stop):
            sign_update.make_keys(folder, NAME, PASSWORD)
        assert not folder.exists()
    link = tmp_path / "duong-tat"
    link.symlink_to(sign_update.ROOT, target_is_directory=True)
    with pytest.raises(Stop):
        sign_update.make_keys(link / "khoa", NAME, PASSWORD)


@pytest.mark.parametrize(
    ("name", "password"),
    [("", PASSWORD), ("a\nb", PASSWORD), ("x" * 201, PASSWORD), (NAME, "ngan")],
    ids=["no name", "two lines", "long", "short password"],
)
def test_a_weak_password_or_no_name_makes_no_key(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(Stop):
        sign_update.make_keys(tmp_path / "khoa", name, password)


@pytest.mark.parametrize("spoil", ["password", "other file", "missing", "public"])
def test_a_key_that_does_not_open_stops(keys: Path, tmp_path: Path, spoil: str) -> None:
    other = tmp_path / "khac.khoa"
    other.write_text("không phải khóa", encoding="utf-8")
    path, password = {
        "password": (keys / "khoa-1.khoa", "sai"),
        "other file": (other, PASSWORD),
        "missing": (tmp_path / "khong-co.khoa", PASSWORD),
        "public": (keys / "khoa-1.json", PASSWORD),
    }[spoil]
    with pytest.raises(Stop):
        sign_update.read_key(path, password)


# --- updates --------------------------------------------------------------------------------------


def test_the_program_takes_what_was_signed(
    place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build()
    assert place.sign() == 0
    trusting(place, monkeypatch)
    found = updates.preview(desk, place.dist / f"TCXD-{VERSION}.capnhat")
    assert found.update.version == Version(0, 2, 0)
    assert (found.issuer, found.update.schema, found.update.sealed) == (NAME, 5, 2)
    assert found.update.news == (
        "In nhanh hơn khi chọn cả chi bộ",
        "Phím Ctrl+P mở bản xem trước, cả ở trang tổng hợp",
    )
    names = [file.name for file in found.update.files]
    assert names == [f"TCXD-{VERSION}-setup.exe", f"TCXD-{VERSION}-portable.zip"]
    ready = updates.fetch(desk, found)
    assert hashlib.sha256(ready.path.read_bytes()).hexdigest() == found.file.sha256


def test_the_second_key_signs_as_well(
    place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build()
    assert place.sign("--key", str(place.folder / "khoa" / "khoa-2.khoa")) == 0
    trusting(place, monkeypatch)
    assert updates.preview(desk, place.dist / f"TCXD-{VERSION}.capnhat").issuer == NAME


def _no_zip(place: Place) -> None:
    (place.dist / f"TCXD-{VERSION}-portable.zip").unlink()


def _no_sums(place: Place) -> None:
    (place.dist / "SHA256SUMS").unlink()


def _other_setup(place: Place) -> None:
    (place.dist / f"TCXD-{VERSION}-setup.exe").write_bytes(b"MZ khac")


def _two_versions(place: Place) -> None:
    place.build("0.3.0")


def _no_news(place: Place) -> None:
    place.news.write_text("# Có gì mới\n\n## Phiên bản 0.1.0\n\n- Bản đầu\n", encoding="utf-8")


def _no_news_file(place: Place) -> None:
    place.news.unlink()


@pytest.mark.parametrize(
    "spoil", [_no_zip, _no_sums, _other_setup, _two_versions, _no_news, _no_news_file]
)
def test_what_does_not_fit_together_is_not_signed(
    place: Place, spoil: object, capsys: pytest.CaptureFixture[str]
) -> None:
    place.build()
    spoil(place)
    assert place.sign() == 1
    assert capsys.readouterr().err.strip()
    assert not list(place.dist.glob("*.capnhat"))


def test_of_several_builds_the_named_one_is_signed(place: Place) -> None:
    place.build()
    place.build("0.3.0")
    assert place.sign("--version", VERSION) == 0
    assert [one.name for one in place.dist.glob("*.capnhat")] == [f"TCXD-{VERSION}.capnhat"]


@pytest.mark.parametrize("count", [0, 1])
def test_a_build_that_could_not_change_its_key_gets_no_update(place: Place, count: int) -> None:
    place.build(keys=count)
    assert place.sign() == 1


@pytest.mark.parametrize("facts", [{"version": "0.2.1"}, {"schema": 0}], ids=["version", "schema"])
def test_a_tree_that_says_something_else_is_not_signed(
    place: Place, facts: dict[str, object]
) -> None:
    place.build(**facts)
    assert place.sign() == 1


def test_the_help_tells_what_is_new_in_the_version_of_now(place: Place) -> None:
    news = sign_update.news_of(parse(__version__))
    assert len(news) > 3
    assert not any(mark in line for line in news for mark in "*`[]")
    place.build()
    place.news.write_text(sign_update.NEWS.read_text(encoding="utf-8"), encoding="utf-8")
    built = replace(sign_update.built_in(place.dist), version=parse(__version__))
    private = sign_update.read_key(place.key, PASSWORD)
    assert sign_update.update_pack(built, private, NAME, news, "0.0.1", "2026-11-26")


# --- rules and templates --------------------------------------------------------------------------


def test_rules_are_checked_and_signed(place: Place, desk: Desk, monkeypatch) -> None:
    raw = {"format": "tcxd-rules/1", "rows": []}
    path = place.folder / "rules.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    given = ["rules", str(path), "--key", str(place.key), "--issuer", NAME, "--id", "QD-1",
             "--pack-version", "1", "--out", str(place.folder / "qd.capnhat")]  # fmt: skip
    assert sign_update.main(given) == 1  # a pack without a rule is none
    day = "2026-11-23"
    row = rules.book(desk).on(day).row(rules.RuleKind.DEADLINE, "TR-02")
    content = {**row.content, "amount": 20}
    rules.change(desk, row, "2026-12-01", content, "HD 05, mục 2", "văn bản mới")
    path.write_text(json.dumps(rules.export_rows(desk), ensure_ascii=False), encoding="utf-8")
    assert sign_update.main(given) == 0
    trusting(place, monkeypatch)
    found = packs.preview(desk, (place.folder / "qd.capnhat").read_bytes())
    assert (found.kind, found.id, found.version, found.rows) == ("rules", "QD-1", 1, 1)


def test_templates_are_checked_signed_and_taken(place: Place, desk: Desk, monkeypatch) -> None:
    shipped = next(one for _, one in score_keeping.shipped() if one.code == "HD42-2025")
    path = place.folder / "mau.json"
    path.write_text(dump(shipped).replace('"HD42-2025"', '"MAU-MOI"', 1), encoding="utf-8")
    out = place.folder / "mau.capnhat"
    given = ["templates", str(path), "--key", str(place.key), "--issuer", NAME, "--id", "MAU",
             "--pack-version", "3", "--out", str(out)]  # fmt: skip
    assert sign_update.main(given) == 0
    trusting(place, monkeypatch)
    assert packs.take(desk, out.read_bytes()) == 1
    out.unlink()
    path.write_text("{}", encoding="utf-8")
    assert sign_update.main(given) == 1
    assert not out.exists()


def test_a_name_no_pack_can_have_is_not_signed(place: Place) -> None:
    private = sign_update.read_key(place.key, PASSWORD)
    for named in (("hai chữ", 1), ("A", 0)):
        with pytest.raises(Problem):
            sign_update.sign("rules", named, {}, private, (NAME, "2026-11-26"))
    with pytest.raises(Stop):  # read back it would be another text
        sign_update.sign("rules", ("A", 1), {"x": "a\u0323"}, private, (NAME, "2026-11-26"))
    data = sign_update.sign("rules", ("A", 1), {"x": "ạ"}, private, (NAME, "2026-11-26"))
    assert pack_file.read(data).issuer == NAME
