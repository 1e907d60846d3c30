"""The look: contrast, type, marks, icons, what the machine remembers."""

import json
from dataclasses import fields

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tcxd_desktop import places
from tcxd_desktop.ui.common import icons, settings, stylesheet, theme
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.common.tokens import DARK, LIGHT, Palette
from tests.ui.comfort_colours import contrast

LETTERS = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
INKS = [
    ("text", "bg"), ("text", "surface"), ("text", "selection"), ("text", "hover"),
    ("muted", "bg"), ("muted", "surface"), ("muted", "soft_line"), ("faint", "surface"),
    ("faint", "bg"), ("accent", "surface"), ("accent", "bg"), ("accent", "accent_soft"),
    ("on_accent", "accent_fill"), ("on_accent", "accent_hover"), ("ok", "ok_soft"),
    ("warn", "warn_soft"), ("text", "marked"), ("text", "accent_soft"), ("text", "warn_soft"),
    ("text", "ok_soft"),
]  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), INKS)
def test_every_ink_can_be_read_on_its_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_no_token_left(palette: Palette) -> None:
    sheet = stylesheet.style_sheet(palette, 100)
    assert "@" not in sheet
    for field in fields(Palette):
        if field.name not in {"marked", "field_line", "accent_hover"}:
            assert getattr(palette, field.name) in sheet


def test_a_colour_somebody_changes_stays_the_look_s() -> None:
    """A veil over one picture must not make every ground of the window transparent."""
    look = theme.Theme(theme.DARK, 100)
    look.color("bg").setAlpha(46)
    assert look.color("bg").alpha() == 255


def test_larger_text_grows_sizes_but_not_hairlines() -> None:
    usual, larger = (stylesheet.style_sheet(LIGHT, scale) for scale in (100, 150))
    assert "font-size: 13.5pt" in usual
    assert "font-size: 20.25pt" in larger
    assert "min-height: 37px" in larger  # the letters grow, the air around them stays
    assert "border: 1px solid" in larger
    assert "1.5px solid" not in larger


@pytest.mark.parametrize("scale", theme.SCALES)
def test_body_text_follows_the_scale(qapp: QApplication, scale: int) -> None:
    theme.apply(qapp, dark=False, scale=scale)
    assert qapp.font().pointSizeF() == pytest.approx(scale / 10)
    assert theme.current() == theme.Theme(LIGHT, scale)
    assert theme.current().px(30) == round(30 * scale / 100)


def test_the_font_has_every_vietnamese_letter_and_figures_of_one_width(
    qapp: QApplication,
) -> None:
    metrics, face = QFontMetrics(qapp.font()), QRawFont.fromFont(qapp.font())
    assert all(face.supportsCharacter(ord(letter)) for letter in LETTERS + LETTERS.upper())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_marks_are_seen_by_the_style(qtbot) -> None:
    button = theme.primary(QPushButton("Lưu"))
    qtbot.addWidget(button)
    button.resize(120, 32)
    button.show()
    assert button.grab().toImage().pixelColor(60, 4) == QColor(LIGHT.accent_fill)
    theme.mark(button, "quiet")
    assert button.grab().toImage().pixelColor(60, 4) != QColor(LIGHT.accent_fill)


def test_a_badge_changes_its_word_and_tone(qtbot) -> None:
    label = theme.badge("thiếu 1", "warn")
    qtbot.addWidget(label)
    theme.set_badge(label, "đủ", "ok")
    assert (label.text(), label.property("tone")) == ("đủ", "ok")


def test_icons_follow_light_and_dark(qapp: QApplication) -> None:
    picture = icons.icon("users")
    inks = []
    for dark in (False, True):
        theme.apply(qapp, dark=dark)
        image = picture.pixmap(QSize(64, 64)).toImage()
        seen = [image.pixelColor(x, y) for x in range(64) for y in range(64)]
        inks.append(max(seen, key=lambda color: color.alpha()).name().upper())
    assert inks == [LIGHT.text, DARK.text]


def test_icons_have_their_own_ink_when_checked_and_disabled() -> None:
    picture = icons.icon("users", "muted")
    off = picture.pixmap(QSize(32, 32), QIcon.Mode.Normal, QIcon.State.Off)
    on = picture.pixmap(QSize(32, 32), QIcon.Mode.Normal, QIcon.State.On)
    disabled = picture.pixmap(QSize(32, 32), QIcon.Mode.Disabled, QIcon.State.Off)
    assert len({off.toImage().bits().tobytes(), on.toImage().bits().tobytes(),
                disabled.toImage().bits().tobytes()}) == 3  # fmt: skip


def test_every_picture_the_style_sheet_names_is_shipped() -> None:
    for palette in (LIGHT, DARK):
        sheet = stylesheet.style_sheet(palette, 100)
        for part in sheet.split("url(icons:")[1:]:
            assert (places.resources() / "icons" / part.partition(")")[0]).is_file()


def test_settings_start_with_defaults_and_are_kept() -> None:
    assert settings.load() == settings.Machine()
    settings.change(look="dark", columns={"people": {"name": [0, 200, 0]}})
    settings.change(scale=125)
    kept = settings.load()
    assert (kept.look, kept.scale) == ("dark", 125)
    assert kept.columns["people"] == {"name": [0, 200, 0]}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"look": 5, "scale": "to", "unknown": 1}'])
def test_broken_or_unknown_settings_fall_back(text: str) -> None:
    settings.path().parent.mkdir(parents=True)
    settings.path().write_text(text, encoding="utf-8")
    assert settings.load() == settings.Machine()


def test_settings_of_a_newer_program_are_read_as_far_as_known() -> None:
    settings.path().parent.mkdir(parents=True)
    settings.path().write_text(json.dumps({"look": "dark", "later": 1}), encoding="utf-8")
    assert settings.load().look == "dark"


def test_a_machine_that_cannot_keep_settings_goes_on(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TCXD_HOME", str(tmp_path / "file" / "below"))
    assert settings.change(look="dark").look == "dark"
    assert settings.load().look == "system"


def test_looks_apply_and_remember_the_choice(qtbot, qapp: QApplication) -> None:
    looks = Looks(qapp)
    looks.choose("dark")
    assert theme.current().palette is DARK
    with qtbot.waitSignal(looks.scaled):
        looks.scale(150)
    assert (settings.load().look, settings.load().scale) == ("dark", 150)
    assert qapp.font().pointSizeF() == pytest.approx(15)
    looks.deleteLater()


def test_captions_and_hints_are_smaller(qtbot) -> None:
    hint = theme.hint(QLabel("ghi theo tháng, năm như trong hồ sơ"))
    qtbot.addWidget(hint)
    hint.show()
    assert hint.font().pointSizeF() == pytest.approx(9)
    assert hint.alignment() & Qt.AlignmentFlag.AlignLeft
