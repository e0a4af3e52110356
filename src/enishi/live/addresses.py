"""The network addresses of clients, as limits count them."""

from ipaddress import IPv6Address, ip_address, ip_network


def network(host: str) -> str:
    """An IPv4 address as it is; of an IPv6 address the /64, which one machine usually has to itself."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((int(address), 64), strict=False))
