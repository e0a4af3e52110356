"""How an invite is written as a link."""


def link_to(address: str, secret: str) -> str:
    """The secret stands in the fragment, which browsers send to nobody: so no proxy and no log learns it."""
    return f"{address.rstrip('/')}/join#{secret}"
