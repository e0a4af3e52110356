"""Every direction that is published can be taken by the tags that browsers send."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enishi.languages import best_match, node
from enishi.settings import Settings
from enishi.translate.engine import Direction
from enishi.translate.models.catalogue import Model
from enishi.translate.models.models import Models
from enishi.translate.routes import Routes
from scripts.languages_page import tags_sent
from scripts.published import APERTIUM, BUCKET, REMOTE_SETTINGS
from tests.unit.translate.model_server import serving, small_model


def directions(published: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    from_english, into_english = published
    return (*(("en", code) for code in from_english.split()), *((code, "en") for code in into_english.split()))


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Models]:
    """Both lists, in the shapes of their servers."""
    with serving(small_model()) as server:
        server.directions, server.bucket_directions = directions(REMOTE_SETTINGS), directions(BUCKET)
        data: Path = tmp_path_factory.mktemp("published")
        yield Models(Settings(data=data, models_lists=(server.catalogue, server.bucket)))


@pytest.fixture(scope="module")
def offered(models: Models) -> dict[str, Model]:
    return dict(models.available())


def test_no_direction_is_lost_and_none_is_there_twice(offered: dict[str, Model]) -> None:
    listed = {*directions(REMOTE_SETTINGS), *directions(BUCKET)}
    assert len(listed) == 105
    assert {(node(source), node(target)) for source, target in listed} == {
        (model.source, model.target) for model in offered.values()
    }
    assert len(offered) == 101  # `no` is `nb`, `zh` is `zh-Hans`


def test_each_direction_is_reachable_by_each_tag_that_browsers_send(offered: dict[str, Model]) -> None:
    routes = Routes([Direction("firefox", model.source, model.target) for model in offered.values()])
    for model in offered.values():
        for source in tags_sent(model.source):
            for target in tags_sent(model.target):
                (step,) = routes.path(source, target)
                assert (step.source, step.target) == (model.source, model.target), (source, target)


def test_what_can_come_is_found_by_each_tag_that_browsers_send(models: Models, offered: dict[str, Model]) -> None:
    can_come = models.languages()
    assert len(can_come) == len({model.target for model in offered.values()} - {"en", "pt"})  # pt comes in a package
    for language in can_come:
        for tag in tags_sent(language):
            assert best_match(tag, frozenset(can_come)) == language
            names = [model.name for model in models.missing(tag)]
            assert names[0] == f"en-{language}"
            assert names[1:] == ([f"{language}-en"] if f"{language}-en" in offered else [])


def test_apertium_joins_with_the_models(offered: dict[str, Model]) -> None:
    pairs = [tuple(map(node, pair.split("-"))) for pair in APERTIUM.split()]
    both = [(one, other) for one, other in pairs + [pair[::-1] for pair in pairs] if one and other]
    graph = [Direction("firefox", model.source, model.target) for model in offered.values()]
    routes = Routes([*graph, *(Direction("apertium", one, other, 1.25) for one, other in both)])
    for source, target in (("id", "ms"), ("in", "ms-MY"), ("es", "ast"), ("de", "oc"), ("nn-NO", "nb"), ("no", "nn")):
        assert routes.path(source, target), (source, target)
    assert routes.path("hr", "sr-Latn") == ()
