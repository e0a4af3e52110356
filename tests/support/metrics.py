"""What a server tells at /metrics."""

import asyncio

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.support.guest import PATIENCE
from tests.support.server import Running

KEY = "a-key-for-prometheus"
"""What a server needs as its `metrics_key`."""

Samples = dict[tuple[str, str], float]


async def metrics(server: Running) -> Samples:
    """Each sample by its name and first label."""
    async with httpx.AsyncClient(base_url=server.url) as http:
        answer = await http.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in families
        for sample in family.samples
    }


async def texts_wait(server: Running, number: int) -> None:
    """Wait until so many texts have no worker."""
    async with asyncio.timeout(PATIENCE):
        while await _waiting(server) != number:  # noqa: ASYNC110 - the server tells it to who asks
            await asyncio.sleep(0.01)


async def _waiting(server: Running) -> float:
    return sum(value for (name, _), value in (await metrics(server)).items() if name == "enishi_waiting_texts")
