"""S3: a changed byte is refused, or it did not matter."""

import secrets
from pathlib import Path

import pytest

from tcxd_desktop.storage import engine
from tcxd_desktop.torture import flips, offices


def test_no_flip_changes_what_is_read() -> None:
    found = flips.run(200, seed=8)
    assert found.failures == []
    assert found.figures["different"] == 0
    assert found.figures["tried"] > 20_480 + 200
    # The small file has no page that nobody reads: most flips must be noticed.
    assert found.figures["refused"] > found.figures["tried"] // 2


def test_every_byte_of_the_key_slots_counts() -> None:
    with offices.workshop(memory=True) as shop:
        [path, *_] = offices.key_files(offices.office_of(shop.template))
        for other in offices.key_files(path.parent):
            if other != path:
                other.unlink()
        found = flips.flips(path, offices.read_key_file, seed=9)
    assert found.failures == []
    assert found.refused == found.tried


def test_twin_without_authentication_pages_change_silently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", ("cipher_use_hmac=OFF", *engine._PRAGMAS))
    path, key = tmp_path / "small.db", secrets.token_bytes(32)
    flips.make_small(path, key)
    found = flips.flips(path, flips.database_reader(key), 2000, seed=10)
    assert found.different > 0
    assert any("silently different" in text for text in found.failures)
