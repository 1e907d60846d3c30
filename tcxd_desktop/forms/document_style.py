"""Thể thức: the measures documents are drawn with, from the rules of the day they are dated."""

import json
from functools import cache

from tcxd_desktop import places
from tcxd_desktop.domain.documents import Document, DocumentStyle, Margins, Sizes, style_on


@cache
def styles() -> tuple[DocumentStyle, ...]:
    """Return the rules of form the program knows, as its resources tell them."""
    path = places.resources() / "forms" / "document_style.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        DocumentStyle(
            **{
                **entry,
                "margins": Margins(**entry["margins"]),
                "sizes": Sizes(**entry["sizes"]),
            }
        )
        for entry in raw["styles"]
    )


def style_of(document: Document) -> DocumentStyle:
    """Return the rules in force on the day of a document."""
    return style_on(styles(), document.on)
