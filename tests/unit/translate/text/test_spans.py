"""What no engine may change is found, with all that belongs to it and nothing of the sentence around it."""

import pytest

from enishi.translate.text.placeholders import insert_placeholders


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "See https://en.wikipedia.org/wiki/Rose_(disambiguation) now",
            ["https://en.wikipedia.org/wiki/Rose_(disambiguation)"],
        ),
        (
            "(see https://x.org/a), https://x.org/[id]! https://x.org/{id}.",
            ["https://x.org/a", "https://x.org/[id]", "https://x.org/{id}"],
        ),
        ("www.x.org/a?b, enishi.org.", ["www.x.org/a?b", "enishi.org"]),
        (
            "Ask @anna@mastodon.example, @anna:matrix.org, @anna.",
            ["@anna@mastodon.example", "@anna:matrix.org", "@anna"],
        ),
        (
            r"in C:\Users\Anna\report.docx or \\srv\share or ~/.config/app now",
            [r"C:\Users\Anna\report.docx", r"\\srv\share", "~/.config/app"],
        ),
        (
            "<a:party:123> <t:1618953630:R> </help:1> <https://x|my label> <!here>",
            ["<a:party:123>", "<t:1618953630:R>", "</help:1>", "<https://x|my label>", "<!here>"],
        ),
        ("@**Anna Silva** in #**general>lunch**", ["@**Anna Silva**", "#**general>lunch**"]),
        ('[the guide](docs/guide.md "Title") [b](c/d)', ['(docs/guide.md "Title")', "(c/d)"]),
        (
            "{name} {{x}} ${x} #{x} {% if x %} %(x)s %d %1$s %5.2f { y } {0} <x> </x>",
            [
                "{name}",
                "{{x}}",
                "${x}",
                "#{x}",
                "{% if x %}",
                "%(x)s",
                "%d",
                "%1$s",
                "%5.2f",
                "{ y }",
                "{0}",
                "<x>",
                "</x>",
            ],
        ),
        ("{n, plural, one {# day} other {# days}} ago", ["{n, plural, one {# day} other {# days}}"]),
        ('<a href="x y" class=b>', ['<a href="x y" class=b>']),
        ("the card 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("a3f5-99bc-ffff-ffff-ffff, 00:1A:2b:ff:ff:ff", ["a3f5-99bc-ffff-ffff-ffff", "00:1A:2b:ff:ff:ff"]),
        ("key " + "7" * 84, ["7" * 84]),
        (
            "-5 °C, −5 °C, 5 \u03bcg, 5 \u00b5g, 10 k\u03a9, 5 m²",
            ["-5 °C", "−5 °C", "5 \u03bcg", "5 \u00b5g", "10 k\u03a9", "5 m²"],
        ),
        ("100% sure, 50%off, AT&T, a < b, 5:3 and 1-2, state-of-the-art", ["100%"]),
    ],
)
def test_found_whole(text: str, spans: list[str]) -> None:
    placeholders = insert_placeholders(text)
    assert [span.source for span in placeholders.spans] == spans
    assert placeholders.restore(placeholders.text).text == text
