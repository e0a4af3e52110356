"""A server that fails again and again is left in peace, and found well again by one question."""

from collections.abc import Iterator

import pytest

from enishi.errors import EngineFailed
from enishi.translate.engines import breaker
from enishi.translate.engines.breaker import FAILURES, RECOVERY, Breaker
from enishi.translate.engines.server import ServerClient
from tests.support.web import Answer, Web, web


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    fake = Clock()
    monkeypatch.setattr(breaker, "time", fake)
    return fake


class Answering:
    status = 200

    def __call__(self, path: str, body: object, headers: dict[str, str]) -> object:
        return Answer({"said": body}, self.status)


@pytest.fixture
def answering() -> Answering:
    return Answering()


@pytest.fixture
def served(answering: Answering) -> Iterator[Web]:
    with web(answering) as opened:
        yield opened


def fails(server: ServerClient) -> str:
    with pytest.raises(EngineFailed) as failed:
        server.post("/", {})
    return failed.value.sentence


def test_it_opens_after_failures_in_a_row_and_closes_when_one_question_is_answered(
    clock: Clock, answering: Answering, served: Web
) -> None:
    server = ServerClient("A server", served.url, deadline=2.0)
    answering.status = 503
    assert all("503" in fails(server) for _ in range(FAILURES))
    assert "in peace" in fails(server)
    clock.now += RECOVERY
    assert "503" in fails(server), "one question finds out that it is still ill"
    assert "in peace" in fails(server)
    assert len(served.asked) == FAILURES + 1
    clock.now += RECOVERY
    answering.status = 200
    for _ in range(FAILURES):
        assert server.post("/", {"n": 1}) == {"said": {"n": 1}}
    server.close()


def test_what_the_server_refuses_is_no_illness(answering: Answering, served: Web) -> None:
    server = ServerClient("A server", served.url, deadline=2.0)
    answering.status = 400
    for _ in range(2 * FAILURES):
        assert "400" in fails(server)
    server.close()


def test_while_one_finds_out_all_others_are_turned_away(clock: Clock) -> None:
    stuck = Breaker()
    for _ in range(FAILURES):
        assert stuck.allow()
        stuck.record_failure()
    clock.now += RECOVERY
    assert [stuck.allow() for _ in range(3)] == [True, False, False]
    stuck.record_success()
    assert all(stuck.allow() for _ in range(3))
