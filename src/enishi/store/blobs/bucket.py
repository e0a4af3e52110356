"""Files of blobs in a bucket of any server that speaks S3; needs the extra `s3`."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store
from typing_extensions import override

from enishi.errors import DataUnusable, Missing, StoreFailed
from enishi.store.blobs.files import FAILED, GONE, NAME, PIECE, Files, Stored

PARTS = 4
"""Parts of a large file, of 5 MiB each, that are sent at once."""

LISTED = 1000
"""Files that are listed with one request."""


class Bucket(Files):
    """`url` is `s3://bucket/prefix`; AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and the like say the rest.

    Raises DataUnusable where they cannot be understood.
    """

    def __init__(self, url: str) -> None:
        try:
            self._bucket = S3Store.from_url(
                url, retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=10)}
            )
        except BaseError as error:
            raise DataUnusable(f"The bucket {url} cannot be used: {error}.") from error

    @override
    async def put(self, source: Path, name: str) -> None:
        with _told():
            await obstore.put_async(self._bucket, name, source, max_concurrency=PARTS)

    @override
    async def read(self, name: str) -> AsyncIterator[bytes]:
        with _told():
            found = await obstore.get_async(self._bucket, name)
            async for piece in found.stream(min_chunk_size=PIECE):
                yield bytes(piece)

    @override
    async def remove(self, name: str) -> None:
        with _told():
            await obstore.delete_async(self._bucket, name)

    @override
    async def all(self) -> AsyncIterator[Stored]:
        with _told():
            async for listed in obstore.list(self._bucket, chunk_size=LISTED):
                for each in listed:
                    if NAME.fullmatch(each["path"]):
                        yield Stored(each["path"], each["size"], each["last_modified"])


@contextmanager
def _told() -> Iterator[None]:
    """Raises Missing or StoreFailed in place of what the server says."""
    try:
        yield
    except (NotFoundError, FileNotFoundError):
        raise Missing(GONE) from None
    except BaseError as error:
        raise StoreFailed(FAILED) from error
