"""Files of calibrations: parsed in the limited child, written as JSON people can read."""

import json
from collections.abc import Iterable
from typing import Final

from tcxd_desktop.domain.letter_errors import CalibrationFileProblem
from tcxd_desktop.domain.letter_file import PlainFault, file_of, of_file
from tcxd_desktop.domain.letters import Calibration
from tcxd_desktop.domain.packet_errors import BadJsonProblem
from tcxd_desktop.exchange import child, json_file
from tcxd_desktop.wording.letters import FILE_FAULTS, file_place

MOST_BYTES: Final = 1_000_000


def read(data: bytes, limits: child.Limits = child.USUAL) -> tuple[Calibration, ...]:
    """Return the calibrations of a file, parsed in the limited child and checked here.

    Raises:
        CalibrationFileProblem: it is no such file; says where and what.
        ParserFailedProblem: the child was stopped.
    """
    try:
        return of_file(json_file.read_object(data, MOST_BYTES, limits))
    except BadJsonProblem as error:
        raise _problem("", "size" if error.args == ("size",) else "json") from error
    except PlainFault as error:
        raise _problem(error.place, error.kind) from error


def _problem(place: str, kind: str) -> CalibrationFileProblem:
    return CalibrationFileProblem(file_place(place), FILE_FAULTS[kind])


def write(calibrations: Iterable[Calibration]) -> bytes:
    """Return calibrations as one file."""
    return (json.dumps(file_of(calibrations), ensure_ascii=False, indent=1) + "\n").encode()
