"""Names a browser and its system from what it says of itself, in words that people know."""

from dataclasses import dataclass

BROWSERS = {
    "Edg/": "Edge",
    "EdgA/": "Edge",
    "EdgiOS/": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
"""By a part of `User-Agent`; most browsers also name those after them in the list."""

SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class Browser:
    """What it is, and on which system; None where it does not say."""

    name: str | None = None
    system: str | None = None


UNKNOWN = Browser()
"""One that says nothing, such as a program."""


def browser_of(user_agent: str) -> Browser:
    """The browser that says this of itself; a guess, for people, on which nothing depends."""
    return Browser(_first(user_agent, BROWSERS), _first(user_agent, SYSTEMS))


def _first(user_agent: str, names: dict[str, str]) -> str | None:
    return next((name for part, name in names.items() if part in user_agent), None)
