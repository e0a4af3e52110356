"""What a browser is called, by what it says of itself."""

import pytest

from enishi.auth.browsers import UNKNOWN, Browser, browser_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0", Browser("Firefox", "Linux")),
        ("Mozilla/5.0 (Android 16; Mobile; rv:147.0) Gecko/147.0 Firefox/147.0", Browser("Firefox", "Android")),
        (WINDOWS, Browser("Chrome", "Windows")),
        (f"{WINDOWS} Edg/143.0.0.0", Browser("Edge", "Windows")),
        (f"{IPHONE} Version/26.0 Mobile/15E148 Safari/604.1", Browser("Safari", "iPhone")),
        (f"{IPHONE} CriOS/143.0 Mobile/15E148 Safari/604.1", Browser("Chrome", "iPhone")),
        ("curl/8.14", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, expected: Browser) -> None:
    assert browser_of(agent) == expected
