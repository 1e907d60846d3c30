"""Every item of the dossier has its cách ghi."""

import unicodedata

from tcxd_desktop.wording.dossier import ITEMS
from tcxd_desktop.wording.guides import guide, guides


def test_every_item_is_explained() -> None:
    assert set(guides()) == set(ITEMS)
    assert all(found.how for found in guides().values())


def test_every_item_of_the_form_names_its_source() -> None:
    assert all(guide(item).source for item in ITEMS if item != "contact")


def test_texts_are_nfc_and_whole_sentences() -> None:
    for found in guides().values():
        for text in (found.how, found.sample, found.source):
            assert text == unicodedata.normalize("NFC", text)
        assert found.how.endswith((".", "…"))


def test_an_unknown_item_has_nothing_to_say() -> None:
    assert guide("99").how == ""
