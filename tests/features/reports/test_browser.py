"""A reader reports a message; a host compares both on a phone, in Arabic; the reader is told what came of it."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.person import Person
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_report_is_made_compared_and_answered(sit: Sit) -> None:
    ada, rui = await sit(locale="ar", viewport=PHONE, reduced_motion="reduce"), await sit()
    eva = await sit()
    await ada.come_in("Ada", "en")
    invite = await ada.invites()
    await Person(rui.page, rui.url, invite).come_in("Rui", "pt")
    await Person(eva.page, eva.url, invite).come_in("Eva", "en")
    await eva.say("The bakery opens at seven.")
    line = await rui.details("padaria")
    await line.get_by_test_id("report").focus()
    await rui.page.keyboard.press("Enter")
    assert await faults(rui.page) == []
    await line.get_by_test_id("send-report").click()
    await expect(line.get_by_test_id("reported")).not_to_have_attribute("data-answer", "engine")

    await ada.page.get_by_test_id("open-reports").click()
    case = ada.page.get_by_test_id("report-case")
    await expect(case.get_by_test_id("reported-original")).to_contain_text("The bakery opens at seven.")
    await expect(case.get_by_test_id("reported-read")).to_contain_text("padaria")
    await expect(case.get_by_test_id("here")).to_contain_text("bakery", ignore_case=True)
    await expect(case.get_by_test_id("history")).to_contain_text("Eva")
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await case.get_by_test_id("close-engine").click()
    await expect(ada.page.get_by_test_id("no-reports")).to_be_visible()
    await expect(ada.page.get_by_test_id("reports-wait")).to_have_count(0)
    await expect(line.get_by_test_id("reported")).to_have_attribute("data-answer", "engine")
    await rui.page.reload()
    await expect((await rui.sees("padaria")).get_by_test_id("reported")).to_have_attribute("data-answer", "engine")
