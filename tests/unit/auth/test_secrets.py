"""Secrets nobody can guess, of which only hashes are kept."""

import hashlib
import re

from enishi.auth.secrets import digest, new_secret


def test_secrets_fit_a_url_and_never_repeat() -> None:
    secrets = {new_secret() for _ in range(1000)}
    assert len(secrets) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", secret) for secret in secrets)


def test_what_is_kept_is_a_hash() -> None:
    assert digest("enishi") == hashlib.sha256(b"enishi").digest()
    assert digest("縁") != digest("enishi")
