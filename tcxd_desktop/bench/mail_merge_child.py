"""Run by a Python that knows LibreOffice (``import uno``), never by ours: merges by mail merge.

The first line on standard input is the order (JSON); each further line asks for one merge of all
its templates and is answered by a line. LibreOffice listens on a pipe of this machine: there is
no network in it. Kept to what Python 3.8 understands, which some LibreOffice bring along.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

_START = 120
"""Seconds LibreOffice may take to start, and to end."""
_FILE, _TABLE = 2, 0
"""Of ``com.sun.star.text.MailMergeType`` and ``com.sun.star.sdb.CommandType``."""


def main() -> None:
    """Start LibreOffice, merge as often as asked, end it."""
    order = json.loads(sys.stdin.readline())
    running = _started(order)
    guard = threading.Timer(order["most"], _kill, (running,))
    guard.start()
    try:
        office = _connected(order, running)
        tables = _tables(office, order)
        _answer()
        for _ in sys.stdin:
            for one in order["merges"]:
                _merge(office, order, one, tables)
            _answer()
        with suppress(DisposedException):  # it may be gone before it answers
            _create(office, "com.sun.star.frame.Desktop").terminate()
        running.wait(_START)
    finally:
        guard.cancel()
        _kill(running)


def _answer() -> None:
    sys.stdout.write("xong\n")
    sys.stdout.flush()


# --- LibreOffice ----------------------------------------------------------------------------------


def _started(order: dict[str, Any]) -> subprocess.Popen[bytes]:
    profile = f"{order['folder']}/{order['profile']}"
    return subprocess.Popen(
        [order["office"], f"-env:UserInstallation={profile}", "--headless", "--norestore",
         "--nologo", "--nodefault", f"--accept=pipe,name={order['pipe']};urp;"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def _kill(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started, if it is still there."""
    if running.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def _connected(order: dict[str, Any], running: subprocess.Popen[bytes]) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    where = f"uno:pipe,name={order['pipe']};urp;StarOffice.ComponentContext"
    last = time.monotonic() + _START
    while True:
        try:
            return resolver.resolve(where)
        except NoConnectException:
            if time.monotonic() > last or running.poll() is not None:
                raise
            time.sleep(0.02)


def _create(office: Any, service: str) -> Any:
    return office.ServiceManager.createInstanceWithContext(service, office)


# --- the merge ------------------------------------------------------------------------------------


def _tables(office: Any, order: dict[str, Any]) -> Any:
    """Return the connection to the plain files with the rows."""
    source = _create(office, "com.sun.star.sdb.DatabaseContext").createInstance()
    source.URL = f"sdbc:flat:{order['folder']}/{order['rows']}"
    source.Info = tuple(
        PropertyValue(name, 0, value, 0)
        for name, value in (
            ("Extension", "csv"), ("HeaderLine", True), ("CharSet", "utf-8"),
            ("FieldDelimiter", ","), ("StringDelimiter", '"'),
        )
    )  # fmt: skip
    return source.getConnection("", "")


def _merge(office: Any, order: dict[str, Any], one: dict[str, str], tables: Any) -> None:
    """Merge a template with all rows of its table into one PDF.

    The rows are handed over: to look a registered source up, LibreOffice Base would be needed.
    """
    rows = _create(office, "com.sun.star.sdb.RowSet")
    for name, value in (
        ("ActiveConnection", tables), ("CommandType", _TABLE), ("Command", one["table"]),
    ):  # fmt: skip
        rows.setPropertyValue(name, value)
    rows.execute()
    merge = _create(office, "com.sun.star.text.MailMerge")
    for name, value in (
        ("DataSourceName", order["database"]),
        ("ActiveConnection", tables),
        ("CommandType", _TABLE),
        ("Command", one["table"]),
        ("ResultSet", rows),
        ("DocumentURL", f"{order['folder']}/{one['template']}"),
        ("OutputType", _FILE),
        ("OutputURL", order["folder"]),
        ("FileNameFromColumn", False),
        ("FileNamePrefix", f"{one['table']}-"),
        ("SaveAsSingleFile", True),
        ("SaveFilter", "writer_pdf_Export"),
    ):
        merge.setPropertyValue(name, value)
    merge.execute(())
    merge.dispose()
    rows.dispose()


if __name__ == "__main__":
    main()
