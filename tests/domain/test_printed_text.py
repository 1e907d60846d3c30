"""What a paper said of a person can be taken out without what it said of others."""

from tcxd_desktop.domain.printed_text import Said, people_named

PEOPLE = {"Lê Thị An": 1, "Lê Thị An Bình": 2, "Hoàng Văn Ân": 3}


def test_a_text_is_divided_before_each_name() -> None:
    said = Said(PEOPLE)
    said.text("Vắng có lý do: Lê Thị An (ốm), Lê Thị An Bình (đi công tác).", "Không ai khác.")
    assert said.rows == [
        ["", "Vắng có lý do: "], ["", "Lê Thị An (ốm), "],
        ["", "Lê Thị An Bình (đi công tác)."], ["", "Không ai khác."],
    ]  # fmt: skip
    assert said.ids == [0, 1, 2, 0]
    assert "".join(row[1] for row in said.rows[:3]).startswith("Vắng có lý do: Lê Thị An (ốm)")


def test_a_row_with_a_name_in_a_cell_is_his() -> None:
    said = Said(PEOPLE)
    said.row(["1", "Hoàng Văn Ân", "có mặt"])
    said.row(["2", "Rà soát hộ nghèo", "xong"])
    assert said.rows == [["1", "Hoàng Văn Ân", "có mặt"], ["2", "Rà soát hộ nghèo", "xong"]]
    assert said.ids == [3, 0]


def test_a_row_that_mentions_somebody_is_divided() -> None:
    said = Said(PEOPLE)
    said.row(["3", "Giao Hoàng Văn Ân rà soát", ""])
    assert said.rows == [["", "3"], ["", "Giao "], ["", "Hoàng Văn Ân rà soát"]]
    assert said.ids == [0, 0, 3]


def test_a_name_inside_another_word_is_nobody() -> None:
    said = Said({"An": 1, "": 9})
    said.text("Anh hùng")
    said.row(["một dòng"])
    assert said.rows == [["", "Anh hùng"], ["", "một dòng"]]
    assert said.ids == [0, 0]


def test_without_people_nothing_is_divided() -> None:
    said = Said({})
    said.text("Lê Thị An", "")
    said.row(["1", "", ""])
    assert said.rows == [["", "Lê Thị An"], ["1", "", ""]]


def test_who_has_no_number_or_no_name_is_left_out() -> None:
    assert people_named([(None, "Khách"), (4, ""), (5, "Lê Thị An")]) == {"Lê Thị An": 5}
