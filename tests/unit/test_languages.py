"""Language tags: their usual spelling, their name in the graph of routes, and the best match among those on offer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enishi.languages import Choice, best_match, canonical, matches, node

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
def test_a_match_is_on_offer_and_what_is_on_offer_matches_itself(tag: str, offered: set[str]) -> None:
    found = best_match(tag, offered)
    assert found is None or found in offered
    if (wanted := canonical(tag)) in offered:
        assert found == wanted


@given(st.text(max_size=40) | tags)
def test_a_node_is_its_own_node(name: str) -> None:
    if found := node(name):
        assert node(found) == found == canonical(found)


def test_the_most_exact_of_those_on_offer() -> None:
    assert best_match("pt-br", {"pt", "pt-BR"}) == "pt-BR"
    assert best_match("pt-PT", {"pt", "pt-BR"}) == "pt"
    assert best_match("pt", {"pt-BR"}) == "pt-BR"


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("zh", "zh-Hans"),
        ("cmn", "zh-Hans"),
        ("zh_hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("no", "nb"),
        ("hbs", "sr-Latn"),
        ("sr-Cyrl", "sr"),
        ("tl", "fil"),
        ("zlm", "ms"),
        ("iw", "he"),
        ("in", "id"),
        ("pt_BR", "pt-BR"),
        ("cat_valencia", "ca-valencia"),
        ("spa", "es"),
        ("arb", "ar"),
        ("und", None),
        ("en-x", None),
        ("", None),
    ],
)
def test_engines_offer_a_language_under_one_tag(name: str, tag: str | None) -> None:
    assert node(name) == tag


OFFERED = frozenset(
    ("bs", "de", "en", "es", "fil", "he", "hr", "id", "ms", "nb", "nn", "pt", "sr", "sr-Latn", "zh-Hans", "zh-Hant")
)


@pytest.mark.parametrize(
    ("sent", "served"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("fil", "fil"),
        ("fil-PH", "fil"),
        ("tl", "fil"),
        ("no", "nb"),
        ("nb-NO", "nb"),
        ("nn-NO", "nn"),
        ("ms-MY", "ms"),
        ("zlm", "ms"),
        ("hr-HR", "hr"),
        ("bs-BA", "bs"),
        ("sr-RS", "sr"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("cnr", "sr-Latn"),
        ("pt-BR", "pt"),
        ("pt-AO", "pt"),
        ("es-419", "es"),
        ("iw", "he"),
        ("he-IL", "he"),
        ("in-ID", "id"),
        ("de-CH", "de"),
        ("gsw", "de"),
        ("nl", None),
        ("da", None),
        ("ca", None),
    ],
)
def test_what_browsers_send_is_served_by_what_engines_offer(sent: str, served: str | None) -> None:
    assert best_match(sent, OFFERED) == served


def test_croatian_is_served_by_serbian_in_latin_letters_where_there_is_no_other() -> None:
    assert best_match("hr", {"en", "sr", "sr-Latn"}) == "sr-Latn"
    assert best_match("zh-TW", {"zh-Hans"}) is None
    assert dict(matches("hr", frozenset({"hr", "sr-Latn", "sr"}))) == {"hr": 0, "sr-Latn": 9}


def test_what_could_be_chosen_once_still_can() -> None:
    choice = Choice({"en", "ja"})
    assert choice.set({"pt", "en"}, {"de": 5})
    assert not choice.set({"en", "pt"}, {"de": 5})
    assert (choice.here, dict(choice.can_come)) == (("en", "pt"), {"de": 5})
    assert choice.set({"en"}, {})
    assert set(choice) == {"en", "ja", "pt", "de"}
    assert "de" in choice
    assert "xx" not in choice


def test_while_nothing_is_translated_the_first_ones_are_offered() -> None:
    choice = Choice({"ja", "en"})
    choice.set((), {})
    assert choice.here == ("en", "ja")
