"""A proxy with a certificate in front of a server, as `docs/operating.md` asks for."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HEAD_END = b"\r\n\r\n"


def certificate(folder: Path) -> ssl.SSLContext:
    """One that nobody vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl on this machine")
    key, signed = folder / "key.pem", folder / "certificate.pem"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost")
    command = ("openssl", "req", "-x509", *kind, "-keyout", key, "-out", signed)
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(signed, key)
    return context


@asynccontextmanager
async def https_proxy(server_url: str, context: ssl.SSLContext) -> AsyncIterator[str]:
    """Its address. It forwards `Host`, and says `X-Forwarded-Proto`; each request has a connection of its own."""
    port = urlsplit(server_url).port

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):  # a browser opens some in advance
            head = (await reader.readuntil(HEAD_END)).removesuffix(HEAD_END)
            head = head.replace(b"Connection: keep-alive", b"Connection: close")
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            far_writer.write(head + b"\r\nX-Forwarded-Proto: https" + HEAD_END)
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        writer.close()

    listening = await asyncio.start_server(carry, "127.0.0.1", 0, ssl=context)
    try:
        yield f"https://localhost:{listening.sockets[0].getsockname()[1]}"
    finally:
        listening.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
