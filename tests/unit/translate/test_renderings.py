"""The cache of translated texts: found by the same request of the same room, and no larger than it may be."""

import tracemalloc

import pytest

from enishi import clock
from enishi.model import Settled, Step, TermUse
from enishi.translate.renderings import Rendering, RenderingCache, Request
from enishi.translate.text.terms import TermEntry

SIZE = 1_000_000


def test_what_was_made_is_found_by_the_same_request_alone() -> None:
    cache = RenderingCache(SIZE)
    here = Request("kitchen", "Bread", "en", "pt")
    cache.put(here, Rendering("Pão"))
    cache.put(here._replace(target="es"), Rendering("Pan"))
    assert cache.get(here) == Rendering("Pão")
    assert cache.get(here._replace(target="es")) == Rendering("Pan")
    for other in ({"group": "garden"}, {"text": "bread"}, {"target": "fr"}, {"terms": (TermEntry("Bread"),)}):
        assert cache.get(here._replace(**other)) is None


def test_it_forgets_a_text_of_one_room_in_all_languages() -> None:
    cache = RenderingCache(SIZE)
    requests = [Request(room, "Bread", "en", target) for room in ("kitchen", "garden") for target in ("pt", "es")]
    for request in requests:
        cache.put(request, Rendering(request.target))
    cache.forget("kitchen", "Bread")
    assert [cache.get(request) for request in requests] == [None, None, Rendering("pt"), Rendering("es")]


def test_what_is_larger_than_all_of_it_is_not_kept() -> None:
    cache = RenderingCache(1000)
    small, large = Request("kitchen", "Bread", "en", "pt"), Request("kitchen", "b" * 1000, "en", "pt")
    for request in (small, large):
        cache.put(request, Rendering("Pão"))
    assert [cache.get(request) for request in (small, large)] == [Rendering("Pão"), None]


@pytest.mark.parametrize(("length", "terms"), [(1, 0), (1, 60), (4000, 0), (4000, 60)])
def test_it_takes_about_what_it_may(length: int, terms: int) -> None:
    cache = RenderingCache(SIZE)
    cache.put(Request("kitchen", "Bread", "en", "pt"), Rendering("Pão"))
    tracemalloc.start()
    try:
        for number in range(200 if terms else 3000):
            text = f"{number} " + "語" * length
            entries = tuple(TermEntry(f"term {number} {n}", f"termo {number} {n}") for n in range(terms))
            settled = Settled(clock.new_id(), clock.new_id(), clock.now())
            uses = tuple(TermUse(n, n + 5, f"said {number} {n}", settled) for n in range(terms))
            request = Request(number % 7, text, "en", "pt", entries)
            cache.put(request, Rendering(text[::-1], (Step("engine", "en", "pt"),), (), uses))
            del text, entries, uses, request
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert SIZE / 2 < taken < 1.1 * SIZE
