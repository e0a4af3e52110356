"""The LibreTranslate-compatible API: what its clients ask, in its paths, words and errors."""

import asyncio
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from enishi.doors.callers import address_of
from enishi.errors import Denied
from enishi.features.translation_api.codes import AUTO, english_name, to_code, to_tag
from enishi.features.translation_api.forms import Asked, BadRequest, ToDetect, ToSuggest, ToTranslate, asked, tell
from enishi.features.translation_api.keys import Keys
from enishi.features.translation_api.suggestions import Suggestions
from enishi.translate.pool.fair_queue import Flow
from enishi.translate.pool.jobs import Priority
from enishi.translate.text.markup.html import translate_markup, words_of
from enishi.translate.translator import Translator

Detect = Callable[[str, Collection[str]], Sequence[tuple[str, float]]]
"""Which of these languages a text may be in, and how surely (0 to 1): the likeliest first."""

Guess = dict[str, object]
"""A language and how sure it is, as LibreTranslate tells it."""

FALLBACK = "en"
"""What LibreTranslate calls a text of no language, with no confidence."""

LEAST_SURE = 0.01


@dataclass(frozen=True, slots=True)
class LibreTranslateApi:
    """Reads no cookie: a key, or everybody's leave, is all that opens it, so any page may call it."""

    translator: Translator
    detector: Detect
    keys: Keys
    suggestions: Suggestions
    characters: int
    texts: int

    def routes(self) -> list[Route]:
        """The routes; their failures are told in LibreTranslate's form, to pages of any origin."""
        middleware = (
            Middleware(CORSMiddleware, allow_origins=("*",), allow_methods=("GET", "POST"), allow_headers=("*",)),
            Middleware(ExceptionMiddleware, handlers={Exception: tell, HTTPException: tell}),
        )
        post, get = ("POST", "OPTIONS"), ("GET", "OPTIONS")
        return [
            Route("/translate", self.translate, methods=post, middleware=middleware),
            Route("/detect", self.detect, methods=post, middleware=middleware),
            Route("/suggest", self.suggest, methods=post, middleware=middleware),
            Route("/languages", self.languages, methods=get, middleware=middleware),
            Route("/frontend/settings", self.settings, methods=(*get, "POST"), middleware=middleware),
            Route("/health", self.health, methods=get, middleware=middleware),
        ]

    async def translate(self, request: Request) -> JSONResponse:
        """A text or a list of them, into another language."""
        wish = await asked(request, ToTranslate)
        self._admit(request, wish)
        texts = self._checked(wish.q)
        target = self._tag(wish.target)
        guesses = await self._found_out(texts, wish.format) if wish.source == AUTO else None
        if guesses is None:
            sources = [self._tag(wish.source)] * len(texts)
        else:  # a text of no language stays as it is
            sources = [self._tag(str(guess["language"])) if guess["confidence"] else target for guess in guesses]
        each = list(zip(texts, sources, strict=True))
        client = self.keys.client(wish.api_key, address_of(request))
        done = await asyncio.gather(*(self._translated(*one, target, wish.format, client) for one in each))
        answer: dict[str, Sequence[object]] = {"translatedText": done}
        if guesses is not None:
            answer["detectedLanguage"] = guesses
        if wish.alternatives > 0:
            others = (self._others(*one, target, wish, client) for one in each)
            answer["alternatives"] = await asyncio.gather(*others)
        several = isinstance(wish.q, list)
        return JSONResponse(answer if several else {name: values[0] for name, values in answer.items()})

    async def detect(self, request: Request) -> JSONResponse:
        """Which language a text is in."""
        wish = await asked(request, ToDetect)
        self._admit(request, wish)
        words = "\n".join(self._checked(wish.q))
        return JSONResponse(await asyncio.to_thread(self._guesses, words))

    async def suggest(self, request: Request) -> JSONResponse:
        """A better translation; only from who has a key, since that says whose it is."""
        wish = await asked(request, ToSuggest)
        client = self._admit(request, wish)
        if client is None:
            raise Denied("Suggestions are taken only with an API key on this server.")
        self._checked([wish.q, wish.s])
        await self.suggestions.suggest(client, wish.q, self._tag(wish.source), wish.s, self._tag(wish.target))
        return JSONResponse({"success": True})

    async def languages(self, request: Request) -> JSONResponse:
        """What can be translated into what."""
        offered = sorted(self.translator.languages)
        return JSONResponse(
            [
                {
                    "code": to_code(tag),
                    "name": await _name(to_code(tag)),
                    "targets": sorted(to_code(target) for target in self.translator.targets(tag)),
                }
                for tag in offered
            ]
        )

    async def settings(self, request: Request) -> JSONResponse:
        """What a page of LibreTranslate asks before it shows itself."""
        target = to_tag(FALLBACK, self.translator.languages) or min(self.translator.languages, default=FALLBACK)
        return JSONResponse(
            {
                "charLimit": self.characters,
                "frontendTimeout": 500,
                "apiKeys": self.keys.exist,
                "keyRequired": self.keys.needed,
                "suggestions": self.keys.exist,
                "filesTranslation": False,
                "supportedFilesFormat": [],
                "language": {
                    "source": {"code": AUTO, "name": "Auto Detect"},
                    "target": {"code": to_code(target), "name": await _name(to_code(target))},
                },
            }
        )

    async def health(self, request: Request) -> JSONResponse:
        """Whether the server answers."""
        return JSONResponse({"status": "ok"})

    def _admit(self, request: Request, wish: Asked) -> bytes | None:
        return self.keys.admit(wish.api_key, address_of(request))

    def _checked(self, q: str | list[str]) -> list[str]:
        texts = [q] if isinstance(q, str) else q
        if any("\0" in text or _halved(text) for text in texts):
            raise BadRequest("Invalid request: there are characters in it that are no text")
        if len(texts) > self.texts:
            raise BadRequest(f"Invalid request: request ({len(texts)}) exceeds text limit ({self.texts})")
        characters = sum(map(len, texts))
        if characters > self.characters:
            raise BadRequest(f"Invalid request: request ({characters}) exceeds text limit ({self.characters})")
        return texts

    def _tag(self, code: str) -> str:
        tag = to_tag(code, self.translator.languages)
        if tag is None:
            raise BadRequest(f"{code} is not supported")
        return tag

    async def _found_out(self, texts: Sequence[str], form: str) -> list[Guess]:
        """The likeliest language of each text, each by itself."""
        words = texts if form == "text" else map(words_of, texts)
        return await asyncio.to_thread(lambda: [self._guesses(each)[0] for each in words])

    def _guesses(self, words: str) -> list[Guess]:
        ranked = self.detector(words, self.translator.languages)
        found = [(tag, sure) for tag, sure in ranked if sure >= LEAST_SURE] or [(FALLBACK, 0.0)]
        return [{"confidence": round(sure * 100, 1), "language": to_code(tag)} for tag, sure in found]

    async def _translated(self, text: str, source: str, target: str, form: str, client: Hashable) -> str:
        # HISTORY: what people say in a room goes first.
        translate = partial(self._render, source=source, target=target, client=client)
        return await (translate_markup(text, translate) if form == "html" else translate(text))

    async def _render(self, text: str, source: str, target: str, client: Hashable) -> str:
        key = client if isinstance(client, bytes) else None
        if suggested := await self.suggestions.recall(key, text, source, target):
            return suggested
        return (
            await self.translator.translate(text, source, target, priority=Priority.HISTORY, flow=Flow(client))
        ).text

    async def _others(self, text: str, source: str, target: str, wish: ToTranslate, client: Hashable) -> list[str]:
        """What other routes make of a text; of HTML there are no alternatives, as in LibreTranslate."""
        if wish.format == "html":
            return []
        best = await self._render(text, source, target, client)
        others = await self.translator.alternatives(text, source, target, priority=Priority.HISTORY, flow=Flow(client))
        return list(dict.fromkeys(other.text for other in others if other.text != best))[: wish.alternatives]


def _halved(text: str) -> bool:
    """Whether it has half a character (a lone surrogate), as JSON can spell it."""
    return any("\ud800" <= character <= "\udfff" for character in text)


async def _name(code: str) -> str:
    return await asyncio.to_thread(english_name, code)  # its registry takes 0.1 s to read, once
