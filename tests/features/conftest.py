"""A real server for each journey through a feature, and two people in it: as in the journeys through the spine."""

from tests.journeys.conftest import (  # noqa: F401  (fixtures and hooks)
    _nothing_goes_wrong_unseen,
    ada,
    faulty,
    pytest_asyncio_loop_factories,
    pytest_generate_tests,
    rui,
    server,
    servers,
    settings,
    zoe,
)
