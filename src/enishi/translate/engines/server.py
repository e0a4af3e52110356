"""A server that translates, asked over HTTP: within a time of its own, patient when told to wait, failing in words."""

import email.utils
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from enishi.errors import EngineFailed
from enishi.translate.engines.breaker import Breaker

GREETING = 2.0
"""Seconds that a server has to answer when Enishi starts: a server that is down must not hold up the house."""

_SHARE = 0.8
"""How much of a text's deadline a server may use: it shall fail in words before the worker is killed for being late."""


class _Ill(EngineFailed):
    """The server is not there, too slow, or says that the fault is its own."""


class HttpServer:
    """An address and how to ask it; used by several threads at once. One that fails again and again has a rest."""

    def __init__(self, name: str, url: str, deadline: float, headers: Mapping[str, str] | None = None) -> None:
        self._name = name
        self._url = url.rstrip("/")
        self._time = deadline * _SHARE
        self._client = httpx.Client(headers=headers, timeout=self._time)
        self._breaker = Breaker()

    def get(self, path: str) -> Any:
        """What lies there, as JSON; raises EngineFailed, at the latest after GREETING seconds of silence."""
        return self._answer(lambda: self._client.get(self._url + path, timeout=min(GREETING, self._time)))

    def post(self, path: str, body: object) -> Any:
        """The answer to a question, as JSON; raises EngineFailed. Told to wait, it waits while there is time."""
        if not self._breaker.allow():
            raise EngineFailed(f"{self._name} at {self._url} failed several times, and is left in peace for a moment.")
        until = time.monotonic() + self._time

        def ask() -> httpx.Response:
            left = max(0.1, until - time.monotonic())
            return self._client.post(self._url + path, json=body, timeout=left)

        try:
            answer = self._answer(ask, until)
        except _Ill:
            self._breaker.record_failure()
            raise
        except EngineFailed:
            self._breaker.record_success()
            raise
        self._breaker.record_success()
        return answer

    def close(self) -> None:
        """Lets the connections go."""
        self._client.close()

    def _answer(self, ask: Callable[[], httpx.Response], until: float = 0.0) -> Any:
        try:
            answer = ask()
            while (pause := _pause(answer)) is not None and time.monotonic() + pause < until:
                time.sleep(pause)
                answer = ask()
            if answer.is_success:
                return answer.json()
        except httpx.TimeoutException:
            raise _Ill(f"{self._name} at {self._url} did not answer in time.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise _Ill(f"{self._name} at {self._url} cannot be reached: {fault}.") from fault
        except ValueError:
            raise EngineFailed(f"{self._name} at {self._url} did not answer in JSON.") from None
        kind = _Ill if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS else EngineFailed
        raise kind(f"{self._name} at {self._url} answered {answer.status_code}: {_reason(answer)}.")


def _pause(answer: httpx.Response) -> float | None:
    """Seconds that it asks us to wait (RFC 9110, section 10.2.3); None when it does not."""
    told = answer.headers.get("Retry-After", "")
    if answer.status_code not in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE) or not told:
        return None
    if told.isdecimal():
        return float(told)
    try:
        moment = email.utils.parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _reason(answer: httpx.Response) -> str:
    """The reason in the body, as LibreTranslate and OpenAI write it; else the status line's."""
    try:
        told = answer.json()["error"]
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
    return str(told.get("message", told) if isinstance(told, dict) else told).rstrip(".")[:200]
