"""``tcxd convert-text``: bytes in, Unicode out, without an office."""

import io
import json
import sys

import pytest

from tcxd_desktop.cli.main import run
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.sheet import Encoding

TEXT = "Đảng ủy xã Đông Hải\r\nNguyễn Văn Dương\t12\n"


def converted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes, *words: str
) -> tuple[str, str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert run(["convert-text", *words]) == 0
    return capsys.readouterr()


@pytest.mark.parametrize("how", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
@pytest.mark.parametrize("asked", [True, False], ids=["asked", "auto"])
def test_old_text_in_any_bytes(
    how: str,
    encoding: Encoding,
    asked: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = to_legacy(TEXT, encoding).encode(how)
    words = ("--from", encoding.value) if asked else ()
    out, err = converted(monkeypatch, capsys, data, *words)
    assert out.replace("\r", "") == TEXT.replace("\r", "")
    assert ("Nhận ra bảng mã" in err) is not asked


def test_bytes_windows_leaves_free(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # 0x81 is no letter of cp1252, but Ả in TCVN 5712; 0x93 is a quote there, as people typed it.
    out, _ = converted(monkeypatch, capsys, b"\x81nh \x93Vi\xd6t\x94", "--from", "tcvn3")
    assert out == "Ảnh “Việt”"


def test_capitals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = converted(
        monkeypatch, capsys, "§¶ng ñy".encode("cp1252"), "--from", "tcvn3", "--capitals"
    )
    assert out == "ĐẢNG ỦY"


def test_unicode_passes_and_machines_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = converted(monkeypatch, capsys, "Hoà Bình, Đắk Lắk".encode(), "--json")
    assert json.loads(out) == {"encoding": "unicode", "sure": True, "text": "Hoà Bình, Đắk Lắk"}


def test_a_doubtful_guess_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = converted(monkeypatch, capsys, "Kh«ng".encode())
    assert out == "Không"
    assert "Chưa chắc" in err
