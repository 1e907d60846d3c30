"""Files of layouts: parsed in the limited child, written as JSON people can read."""

import json
from typing import Final

from tcxd_desktop.domain.export_errors import LayoutFileProblem
from tcxd_desktop.domain.layout_file import LayoutFault, of_plain, plain
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.domain.packet_errors import BadJsonProblem
from tcxd_desktop.exchange import child, json_file
from tcxd_desktop.wording.exports import FILE_FAULTS, fault_words

MOST_BYTES: Final = 1_000_000


def read(data: bytes, limits: child.Limits = child.USUAL) -> Layout:
    """Return the layout of a file, parsed in the limited child and checked here.

    Raises:
        LayoutFileProblem: it is no such file; says where and what.
        ParserFailedProblem: the child was stopped.
    """
    try:
        return of_plain(json_file.read_object(data, MOST_BYTES, limits), own=True)
    except BadJsonProblem as error:
        kind = "size" if error.args == ("size",) else "json"
        raise LayoutFileProblem("Tệp", FILE_FAULTS[kind]) from error
    except LayoutFault as fault:
        raise LayoutFileProblem(*fault_words(fault)) from fault


def write(layout: Layout) -> bytes:
    """Return a layout as one file."""
    return (json.dumps(plain(layout), ensure_ascii=False, indent=1) + "\n").encode()
