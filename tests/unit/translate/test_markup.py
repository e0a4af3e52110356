"""HTML in, HTML out: the tags are kept, and stand around the same words where these can be found."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.translate.text.markup.html import translate_markup, words_of

WORDS = {
    "the red house is big.": "a casa vermelha é grande.",
    "red": "vermelho",
    "hello world": "olá mundo",
    "world": "mundo",
    "the black cat and the white cat": "le chat noir et le chat blanc",
    "black cat": "chat noir",
    "cat": "chat",
    "white": "blanc",
    "please log in to continue.": "por favor faça login.".capitalize(),
    "log in": "entrar",
}


async def translated(words: str) -> str:
    if words.endswith("\U0010fffd sleeps") or words.startswith("\U0010fffd sleeps"):
        return words.replace("sleeps", "dorme")
    if words == "Run \U0010fffd now":
        return "agora rode \U0010fffd"
    return WORDS.get(words.lower(), words.upper())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('<p class="green">Hello!</p>', '<p class="green">HELLO!</p>'),
        ("no tags & so on", "NO TAGS &amp; SO ON"),
        ("<p>The <b>red</b> house is big.</p>", "<p>a casa <b>vermelha</b> é grande.</p>"),
        ("<b>Hello <i>world</i></b>", "<b>olá <i>mundo</i></b>"),
        (
            "The <b>black <i>cat</i></b> and the <u>white</u> cat",
            "le <b><i>chat</i> noir</b> et le chat <u>blanc</u>",
        ),
        ("Yes <b>yes</b> and yes", "YES <b>YES</b> AND YES"),
        ("Please <a href=x>log in</a> to continue.", "Por <a href=x>favor</a> faça login."),
        ("Run <code>ls -l</code> now", "agora rode <code>ls -l</code>"),
        ("Run <code>a</code> and <code>a <b>b</b></code> now", "RUN <code>a</code> AND <code>a <b>b</b></code> NOW"),
        ('<span translate="no">Rene</span> sleeps', '<span translate="no">Rene</span> dorme'),
        ('<b>My <i class="x notranslate">Apple</i></b> sleeps', '<b>My <i class="x notranslate">Apple</i></b> dorme'),
        (
            '<p class="notranslate">one <p>two</p></p><p>three</p>',
            '<p class="notranslate">one <p>two</p></p><p>THREE</p>',
        ),
        ('See <img src="a" alt="a &quot;b&quot;"> here', 'SEE <img src="a" alt="A &quot;B&quot;"> HERE'),
        (
            "<input placeholder='your name' value=x title=go />",
            "<input placeholder='YOUR NAME' value=x title=\"GO\" />",
        ),
        (
            '<a title="it" data-x=\' title="no"\' href="/title=x">x</a>',
            '<a title="IT" data-x=\' title="no"\' href="/title=x">X</a>',
        ),
        ('<b title="x" translate="no">x</b><img alt="y" class="notranslate">', None),
        ("<b> hello world </b>", "<b> olá mundo </b>"),
        ('<i class="icon"></i>Hello world<sup></sup>', '<i class="icon"></i>olá mundo<sup></sup>'),
        ("Hello <i></i>world", "olá <i></i>mundo"),
        ("Hello <b>world", "HELLO <b>mundo"),
        ("Hello</b> world", "HELLO</b> mundo"),
        ("one<br>two<br/>three", "ONE<br>TWO<br/>THREE"),
        ("<p>one\n\ttwo</p>\n", "<p>ONE TWO</p>\n"),
        ("<script>if (a < b) say('x')</script><style>p {}</style>", None),
        ("<pre>as is</pre> <code>ls</code>", None),
        ('<p translate="no">Enishi <b>x</b></p>', None),
        ("<!doctype html><!-- words --><?pi words?><img src=x>", None),
        ("1 < 2 &amp; 3", None),
        ("&lt;b&gt; stays", "&lt;B&gt; STAYS"),
        ("non&nbsp;breaking", "NON&nbsp;BREAKING"),
        ("", ""),
    ],
)
async def test_words_change_and_tags_stay(source: str, target: str | None) -> None:
    assert await translate_markup(source, translated) == (source if target is None else target)


async def test_many_tags_are_not_looked_for_one_by_one() -> None:
    asked: list[str] = []

    async def counting(words: str) -> str:
        asked.append(words)
        return words

    source = "".join(f"<b>word {n} " for n in range(300)) + "</b>" * 300
    assert await translate_markup(source, counting) == source
    assert sum(map(len, asked)) <= len(source)


def test_the_words_alone() -> None:
    assert words_of("<p>Hello <b>you</b></p><script>no()</script><p>there</p>") == "Hello you there"


class Tags(HTMLParser):
    """What a browser would see besides the words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(f"<{tag} {sorted(attrs, key=str)}>")

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"</{tag}>")


PIECES = (
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a href='x'>",
    "</a>",
    "<br>",
    "<script>",
    "</script>",
    "a",
    "b c",
    "&amp;",
    "<",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
async def test_no_tag_is_lost_or_made(source: str) -> None:
    same = await translate_markup(source, translated)
    assert sorted(Tags(same).seen) == sorted(Tags(source).seen)


@given(st.text(alphabet="<>/!?-&;ab \n\"'=") | st.text())
async def test_no_source_breaks_it(source: str) -> None:
    same = await translate_markup(source, translated)
    assert any(map(str.isalpha, same)) == any(map(str.isalpha, source))
