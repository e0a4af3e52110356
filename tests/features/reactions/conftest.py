"""What the tests with a browser share: Chromium, a server, and people in front of it."""

from tests.browser.conftest import browser, network, server, settings, sit

__all__ = ["browser", "network", "server", "settings", "sit"]
