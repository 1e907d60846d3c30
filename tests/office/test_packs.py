"""Signed packs of rules: from a trusted issuer, newer than before, all or nothing."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop import places
from tcxd_desktop.domain.errors import NotAllowedProblem, Problem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packet_errors import (
    AlteredPackProblem,
    NotAPackProblem,
    NothingToIssueProblem,
    OldPackProblem,
    UntrustedPackProblem,
)
from tcxd_desktop.domain.rule_errors import UnknownTriggerProblem
from tcxd_desktop.domain.rule_types import RuleKind
from tcxd_desktop.domain.update_errors import PackNameTakenProblem
from tcxd_desktop.exchange import pack_file, signatures
from tcxd_desktop.exchange.pack_file import Pack
from tcxd_desktop.office import known_offices, opening, packs, rules
from tcxd_desktop.office.desk import Desk
from tests.office import exchange_samples as samples

SOURCE = "Hướng dẫn 05-HD/BTCTU ngày 01/10/2026, mục 2"


@pytest.fixture
def issuer(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Give an office that has made TR-02 shorter."""
    with samples.another_office(office_template, tmp_path / "issuer", samples.THIRD) as desk:
        shorten(desk, 20, "2026-12-01")
        yield desk


def shorten(desk: Desk, days: int, since: str) -> None:
    row = rules.book(desk).on(since).row(RuleKind.DEADLINE, "TR-02")
    rules.change(desk, row, since, {**row.content, "amount": days}, SOURCE, "Văn bản mới của tỉnh")


@pytest.fixture
def trusted(desk: Desk, issuer: Desk) -> int:
    """Let the office take packs of the issuer; return the issuer's card."""
    known = samples.know(desk, issuer)
    known_offices.let_issue(desk, known.id, packs=True)
    return known.id


def amount(desk: Desk, day: str = "2026-12-15") -> int | None:
    return rules.book(desk).on(day).deadline("TR-02").amount


def written(desk: Desk) -> tuple[int, int]:
    with desk.read() as reading:
        counts = reading.all(
            "SELECT (SELECT count(*) FROM rule_row), (SELECT count(*) FROM pack_taken)"
        )
    return counts[0]


def test_a_pack_of_a_trusted_issuer_is_taken(desk: Desk, issuer: Desk, trusted: int) -> None:
    data = packs.issue_rules(issuer, "TR-NB", 1)
    before = amount(desk)
    preview = packs.preview(desk, data)
    assert (preview.id, preview.kind, preview.version) == ("TR-NB", "rules", 1)
    assert (preview.issuer, preview.rows, preview.taken_version) == (samples.THIRD.name, 1, 0)
    assert amount(desk) == before
    assert packs.take(desk, data) == 1
    assert amount(desk) == 20
    assert amount(desk, "2026-11-30") == before  # a case keeps the rules of its day
    [taken] = packs.taken(desk)
    assert (taken.id, taken.version, taken.issuer) == ("TR-NB", 1, samples.THIRD.name)
    assert taken.fingerprint == known_offices.office(desk, trusted).fingerprint
    assert set(opening.verify(desk).values()) == {"ok"}


def test_an_older_or_the_same_version_is_refused(desk: Desk, issuer: Desk, trusted: int) -> None:
    first = packs.issue_rules(issuer, "TR-NB", 1)
    shorten(issuer, 25, "2027-01-01")
    second = packs.issue_rules(issuer, "TR-NB", 2)
    packs.take(desk, second)
    for data, args in ((first, ("TR-NB", 1, 2)), (second, ("TR-NB", 2, 2))):
        with pytest.raises(OldPackProblem) as caught:
            packs.take(desk, data)
        assert caught.value.args == args
    third = packs.issue_rules(issuer, "TR-NB", 3)
    assert packs.preview(desk, third).taken_version == 2
    packs.take(desk, third)
    assert [taken.version for taken in packs.taken(desk)] == [3]


def test_packs_of_different_names_do_not_hinder_each_other(
    desk: Desk, issuer: Desk, trusted: int
) -> None:
    packs.take(desk, packs.issue_rules(issuer, "A", 5))
    packs.take(desk, packs.issue_rules(issuer, "B", 1))
    assert sorted(taken.id for taken in packs.taken(desk)) == ["A", "B"]


@pytest.mark.parametrize("state", ["unknown", "not compared", "compared", "revoked"])
def test_nobody_else_issues_packs(desk: Desk, issuer: Desk, state: str) -> None:
    if state != "unknown":
        known = samples.know(desk, issuer, compared=state != "not compared")
        if state == "revoked":
            known_offices.let_issue(desk, known.id, packs=True)
            known_offices.revoke(desk, known.id, "Bị lộ khóa")
    with pytest.raises(UntrustedPackProblem) as caught:
        packs.take(desk, packs.issue_rules(issuer, "TR-NB", 1), "quy-dinh.capnhat")
    assert caught.value.args[0] == samples.THIRD.name
    assert written(desk) == (0, 0)
    use, note = samples.acts(desk)[-1]
    assert use == "rules.pack.refused"
    assert note.startswith("quy-dinh.capnhat")


def test_a_key_the_program_itself_trusts_is_trusted(
    desk: Desk, issuer: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = signatures.new_keys()
    content = rules.export_rows(issuer)
    pack = Pack("TW", "rules", 1, "tự xưng", "2026-11-01", content, keys.sign_public)
    data = pack_file.make(pack, keys.sign_private)
    with pytest.raises(UntrustedPackProblem):
        packs.preview(desk, data)
    pinned = {keys.sign_public: "Nơi phát hành thử"}
    monkeypatch.setattr(packs, "pinned_keys", lambda: pinned)
    assert packs.preview(desk, data).issuer == "Nơi phát hành thử"
    assert packs.take(desk, data) == 1


def test_the_list_of_pinned_keys_is_shipped_empty() -> None:
    path = places.resources() / "rules" / "pack_keys.json"
    assert json.loads(path.read_text(encoding="utf-8"))["keys"] == []
    assert packs.pinned_keys() == {}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda data: b"", NotAPackProblem),
        (lambda data: data[:-3], AlteredPackProblem),
        (lambda data: data.replace(b"20", b"21", 1), AlteredPackProblem),
        (lambda data: data + b" ", AlteredPackProblem),
    ],
    ids=["empty", "cut", "altered", "longer"],
)
def test_a_bad_file_changes_nothing(
    desk: Desk, issuer: Desk, trusted: int, change: Callable[[bytes], bytes], problem
) -> None:
    with pytest.raises(problem):
        packs.take(desk, change(packs.issue_rules(issuer, "TR-NB", 1)))
    assert written(desk) == (0, 0)


def forged(issuer: Desk, change: Callable[[dict[str, Any]], object], **pack: Any) -> bytes:
    """Return a pack with a changed content, rightly signed by the issuer."""
    content = json.loads(json.dumps(rules.export_rows(issuer)))
    change(content)
    with issuer.read() as reading:
        [(private,)] = reading.all("SELECT sign_private FROM office_key")
    made = Pack("TR-NB", "rules", 1, "x", "2026-11-01", content, b"")
    return pack_file.make(replace(made, **pack), bytes(private))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["rows"][0]["content"].update(triggers=["trang_tron"]),
        lambda c: c["rows"][0].update(kind="spell"),
        lambda c: c["rows"][0].update(rule_set="RS-1900"),
        lambda c: c["rows"][0]["content"].pop("amount"),
        lambda c: c["rows"].append({"kind": "deadline"}),
        lambda c: c.update(rows=[]),
        lambda c: c.update(format="khác"),
    ],
    ids=["trigger", "kind", "rule set", "content", "second row", "no rows", "format"],
)
def test_one_wrong_rule_refuses_the_whole_pack(
    desk: Desk, issuer: Desk, trusted: int, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(Problem):
        packs.take(desk, forged(issuer, change), "sai.capnhat")
    assert written(desk) == (0, 0)
    assert samples.acts(desk)[-1][0] == "rules.pack.refused"
    packs.take(desk, forged(issuer, lambda c: None))


def test_an_unknown_trigger_has_its_own_sentence(desk: Desk, issuer: Desk, trusted: int) -> None:
    data = forged(issuer, lambda c: c["rows"][0]["content"].update(triggers=["trang_tron"]))
    with pytest.raises(UnknownTriggerProblem):
        packs.take(desk, data)


def test_a_name_belongs_to_one_kind(desk: Desk, issuer: Desk, trusted: int) -> None:
    packs.take(desk, packs.issue_rules(issuer, "TR-NB", 1))
    data = forged(issuer, lambda c: None, kind="templates", version=2)
    with pytest.raises(PackNameTakenProblem):
        packs.preview(desk, data)


def test_an_office_that_wrote_no_rule_issues_none(desk: Desk) -> None:
    with pytest.raises(NothingToIssueProblem):
        packs.issue_rules(desk, "TR-NB", 1)


def test_a_pack_with_an_impossible_name_is_not_made(issuer: Desk) -> None:
    with pytest.raises(NotAPackProblem):
        packs.issue_rules(issuer, "hai chữ", 1)


def test_only_the_head_takes_and_issues(desk: Desk, issuer: Desk, trusted: int) -> None:
    data = packs.issue_rules(issuer, "TR-NB", 1)
    clerk = samples.as_role(desk, role=Role.CLERK)
    for call in (
        lambda: packs.preview(clerk, data),
        lambda: packs.take(clerk, data),
        lambda: packs.issue_rules(clerk, "TR-NB", 1),
    ):
        with pytest.raises(NotAllowedProblem):
            call()
