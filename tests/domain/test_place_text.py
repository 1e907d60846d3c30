"""Places in one line and back; what cannot be told apart stays as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.place_text import joined, placed, split
from tests.domain.sheet_samples import CODES

PROVINCES = CODES["province"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("thôn Bình Minh, xã Đông Hải, tỉnh Ninh Bình",
         Place("thôn Bình Minh", "xã Đông Hải", "tỉnh Ninh Bình")),
        ("Số 5, ngõ 2, phường Hoa Lư, tỉnh Ninh Bình",
         Place("Số 5, ngõ 2", "phường Hoa Lư", "tỉnh Ninh Bình")),
        ("xã Đông Hải, Ninh Bình", Place(commune="xã Đông Hải", province="Ninh Bình")),
        ("Xã Đông Hải; tỉnh Ninh Bình.", Place(commune="Xã Đông Hải", province="tỉnh Ninh Bình")),
        ("xã Đông Hải\ntỉnh Ninh Bình", Place(commune="xã Đông Hải", province="tỉnh Ninh Bình")),
        ("xã Đông Hải - tỉnh Ninh Bình", Place(commune="xã Đông Hải", province="tỉnh Ninh Bình")),
        ("P. Hoa Lư, TP. Hà Nội", Place(commune="P. Hoa Lư", province="TP. Hà Nội")),
        ("TP. Hồ Chí Minh", Place(province="TP. Hồ Chí Minh")),
        ("Hà Nam", Place(province="Hà Nam")),
        ("xã A, huyện B, tỉnh Ninh Bình",
         Place(commune="xã A", province="tỉnh Ninh Bình", old="xã A, huyện B")),
        ("thôn 1, thị trấn A, huyện B, Ninh Bình, Việt Nam",
         Place("thôn 1", "thị trấn A", "Ninh Bình", "thị trấn A, huyện B")),
        ("xã Đông Hải, tỉnh Ninh Bình (xã A, huyện Kim Sơn)",
         Place(commune="xã Đông Hải", province="tỉnh Ninh Bình", old="xã A, huyện Kim Sơn")),
        ("xã A, huyện B, tỉnh Nam Định (nay là xã C, tỉnh Ninh Bình)",
         Place(commune="xã C", province="tỉnh Ninh Bình", old="xã A, huyện B, tỉnh Nam Định")),
        ("Đông Hải, Kim Sơn, Ninh Bình", Place("Đông Hải, Kim Sơn", province="Ninh Bình")),
    ],
)  # fmt: skip
def test_places_in_one_line(text: str, place: Place) -> None:
    parts, told = split(text, PROVINCES)
    assert told
    assert Place(**parts) == place


def test_what_is_not_known_stays_whole_and_is_told() -> None:
    assert split("thôn 3, Đông Hải", PROVINCES) == ({"detail": "thôn 3, Đông Hải"}, False)
    assert split("Viêng Chăn, Lào", PROVINCES) == ({"detail": "Viêng Chăn, Lào"}, False)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("thôn 3, xã Đông Hải", {"detail": "thôn 3", "commune": "xã Đông Hải"}),
        ("xã Đông Hải", {"commune": "xã Đông Hải"}),
        ("Bệnh viện huyện", {"detail": "Bệnh viện huyện"}),
        ("thôn 3, Đông Hải", {"detail": "thôn 3, Đông Hải"}),
    ],
)
def test_addresses_below_the_province(text: str, parts: dict[str, str]) -> None:
    assert split(text, PROVINCES, "address") == (parts, True)


def test_the_same_words_divided_elsewhere_change_nothing() -> None:
    old = Place("Thôn 3", "Đông Hải", "Ninh Bình")
    assert placed(old, {"detail": "thôn 3, Đông Hải"}) == old
    assert placed(old, {"detail": "Thôn 3, Đông Hải, Ninh Bình"}) == old
    assert placed(old, {"detail": "Thôn 3, Đông Hải", "province": "Ninh Bình"}) == old
    assert placed(old, {"detail": "Thôn 4, Đông Hải"}) == Place("Thôn 4", "Đông Hải", "Ninh Bình")
    assert placed(old, {"province": "NINH BÌNH"}) == old
    assert placed(old, {}) == old


def test_what_differs_is_taken_part_by_part() -> None:
    old = Place("Thôn 3", "xã Đông Hải", "tỉnh Ninh Bình", "xã A")
    assert placed(old, {"commune": "xã Kim Đông"}) == Place(
        "Thôn 3", "xã Kim Đông", "tỉnh Ninh Bình", "xã A"
    )
    assert placed(Place(), {"province": "Ninh Bình"}) == Place(province="Ninh Bình")


_WORD = (
    st.text("abcdeghiklmnopqrstuvxyđăâêôơư ", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_PLACE = st.builds(
    Place,
    detail=st.one_of(st.just(""), _WORD.map(lambda word: f"thôn {word}")),
    commune=_WORD.map(lambda word: f"xã {word}"),
    province=st.sampled_from(["tỉnh Ninh Bình", "Hà Nội", "thành phố Huế", "TP. Hồ Chí Minh"]),
)


@given(_PLACE, st.booleans())
def test_a_place_written_out_is_read_back(place: Place, old: bool) -> None:
    whole = Place(place.detail, place.commune, place.province, "xã A, huyện B" if old else "")
    parts, told = split(joined(whole), PROVINCES)
    assert told
    assert Place(**parts) == whole
    assert placed(whole, parts) == whole


_ANY = st.builds(Place, *[st.sampled_from(["", "Đông Hải", "thôn 3", "xã A", "Hà Nam", "Lào"])] * 5)


@given(_ANY)
def test_any_place_read_back_from_one_line_changes_nothing(place: Place) -> None:
    for part in ("", "address"):
        text = joined(place, part)
        parts, _ = split(text, PROVINCES, part)
        assert placed(place, parts) == place
