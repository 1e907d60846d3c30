"""How the body that acts for an organisation is called on papers and letters.

A name stands as it stands on the case; only the body that is addressed is derived from it, as
38-HD/BTCTW of 29/9/2025 (II.4.2) wants it written: *chi ủy chi bộ…*, *Ban Thường vụ…*, *Đảng ủy…*,
*Ban Tổ chức…*.
"""

from tcxd_desktop.domain.transfer_route import level_of

FOREIGN = "Đảng ủy Bộ Ngoại giao"
_BASE, _CELL = "Đảng bộ ", "Chi bộ "
_PROVINCES = (("tỉnh ", "Tỉnh ủy "), ("thành phố ", "Thành ủy "))


def committee(name: str) -> str:
    """Return the committee of an organisation: ``Đảng bộ xã A`` gives ``Đảng ủy xã A``."""
    if name.startswith(_CELL):
        return f"Chi ủy {name}"
    if not name.startswith(_BASE):
        return name
    rest = name.removeprefix(_BASE)
    for begin, body in _PROVINCES:
        if rest.lower().startswith(begin):
            return body + rest[len(begin) :]
    return f"Đảng ủy {rest}"


def standing_committee(name: str) -> str:
    """Return the Ban Thường vụ of an organisation, which writes and reads for a commune."""
    return f"Ban Thường vụ {committee(name)}" if name else ""


def provincial_organ(name: str) -> str:
    """Return the ban tổ chức of a province: it writes boxes 5 and 6."""
    if not name:
        return ""
    full = name if name.startswith(_BASE) else f"{_BASE}{name}"
    found = committee(full)
    if found.startswith(("Tỉnh ủy", "Thành ủy")):
        return f"Ban Tổ chức {found}"
    return f"Ban Tổ chức {name.removeprefix(_BASE)}"


def address(writer: str, name: str) -> str:
    """Return who writes or reads a box, as *Kính gửi* and *Kính chuyển* name it."""
    level = level_of(writer)
    if level == "bng":
        return FOREIGN
    if level == "upper":
        return standing_committee(name)
    return provincial_organ(name) if level == "province" else committee(name)
