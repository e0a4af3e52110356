"""What an organiser can set: one frozen value, read once from the environment and the command line."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MODELS_LIST = "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"


class Settings(BaseSettings):
    """Each field is also an environment variable: ENISHI_ and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ENISHI_", frozen=True, extra="forbid")

    host: str = Field("0.0.0.0", description="The address to listen on; 127.0.0.1 keeps Enishi to this machine.")  # noqa: S104
    port: int = Field(8080, ge=0, le=65535, description="The port to listen on; 0 takes any free one.")
    data: Path = Field(Path("data"), description="The directory of the database; one process owns it at a time.")
    url: str | None = Field(
        None,
        description="The address people reach, such as `https://talk.example.org`; printed in invites and accepted as "
        "the origin of pages. Without it: this machine's own address.",
    )
    models: Path | None = Field(
        None, description="The directory of translation models. Without it: `models` in the data directory."
    )
    models_list: str = Field(MODELS_LIST, description="The Remote Settings list that `enishi models` reads.")
    engines: tuple[str, ...] = Field((), description="The engines to use, as a JSON list. Empty: every one installed.")
    apertium: Path = Field(
        Path("/usr/share/apertium"), description="Where the machine's Apertium pairs lie; `modes` is a directory in it."
    )
    workers: int = Field(2, ge=1, le=64, description="How many worker processes translate.")
    deadline: float = Field(
        10.0, gt=0, description="Seconds an engine may take for one text before its worker is replaced."
    )
    worker_memory: int = Field(1500, ge=64, description="Mebibytes a worker may hold before it is replaced.")
    worker_models: int = Field(
        6, ge=1, description="Directions a worker keeps loaded; the least recently used goes first."
    )
    cache: int = Field(20_000, ge=0, description="Translated texts kept in memory.")
    message_length: int = Field(4000, ge=1, description="Characters a message may have.")
    posts_per_minute: int = Field(60, ge=1, description="Messages, edits and removals a member may send in a minute.")
    joins_per_minute: int = Field(120, ge=1, description="Joins and invite look-ups an address may try in a minute.")
    session_days: int = Field(
        90, ge=1, description="Days after which somebody who stayed away has to be invited again."
    )
    beat_seconds: float = Field(10.0, gt=0, description="Seconds between two heartbeats to each page.")

    @property
    def model_directory(self) -> Path:
        """Where model files lie."""
        return self.models or self.data / "models"
