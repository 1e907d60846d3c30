"""The diagnostic package: how program, machine and office are, in a form that names nobody.

Nothing is copied into it as it stands. Every line is made of numbers and of words of the program
itself; whoever sends it reads it first.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tcxd_desktop import places
from tcxd_desktop.domain.backups import LOCAL
from tcxd_desktop.domain.diagnostics import DiagnosticPart, captioned
from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.selftest import SelftestReport, StepState
from tcxd_desktop.office import (
    backups,
    diagnostic_log,
    files,
    machine,
    rules,
    self_checks,
    settings,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored_accounts
from tcxd_desktop.storage import diagnosis
from tcxd_desktop.wording import diagnostics as words
from tcxd_desktop.wording.book import LEFT
from tcxd_desktop.wording.people import ROLE
from tcxd_desktop.wording.rules import ROLE as COMMUNE_ROLE
from tcxd_desktop.wording.selftest import TITLES

_ZIP_DAY = (2026, 1, 1, 0, 0, 0)
"""A fixed day: the package tells in its text when it was made."""


def gather(
    desk: Desk, shown: Mapping[str, str], look: Mapping[str, str]
) -> tuple[DiagnosticPart, ...]:
    """Return what would go into the package.

    Args:
        desk: where; whoever is signed in may make one.
        shown: what the screens say of themselves, by caption; see ``ui.common.surroundings``.
        look: settings of this machine, by caption, without a name or folder.
    """
    desk.check(Permission.OWN)
    parts = {
        "phien-ban.txt": captioned({**machine.facts(), **shown, **_places()}),
        "thu-vien.txt": captioned({**machine.packages()}),
        "thiet-lap.txt": captioned({**look}),
        "van-phong.txt": captioned(_office(desk)),
        "so-dong.txt": captioned(_counts(desk)),
        "nhat-ky.txt": _log(),
        "tu-kiem-tra.txt": _selftest(self_checks.last()),
    }
    told = words.foreword(desk.clock())
    return (
        DiagnosticPart("doc-truoc.txt", words.TITLES["doc-truoc.txt"], told),
        *(DiagnosticPart(name, words.TITLES[name], text) for name, text in parts.items()),
    )


def save(parts: Iterable[DiagnosticPart], path: Path) -> None:
    """Write the package: a zip with one text file a part.

    Raises:
        NotFoundProblem, ReadOnlyProblem, DiskFullProblem: as for any file.
    """
    files.write_file(path, zipped(parts))


def zipped(parts: Iterable[DiagnosticPart]) -> bytes:
    """Return the package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part in parts:
            entry = zipfile.ZipInfo(part.file, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Windows' own editor of old takes a text for UTF-8 only with this mark.
            package.writestr(entry, part.text.encode("utf-8-sig"))
    return out.getvalue()


# --- where it lies, without saying where ----------------------------------------------------------


def _places() -> dict[str, str]:
    """Return of the folders what makes programs stumble: length and letters, never their names."""
    told = {}
    for caption, folder in (
        ("Thư mục chương trình", places.resources()),
        ("Thư mục dữ liệu", places.data_folder()),
    ):
        text = str(folder)
        letters = "chỉ chữ không dấu" if text.isascii() else "có chữ có dấu"
        told[caption] = f"dài {len(text)} ký tự, {letters}"
    offices = places.data_folder() / "offices"
    found = [path for path in offices.iterdir() if path.is_dir()] if offices.is_dir() else []
    told["Số văn phòng trên máy"] = str(len(found))
    told["Cách cài"] = "bản đóng gói" if places.packaged() is not None else "chạy từ mã nguồn"
    return told


# --- the office -----------------------------------------------------------------------------------


def _office(desk: Desk) -> dict[str, str]:
    with desk.read(Permission.OWN) as reading:
        roles = Counter(account.role for account in stored_accounts.every(reading))
        shapes = diagnosis.shapes(reading)
    state = desk.sign_in.state
    return {
        "Vai trò người đang dùng": ROLE[desk.actor.role],
        "Ngăn niêm phong": words.yes(desk.actor.sealed),
        "Tài khoản": ", ".join(f"{ROLE[role]} {roles[role]}" for role in Role if roles[role]),
        "Bộ quy định": _known(_rule_set(desk), rules.set_ids()),
        "Vai trò cơ quan": _commune_role(desk),
        "Tệp lúc mở": LEFT.get(state) or words.SAME,
        "Chỉ được đọc": words.yes(bool(desk.store.read_only)),
        "Phiếu khôi phục đã gõ lại": words.yes(desk.sign_in.recovery),
        "Đồng hồ": words.CLOCKS[desk.clock_state()],
        **_backups(desk),
        **{
            caption: words.shape(one.version, one.pages, one.free, one.page_size)
            for caption, one in zip(words.FILES, shapes, strict=False)
        },
        **_sizes(desk),
    }


def _known(value: str, known: Iterable[str]) -> str:
    """Return a word of the program; anything else might be anything."""
    return value if value in known else words.OTHER


def _rule_set(desk: Desk) -> str:
    return settings.rule_set(desk) if desk.actor.may(Permission.VIEW) else ""


def _commune_role(desk: Desk) -> str:
    if not desk.actor.may(Permission.VIEW):
        return words.OTHER
    return COMMUNE_ROLE[rules.book(desk).on(desk.day()).role]


def _backups(desk: Desk) -> dict[str, str]:
    found = backups.state(desk)
    newest = found.newest
    told = words.NONE
    if newest is not None:
        days = (desk.today() - newest.made.astimezone(desk.clock().tzinfo).date()).days
        told = words.backup(days, newest.size, local=newest.place == LOCAL)
    return {
        "Sao lưu đã kiểm tra gần nhất": told,
        "Nơi sao lưu thứ hai": words.yes(bool(found.second.folder)),
        "Khôi phục thử": words.drill(None if found.drill is None else found.drill.passed),
        "Cảnh báo sao lưu": words.warnings(found.warnings),
    }


def _sizes(desk: Desk) -> dict[str, str]:
    sizes = diagnosis.sizes(desk.store.folder)
    others = sizes.pop(diagnosis.OTHERS, 0)
    told = {f"Tệp {name}": words.size(size) for name, size in sizes.items()}
    return {**told, "Tệp khác trong thư mục": str(others)}


def _counts(desk: Desk) -> dict[str, str]:
    with desk.read(Permission.OWN) as reading:
        return {
            words.TABLES[name]: words.about(count)
            for name, count in diagnosis.counts(reading, words.TABLES).items()
        }


# --- log and test ---------------------------------------------------------------------------------


def _log() -> str:
    lines, left = diagnostic_log.read_log()
    head = words.log_head(len(lines), left)
    return "\n".join([head, "", *lines, ""])


def _selftest(report: SelftestReport | None) -> str:
    """Return what the last test came to: keys and times, and of failures where, never what."""
    if report is None:
        return words.NEVER_TESTED
    lines = [words.tested(report.finished, report.quick)]
    for step in report.steps:
        if step.key in TITLES:
            lines.append(
                f"{words.STATES[step.state]}: {TITLES[step.key]}, {words.time(step.seconds)}"
            )
            if step.state is StepState.FAILED:
                lines += diagnostic_log.trace(step.trace)
    return "\n".join([*lines, ""])
