"""Authenticode signatures by the owner's certificate; run by itself it signs one file for makensis.

The certificate and the file with its password are read by ``osslsigncode`` alone; the environment
hands makensis their places, never the password.
"""

import os
import sys
import tempfile
from pathlib import Path

from installer.ground import Stop, run
from installer.options import Signing

COMMAND = "osslsigncode"
PRODUCT = "TCXD"
_CERTIFICATE = "TCXD_SIGN_CERTIFICATE"
_PASSWORD = "TCXD_SIGN_PASSWORD_FILE"
_TIMESTAMP = "TCXD_SIGN_TIMESTAMP"
_AUTHORITY = "TCXD_SIGN_AUTHORITY"


def sign(path: Path, signing: Signing) -> None:
    """Sign one program in place, and check it where the root is known.

    Raises:
        Stop: the certificate, its password, its root or the time-stamping service did not do.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        signed = Path(folder) / path.name
        command: list[str | Path] = [COMMAND, "sign", "-pkcs12", signing.certificate]
        if signing.password_file is not None:
            command += ["-readpass", signing.password_file]
        command += ["-h", "sha256", "-n", PRODUCT]
        if signing.timestamp:
            command += ["-ts", signing.timestamp]
        run([*command, "-in", path, "-out", signed])
        if signing.authority is not None:
            verify(signed, signing.authority)
        signed.replace(path)


def verify(path: Path, authority: Path) -> None:
    """Check a signature against the certificate it must come from.

    Raises:
        Stop: there is none, the file was changed after it, or another signed it.
    """
    run([COMMAND, "verify", "-CAfile", authority, "-in", path])


def environment(signing: Signing) -> dict[str, str]:
    """Return what a child that signs by itself must know."""
    return {
        **os.environ,
        _CERTIFICATE: str(signing.certificate),
        _PASSWORD: _path_told(signing.password_file),
        _TIMESTAMP: signing.timestamp,
        _AUTHORITY: _path_told(signing.authority),
    }


def _path_told(path: Path | None) -> str:
    return "" if path is None else str(path.resolve())


def command() -> str:
    """Return the command line that signs the file named after it."""
    return f'"{sys.executable}" -B -P -X utf8 -m installer.signing'


def _told() -> Signing:
    def path(name: str) -> Path | None:
        told = os.environ.get(name, "")
        return Path(told) if told else None

    certificate = Path(os.environ[_CERTIFICATE])
    return Signing(certificate, path(_PASSWORD), os.environ.get(_TIMESTAMP, ""), path(_AUTHORITY))


if __name__ == "__main__":
    try:
        sign(Path(sys.argv[1]), _told())
    except Stop as stop:
        sys.exit(str(stop))
