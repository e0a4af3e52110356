"""The language that a message was taken for: seen by its writer, and corrected with one tap."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_writer_sees_the_language_and_corrects_it(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("Onde fica a padaria?")
    line = await ada.sees("Onde fica a padaria?")
    await expect(line.get_by_test_id("taken-for")).to_have_text("Written in Portuguese")
    await expect((await rui.sees("Onde fica a padaria?")).get_by_test_id("details-button")).to_have_accessible_name(
        "Detalhes e ações"
    )

    await ada.say("wow!")
    await expect((await ada.sees("wow!")).get_by_test_id("taken-for")).to_have_count(0)

    await line.get_by_test_id("taken-for").click()
    choice = line.get_by_test_id("written-in")
    await expect(choice).to_have_value("pt")
    await choice.select_option("en")
    await line.get_by_test_id("details-button").click()
    await expect(line.get_by_test_id("taken-for")).to_have_count(0)
    await expect(line.get_by_test_id("edited")).to_have_count(0)


async def test_words_taken_for_the_wrong_language_arrive_once_that_is_said(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await rui.say("Sporting")
    line = await rui.sees("Sporting")
    await expect(line.get_by_test_id("taken-for")).to_have_count(0)
    await rui.say("The library is open.")
    line = await rui.sees("The library is open.")
    await line.get_by_test_id("taken-for").click()
    await line.get_by_test_id("written-in").select_option("pt")
    await expect(line.get_by_test_id("written-in")).to_have_value("pt")
    await line.get_by_test_id("written-in").select_option("en")
    await expect(line.get_by_test_id("arrivals")).to_contain_text("biblioteca")


async def test_letters_of_no_known_language_are_shown_as_written_and_the_writer_is_asked(sit: Sit) -> None:
    ada, rui = await sit(viewport=PHONE), await sit(locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("Привет, как дела?")
    his = await rui.sees("Привет")
    await expect(his.get_by_test_id("reason")).to_contain_text("A língua não foi reconhecida.")
    hers = await ada.sees("Привет")
    await expect(hers.get_by_test_id("taken-for")).to_have_text("Which language is this?")
    assert await faults(ada.page) + await faults(rui.page) == []
    await hers.get_by_test_id("taken-for").click()
    await expect(hers.get_by_test_id("written-in")).to_have_value("en")
