"""What the tests of features share with the journeys and the browser tests of the spine: servers, people, Chromium."""

from pathlib import Path

import pytest

from enishi.speech.recognisers import whisper_base as package
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


@pytest.fixture(scope="session")
def whisper_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model of the extra `whisper-base`, placed once for all tests that listen with it."""
    directory = tmp_path_factory.mktemp("models") / "whisper"
    package.place(directory)
    return directory
