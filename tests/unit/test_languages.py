"""Language tags: their usual spelling, and the best match among those on offer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.languages import best_match, canonical

tags = st.from_regex(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("tag", "spelled"),
    [
        ("PT-br", "pt-BR"),
        ("zh-hANS-cn", "zh-Hans-CN"),
        ("en", "en"),
        ("es-419", "es-419"),
        ("ca-valencia", "ca-valencia"),
        ("", None),
        ("e", None),
        ("en_GB", None),
        ("en-", None),
        ("português", None),
        ("en\n", None),
        ("x" * 36, None),
        ("en-" + "abcdefgh-" * 4 + "x", None),
    ],
)
def test_the_usual_spelling(tag: str, spelled: str | None) -> None:
    assert canonical(tag) == spelled


@given(st.text(max_size=40) | tags)
def test_the_usual_spelling_is_its_own_and_changes_only_case(tag: str) -> None:
    if spelled := canonical(tag):
        assert canonical(spelled) == spelled
        assert spelled.lower() == tag.lower()


@given(st.text(max_size=40) | tags, st.sets(tags.map(lambda tag: canonical(tag) or "en"), max_size=5))
def test_a_match_is_on_offer_and_no_narrower_than_asked(tag: str, offered: set[str]) -> None:
    match best_match(tag, offered):
        case None:
            assert canonical(tag) not in offered
        case str(found):
            assert found in offered
            assert f"{canonical(tag)}-".startswith(f"{found}-")


def test_the_most_exact_of_those_on_offer() -> None:
    assert best_match("pt-br", {"pt", "pt-BR"}) == "pt-BR"
    assert best_match("pt-PT", {"pt", "pt-BR"}) == "pt"
    assert best_match("pt", {"pt-BR"}) is None
