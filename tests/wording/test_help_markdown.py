"""The small part of Markdown the help is written in."""

import pytest

from tcxd_desktop.wording.help_markdown import (
    Heading,
    Item,
    Listing,
    Note,
    Paragraph,
    Picture,
    Run,
    Style,
    Table,
    inline,
    plain,
    read,
    slug,
)

TEXT = """# Sao lưu

Câu đầu
nối sang dòng sau.

## Làm ngay
### Ở máy này

1. Bấm **Sao lưu ngay**
   rồi chờ.
2. Rút thẻ.
   - Cất vào tủ.

![Trang Sao lưu](pictures/backups+sao-luu-ngay.png)

3. Xong.

> **Lưu ý.** Đừng để thẻ
> ở máy.

> **Mẹo.** Nhanh hơn.

| Khi | Làm |
|---|:--|
| a \\| b | `F5` |
| c | d |
"""


def test_every_kind_of_block_is_read() -> None:
    title, blocks = read(TEXT)
    assert title == "Sao lưu"
    assert blocks == (
        Paragraph((Run("Câu đầu nối sang dòng sau."),)),
        Heading(2, "Làm ngay"),
        Heading(3, "Ở máy này"),
        Listing(
            (
                Item((Run("Bấm "), Run("Sao lưu ngay", Style.BOLD), Run(" rồi chờ.")), "1.", 0),
                Item((Run("Rút thẻ."),), "2.", 0),
                Item((Run("Cất vào tủ."),), "", 1),
            )
        ),
        Picture("backups+sao-luu-ngay", "Trang Sao lưu"),
        Listing((Item((Run("Xong."),), "3.", 0),)),
        Note((Run("Lưu ý.", Style.BOLD), Run(" Đừng để thẻ ở máy.")), warns=True),
        Note((Run("Mẹo.", Style.BOLD), Run(" Nhanh hơn."))),
        Table(
            ((Run("Khi"),), (Run("Làm"),)),
            (((Run("a | b"),), (Run("F5", Style.KEY),)), ((Run("c"),), (Run("d"),))),
        ),
    )


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("chữ thường", (Run("chữ thường"),)),
        ("`Ctrl+K`, rồi", (Run("Ctrl+K", Style.KEY), Run(", rồi"))),
        ("*nghiêng* và **đậm**", (
            Run("nghiêng", Style.ITALIC), Run(" và "), Run("đậm", Style.BOLD))),
        ("[mở](page:backups)", (Run("mở", Style.LINK, "page:backups"),)),
        ("3 * 4 = 12", (Run("3 * 4 = 12"),)),
    ],
    ids=["plain", "key", "bold", "link", "times"],
)  # fmt: skip
def test_styles_within_a_line(text: str, runs: tuple[Run, ...]) -> None:
    assert inline(text) == runs
    assert plain(inline("a **b** `c`")) == "a b c"


def test_headings_are_named_without_marks() -> None:
    assert slug("Khôi phục từ bản sao lưu (PDF)") == "khoi-phuc-tu-ban-sao-luu-pdf"
    assert Heading(2, "Đối chiếu 2–3").slug == "doi-chieu-2-3"


def test_columns_share_the_width_and_keys_always_take_the_same() -> None:
    _, (narrow,) = read("# x\n\n| a | b |\n|---|---|\n| một | " + "dài " * 40 + "|")
    assert isinstance(narrow, Table)
    assert sum(narrow.shares) == pytest.approx(1)
    assert 0.1 < narrow.shares[0] < narrow.shares[1]
    tables = [
        read(f"# x\n\n| Phím | Làm |\n|---|---|\n| `F5` | {'chữ ' * count} |")[1][0]
        for count in (1, 50)
    ]
    shares = {table.shares for table in tables if isinstance(table, Table)}
    assert [share[0] for share in shares] == [0.34]
