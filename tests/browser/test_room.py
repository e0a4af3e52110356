"""What a newcomer meets: the welcome room, long histories, words that stay words."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Sit
from tests.browser.test_accessibility import PHONE, faults
from tests.support.guest import guest
from tests.support.server import Running

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_somebody_alone_sees_what_enishi_does(sit: Sit) -> None:
    rui = await sit(locale="pt-BR")
    await rui.page.goto(f"{rui.url}/join#{rui.invite}")
    await expect(rui.page.get_by_test_id("language")).to_have_value("pt")
    await rui.page.get_by_test_id("name").fill("Rui")
    await rui.page.get_by_test_id("enter").click()
    await rui.sees("Eu sou o Ben.")
    await rui.say("Onde fica a padaria?")
    line = await rui.sees("Onde fica a padaria?")
    await expect(line.get_by_test_id("arrivals")).to_contain_text("bakery")


async def test_words_are_words_and_never_markup(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR")
    await ada.come_in("<b>Ada</b>", "en")
    await rui.come_in("Rui", "pt")
    attack = "<img src=x onerror=document.title='hacked'>"
    await ada.say(attack)
    line = await ada.sees("<img")
    assert await line.locator("img").count() == 0
    await expect(rui.page.locator("[data-message]").last).to_contain_text("<")
    assert await rui.page.locator("[data-message] img").count() == 0
    assert "hacked" not in await rui.page.title() + await ada.page.title()


async def test_a_long_history_keeps_the_page_small_and_goes_back_to_the_beginning(
    sit: Sit, page_server: Running
) -> None:
    async with guest(page_server.url, page_server.invite, "Writer", "en") as writer:
        await writer.connect()
        for number in range(300):
            await writer.post(f"Line {number}.")
    ada = await sit()
    await ada.come_in("Ada", "en")
    assert await ada.page.locator("[data-message]").count() < 60
    if await ada.page.get_by_test_id("to-newest").is_visible():
        await ada.page.get_by_test_id("to-newest").click()
    await ada.sees("Line 299.")
    first = (
        ada.page.get_by_test_id("words")
        .filter(has_text="Eu sou a Ana")
        .or_(ada.page.get_by_test_id("words").filter(has_text="I am Ana"))
    )
    scroller = ada.page.get_by_role("region", name="Messages")
    async with asyncio.timeout(30):
        while not await first.count():
            await scroller.evaluate("e => e.scrollTop = 0")
            await ada.page.wait_for_function("() => true")
    assert await ada.page.locator("[data-message]").count() < 60


async def test_a_change_of_language_turns_the_room_at_once(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    await ada.sees("I am Ana")
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("target").select_option("pt")
    await ada.page.keyboard.press("Escape")
    await ada.sees("Eu sou o Ben.")
    await ada.sees("Eu sou a Ana")


async def test_a_host_makes_a_room_and_invites_somebody_into_it(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    await ada.page.get_by_test_id("new-room").click()
    await ada.page.get_by_label("Name of the room").fill("Garden")
    await ada.page.get_by_test_id("make-room").click()
    await expect(ada.page.get_by_role("heading", name="Garden")).to_be_visible()
    await ada.page.get_by_test_id("open-invites").click()
    await ada.page.get_by_test_id("make-invite").click()
    link = await ada.page.get_by_test_id("invite-link").input_value()
    assert link.startswith(f"{ada.url}/join#")
    rui = await sit(locale="pt-BR")
    rui.invite = link.split("#")[1]
    await rui.come_in("Rui", "pt")
    await ada.page.keyboard.press("Escape")
    await ada.say("Welcome to the garden!")
    await rui.sees("jardim")
    await expect(rui.page.get_by_test_id("new-room")).to_have_count(0)


async def test_who_leaves_leaves_nothing_in_the_browser(sit: Sit) -> None:
    ada = await sit()
    await ada.come_in("Ada", "en")
    other = await ada.page.context.new_page()
    await other.goto(ada.page.url)
    for page in (ada.page, other):
        await page.get_by_test_id("composer").fill("What I thought and did not say.")
    await ada.page.get_by_test_id("open-settings").click()
    await ada.page.get_by_test_id("theme").select_option("dark")
    assert await ada.page.evaluate("JSON.stringify(localStorage)") != "{}"
    await ada.page.get_by_test_id("leave").click()
    await ada.page.get_by_test_id("leave-sure").click()
    for page in (ada.page, other):
        await expect(page.get_by_test_id("closed")).to_be_visible()
    await other.wait_for_function("JSON.stringify(localStorage) === '{}'")
    assert await ada.page.evaluate("document.cookie + sessionStorage.length") == "0"


async def test_an_invite_that_does_not_open_says_so(sit: Sit) -> None:
    eve = await sit()
    await eve.page.goto(f"{eve.url}/join#nonsense")
    await expect(eve.page.get_by_role("heading", name="This invite does not open")).to_be_visible()


async def test_the_secret_of_an_invite_is_in_no_address_that_is_asked(sit: Sit) -> None:
    ada = await sit()
    asked: list[str] = []
    ada.page.on("request", lambda request: asked.append(request.url))
    await ada.come_in("Ada", "en")
    assert any(url.endswith("/api/invites/preview") for url in asked)
    assert not [url for url in asked if ada.invite in url.split("#")[0]]
    assert ada.invite not in ada.page.url
    assert await ada.page.evaluate("history.length") == 2, "the page before, and the room in the place of the invite"


async def test_a_link_as_they_were_printed_before_still_leads_in(sit: Sit) -> None:
    ada = await sit()
    await ada.page.goto(f"{ada.url}/join/{ada.invite}")
    await ada.page.get_by_test_id("name").fill("Ada")
    await ada.page.get_by_test_id("enter").click()
    await expect(ada.page.get_by_test_id("composer")).to_be_visible()
    assert ada.invite not in ada.page.url


async def test_another_invite_opens_in_the_tab_of_one_that_does_not(sit: Sit) -> None:
    ada = await sit()
    await ada.page.goto(f"{ada.url}/join#nonsense")
    await expect(ada.page.get_by_role("heading", name="This invite does not open")).to_be_visible()
    await ada.come_in("Ada", "en")


async def test_a_language_that_cannot_come_is_told_once_and_not_at_each_message(sit: Sit) -> None:
    yui = await sit(locale="ja")
    await yui.page.goto(f"{yui.url}/join#{yui.invite}")
    join = {"invite": yui.invite, "name": "Yui", "language": "ja"}  # the door does not offer it
    answer = await yui.page.request.post(f"{yui.url}/api/join", data=join, headers={"Origin": yui.url})
    assert answer.status == 201
    await yui.page.goto(yui.url)
    await expect(yui.page.get_by_test_id("composer")).to_be_visible()
    await expect(yui.page.locator("[data-testid=notice][data-state=failed]")).to_have_count(1)
    await expect(yui.page.get_by_test_id("reason")).to_have_count(0)


@pytest.mark.apertium
async def test_the_label_tells_through_which_languages_a_line_came(sit: Sit) -> None:
    carme, ada = await sit(), await sit()
    await ada.come_in("Ada", "en")
    spoken = await ada.page.request.get(f"{ada.url}/api/house")
    if "ca" not in (await spoken.json())["languages"]:
        pytest.skip("Apertium lacks Catalan on this machine")
    await carme.come_in("Carme", "ca")
    await ada.say("The library opens at nine.")
    line = await carme.details("biblioteca")
    await expect(line.get_by_test_id("route")).to_have_text(
        "Translated through Portuguese and Spanish, by Firefox and Apertium"
    )
    seen = await carme.sees("biblioteca")
    await expect(seen.get_by_test_id("rough")).to_have_text("rough")
    await expect(line.get_by_test_id("rough-reason")).to_contain_text("Several rule-based steps were needed")


async def test_a_text_of_very_many_lines_is_folded(sit: Sit) -> None:
    ada, rui = await sit(), await sit(viewport=PHONE)
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "en")
    await ada.say("\n".join(f"line {number}" for number in range(300)))
    line = await rui.sees("line 23")
    await expect(line.get_by_test_id("words")).not_to_contain_text("line 24")
    await expect(line.get_by_test_id("unfold")).to_have_text("Show 276 more lines")
    assert await faults(rui.page) == []
    await line.get_by_test_id("unfold").click()
    await expect(line.get_by_test_id("words")).to_contain_text("line 299")
    await line.get_by_test_id("unfold").click()
    await expect(line.get_by_test_id("words")).not_to_contain_text("line 24")


async def test_a_host_is_marked_beside_their_messages(sit: Sit) -> None:
    ada, rui = await sit(), await sit(locale="pt-BR")
    await ada.come_in("Ada", "en")
    await rui.come_in("Rui", "pt")
    await ada.say("The bakery opens at seven.")
    await expect((await rui.sees("padaria")).get_by_test_id("host")).to_have_text("anfitrião")
