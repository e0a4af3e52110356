"""What the tests of features share with the journeys and the browser tests of the spine: servers, people, Chromium."""

from tests.browser.conftest import browser, launch, network, page_server, page_settings, sit
from tests.journeys.conftest import (
    _nothing_goes_wrong_unseen,
    ada,
    faulty,
    pytest_generate_tests,
    rui,
    server,
    servers,
    settings,
    zoe,
)

__all__ = [
    "_nothing_goes_wrong_unseen",
    "ada",
    "browser",
    "faulty",
    "launch",
    "network",
    "page_server",
    "page_settings",
    "pytest_generate_tests",
    "rui",
    "server",
    "servers",
    "settings",
    "sit",
    "zoe",
]
