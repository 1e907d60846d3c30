"""The part of ``selftest`` about signed packs: rules taken in, and what is not to be trusted."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from tcxd_desktop import __version__
from tcxd_desktop.cli.selftest_office import UPDATE
from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.cli.selftest_transfers import CARDS
from tcxd_desktop.domain.errors import Problem, SelftestProblem
from tcxd_desktop.domain.packet_errors import (
    AlteredPackProblem,
    OldPackProblem,
    UntrustedPackProblem,
)
from tcxd_desktop.domain.rule_types import RuleKind
from tcxd_desktop.domain.update_errors import UpdateSignerProblem
from tcxd_desktop.domain.updates import PRODUCT, update_of
from tcxd_desktop.domain.versions import parse
from tcxd_desktop.exchange import pack_file, signatures
from tcxd_desktop.exchange.pack_file import Pack
from tcxd_desktop.office import known_offices, office_keys, packs, rules, updates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage.store import LATEST, LATEST_SEALED

_RULE, _DAYS = "TR-02", 20
_SOURCE = "Văn bản hư cấu, chỉ để tự kiểm tra"
_ID = "TU-KIEM-TRA"
_NEWER, _SETUP, _STRANGER = "9.9.9", "TCXD-9.9.9-setup.exe", "Người ký thử"


def steps(desk: Desk, other: Desk, bench: Bench) -> Steps:
    """Yield what is tried out between the demo office and another one, in order."""
    yield Step("packs.rules", lambda: _rules(desk, other, bench), (CARDS,))
    yield Step("packs.update", lambda: _update(desk, bench))


def _rules(desk: Desk, other: Desk, bench: Bench) -> str:
    """Have the other office issue a rule of its own, and take it once it may."""
    day = (desk.today() + timedelta(days=500)).isoformat()
    row = rules.book(other).on(day).row(RuleKind.DEADLINE, _RULE)
    rules.change(other, row, day, {**row.content, "amount": _DAYS}, _SOURCE, "Tự kiểm tra")
    path = bench.folder / f"quy-dinh{packs.PACK_ENDING}"
    bench.keep(path, packs.issue_rules(other, _ID, 1))
    data = path.read_bytes()
    refused(lambda: packs.take(desk, data), UntrustedPackProblem)
    mark = office_keys.ensure(other).fingerprint
    known = next(one for one in known_offices.listed(desk) if one.fingerprint == mark)
    known_offices.let_issue(desk, known.id, packs=True)
    altered = data.replace(f'"amount": {_DAYS}'.encode(), f'"amount": {_DAYS + 1}'.encode())
    if altered == data:
        raise SelftestProblem("gói không chứa số đã định sửa")
    refused(lambda: packs.take(desk, altered), AlteredPackProblem)
    packs.take(desk, data)
    refused(lambda: packs.take(desk, data), OldPackProblem)
    if rules.book(desk).on(day).deadline(_RULE).amount != _DAYS:
        raise SelftestProblem("quy định trong gói không có hiệu lực")
    return f"{path.name}, đã nhận; gói lạ, gói bị sửa, gói cũ đều bị từ chối"


def _update(desk: Desk, bench: Bench) -> str:
    """Read a package of a newer version somebody signed whom the program does not know."""
    folder = bench.folder / UPDATE
    setup, path = folder / _SETUP, folder / f"TCXD-{_NEWER}{packs.PACK_ENDING}"
    program = b"MZ" + bytes(1_000)
    bench.keep(setup, program)
    keys = signatures.new_keys()
    content = {
        "product": PRODUCT,
        "version": _NEWER,
        "min_version": __version__,
        "schema": LATEST,
        "sealed": LATEST_SEALED,
        "files": [
            {"name": _SETUP, "size": len(program), "sha256": hashlib.sha256(program).hexdigest()}
        ],
        "news": [_SOURCE],
    }
    made = Pack(
        PRODUCT, "update", parse(_NEWER).number, _STRANGER, desk.day(), content, keys.sign_public
    )
    bench.keep(path, pack_file.make(made, keys.sign_private))
    read = update_of(pack_file.read(path.read_bytes()).content)
    if str(read.version) != _NEWER or read.files[0].name != _SETUP:
        raise SelftestProblem("gói cập nhật đọc ra khác gói đã ký")
    refused(lambda: updates.preview(desk, path), UpdateSignerProblem)
    altered = path.with_stem("bi-sua")
    bench.keep(altered, path.read_bytes().replace(_NEWER.encode(), b"9.9.8"))
    refused(lambda: updates.preview(desk, altered), AlteredPackProblem)
    trusted = len(packs.pinned_keys())
    return f"{path.name}: người ký lạ, gói bị sửa đều bị từ chối; chương trình tin {trusted} khóa"


def refused(work: Callable[[], object], kind: type[Problem]) -> None:
    """See that something is refused, and for this reason.

    Raises:
        SelftestProblem: it was done.
    """
    try:
        work()
    except kind:
        return
    raise SelftestProblem(f"không bị từ chối ({kind.__name__})")
