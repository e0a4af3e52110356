"""LibreTranslate's language codes."""

import pytest

from enishi.features.translation_api.codes import english_name, to_code, to_tag

OFFERED = {"en", "pt", "zh-Hans", "nb"}


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("pt", "pt"),
        ("pt-BR", "pt"),
        ("pb", "pt"),
        ("PB", "pt"),
        ("zh", "zh-Hans"),
        ("zh-cn", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("zt", None),
        ("zh-Hant", None),
        ("zh-TW", None),
        ("xx", None),
        ("", None),
        ("no tag", None),
    ],
)
def test_a_code_is_served_by_what_is_offered(code: str, tag: str | None) -> None:
    assert to_tag(code, OFFERED) == tag


def test_both_chinese_scripts_are_told_apart() -> None:
    assert to_tag("zt", {"zh", "zh-Hant"}) == "zh-Hant"
    assert to_tag("zh-Hans", {"zh", "zh-Hant"}) == "zh"
    assert to_tag("zh-TW", {"zh"}) is None
    assert to_tag("pt-BR", {"pt", "pt-BR"}) == "pt-BR"


@pytest.mark.parametrize(
    ("tag", "code", "name"),
    [
        ("en", "en", "English"),
        ("zh", "zh-Hans", "Chinese (simplified)"),
        ("zh-Hant", "zh-Hant", "Chinese (traditional)"),
        ("pt-BR", "pt-BR", "Portuguese (Brazil)"),
        ("el", "el", "Greek"),
        ("oc", "oc", "Occitan"),
        ("qaa", "qaa", "qaa"),
    ],
)
def test_a_tag_has_a_code_and_an_english_name(tag: str, code: str, name: str) -> None:
    assert (to_code(tag), english_name(code)) == (code, name)
