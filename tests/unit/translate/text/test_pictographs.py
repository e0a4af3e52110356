"""Emoji and emoticons stay outside of sentences."""

import emoji
import pytest

from enishi.translate.text.pictographs import split_at_pictographs


def test_every_emoji_of_unicode_stands_alone() -> None:
    known = [sign for sign, data in emoji.EMOJI_DATA.items() if data["status"] <= emoji.STATUS["fully_qualified"]]
    assert len(known) > 3000
    assert [sign for sign in known if split_at_pictographs(f"a {sign} b") != ["a ", sign, " b"]] == []


@pytest.mark.parametrize(
    "emoticon",
    [
        *[
            r":)",
            r":-)",
            r";)",
            r":(",
            r":'(",
            r":D",
            r":-P",
            r":p",
            r":/",
            r":-/",
            r":*",
            r"=)",
            r"<3",
            r"</3",
            r"xD",
            r"XD",
            r"^_^",
            r"^^",
            r"-_-",
            r">_<",
            r"T_T",
            r"o_O",
            r"u_u",
            r":3",
            r"\o/",
            r"¯\_(ツ)_/¯",
        ]
    ],
)
def test_emoticons_stand_alone(emoticon: str) -> None:
    assert split_at_pictographs(f"I miss you {emoticon} now") == ["I miss you ", emoticon, " now"]


@pytest.mark.parametrize(
    "text", ["(a:b), 12:30, x) C:\\x", "Note: D", "see: (this)", "a = b", "http://x", "™ © 12 * 3"]
)
def test_what_is_no_emoticon(text: str) -> None:
    assert split_at_pictographs(text) == [text]
