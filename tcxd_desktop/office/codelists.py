"""Code lists as they are shipped, one file each in ``resources/codes``."""

import json

from tcxd_desktop import places
from tcxd_desktop.domain.codes import CodeList, code_list


def load() -> dict[str, CodeList]:
    """Return every shipped code list by its id."""
    found = (
        code_list(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((places.resources() / "codes").glob("*.json"))
    )
    return {codes.id: codes for codes in found}
