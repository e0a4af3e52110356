"""The model of the extra `whisper-base`, placed once for all tests that listen with it."""

from pathlib import Path

import pytest

from enishi.speech.recognisers import whisper_base as package


@pytest.fixture(scope="session")
def whisper_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("models") / "whisper"
    package.place(directory)
    return directory
