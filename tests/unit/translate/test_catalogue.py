"""Which of the published records make a model for this machine."""

import json
from typing import Any

import pytest
from fxtranslate import discovery

from enishi.translate.models.catalogue import choose

SHARED = ("model", "vocab", "lex")


def record(kind: str, version: str = "3.0", **other: Any) -> dict[str, Any]:
    return {
        "name": f"{kind}.x",
        "fileType": kind,
        "sourceLanguage": "en",
        "targetLanguage": "fr",
        "version": version,
        "architecture": "base-memory",
        "filter_expression": "",
        "decompressedHash": "00",
        "attachment": {"location": f"{kind}-{version}", "size": 10, "hash": "00"},
    } | other


def model(version: str = "3.0", kinds: tuple[str, ...] = SHARED, **other: Any) -> list[dict[str, Any]]:
    return [record(kind, version, **other) for kind in kinds]


def versions(data: list[dict[str, Any]]) -> dict[str, str]:
    return {name: found.version for name, found in choose(data).items()}


def test_the_newest_wins_and_a_released_one_before_one_being_tried() -> None:
    assert versions(model("3.2") + model("3.10") + model("3.9")) == {"en-fr": "3.10"}
    assert versions(model("3.1a1") + model("3.0")) == {"en-fr": "3.0"}
    assert versions(model("3.0a1") + model("3.0a2")) == {"en-fr": "3.0a2"}


def test_those_for_phones_are_left_out() -> None:
    android = model("3.1", filter_expression="env.appinfo.OS == 'Android' ", architecture="tiny")
    assert versions(android + model("3.0", filter_expression="env.appinfo.OS != 'Android'")) == {"en-fr": "3.0"}


@pytest.mark.parametrize(
    ("kinds", "whole"),
    [
        (SHARED, True),
        (("model", "srcvocab", "trgvocab"), True),
        (("model", "srcvocab", "lex"), False),
        (("vocab", "lex"), False),
    ],
)
def test_only_whole_models_are_offered(kinds: tuple[str, ...], *, whole: bool) -> None:
    assert (versions(model(kinds=kinds)) == {"en-fr": "3.0"}) is whole


def test_files_of_different_versions_make_no_model() -> None:
    assert versions([record("model", "3.1"), record("vocab", "3.0")]) == {}


@pytest.mark.parametrize("version", ["1.0", "2.1", "3.0", "3.5", "3.0a1", "4.0", "x"])
def test_the_versions_are_those_that_fxtranslate_runs(version: str) -> None:
    body = json.dumps({"data": model(version)})
    assert [f"{a}-{b}" for a, b in discovery.model_pairs(body)] == list(versions(model(version)))


def test_names_never_leave_the_directory() -> None:
    assert versions(model(sourceLanguage="../..")) == {}
    (found,) = choose(model()).values()
    assert [file.file_name for file in found.files] == ["model.enfr.bin", "vocab.enfr.spm", "lex.enfr.bin"]


def test_records_of_another_shape_are_passed_over() -> None:
    assert versions([{"id": "x"}, {}, *model(targetLanguage="zh-Hant"), record("quality")]) == {"en-zh-Hant": "3.0"}
