"""What a client of the LibreTranslate API asks, as JSON, form or query string; and how it is told of failures."""

import logging
from collections.abc import Mapping
from typing import Literal, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from enishi.errors import Denied, EnishiError, LanguageUnrecognised, NoRoute, StoreError, TooMany, TranslationError
from enishi.protocol import MOST_CHARACTERS

log = logging.getLogger(__name__)


class Asked(BaseModel):
    """What every request may carry; the npm client `libretranslate` calls its key `apiKey`."""

    model_config = ConfigDict(str_max_length=MOST_CHARACTERS)

    api_key: str = Field("", validation_alias=AliasChoices("api_key", "apiKey"))


class ToTranslate(Asked):
    """POST /translate."""

    q: str | list[str]
    source: str
    target: str
    format: Literal["text", "html"] = "text"
    alternatives: int = 0


class ToDetect(Asked):
    """POST /detect."""

    q: str | list[str]


class ToSuggest(Asked):
    """POST /suggest: `s` is the better translation."""

    q: str
    s: str
    source: str
    target: str


AnyAsked = TypeVar("AnyAsked", bound=Asked)


class BadRequest(HTTPException):
    """What came in is not as it should be."""

    def __init__(self, sentence: str) -> None:
        super().__init__(400, sentence)


async def asked(request: Request, kind: type[AnyAsked]) -> AnyAsked:
    """The request as a `kind`; raises BadRequest. An empty parameter counts as missing."""
    fields = await _json(request) if _is_json(request) else await _form(request)
    try:
        return kind.model_validate({name: value for name, value in fields.items() if value})
    except ValidationError as error:
        raise BadRequest(_told(error)) from None


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


async def _json(request: Request) -> Mapping[str, object]:
    try:
        fields = await request.json()
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise BadRequest("Invalid JSON format")
    return fields


async def _form(request: Request) -> Mapping[str, object]:
    """A parameter that comes several times is a list; browsers send line ends as CR LF."""
    several: dict[str, list[str]] = {}
    async with request.form(max_files=0) as form:
        for name, value in (*request.query_params.multi_items(), *form.multi_items()):
            several.setdefault(name, []).append(str(value).replace("\r\n", "\n"))
    return {name: values if len(values) > 1 else values[0] for name, values in several.items()}


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = first["loc"][0]
    if first["type"] == "missing":
        return f"Invalid request: missing {name} parameter"
    return f"Invalid request: {name} parameter is not valid: {first['msg']}"


async def tell(request: Request, error: Exception) -> JSONResponse:
    """Every failure in LibreTranslate's form."""
    headers = None
    match error:
        case TooMany():
            status, sentence = 429, f"Slowdown: {error.told}"
            headers = {"Retry-After": str(int(error.retry_after) + 1)}
        case HTTPException():
            status, sentence = error.status_code, error.detail
        case Denied():
            status, sentence = 403, error.told
        case TranslationError() if not isinstance(error, NoRoute | LanguageUnrecognised):
            status, sentence = 500, f"Cannot translate text: {error.told}"
        case StoreError():
            status, sentence = 503, error.told
        case EnishiError():
            status, sentence = 400, error.told
        case _:
            log.error("%s %s failed", request.method, request.url.path, exc_info=error)
            status, sentence = 500, "Something went wrong on the server, and was noted there. Try again."
    return JSONResponse({"error": sentence}, status, headers)
