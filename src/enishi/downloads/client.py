"""The HTTP client that fetches lists and models: it says who asks, and its errors say what to do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import httpx

from enishi.errors import ModelError

_TIMEOUT = 30.0
_LONGEST_LIST = 16_000_000


@contextmanager
def http_client() -> Iterator[httpx.Client]:
    """An HTTP client whose errors are raised as ModelError."""
    try:
        agent = {"User-Agent": f"Enishi/{version('enishi')} (fetches models)"}
        with httpx.Client(follow_redirects=True, timeout=_TIMEOUT, headers=agent) as client:
            yield client
    except httpx.HTTPStatusError as fault:
        url, status = fault.request.url, fault.response.status_code
        raise ModelError(f"{url} answered {status} {fault.response.reason_phrase}.", code="model_refused") from fault
    except httpx.RemoteProtocolError as fault:
        raise ModelError(
            f"The connection broke ({fault}); what came is kept, and the next attempt goes on from there.",
            code="model_unreachable",
        ) from fault
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise ModelError(
            f"Models cannot be fetched ({fault}); see whether this machine has a network.", code="model_unreachable"
        ) from fault


def fetch_json(client: httpx.Client, url: str) -> dict[str, Any]:
    """The object at an address; raises ModelError, httpx.HTTPError."""
    body = bytearray()
    with client.stream("GET", url) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > _LONGEST_LIST:
                raise ModelError(f"{url} is too long for a list of models.")
    try:
        content = json.loads(body)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise ModelError(f"{url} is not a list of models.")
    return content
