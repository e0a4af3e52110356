"""The examples of docs/api.md do what the page says."""

import asyncio
import json
import re
import shlex
from pathlib import Path

from enishi.settings import ApiSettings, Settings
from tests.support.server import running

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```sh\n(curl .*?)```\n\n```json\n(.*?)```", PAGE, re.S)
KEYS = re.findall(r"ENISHI_API_KEYS='(.*?)'", PAGE)


async def test_each_example_answers_as_told(tmp_path: Path) -> None:
    assert len(EXAMPLES) == PAGE.count("```sh")
    settings = Settings(data=tmp_path, engines=("firefox",), api=ApiSettings(keys=json.loads(KEYS[0])))
    async with running(settings) as server:
        for command, answer in EXAMPLES:
            words = shlex.split(command.replace("http://localhost:8080", server.url))
            curl = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
            out, _ = await curl.communicate()
            assert json.loads(out) == json.loads(answer), command
