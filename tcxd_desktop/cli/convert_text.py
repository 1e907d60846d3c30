"""``convert-text``: text of old fonts on standard input, Unicode on standard output."""

import argparse
import json
import sys
from typing import Final

from tcxd_desktop.domain.legacy_text import Guess, convert, guess
from tcxd_desktop.domain.sheet import Encoding

SOURCES: Final = {"auto": None, "tcvn3": Encoding.TCVN3, "vni": Encoding.VNI}
_NAMES: Final = {
    Encoding.UNICODE: "Unicode",
    Encoding.TCVN3: "TCVN3 (phông .Vn…)",
    Encoding.VNI: "VNI (phông VNI-…)",
}
_WESTERN: Final = {
    byte: letter
    for byte in range(0x80, 0xA0)
    if (letter := bytes([byte]).decode("cp1252", errors="ignore"))
}
"""Where cp1252 differs from Latin-1; the bytes it leaves free stand for themselves."""


def run(options: argparse.Namespace) -> int:
    """Convert what comes on standard input; what was recognised is told on standard error."""
    text = _text(sys.stdin.buffer.read())
    chosen = SOURCES[options.source]
    found = guess(text.splitlines()) if chosen is None else Guess(chosen, sure=True, share=1.0)
    made = convert(text, found.encoding)
    if options.capitals:
        made = made.upper()
    if options.json:
        told = {"encoding": found.encoding or "unicode", "sure": found.sure, "text": made}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    if chosen is None:
        doubt = "" if found.sure else " Chưa chắc: hãy xem lại, hoặc chọn bằng --from."
        print(f"Nhận ra bảng mã {_NAMES[found.encoding]}.{doubt}", file=sys.stderr)
    sys.stdout.flush()
    sys.stdout.buffer.write(made.encode())  # as it came, line ends too
    sys.stdout.buffer.flush()
    return 0


def _text(data: bytes) -> str:
    """Return text from bytes: Unicode where they are that, else the letters of Western Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_WESTERN)
