"""Every failure of an HTTP request as a stable code and a sentence; no raw exception ever reaches a person."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from enishi.errors import Denied, EnishiError, Missing, SignedOut, StoreFailed, StoreFull, TooMany, VoiceFailed
from enishi.protocol import Trouble

log = logging.getLogger(__name__)

TOO_LARGE = 413
STATUS = {SignedOut: 401, Denied: 403, Missing: 404, TooMany: 429, StoreFailed: 503, StoreFull: 507, VoiceFailed: 503}


def answer_trouble(app: FastAPI) -> None:
    """Make the application answer every failure with a Trouble."""
    app.add_exception_handler(EnishiError, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, EnishiError):
        raise error
    more = {name: getattr(error, name, None) for name in ("retry_after", "line", "free")}
    return _answer(STATUS.get(type(error), 422), error.code, error.told, **more)


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return _answer(422, "malformed", f"The request is not as it should be, at {place}: {first['msg']}.")


async def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    # Python renamed this one, and codes are stable.
    code = "too_large" if error.status_code == TOO_LARGE else HTTPStatus(error.status_code).name.lower()
    answer = _answer(error.status_code, code, f"{request.method} {request.url.path}: {error.detail}.")
    answer.headers.update(error.headers or {})
    return answer


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _answer(500, "internal", "Something went wrong on the server, and was noted there. Try again.")


def _answer(
    status: int,
    code: str,
    sentence: str,
    retry_after: float | None = None,
    line: int | None = None,
    free: str | None = None,
) -> JSONResponse:
    trouble = Trouble(code=code, sentence=sentence, retry_after=retry_after, line=line, free=free)
    body = trouble.model_dump(mode="json", exclude_none=True)
    headers = {} if retry_after is None else {"Retry-After": str(int(retry_after) + 1)}
    return JSONResponse(body, status, headers)
