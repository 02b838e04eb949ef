"""What protects people stands in .streamlit/config.toml, and the colours can be read."""

import tomllib

import pytest

from tests.support.settings import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
WHITE = "#FFFFFF"


@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "fileWatcherType", "none"),
        ("server", "maxUploadSize", 50),
        ("server", "maxWidgetStateSize", 5),
        ("server", "enableXsrfProtection", True),
        ("server", "xsrfCookieSameSite", "strict"),
        ("server", "enableCORS", True),
        ("server", "enableStaticServing", False),
        ("server", "enableAgentApi", False),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("logger", "enableRich", False),
        ("client", "showErrorLinks", False),
        ("client", "disableDataExport", True),
    ],
)
def test_protection_is_set(section: str, option: str, value: object) -> None:
    assert CONFIG[section][option] == value


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(
        weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    """Contrast by WCAG 2.2: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faded(text: str, ground: str) -> str:
    """A text colour at 60 %, as Streamlit draws captions and placeholders."""
    pairs = [(int(text[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(0.6 * t + 0.4 * g):02x}" for t, g in pairs)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize(
    ("colour", "least"),
    [
        ("textColor", 7.0),
        ("linkColor", 4.5),
        ("orangeTextColor", 4.5),
        ("violetTextColor", 4.5),
        ("grayTextColor", 4.5),
        ("primaryColor", 3.0),
        ("orangeColor", 3.0),
        ("violetColor", 3.0),
    ],
)
def test_a_colour_can_be_told_from_its_ground(
    theme: str, ground: str, colour: str, least: float
) -> None:
    colours = CONFIG["theme"][theme]

    assert contrast(colours[colour], colours[ground]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_captions_can_be_read(theme: str, ground: str) -> None:
    colours = CONFIG["theme"][theme]

    assert contrast(faded(colours["textColor"], colours[ground]), colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_white_letters_of_a_primary_button_can_be_read(theme: str) -> None:
    assert contrast(CONFIG["theme"][theme]["primaryColor"], WHITE) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", WHITE, 21.0), ("#767676", WHITE, 4.54), (WHITE, WHITE, 1.0)],
)
def test_contrast_agrees_with_published_pairs(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
