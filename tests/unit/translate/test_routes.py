"""The cheapest path, against trying every path."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.errors import NoRoute
from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.routes import MAX_STEPS, Routes

LANGUAGES = ("aa", "bb", "cc", "dd", "ee")
directions = st.builds(
    Direction,
    engine=st.sampled_from(["one", "two"]),
    source=st.sampled_from(LANGUAGES),
    target=st.sampled_from(LANGUAGES),
    cost=st.sampled_from([0.5, 1.0, 1.25, 2.0, 4.0]),
)
HERE = [
    *(Direction("firefox", a, b) for a, b in permutations(("en", "pt"), 2)),
    *(Direction("apertium", a, b, 1.25) for a, b in permutations(("es", "pt"), 2)),
    *(Direction("apertium", a, b, 1.25) for a, b in permutations(("es", "ca"), 2)),
    *(Direction("apertium", a, b, 1.25) for a, b in permutations(("es", "fr"), 2)),
    *(Direction("apertium", a, b, 1.25) for a, b in permutations(("es", "it"), 2)),
]


def every_path(graph: list[Direction], source: str, target: str) -> list[tuple[Direction, ...]]:
    paths: list[tuple[Direction, ...]] = [()]
    found = []
    for _ in range(MAX_STEPS):
        paths = [
            (*path, edge) for path in paths for edge in graph if edge.source == (path[-1].target if path else source)
        ]
        found += [path for path in paths if path[-1].target == target]
    return found


@given(st.lists(directions, max_size=12), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_no_path_is_cheaper_than_the_chosen_one(graph: list[Direction], source: str, target: str) -> None:
    if source == target:
        return
    paths = every_path(graph, source, target)
    if not paths:
        with pytest.raises(NoRoute):
            Routes(graph).path(source, target)
        return
    best = min(
        paths,
        key=lambda path: (sum(edge.cost for edge in path), len(path), [(edge.engine, edge.target) for edge in path]),
    )
    expected = tuple(Step(edge.engine, edge.source, edge.target) for edge in best)
    assert Routes(graph).path(source, target) == expected


@given(st.lists(directions, max_size=12).flatmap(lambda graph: st.tuples(st.just(graph), st.permutations(graph))))
def test_the_order_in_which_engines_are_found_changes_nothing(graphs: tuple[list[Direction], list[Direction]]) -> None:
    for source, target in permutations(LANGUAGES, 2):
        found = []
        for graph in graphs:
            try:
                found.append(Routes(graph).path(source, target))
            except NoRoute:
                found.append(())
        assert found[0] == found[1]


@pytest.mark.parametrize(("source", "target"), list(permutations(("en", "pt", "es", "ca", "fr", "it"), 2)))
def test_the_six_languages_of_a_fresh_machine_reach_each_other(source: str, target: str) -> None:
    route = Routes(HERE).path(source, target)
    assert (route[0].source, route[-1].target) == (source, target)


def test_english_goes_into_catalan_in_three_steps() -> None:
    assert Routes(HERE).path("en", "ca") == (
        Step("firefox", "en", "pt"),
        Step("apertium", "pt", "es"),
        Step("apertium", "es", "ca"),
    )


def test_a_direct_pair_is_preferred_over_a_pivot_and_firefox_over_apertium() -> None:
    graph = [
        Direction("firefox", "es", "en"),
        Direction("firefox", "en", "ca"),
        Direction("apertium", "es", "ca", 1.25),
        Direction("apertium", "es", "en", 1.25),
    ]
    assert Routes(graph).path("es", "ca") == (Step("apertium", "es", "ca"),)
    assert Routes(graph).path("es", "en") == (Step("firefox", "es", "en"),)


def test_four_steps_are_too_many() -> None:
    chain = [Direction("one", a, b) for a, b in pairwise(LANGUAGES)]
    assert len(Routes(chain).path("aa", "dd")) == 3
    with pytest.raises(NoRoute, match="from aa to ee"):
        Routes(chain).path("aa", "ee")


def test_regional_tags_are_served_by_their_language() -> None:
    assert Routes(HERE).path("pt-BR", "en-GB") == (Step("firefox", "pt", "en"),)
    assert Routes(HERE).path("pt-BR", "pt-PT") == ()
    assert Routes(HERE).path("ja", "ja") == ()


def test_what_is_not_ready_is_no_way() -> None:
    routes = Routes([Direction("apertium", "es", "ca", lacks="cg-proc")])
    assert routes.languages == frozenset()
    with pytest.raises(NoRoute):
        routes.path("es", "ca")


def test_languages_that_engines_name_differently_join() -> None:
    graph = [
        Direction("firefox", "en", "zh-Hans"),
        Direction("firefox", "en", "zh-Hant"),
        Direction("apertium", "id", "ms", 1.25),
        Direction("firefox", "en", "pt"),
        Direction("apertium", "en", "pt-BR", 1.25),
        Direction("firefox", "sr-Latn", "en"),
        Direction("firefox", "en", "hr"),
    ]
    routes = Routes(graph)
    assert routes.path("en", "zh") == (Step("firefox", "en", "zh-Hans"),)
    assert routes.path("en", "zh-TW") == (Step("firefox", "en", "zh-Hant"),)
    assert routes.path("in", "ms-MY") == (Step("apertium", "id", "ms"),)
    assert routes.path("hr", "pt") == (Step("firefox", "sr-Latn", "en"), Step("firefox", "en", "pt"))


def test_a_better_engine_goes_before_a_region() -> None:
    graph = [Direction("firefox", "en", "pt"), Direction("apertium", "en", "pt-BR", 1.25)]
    assert Routes(graph).path("en", "pt-BR") == (Step("firefox", "en", "pt"),)
    alike = [Direction("apertium", "es", "ca", 1.25), Direction("apertium", "es", "ca-valencia", 1.25)]
    assert Routes(alike).path("es", "ca-valencia") == (Step("apertium", "es", "ca-valencia"),)
    assert Routes(alike).path("es", "ca") == (Step("apertium", "es", "ca"),)


def test_readers_of_both_need_no_translation() -> None:
    graph = [Direction("firefox", a, b) for a in ("en",) for b in ("hr", "sr-Latn", "sr", "pt", "pt-BR")]
    graph += [Direction("firefox", b, "en") for b in ("hr", "sr-Latn", "sr", "pt", "pt-BR")]
    routes = Routes(graph)
    assert routes.path("hr", "sr-Latn") == routes.path("pt", "pt-BR") == routes.path("sr-Latn", "bs") == ()
    assert routes.path("hr", "sr") == (Step("firefox", "hr", "en"), Step("firefox", "en", "sr"))
    between = Routes([*graph, Direction("apertium", "pt", "pt-BR", 1.25)])
    assert between.path("pt", "pt-BR") == (Step("apertium", "pt", "pt-BR"),)
