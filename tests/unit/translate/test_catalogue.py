"""Which of the published records make a model for this machine."""

import json
from typing import Any

import pytest
from fxtranslate import discovery

from enishi.translate.models import bucket_list, remote_settings
from enishi.translate.models.catalogue import Model, choose

SHARED = ("model", "vocab", "lex")
LARGE = ("base-memory", "base", "tiny")


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
        "decompressedSize": 20,
        "attachment": {"location": f"{kind}-{version}", "size": 10, "hash": "00"},
    } | other


def model(version: str = "3.0", kinds: tuple[str, ...] = SHARED, **other: Any) -> list[dict[str, Any]]:
    return [record(kind, version, **other) for kind in kinds]


def chosen(data: list[dict[str, Any]], architectures: tuple[str, ...] = LARGE) -> dict[str, Model]:
    listed = {"data": data, "base_url": "https://files.example/"}
    return dict(choose(remote_settings.models(listed, "https://list.example"), architectures))


def versions(data: list[dict[str, Any]]) -> dict[str, str]:
    return {name: found.version for name, found in chosen(data).items()}


def entry(source: str, target: str, status: str | None = "Release", **other: Any) -> dict[str, Any]:
    path = f"models/{source}-{target}/run_{other.get('architecture', 'tiny')}/exported"
    return {
        "architecture": "tiny",
        "files": {
            "lexicalShortlist": {"path": f"{path}/lex.bin.gz"},
            "model": {"path": f"{path}/model.bin.gz", "uncompressedHash": "0a", "uncompressedSize": 16_000_000},
            "vocab": {"path": f"{path}/vocab.spm.gz"},
        },
        "metrics": {},
        "modelStatistics": {},
        "releaseStatus": status,
        "sourceLanguage": source,
        "targetLanguage": target,
    } | other


def in_bucket(*entries: dict[str, Any], architectures: tuple[str, ...] = LARGE) -> dict[str, Model]:
    listed: dict[str, Any] = {}
    for each in entries:
        listed.setdefault(f"{each['sourceLanguage']}-{each['targetLanguage']}", []).append(each)
    document = {"baseUrl": "https://bucket.example/b", "generated": "2026-01-01T00:00:00Z", "models": listed}
    return dict(choose(bucket_list.models(document, "https://bucket.example/models.json"), architectures))


def test_the_newest_wins_and_a_released_one_before_one_being_tried() -> None:
    assert versions(model("3.2") + model("3.10") + model("3.9")) == {"en-fr": "3.10"}
    assert versions(model("3.1a1") + model("3.0")) == {"en-fr": "3.0"}
    assert versions(model("3.0a1") + model("3.0a2")) == {"en-fr": "3.0a2"}


def test_those_for_one_system_are_left_out() -> None:
    android = model("3.1", filter_expression="env.appinfo.OS == 'Android' ", architecture="tiny")
    assert versions(android + model("3.0", filter_expression="env.appinfo.OS != 'Android'")) == {"en-fr": "3.0"}
    assert versions(android) == {}
    assert in_bucket(entry("en", "fr", "Release Android")) == {}


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


@pytest.mark.parametrize(
    ("architectures", "expected"), [(LARGE, "base-memory"), (("tiny", "base-memory", "base"), "tiny")]
)
def test_the_architecture_is_the_one_that_the_machine_affords(architectures: tuple[str, ...], expected: str) -> None:
    both = model(architecture="tiny", version="3.1") + model(architecture="base-memory") + model(architecture="base")
    assert chosen(both, architectures)["en-fr"].architecture == expected
    offered = [entry("en", "fr", architecture=each) for each in ("base", "tiny", "base-memory")]
    assert in_bucket(*offered, architectures=architectures)["en-fr"].architecture == expected


def test_a_released_one_before_an_experiment_of_a_better_architecture() -> None:
    found = in_bucket(entry("en", "fr", None, architecture="base-memory"), entry("en", "fr", "Nightly"))
    assert (found["en-fr"].architecture, found["en-fr"].release) == ("tiny", 1)


def test_names_never_leave_the_directory() -> None:
    assert versions(model(sourceLanguage="../..")) == {}
    assert in_bucket(entry("../..", "en")) == {}
    (found,) = chosen(model()).values()
    assert [found.file_name(file) for file in found.files] == ["model.enfr.bin", "vocab.enfr.spm", "lex.enfr.bin"]


def test_records_of_another_shape_are_passed_over() -> None:
    assert versions([{"id": "x"}, {}, *model(targetLanguage="zh-Hant"), record("quality")]) == {"en-zh-Hant": "3.0"}
    assert list(in_bucket(entry("en", "fr"), {"sourceLanguage": "en", "targetLanguage": "xx"})) == ["en-fr"]


def test_what_a_file_of_the_bucket_is_known_by() -> None:
    (found,) = in_bucket(entry("en", "zh_hant")).values()
    files = {file.kind: file for file in found.files}
    assert found.name == "en-zh-Hant"
    assert found.version == "run_tiny"
    assert files["model"].url == "https://bucket.example/b/models/en-zh_hant/run_tiny/exported/model.bin.gz"
    assert (files["model"].unpacked_size, files["model"].unpacked_hash, found.weights) == (16_000_000, "0a", "0a")
    assert files["model"].size < 16_000_000 < files["model"].most < 16_100_000
    assert files["lex"].unpacked_hash is None
    assert files["lex"].size < files["lex"].most == 32_000_000


def test_one_language_under_several_names_is_one_direction() -> None:
    both = in_bucket(entry("en", "no"), entry("en", "nb", architecture="base-memory"), entry("en", "zh"))
    assert {name: found.architecture for name, found in both.items()} == {"en-nb": "base-memory", "en-zh-Hans": "tiny"}
