"""Colours of the look, light and dark."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour the interface uses. Inks reach 4.5:1 on the grounds they stand on."""

    bg: str
    """Window."""
    surface: str
    """Panels, tables, fields."""
    line: str
    soft_line: str
    field_line: str
    """Border of fields and buttons."""
    text: str
    muted: str
    faint: str
    """Placeholders and what cannot be used now."""
    accent: str
    """Red ink: current place, focus ring, errors."""
    accent_soft: str
    accent_fill: str
    """Ground of the one primary button."""
    accent_hover: str
    on_accent: str
    selection: str
    """Rows."""
    hover: str
    marked: str
    """Selected letters in a field."""
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str


LIGHT = Palette(
    bg="#F6F5F2",
    surface="#FFFFFF",
    line="#E3E0DA",
    soft_line="#EFEDE8",
    field_line="#CFCBC3",
    text="#1F1D1A",
    muted="#6B665E",
    faint="#736E66",
    accent="#A61B1B",
    accent_soft="#FBEDEC",
    accent_fill="#A61B1B",
    accent_hover="#8C1616",
    on_accent="#FFFFFF",
    selection="#F3E7E4",
    hover="#F9F7F4",
    marked="#EBC9C4",
    ok="#2E6B3F",
    ok_soft="#E8F2EA",
    warn="#8A5A00",
    warn_soft="#FBF2DF",
)

DARK = Palette(
    bg="#1E1D1B",
    surface="#272523",
    line="#3A3733",
    soft_line="#322F2C",
    field_line="#504C46",
    text="#ECE9E4",
    muted="#A8A299",
    faint="#9A948B",
    accent="#F08A84",
    accent_soft="#3B2422",
    accent_fill="#B23A36",
    accent_hover="#C34641",
    on_accent="#FFFFFF",
    selection="#40302D",
    hover="#2E2B29",
    marked="#6B3B37",
    ok="#86C597",
    ok_soft="#233328",
    warn="#E0B25A",
    warn_soft="#392E1A",
)
