"""The interface of the workers that translate: one pool, or the pools of several machines."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from enishi.model import Step
from enishi.translate.engine import Direction
from enishi.translate.pool.fair_queue import NO_FLOW, Flow
from enishi.translate.pool.jobs import Priority


class Workers(Protocol):
    """Translates sentences by one step of a route."""

    async def run(
        self, step: Step, sentences: Sequence[str], *, priority: Priority = Priority.LIVE, flow: Flow = NO_FLOW
    ) -> list[str]:
        """One output a sentence; raises EngineFailed, EngineTimeout, EngineDied or Overloaded.

        Jobs of one priority are shared fairly between flows (authors in rooms). The deadline of the settings counts
        from when a worker begins; a second attempt has a share of it.
        """
        ...

    def waiting(self, priority: Priority) -> int:
        """Jobs of this priority that no worker has begun."""
        ...

    async def warm(self, steps: Iterable[Step]) -> None:
        """Opens directions before they are needed; a failure is logged, and raised again when the step is used."""
        ...

    def set_local_directions(self, directions: Iterable[Direction]) -> None:
        """The directions of this machine's engines from now on."""
        return

    def reload(self, steps: Iterable[Step]) -> None:
        """Has workers open these directions anew, with what lies on disk now, before they use them again."""
        ...
