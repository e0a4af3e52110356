"""A reader marks what is unclear; the writer is asked in their own language, and other words mend every rendering."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_marked_phrase_is_asked_about_and_other_words_answer(sit: Sit) -> None:
    ada = await sit(viewport=PHONE, reduced_motion="reduce")
    rui = await sit(viewport=PHONE, reduced_motion="reduce", locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    line = await rui.details("padaria")
    words = line.get_by_test_id("words")
    await words.evaluate("e => getSelection().selectAllChildren(e)")
    selected = await rui.page.evaluate("getSelection().toString().trim()")
    await line.get_by_test_id("unclear").focus()
    await rui.page.keyboard.press("Enter")
    await expect(line.get_by_test_id("phrase")).to_have_value(selected)
    assert await faults(rui.page) == []
    await line.get_by_test_id("phrase").fill("padaria")
    await rui.page.keyboard.press("Enter")
    await expect(line.get_by_test_id("questions")).to_contain_text("padaria")
    await expect(line.get_by_test_id("unclear-form")).to_have_count(0)

    own = await ada.sees("The bakery opens at seven.")
    question = own.get_by_test_id("questions")
    await expect(question).to_contain_text("Rui did not understand.")
    await expect(question).to_contain_text("bakery", ignore_case=True)
    await ada.page.reload()
    await expect(question).to_contain_text("bakery", ignore_case=True)
    assert await faults(ada.page) == []
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await question.get_by_test_id("rephrase").click()
    await expect(ada.page.get_by_test_id("composer")).to_be_focused()
    await expect(ada.page.get_by_test_id("composer")).to_have_value("The bakery opens at seven.")
    await ada.say("The house where they make bread opens at seven.")
    await rui.sees("casa")
    await expect(rui.page.get_by_test_id("questions")).to_have_count(0)
    await expect(ada.page.get_by_test_id("questions")).to_have_count(0)
