"""The secrets in links and cookies: random, and kept only as hashes."""

import hashlib
import secrets

BYTES = 24
"""192 random bits: more than the 128 that nobody can guess."""


def new_secret() -> str:
    """A fresh secret, fit for a URL."""
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> bytes:
    """What is kept of a secret (SHA-256; the secret is random, so no salt is needed)."""
    return hashlib.sha256(secret.encode()).digest()
