"""The benchmarks read both forms of a page: two lists, and one list of facts."""

from bench.wire import contents

MESSAGES = [{"id": "a", "text": "Hello"}, {"id": "b", "text": "Bye"}]
TRANSLATION = {"message": "a", "text": "Olá"}
LISTS = {"messages": MESSAGES, "translations": [TRANSLATION], "questions": [], "earlier": False}
FACTS = {
    "facts": [
        {"type": "posted", "seq": 1, "message": MESSAGES[0]},
        {"type": "translated", "seq": 2, "translation": TRANSLATION},
        {"type": "edited", "seq": 4, "message": MESSAGES[1]},
        {"type": "reacted", "seq": 5, "message": "a"},
    ],
    "earlier": False,
}


def test_a_page_of_lists() -> None:
    assert contents(LISTS) == (MESSAGES, [TRANSLATION])


def test_a_page_of_facts() -> None:
    assert contents(FACTS) == (MESSAGES, [TRANSLATION])


def test_both_within_caught_up() -> None:
    assert contents({"type": "caught_up", "seq": 5, "page": LISTS}) == (MESSAGES, [TRANSLATION])
    assert contents({"type": "caught_up", "seq": 5, **FACTS}) == (MESSAGES, [TRANSLATION])
