"""Passkeys on the page, with Chromium's virtual authenticator."""

from typing import Any

import pytest
from playwright.async_api import CDPSession, expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults, reach

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def device(who: Person, *, verified: bool = True) -> tuple[CDPSession, dict[str, Any]]:
    """An authenticator in the browser of somebody; what its commands need."""
    who.url = who.url.replace("127.0.0.1", "localhost")  # browsers keep passkeys for names alone
    line = await who.page.context.new_cdp_session(who.page)
    await line.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    return line, await line.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def make(who: Person) -> None:
    await who.page.get_by_test_id("open-settings").click()
    await who.page.get_by_test_id("open-passkeys").click()
    await who.page.get_by_test_id("make-passkey").click()


@pytest.mark.parametrize("window", [{}, {"locale": "ar", "viewport": PHONE}], ids=["desk", "phone-arabic"])
async def test_a_passkey_brings_back_who_lost_the_last_device(sit: Sit, window: dict[str, object]) -> None:
    ada = await sit(**window)
    line, hers = await device(ada)
    await ada.come_in("Ada", "en")
    await make(ada)
    await expect(ada.page.get_by_test_id("passkeys").locator("li")).to_have_count(1)
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await ada.page.get_by_test_id("make-passkey").click()
    await expect(ada.page.get_by_role("alert")).to_be_visible()  # there is one already
    kept = (await line.send("WebAuthn.getCredentials", hers))["credentials"]
    assert len(kept) == 1

    fresh = await sit(**window)
    other, theirs = await device(fresh)
    for credential in kept:  # as a password manager takes it along
        await other.send("WebAuthn.addCredential", {**theirs, "credential": credential})
    await fresh.page.goto(fresh.url)
    await reach(fresh.page, "use-passkey")
    assert await faults(fresh.page) == []
    await fresh.page.keyboard.press("Enter")
    await expect(fresh.page.get_by_test_id("composer")).to_be_visible()
    await fresh.page.get_by_test_id("open-settings").click()
    await expect(fresh.page.get_by_test_id("settings-panel")).to_contain_text("Ada")
    await fresh.page.get_by_test_id("leave").click()
    await expect(fresh.page.get_by_test_id("leave-sure")).to_be_visible()
    await expect(fresh.page.get_by_test_id("lost")).to_have_count(0)


async def test_a_device_that_does_not_know_its_holder_makes_none(sit: Sit) -> None:
    ada = await sit()
    await device(ada, verified=False)
    await ada.come_in("Ada", "en")
    await make(ada)
    await expect(ada.page.get_by_role("alert")).to_contain_text("did not confirm")
    await expect(ada.page.get_by_test_id("passkeys").locator("li")).to_have_count(0)


async def test_who_has_no_passkey_here_is_told_so_and_none_are_offered_for_bare_addresses(sit: Sit) -> None:
    ada = await sit()
    await ada.page.goto(ada.url)
    await expect(ada.page.get_by_test_id("recover")).to_be_visible()
    await expect(ada.page.get_by_test_id("use-passkey")).to_have_count(0)
    await device(ada)
    await ada.page.goto(ada.url)
    await ada.page.get_by_test_id("use-passkey").click()
    await expect(ada.page.get_by_role("alert")).to_contain_text("No passkey was chosen")
