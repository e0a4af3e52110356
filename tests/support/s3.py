"""A server of one's own that speaks S3, out of a wheel; what is in it goes when it stops."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import httpx
import pytest

SETTINGS = {
    "AWS_ALLOW_HTTP": "true",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}


class S3:
    """Runs until its context closes; each `bucket` is empty."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._made = 0

    def bucket(self) -> str:
        """The address of a fresh bucket."""
        self._made += 1
        httpx.put(f"{self._url}/bucket-{self._made}").raise_for_status()
        return f"s3://bucket-{self._made}"


@contextmanager
def s3() -> Iterator[S3]:
    """The server, and the environment in which it is found."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        url = next(found.group() for line in process.stderr if (found := re.search(r"http://[\d.:]+", line)))
        reading = Thread(target=process.stderr.read)  # a line for each request, which nobody needs
        reading.start()
        try:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in SETTINGS.items():
                    patch.setenv(name, value)
                patch.setenv("AWS_ENDPOINT_URL", url)
                yield S3(url)
        finally:
            process.kill()
            reading.join()
