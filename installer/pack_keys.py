"""The public keys whose packs the built program trusts; the private halves are never seen here."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from installer.ground import Stop

MOST = 4
"""Two in use and two to change over to."""
_KEY = re.compile(r"[0-9a-f]{64}")


def add(target: Path, files: Sequence[Path]) -> None:
    """Append the keys of ``files`` to the list the program ships.

    Raises:
        Stop: a file that is no key, one given twice, or too many.
    """
    listed = json.loads(target.read_text(encoding="utf-8"))
    keys: list[dict[str, Any]] = listed["keys"]
    keys.extend(_read(file) for file in files)
    signs = [key["sign"] for key in keys]
    if len(set(signs)) < len(signs):
        raise Stop("Một khóa công khai được đưa vào hai lần.")
    if len(keys) > MOST:
        raise Stop(f"Chương trình chỉ nhận nhiều nhất {MOST} khóa công khai.")
    target.write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _read(file: Path) -> dict[str, str]:
    try:
        key = json.loads(file.read_text(encoding="utf-8"))
        name, sign = key["name"], key["sign"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Stop(f"Tệp {file.name} không phải khóa công khai của nơi phát hành.") from error
    if set(key) != {"name", "sign"} or not isinstance(name, str) or not name.strip():
        raise Stop(f"Tệp {file.name} không phải khóa công khai của nơi phát hành.")
    if not isinstance(sign, str) or not _KEY.fullmatch(sign):
        raise Stop(f"Tệp {file.name} không chứa khóa Ed25519 dạng 64 chữ số hệ 16.")
    return {"name": name, "sign": sign}
