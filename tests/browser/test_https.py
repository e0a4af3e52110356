"""A page behind a proxy with a certificate: what browsers make of the cookie, and of the origin check."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.support.server import Running
from tests.support.tls import certificate, https_proxy

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_cookie_is_bound_to_the_host_and_follows_from_http(
    sit: Sit, page_server: Running, tmp_path: Path
) -> None:
    async with https_proxy(page_server.url, certificate(tmp_path)) as url:
        ada = await sit(ignore_https_errors=True)
        ada.url = url
        answer = await ada.page.goto(url)
        assert answer is not None
        assert (await answer.all_headers())["strict-transport-security"] == "max-age=31536000"
        await ada.come_in("Ada", "en")
        await ada.say("Over https.")
        await ada.sees("Over https.")
        context = ada.page.context
        (held,) = await context.cookies()
        assert held.get("name") == "__Host-enishi_session"
        assert (held.get("secure"), held.get("httpOnly"), held.get("path")) == (True, True, "/")

        await context.clear_cookies()
        value = str(held.get("value"))
        await context.add_cookies([{"name": "enishi_session", "value": value, "domain": "localhost", "path": "/"}])
        await ada.page.reload()
        await ada.sees("Over https.")
        (after,) = await context.cookies()
        assert (after.get("name"), after.get("value")) == (held.get("name"), value)

        await ada.page.get_by_test_id("open-settings").click()
        await ada.page.get_by_test_id("leave").click()
        await ada.page.get_by_test_id("leave-sure").click()
        await expect(ada.page.get_by_test_id("closed")).to_be_visible()
        assert await context.cookies() == []
