"""Where words could become code, markup, style or an address: each such place is listed here, with why none can."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE, SERVER = ROOT / "web" / "src", ROOT / "src" / "enishi"

ADDRESSES = "href|src|srcset|action|formaction|poster|data|ping|cite|background|manifest|xlink:href"
SINKS = (
    # Markup
    r"\{@html\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|srcdoc|DOMParser|parseFromString",
    r"createContextualFragment|createPolicy|createElement(?:NS)?\(|svelte:element|document\.implementation|XSLT",
    # Code
    r"\beval\(|new Function|set(?:Timeout|Interval)\(\s*[\"'`]|import\((?![\"'])|new (?:Shared)?Worker\(|importScripts",
    r"serviceWorker|\.addModule\(|WebAssembly|setAttribute(?:NS|Node)?\(|\son\w+=\"",
    # Addresses
    rf"\b(?:{ADDRESSES})=(?:\{{|\"[^\"]*\{{)|\.(?:{ADDRESSES}) = ",
    r"location(?:\.href)? = |location\.(?:assign|replace)\(|window\.open\(|(?:push|replace)State\(",
    r"\bfetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\(|sendBeacon|new URL\(|createObjectURL",
    # Style, and attributes by names that are not written out
    r"\bstyle=|style:[\w-]+|\.style\b|cssText|insertRule|adoptedStyleSheets|CSSStyleSheet|<svelte:head|<style[^>]*\{",
    r"<[a-z][\w:-]*[^<>]*\{\.\.\.",
    # Other pages
    r"postMessage\(|[\"']message[\"']|document\.domain|document\.cookie|window\.(?:opener|parent|name)\b",
)
LISTED = {
    # file, what stands there: how often, and why no words can run there
    ("App.svelte", "new URL("): (1, "the address of the page itself"),
    ("App.svelte", "replaceState("): (2, "`/`, and the id of a room, which is none that anybody wrote"),
    ("features/glossary/GlossaryFiles.svelte", "href={"): (1, "the id of a room, between words of the code"),
    ("features/own_data/Files.svelte", "href={"): (1, "the id of a room, between words of the code"),
    ("ui/Initial.svelte", 'src="/api/pictures/{member.id}/{'): (1, "ids that the server made; an image"),
    ("ui/SharedLink.svelte", 'src="data:image/svg+xml,{'): (1, "an image; percent-encoded; a link alone"),
    ("features/voice/captions/Captions.svelte", "style:--zoom"): (1, "a number between two bounds"),
    ("features/voice/listening/audible.ts", "new URL("): (1, "a link is read aloud by its host; nothing goes there"),
    ("features/voice/listening/voices.ts", "createObjectURL"): (1, "sound that this server made, played only"),
    ("features/voice/speaking/Hearing.svelte", "style:--level"): (1, "a number: how loud it is"),
    ("features/voice/speaking/capture.ts", ".addModule("): (1, "a file of the page"),
    ("features/voice/speaking/capture.worklet.ts", "postMessage("): (1, "sound, to the page that made the worklet"),
    ("lib/messages/rows.ts", '"message"'): (1, "a word of the code, and no listener"),
    ("lib/session.svelte.ts", "pushState("): (1, "the id of a room"),
    ("lib/panels.svelte.ts", "pushState("): (1, "the name of a view, below the present address"),
    ("lib/panels.svelte.ts", "replaceState("): (1, "the present address"),
    ("lib/rest.ts", "fetch("): (1, "an address below `/api/`; what the policy allows is this server alone"),
    ("lib/socket.ts", "new WebSocket("): (1, "the address of the page itself"),
    ("lib/tools/copy.ts", "createElement("): (1, "a text field, for browsers without a clipboard; it gets a value"),
    ("room/Timeline.svelte", "data={"): (1, "a property of a component that lists, and no attribute"),
    ("room/composer/Composer.svelte", ".style"): (2, "a height in pixels"),
    ("ui/Forming.svelte", "style:--highest"): (1, "a height in pixels"),
    ("ui/Words.svelte", "href={"): (1, "what `links.ts` takes for a link: http and https alone"),
}
TYPES = {
    # file of the server, what it answers with: why it is no page
    ("doors/metrics.py", "CONTENT_TYPE_LATEST"): "text/plain, numbers",
    ("doors/pages.py", "FileResponse"): "the built page and nothing else",
    ("doors/pages.py", "PlainTextResponse"): "a sentence of the code",
    ("features/glossary/files.py", "_FORMATS[kind].media_type"): "a file that is saved, by its Content-Disposition",
    ("features/own_data/routes.py", "SAVED"): "a file of bytes that is saved, by its type and its Content-Disposition",
    ("features/own_data/routes.py", "StreamingResponse"): "the same",
    ("features/passkeys/routes.py", '"application/json"'): "what a browser asks of a passkey, for the page's script",
    ("features/profiles/picture_routes.py", '"image/jpeg"'): "an image, whatever its bytes are (nosniff)",
    ("features/voice/routes.py", '"audio/wav"'): "sound",
}
ANSWERS = re.compile(r"return (HTMLResponse|PlainTextResponse|FileResponse|StreamingResponse|RedirectResponse)")
MEDIA_TYPES = re.compile(r"Response\(.*media_type=([^,)]+)")


def test_every_place_of_the_page_where_words_could_run_is_listed() -> None:
    found = Counter(
        (file.relative_to(PAGE).as_posix(), " ".join(match[0].split()))
        for file in sorted(PAGE.rglob("*"))
        if file.suffix in (".svelte", ".ts", ".js", ".html")
        for match in re.finditer("|".join(SINKS), file.read_text())
    )
    assert found == {place: times for place, (times, _) in LISTED.items()}


def test_the_page_itself_has_no_script_of_its_own_and_no_style() -> None:
    """What the server answers as HTML is one file; its policy allows the files that it names alone."""
    whole = (ROOT / "web" / "index.html").read_text()
    assert re.findall(r"<script[^>]*>[^<]*", whole) == ['<script type="module" src="/src/main.ts">']
    assert not re.search(r"<style|style=|\son\w+=|<base|<iframe|http-equiv", whole)


def test_the_server_answers_with_no_other_page() -> None:
    found = {
        (file.relative_to(SERVER).as_posix(), match[1])
        for file in SERVER.rglob("*.py")
        for pattern in (ANSWERS, MEDIA_TYPES)
        for match in pattern.finditer(file.read_text())
    }
    assert found == TYPES.keys()
    assert not [file for file in SERVER.rglob("*.py") if re.search(r"text/html|HTMLResponse|Jinja", file.read_text())]


@pytest.mark.parametrize(
    "new",
    [
        "{@html text}",
        "node.innerHTML = text",
        "<iframe srcdoc={text}>",
        "<a href={text}>",
        '<img src="/x/{text}">',
        "<form action={text}>",
        '<p style="color: {text}">',
        "<p style:color={text}>",
        "node.setAttribute(name, text)",
        "eval(text)",
        "new Function(text)",
        "location.href = text",
        "location = text",
        "window.open(text)",
        "setTimeout('ran()')",
        "import(text)",
        "<svelte:element this={text}>",
        "<p {...given}>",
    ],
)
def test_a_new_one_is_found(new: str) -> None:
    assert re.search("|".join(SINKS), new)
