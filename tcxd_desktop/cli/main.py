"""Reads the command line and runs one command."""

import argparse
import importlib
import json
import os
import secrets
import sys
from datetime import date
from getpass import getpass
from pathlib import Path
from typing import NoReturn

from tcxd_desktop import __version__
from tcxd_desktop.domain.dates import parse_date
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meeting_errors import BadPeriodProblem
from tcxd_desktop.domain.periods import kind_of
from tcxd_desktop.wording.problems import sentence

PROBLEM = 3
"""Exit code when something the user can mend stood in the way."""

_MODULES = {
    "demo": "tcxd_desktop.cli.demo",
    "import-members": "tcxd_desktop.cli.imports",
    "undo-import": "tcxd_desktop.cli.imports",
    "export-members": "tcxd_desktop.cli.members",
    "find": "tcxd_desktop.cli.members",
    "print": "tcxd_desktop.cli.paper",
    "verify": "tcxd_desktop.cli.demo",
    "audit": "tcxd_desktop.cli.audit",
    "backup": "tcxd_desktop.cli.backups",
    "restore": "tcxd_desktop.cli.backups",
    "score": "tcxd_desktop.cli.score",
    "board": "tcxd_desktop.cli.board",
    "due": "tcxd_desktop.cli.due",
    "deadline": "tcxd_desktop.cli.deadline",
    "transfer-pack": "tcxd_desktop.cli.transfers",
    "receive": "tcxd_desktop.cli.transfers",
    "convert-text": "tcxd_desktop.cli.convert_text",
    "before-upgrade": "tcxd_desktop.cli.before_upgrade",
    "shots": "tcxd_desktop.cli.shots",
    "selftest": "tcxd_desktop.cli.selftest",
    "bench": "tcxd_desktop.bench.main",
    "torture": "tcxd_desktop.torture.main",
}
_TORTURES = ("kill", "powercut", "iofault", "race", "flips", "sheets")


_ENGLISH = {
    "usage:": "Cách dùng:",
    "positional arguments:": "Gồm:",
    "options:": "Tùy chọn:",
    "show this help message and exit": "hiện phần trợ giúp này",
    "show program's version number and exit": "hiện số phiên bản",
}
"""What the standard library says by itself, and how we say it."""


class Parser(argparse.ArgumentParser):
    """Đọc dòng lệnh; it speaks Vietnamese, also about wrong usage."""

    def format_help(self) -> str:
        """Return the help in Vietnamese."""
        return _in_vietnamese(super().format_help())

    def format_usage(self) -> str:
        """Return the usage in Vietnamese."""
        return _in_vietnamese(super().format_usage())

    def error(self, message: str) -> NoReturn:
        """Say that the command is wrong, and why where we know it in Vietnamese; exit 2."""
        told = message.rpartition(": ")[2].rstrip(".")
        why = "" if told.isascii() else f" {told[:1].upper()}{told[1:]}."
        self.exit(2, f"{self.format_usage()}Lệnh gõ chưa đúng.{why} Thêm --help để xem cách gõ.\n")


def _in_vietnamese(text: str) -> str:
    for english, ours in _ENGLISH.items():
        text = text.replace(english, ours)
    return text


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; its help speaks Vietnamese."""
    top = Parser(
        prog="tcxd",
        description="Sổ công tác Đảng: không có lệnh thì mở cửa sổ chương trình.",
        epilog="Mật khẩu lấy từ biến môi trường TCXD_PASSWORD, không có thì hỏi.",
    )
    top.add_argument("--version", action="version", version=f"tcxd {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="LỆNH")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument("--json", action="store_true", help="in kết quả dạng JSON cho máy đọc")
        return made

    demo = command("demo", "tạo văn phòng mẫu (người hư cấu) trong thư mục trống")
    demo.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    demo.add_argument(
        "--members", type=_count, default=400, metavar="SỐ", help="số đảng viên (400)"
    )
    demo.add_argument("--cells", type=_count, default=23, metavar="SỐ", help="số chi bộ (23)")
    demo.add_argument("--seed", type=int, default=2026, metavar="SỐ", help="hạt giống (2026)")

    _imports(
        command("import-members", "nhập danh sách đảng viên từ tệp xlsx, xls, ods, csv"),
        command("undo-import", "hoàn tác cả một lần nhập"),
    )
    _export(command("export-members", "xuất danh sách đảng viên ra tệp xlsx"))

    find = command("find", "tìm đảng viên, không cần dấu")
    _office(find)
    find.add_argument("text", metavar="CHỮ_CẦN_TÌM")

    _paper(command("print", "in giấy tờ ra tệp PDF"))
    _office(command("verify", "kiểm tra tệp dữ liệu"))
    _audit(commands)
    _backups(
        command("backup", "sao lưu văn phòng vào một thư mục, có khôi phục thử"),
        command("restore", "dựng lại văn phòng từ bản sao lưu trong thư mục trống"),
    )
    _scores(
        command("board", "tình hình sinh hoạt chi bộ trong một tháng"),
        command("score", "chấm thử một buổi sinh hoạt theo mẫu chấm điểm, không cần văn phòng"),
    )
    _clocks(
        command("due", "việc đến hạn, quá hạn trong ngày, theo văn bản nào"),
        command("deadline", "tính hạn của một quy tắc, không cần văn phòng"),
    )
    _moves(
        command("transfer-pack", "in cả bộ giấy tờ của một ca chuyển sinh hoạt ra tệp PDF"),
        command("receive", "nhận phiếu chuyển, phiếu trả lời của văn phòng khác"),
    )
    _text(command("convert-text", "đổi chữ phông cũ (TCVN3, VNI) trên đầu vào chuẩn sang Unicode"))
    _upgrade(command("before-upgrade", "chép mọi văn phòng của người dùng này trước khi nâng cấp"))
    shots = command("shots", "chụp mọi màn hình thành tệp PNG")
    _office(shots, nargs="?")
    shots.add_argument("folder", type=Path, nargs="?", metavar="THƯ_MỤC")
    shots.add_argument(
        "--help-pictures",
        nargs="*",
        type=Path,
        metavar="THƯ_MỤC",
        help="chụp các hình của phần hướng dẫn, từ văn phòng mẫu của riêng lệnh",
    )
    shots.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="CẢNH",
        help="chỉ chụp các cảnh có tên bắt đầu như vậy",
    )
    selftest = command("selftest", "chạy thử toàn bộ việc chính trên văn phòng mẫu")
    _selftest(selftest)
    bench = command("bench", "đo tốc độ trên máy này")
    bench.add_argument("--quick", action="store_true", help="cỡ nhỏ, chỉ để thử")
    _torture(command("torture", "thử độ bền: tắt ngang, mất điện, đĩa lỗi, tranh nhau, sửa byte"))
    return top


def _selftest(tried: argparse.ArgumentParser) -> None:
    tried.add_argument("folder", type=Path, nargs="?", default=None, metavar="THƯ_MỤC")
    tried.add_argument(
        "--quick", action="store_true", help="văn phòng nhỏ, chỉ vẽ các trang chính, chỉ in PDF"
    )
    tried.add_argument(
        "--tidy", action="store_true", help="xong thì xóa các văn phòng thử, giữ giấy tờ và ảnh"
    )
    tried.add_argument("--events", action="store_true", help=argparse.SUPPRESS)


def _imports(taken: argparse.ArgumentParser, undone: argparse.ArgumentParser) -> None:
    _office(taken)
    taken.add_argument("file", type=Path, metavar="TỆP")
    taken.add_argument("--profile", default="", metavar="TÊN", help="cách đọc tệp đã lưu")
    taken.add_argument("--preview", action="store_true", help="chỉ xem trước, không ghi")
    _office(undone)
    undone.add_argument("run", type=int, metavar="LẦN_NHẬP", help="số của lần nhập")
    undone.add_argument(
        "--reason", default="Hoàn tác bằng dòng lệnh", metavar="LÝ_DO", help="ghi vào sổ truy cập"
    )


def _export(given: argparse.ArgumentParser) -> None:
    _office(given)
    given.add_argument("file", type=Path, metavar="TỆP.xlsx")
    given.add_argument(
        "--layout", default="", metavar="MẪU",
        help="central8, central28, full, dues, trainings, badges, hoặc mẫu của cơ quan",
    )  # fmt: skip
    given.add_argument(
        "--as-at", type=_day, default=None, metavar="NGÀY", help="tính đến ngày (dd/mm/yyyy)"
    )
    given.add_argument(
        "--changed-since", type=_day, default=None, metavar="NGÀY",
        help="chỉ người có hồ sơ thay đổi từ ngày này",
    )  # fmt: skip
    given.add_argument(
        "--only-changed", action="store_true",
        help="chỉ người khác với lần xuất trước theo mẫu này",
    )  # fmt: skip
    given.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="ghi vào sổ truy cập")


def _scores(board: argparse.ArgumentParser, score: argparse.ArgumentParser) -> None:
    _office(board)
    board.add_argument(
        "--month", type=_month, default="", metavar="NĂM-THÁNG", help="như 2026-10 (tháng này)"
    )
    score.add_argument("template", type=Path, metavar="MẪU.json", help="mẫu chấm điểm")
    score.add_argument("facts", type=Path, metavar="SỐ_LIỆU.json", help="số liệu, điểm đã ghi")


def _clocks(due: argparse.ArgumentParser, deadline: argparse.ArgumentParser) -> None:
    _office(due)
    due.add_argument("--on", type=_day, default=None, metavar="NGÀY", help="xem ngày (hôm nay)")
    deadline.add_argument("rule", metavar="QUY_TẮC", help="mã quy tắc, như TR-02")
    deadline.add_argument(
        "--from", dest="since", type=_day, required=True, metavar="NGÀY", help="tính từ ngày"
    )
    deadline.add_argument(
        "--ruleset", default="", metavar="BỘ", help="bộ quy định, như RS-2026 (RS-2025)"
    )


def _moves(pack: argparse.ArgumentParser, receive: argparse.ArgumentParser) -> None:
    _office(pack)
    pack.add_argument("case", metavar="CA", help="số của ca, hoặc số seri giấy giới thiệu")
    pack.add_argument("--out", type=Path, required=True, metavar="TỆP.pdf")
    pack.add_argument(
        "--record", type=Path, default=None, metavar="TỆP.phieu", help="ghi cả phiếu chuyển ra tệp"
    )
    pack.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="ghi vào sổ truy cập")
    _office(receive)
    receive.add_argument(
        "file", type=Path, metavar="TỆP", help="tệp .phieu, ảnh mã QR, hoặc dãy số máy quét gõ ra"
    )
    receive.add_argument("--preview", action="store_true", help="chỉ xem trước, không ghi")


def _text(text: argparse.ArgumentParser) -> None:
    text.add_argument(
        "--from", dest="source", choices=("auto", "tcvn3", "vni"), default="auto",
        help="bảng mã của chữ (auto: tự nhận)",
    )  # fmt: skip
    text.add_argument(
        "--capitals", action="store_true", help="phông hiện toàn chữ hoa, như .VnTimeH"
    )


def _upgrade(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--from", dest="since", default="", metavar="PHIÊN_BẢN", help="bản đang dùng, như 0.1.0"
    )
    command.add_argument(
        "--say", type=Path, default=None, metavar="TỆP", help="ghi lời báo ra tệp (UTF-16)"
    )
    command.add_argument(
        "--lower", action="store_true", help="trưởng ban đã đồng ý dùng lại bản cũ hơn"
    )


def _paper(paper: argparse.ArgumentParser) -> None:
    _office(paper)
    paper.add_argument("form", metavar="MẪU", help="2-HSĐV, 1-HSĐV, 3-HSĐV, 7-HSĐV, DS, MLTL")
    whom = paper.add_mutually_exclusive_group(required=True)
    whom.add_argument("--member", metavar="MÃ", help="mã, số thẻ, số lý lịch hoặc số căn cước")
    whom.add_argument("--unit", metavar="MÃ", help="mã hoặc tên tổ chức, gồm cả cấp dưới")
    whom.add_argument("--all", action="store_true", help="cả đảng bộ")
    paper.add_argument("--out", type=Path, required=True, metavar="TỆP.pdf")
    paper.add_argument("--year", type=int, default=0, metavar="NĂM", help="năm của phiếu bổ sung")
    paper.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="ghi vào sổ truy cập")


def _audit(commands: "argparse._SubParsersAction[Parser]") -> None:
    made = commands.add_parser("audit", help="sổ truy cập: xuất ra tệp, kiểm tra")
    actions = made.add_subparsers(dest="action", required=True, metavar="VIỆC")
    for name, text in (
        ("export", "xuất sổ truy cập ra tệp csv hoặc xlsx"),
        ("verify", "kiểm tra chuỗi, chữ ký và hồ sơ theo sổ truy cập"),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
        _office(action)
        if name == "export":
            action.add_argument("file", type=Path, metavar="TỆP")
            action.add_argument("--since", type=_day, default=None, metavar="NGÀY", help="từ ngày")
            action.add_argument("--until", type=_day, default=None, metavar="NGÀY", help="đến ngày")
            action.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="ghi vào sổ")


def _backups(backup: argparse.ArgumentParser, restore: argparse.ArgumentParser) -> None:
    _office(backup)
    backup.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    backup.add_argument(
        "--stick", action="store_true",
        help="để mang đi: chỉ mở được bằng phiếu khôi phục, không mở được bằng mật khẩu",
    )  # fmt: skip
    restore.description = "Mật khẩu là của trưởng ban lúc sao lưu, hoặc gõ mã trên phiếu khôi phục."
    restore.add_argument("backup", type=Path, metavar="BẢN_SAO_LƯU")
    restore.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    restore.add_argument(
        "--user", default="", metavar="TÊN", help="người đăng nhập, khi văn phòng có nhiều người"
    )


def _torture(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rounds", type=_count, default=1_000, metavar="SỐ", help="số lần mỗi phép thử (1.000)"
    )
    command.add_argument(
        "--only", type=_tortures, default=(), metavar="TÊN,…", help=", ".join(_TORTURES)
    )
    command.add_argument("--seed", type=int, default=2026, metavar="SỐ", help="hạt giống (2026)")


def _tortures(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    unknown = [name for name in names if name not in _TORTURES]
    if unknown:
        raise argparse.ArgumentTypeError(f"không có phép thử {unknown[0]}")
    return names


def _office(command: argparse.ArgumentParser, nargs: str | None = None) -> None:
    command.add_argument(
        "office", type=Path, nargs=nargs, metavar="VĂN_PHÒNG", help="thư mục dữ liệu"
    )
    command.add_argument(
        "--user", default="", metavar="TÊN", help="người đăng nhập, khi văn phòng có nhiều người"
    )


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("từ 1 đến 100.000")
    return number


def _month(text: str) -> str:
    try:
        if kind_of(text) == "thang":
            return text
    except BadPeriodProblem:
        pass
    raise argparse.ArgumentTypeError(f"tháng viết như 2026-10, không phải {text}")


def _day(text: str) -> date:
    try:
        found = parse_date(text, today=date.max)
    except Problem as problem:
        raise argparse.ArgumentTypeError(sentence(problem)) from problem
    if found is None or found.exact is None:
        raise argparse.ArgumentTypeError(f"“{text}” chưa đủ ngày, tháng, năm")
    return found.exact


def password() -> str:
    """Return the password from ``TCXD_PASSWORD``, else ask for it."""
    given = os.environ.get("TCXD_PASSWORD")
    return given if given is not None else getpass("Mật khẩu: ")


def demo_password() -> tuple[str, bool]:
    """Return the password of a demo office and whether it was made up just now."""
    given = os.environ.get("TCXD_PASSWORD")
    return (given, False) if given else (secrets.token_urlsafe(9), True)


def tell(options: argparse.Namespace, result: dict[str, object], *lines: str) -> None:
    """Print the result: JSON for machines, or sentences."""
    if options.json:
        print(json.dumps(result, ensure_ascii=False, default=str))
    else:
        print("\n".join(lines))


def run(arguments: list[str]) -> int:
    """Run one command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console in another code page must show a question mark, not end the program.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = parser().parse_args(arguments)
    try:
        # Loaded by name: most commands need no Qt, and `find` no PDF.
        return int(importlib.import_module(_MODULES[options.command]).run(options))
    except Problem as problem:
        print(sentence(problem), file=sys.stderr)
        return PROBLEM
