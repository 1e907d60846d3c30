"""Before a paper is drawn, values kept as keys become the words of their list."""

from dataclasses import replace

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import in_words
from tcxd_desktop.domain.rows import Badge, PaperInDossier
from tcxd_desktop.domain.standing import Event, EventKind

CODES = {
    "badge_years": CodeList("badge_years", "", (Code("30", "30 năm"),), stores="key"),
    "paper_type": CodeList("paper_type", "", (Code("5", "Quyết định kết nạp"),), stores="key"),
    "event_kind": CodeList("event_kind", "", (Code("ket_nap", "Kết nạp"),), stores="key"),
    "sex": CodeList("sex", "", (Code("nu", "Nữ"),)),
}


def test_keys_become_words_and_names_stay() -> None:
    dossier = Dossier(
        sex="Nữ",
        badges=(Badge("30"), Badge("52")),
        papers=(PaperInDossier("5", "QĐ 45"),),
    )
    worded = in_words(dossier, CODES)
    assert [badge.years for badge in worded.badges] == ["30 năm", "52"]
    assert worded.papers[0].type == "Quyết định kết nạp"
    assert replace(worded, badges=dossier.badges, papers=dossier.papers) == dossier


def test_events_keep_their_keys_so_that_the_standing_still_works() -> None:
    dossier = Dossier(events=(Event(kind=EventKind.ADMITTED, unit_id=1),))
    assert in_words(dossier, CODES).events == dossier.events
    assert in_words(dossier, CODES).spells
