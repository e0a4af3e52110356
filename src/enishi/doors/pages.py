"""The built page and its files, and the headers that keep it safe."""

from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from typing_extensions import override

PAGE = Path(__file__).parent.parent / "page"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types svelte-trusted-html",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
}

HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year the browser asks this host by https only, also where a link says http. It says nothing of other hosts."""


class SafeHeaders:
    """ASGI middleware: every HTTP answer carries the security headers; files named by their content may be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        lasting = scope["path"].startswith("/assets/")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS | (HTTPS_ONLY if scope["scheme"] == "https" else {}))
                keep = lasting and message["status"] == 200
                headers.setdefault("Cache-Control", "public, max-age=31536000, immutable" if keep else "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class PageFiles(StaticFiles):
    """The files of the page; who opens an address that does not exist in a browser gets the page, which says so."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND or "html" not in Headers(scope=scope).get("accept", ""):
                raise
        response = await index()
        response.status_code = HTTPStatus.NOT_FOUND
        return response


def add_pages(app: FastAPI) -> None:
    """Serve the page at each of its addresses, and its files. `/join/…` is how invites were written before."""
    for path in ("/", "/join", "/join/{secret}", "/device", "/room/{room}"):
        app.get(path, include_in_schema=False)(index)
    if PAGE.exists():
        app.mount("/", PageFiles(directory=PAGE))


async def index() -> Response:
    """The page; it finds out by itself what to show."""
    if not (PAGE / "index.html").exists():
        return PlainTextResponse("The page is not built. Run `npm ci && npm run build` in web/, or `make run`.", 503)
    return FileResponse(PAGE / "index.html")
