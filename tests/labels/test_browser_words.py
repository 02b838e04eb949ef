import pytest

from lkj.labels.browser_words import browser_words

WINDOWS, MAC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Mozilla/5.0 (Macintosh; Mac OS X)"
KIT = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{WINDOWS} Gecko/20100101 Firefox/145.0", "Firefox di Windows"),
        (f"{WINDOWS} {KIT}", "Chrome di Windows"),
        (f"{WINDOWS} {KIT} Edg/141.0", "Edge di Windows"),
        (f"{WINDOWS} {KIT} OPR/120.0", "Opera di Windows"),
        (f"{MAC} Version/18.0 Safari/605.1", "Safari di macOS"),
        (
            "Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28 Chrome/141 Safari/537",
            "Samsung Internet di Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU OS 18 like Mac OS X) CriOS/141 Safari", "Chrome di iPhone"),
        ("<b>Budi</b>", "Peramban lain"),
        ("", "Peramban lain"),
    ],
)
def test_a_browser_is_told_by_family_and_system(agent: str, words: str) -> None:
    assert browser_words(agent) == words
