"""``audit export`` and ``audit verify``: the access book for the inspector."""

import argparse
from datetime import date

from tcxd_desktop.cli.main import PROBLEM, tell
from tcxd_desktop.cli.opened import opened
from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.office import book
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.wording.book import check_words
from tcxd_desktop.wording.formats import show_number


def run(options: argparse.Namespace) -> int:
    """Write the book to a file, or check it."""
    with opened(options) as desk:
        return _export(desk, options) if options.action == "export" else _verify(desk, options)


def _export(desk: Desk, options: argparse.Namespace) -> int:
    query = BookQuery(since=_iso(options.since), until=_iso(options.until))
    lines = book.count(desk, query)
    write_file(options.file, book.export_book(desk, query, options.file.name, options.purpose))
    told = f"Đã ghi {show_number(lines)} dòng của sổ truy cập vào {options.file}."
    tell(options, {"file": options.file, "lines": lines}, told)
    return 0


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _verify(desk: Desk, options: argparse.Namespace) -> int:
    found = book.verify(desk)
    told: dict[str, object] = {
        "sound": found.sound,
        "lines": found.lines,
        "book": found.chain,
        "signatures": found.signatures,
        "records": found.records,
    }
    tell(options, told, check_words(found))
    return 0 if found.sound else PROBLEM
