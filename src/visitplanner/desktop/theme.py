"""Light and dark: the palette, the style sheet and the fonts, from one table of colours.

`apply` may be called again at any time; widgets that paint themselves ask `color` when they paint,
so that nothing has to be told about a change.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from visitplanner.desktop import tokens
from visitplanner.desktop.stylesheet import stylesheet

BODY = 13
"""The size of running text in pixels; the other sizes are given where they are used."""
SMALLEST, LARGEST = -1, 3
"""What the user may add to every size, in pixels; beyond, rows of fixed height would clip."""
_LAST_RESORT = frozenset({"DejaVu Sans", "Bitstream Vera Sans", "Liberation Sans", "Verdana"})


class _Current:
    """What is in force; one process shows one theme."""

    colors: Mapping[str, str] = tokens.LIGHT
    cache: dict[str, QColor] = {}  # noqa: RUF012 - swapped as a whole, never edited elsewhere
    fonts: dict[tuple[object, ...], QFont] = {}  # noqa: RUF012 - a cache
    family = ""
    serif = ""
    size_shift = 0
    """What the letters of the family need, in pixels, to look as large as those of others."""
    larger = 0
    """What the user wants besides, in pixels."""
    choice = "system"


def color(name: str, alpha: int = 255) -> QColor:
    """The colour of that token in the present theme."""
    found = _Current.cache.get(name)
    if found is None:
        found = _Current.cache[name] = QColor(_Current.colors[name])
    if alpha == 255:
        return found
    faded = QColor(found)
    faded.setAlpha(alpha)
    return faded


def fixed(code: str) -> QColor:
    """A colour that is the same in every theme, such as those of the welcome page."""
    return QColor(code)


def mixed(name: str, over: str, share: float) -> QColor:
    """`share` of one token laid over another, as in the soft edges of blocks."""
    key = f"{name} {share} {over}"  # asked for by every block that is painted
    found = _Current.cache.get(key)
    if found is None:
        front, back = color(name), color(over)
        parts = zip(front.getRgbF()[:3], back.getRgbF()[:3], strict=True)  # type: ignore[index]
        red, green, blue = (f * share + b * (1 - share) for f, b in parts)
        found = _Current.cache[key] = QColor.fromRgbF(red, green, blue)
    return found


def choice() -> str:
    """What was asked for: `light`, `dark` or `system`."""
    return _Current.choice


def larger() -> int:
    """By how many pixels the user wants letters larger than usual."""
    return _Current.larger


def enlarge(pixels: int) -> None:
    """Make all letters larger by so many pixels; in force after the next `apply`."""
    _Current.larger = max(SMALLEST, min(LARGEST, pixels))


def font(
    size: int = BODY, *, weight: QFont.Weight = QFont.Weight.Normal, italic: bool = False
) -> QFont:
    """A font of the window in a size given for the usual interface fonts, in pixels.

    Who wants to change it makes a copy: the same one is given to all who ask.
    """
    return _font(size, weight, tabular=False, italic=italic)


def figures(size: int = BODY, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font for times and counts: every figure equally wide."""
    return _font(size, weight, tabular=True, italic=False)


def _font(size: int, weight: QFont.Weight, *, tabular: bool, italic: bool) -> QFont:
    pixels = size + _Current.size_shift + _Current.larger
    key = _Current.family, pixels, weight, tabular, italic
    found = _Current.fonts.get(key)
    if found is None:
        found = _Current.fonts[key] = QFont(_Current.family)
        found.setPixelSize(pixels)
        found.setWeight(weight)
        found.setItalic(italic)
        if tabular:
            found.setFeature(QFont.Tag("tnum"), 1)
    return found


def serif(size: int) -> QFont:
    """The serif of the papers, for the welcome page."""
    _load_serif()
    made = QFont(_Current.serif or _Current.family)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def apply(application: QApplication, wanted: str = "system") -> None:
    """Put a theme in force: `light`, `dark`, or what the system has."""
    _Current.choice = wanted
    dark = wanted == "dark" or (wanted == "system" and _system_is_dark(application))
    _Current.colors = tokens.DARK if dark else tokens.LIGHT
    _Current.cache = {}
    if not _Current.family:
        _choose_font(application)
    application.setFont(font())
    application.setPalette(_palette())
    application.setStyleSheet(stylesheet(_Current.colors, _Current.size_shift + _Current.larger))
    for window in application.topLevelWidgets():
        window.update()


def _system_is_dark(application: QApplication) -> bool:
    if not _Current.family:
        # Our own palette is not in force yet. Asking for the colour scheme by its name would load
        # all of Qt's enumerations, a tenth of the time to the first frame.
        return application.palette().window().color().lightnessF() < 0.5
    from PySide6.QtCore import Qt

    return application.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _choose_font(application: QApplication) -> None:
    """Take the system's interface font; where there is only a last resort, our own."""
    info = QFontInfo(application.font())
    _Current.family = info.family()
    if info.family() in _LAST_RESORT:
        families = _load("SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf")
        if families:
            # Its letters are smaller than those of the usual interface fonts of that size.
            _Current.family, _Current.size_shift = families[0], 1


def _load_serif() -> None:
    if not _Current.serif:
        families = _load("NotoSerif-SemiBold.ttf")
        _Current.serif = families[0] if families else _Current.family


def _load(*names: str) -> list[str]:
    from visitplanner import resources

    families: list[str] = []
    for name in names:
        file = resources.root() / "fonts" / name
        number = QFontDatabase.addApplicationFont(str(file)) if file.exists() else -1
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families


def _palette() -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(color("window"))
    for kind, name in (
        (role.Window, "window"),
        (role.Base, "base"),
        (role.AlternateBase, "panel"),
        (role.Text, "ink"),
        (role.WindowText, "ink"),
        (role.ButtonText, "ink"),
        (role.PlaceholderText, "muted"),
        (role.Button, "raised"),
        (role.Highlight, "accent_soft"),
        (role.HighlightedText, "ink"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Mid, "line2"),
        (role.Dark, "line3"),
        (role.Light, "hover"),
        (role.Midlight, "hover"),
        (role.ToolTipBase, "base"),
        (role.ToolTipText, "ink"),
        (role.BrightText, "error"),
    ):
        palette.setColor(kind, color(name))
    for kind in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, kind, color("line3"))
    return palette
