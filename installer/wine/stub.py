"""A stand-in for a library of Windows that Wine does not have; for the test machine only.

Qt's core wants ``icuuc.dll``, which Windows 10 brings along. Every function it asks for is there
and says that it failed; Qt then goes on with its own tables.
"""

import re
from pathlib import Path

from installer.ground import Stop, run

_ENTRY = re.compile(r"\s+[0-9a-f]+\s+\d+\s+(\w+)\s*")
"""Address, hint, name."""
_FAILED = """
/* Every function of that library takes its error code by the last pointer; this one is asked first,
   and whoever is told that no converter can be opened asks for no other. */
__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    if (error)
        *error = 4;
    return 0;
}
"""


def make_stub(library: Path, name: str, folder: Path) -> tuple[Path, int]:
    """Build the stand-in for what ``library`` takes from ``name``.

    Args:
        library: the file that wants it.
        name: file name of what is missing.
        folder: where it is built.

    Returns:
        The stand-in, and how many functions it has.

    Raises:
        Stop: the library wants nothing of it.
    """
    wanted = functions(run(["x86_64-w64-mingw32-objdump", "--private-headers", library]), name)
    if not wanted:
        raise Stop(f"{library.name} không dùng {name}.")
    folder.mkdir(parents=True, exist_ok=True)
    source, made = folder / f"{name}.c", folder / name
    plain = [
        f"__declspec(dllexport) void *{one}(void) {{ return 0; }}\n"
        for one in wanted
        if one != "ucnv_open"
    ]
    source.write_text("".join([*plain, _FAILED]), encoding="utf-8")
    run(["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-o", made, source])
    return made, len(wanted)


def functions(headers: str, name: str) -> list[str]:
    """Return what the import table in ``headers`` takes from the library ``name``."""
    found: list[str] = []
    inside = False
    for line in headers.splitlines():
        if "DLL Name:" in line:
            inside = line.split("DLL Name:")[1].strip().lower() == name.lower()
        elif inside:
            entry = _ENTRY.fullmatch(line)
            if entry:
                found.append(entry[1])
    return sorted(set(found))
