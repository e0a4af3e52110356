"""What the door suggests to a browser: of what is here and what can come, the language that serves best."""

from collections.abc import Iterator

import pytest

from tests.support.guest import Guest
from tests.support.mirror import Mirror, mirrored

pytestmark = pytest.mark.alone("what can come is fetched by a server with workers")


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with mirrored("nb", "sr-Latn", "zh-Hans", "zh-Hant", "ms", "tl", "he", "id") as mirror:
        yield mirror


async def test_the_door_suggests_what_serves_best(ada: Guest) -> None:
    await ada.told(lambda e: e["type"] == "languages_offered" and "nb" in e["can_come"])

    async def suggested(*reads: str) -> object:
        answer = await ada.http.get("/api/house", params={"reads": reads})
        return answer.json()["suggested"]

    served = {
        "pt-PT": "pt",
        "zh": "zh-Hans",
        "zh-TW": "zh-Hant",
        "zh-HK": "zh-Hant",
        "no": "nb",
        "nb-NO": "nb",
        "hr": "sr-Latn",
        "bs-BA": "sr-Latn",
        "ms-MY": "ms",
        "zlm": "ms",
        "fil-PH": "fil",
        "iw-IL": "he",
        "in": "id",
    }
    assert {tag: await suggested(tag, "en") for tag in served} == served
    assert await suggested("tlh", "pt-BR", "en") == "pt"  # the first that any serves
    assert await suggested("tlh") == await suggested() == await suggested("x" * 99, "", "-") == "en"
    assert (await ada.http.get("/api/house", params={"reads": ["en"] * 51})).status_code == 422
