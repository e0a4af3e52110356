"""Requests to a translation server over HTTP: bounded in time, with Retry-After, errors as sentences."""

import email.utils
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from enishi.errors import EngineFailed
from enishi.translate.engines.breaker import Breaker

START_TIMEOUT = 2.0
"""Seconds that a server has to answer when Enishi starts: one that is down must not delay the start."""

_SHARE = 0.8
"""The share of a text's deadline that a server may use: it must fail before the worker is killed for being late."""


_OF_THE_CALLER = frozenset({401, 402, 403, 404, 429})
"""Answers whose reason is told: it is about the key or the pace. Of a text it may repeat the words, and is logged."""


class _ServerFailed(EngineFailed):
    """The server cannot be reached, is too slow, or reports a failure of its own."""


class ServerClient:
    """A client of one server, for several threads. Its circuit breaker stops requests after repeated failures."""

    def __init__(self, name: str, url: str, *, deadline: float, headers: Mapping[str, str] | None = None) -> None:
        self._name = name
        self._url = url.rstrip("/")
        self._timeout = deadline * _SHARE
        self._client = httpx.Client(headers=headers, timeout=self._timeout)
        self._breaker = Breaker()

    def get(self, path: str) -> Any:
        """The JSON at the path; raises EngineFailed, after START_TIMEOUT seconds at the latest."""
        return self._answer(lambda: self._client.get(self._url + path, timeout=min(START_TIMEOUT, self._timeout)))

    def post(self, path: str, body: object) -> Any:
        """The JSON answer to a JSON body; raises EngineFailed. Waits for Retry-After as long as there is time."""
        if not self._breaker.allow():
            raise EngineFailed(f"{self._name} at {self._url} failed several times, and is left in peace for a moment.")
        until = time.monotonic() + self._timeout

        def send() -> httpx.Response:
            left = max(0.1, until - time.monotonic())
            return self._client.post(self._url + path, json=body, timeout=left)

        try:
            answer = self._answer(send, until)
        except _ServerFailed:
            self._breaker.record_failure()
            raise
        except EngineFailed:
            self._breaker.record_success()
            raise
        self._breaker.record_success()
        return answer

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def _answer(self, send: Callable[[], httpx.Response], until: float = 0.0) -> Any:
        try:
            answer = send()
            while (pause := _pause(answer)) is not None and time.monotonic() + pause < until:
                time.sleep(pause)
                answer = send()
            if answer.is_success:
                return answer.json()
        except httpx.TimeoutException:
            raise _ServerFailed(f"{self._name} at {self._url} did not answer in time.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise _ServerFailed(f"{self._name} at {self._url} cannot be reached: {fault}.") from fault
        except ValueError:
            raise EngineFailed(f"{self._name} at {self._url} did not answer in JSON.") from None
        kind = (
            _ServerFailed
            if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS
            else EngineFailed
        )
        reason = _reason(answer) if answer.status_code in _OF_THE_CALLER else answer.reason_phrase
        raise kind(f"{self._name} at {self._url} answered {answer.status_code}: {reason}.")


def _pause(answer: httpx.Response) -> float | None:
    """The seconds of a Retry-After header (RFC 9110, section 10.2.3); None without one."""
    header = answer.headers.get("Retry-After", "")
    if answer.status_code not in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE) or not header:
        return None
    if header.isdecimal():
        return float(header)
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _reason(answer: httpx.Response) -> str:
    """The reason in the body, as LibreTranslate and OpenAI write it, or else in the status line."""
    try:
        error = answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
    return str(error.get("message", error) if isinstance(error, dict) else error).rstrip(".")[:200]
