"""The Windows runtime: python.org's embeddable CPython, fetched, compared with the lock, unpacked.

Its files stay as they were signed, but for the list of folders Python looks into.
"""

import hashlib
import io
import json
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from installer import pe
from installer.ground import CACHE, INSTALLER, Stop, run, sha256

LOCK = INSTALLER / "runtime.json"
SEARCHED = ("{library}.zip", ".", r"..\lib", r"..\app")
"""Where Python looks for modules, from its own folder; nothing of the user's is among them."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """A runtime that may be shipped, and the archive it lies in."""

    version: str
    library: str
    """Name of its library without the ending, ``python313``."""
    archive: bytes
    sha256: str


def obtain(given: Path | None) -> Runtime:
    """Return the runtime: that of ``given``, else the newest of the lock that can be fetched.

    Raises:
        Stop: it is not one of the lock, or cannot be fetched.
    """
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    accepted: list[dict[str, str]] = lock["accepted"]
    if given is None:
        entry = next(entry for entry in accepted if "package" in entry)
        return Runtime(entry["version"], lock["library"], _fetched(entry), entry["sha256"])
    try:
        digest = sha256(given)
    except OSError as error:
        raise Stop(f"Không đọc được {given}: {error}") from error
    for entry in accepted:
        if entry["sha256"] == digest:
            return Runtime(entry["version"], lock["library"], given.read_bytes(), digest)
    raise Stop(
        f"Tệp {given.name} không có trong installer/runtime.json.\n  SHA-256: {digest}\n"
        "Hãy kiểm tra chữ ký của tệp rồi ghi phiên bản và mã này vào đó."
    )


def _fetched(entry: dict[str, str]) -> bytes:
    """Return the archive out of the package's source archive, which is read and never run."""
    kept = CACHE / "runtime" / f"python-{entry['version']}.zip"
    if kept.is_file() and sha256(kept) == entry["sha256"]:
        return kept.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        package = f"{entry['package']}=={entry['package_version']}"
        locked = Path(folder) / "lock.txt"
        locked.write_text(f"{package} --hash=sha256:{entry['archive_sha256']}\n", encoding="utf-8")
        # pip would ask the package's own set-up script for its name: only its file is wanted.
        run(
            [sys.executable, "-m", "pip", "download", "--require-hashes", "--no-deps",
             "--no-binary", ":all:", "--no-input", "--disable-pip-version-check",
             "--dest", folder, "-r", locked]
        )  # fmt: skip
        archive = next(Path(folder).glob("*.tar.gz"))
        if sha256(archive) != entry["archive_sha256"]:
            raise Stop(f"Gói {package} tải về khác với mã đã khóa.")
        with tarfile.open(archive) as tar:
            member = tar.extractfile(entry["member"])
            data = member.read() if member is not None else b""
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise Stop(f"Bản Python trong gói {package} khác với mã đã khóa.")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    return data


def unpack(runtime: Runtime, folder: Path) -> None:
    """Write the runtime's files into ``folder``.

    Raises:
        Stop: the archive is not what its entry in the lock says.
    """
    folder.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(runtime.archive)) as archive:
        for info in archive.infolist():
            name = Path(info.filename).name
            if not info.is_dir():
                (folder / name).write_bytes(archive.read(info))
    told = pe.product_version(folder / f"{runtime.library}.dll")
    if told != runtime.version:
        raise Stop(f"Bản Python là {told}, nhưng installer/runtime.json ghi {runtime.version}.")
    paths = "\n".join(line.format(library=runtime.library) for line in SEARCHED)
    (folder / f"{runtime.library}._pth").write_text(paths + "\n", encoding="utf-8")
