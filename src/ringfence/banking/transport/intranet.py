"""What counts as inside: an exchange endpoint on a public address is refused (OP-22.2)."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from ringfence.banking.transport.refusals import PublicAddress
from ringfence.kernel.citation import Citation

Network = IPv4Network | IPv6Network

# Nobody routes these on the internet: private (RFC 1918, RFC 4193), loopback, link-local.
_PRIVATE: tuple[Network, ...] = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "fc00::/7",
            "127.0.0.0/8",
            "::1/128",
            "169.254.0.0/16",
            "fe80::/10",
        ),
    )
)


def inside_addresses(host: str, port: int, *, further: Sequence[Network]) -> list[str]:
    """Return the addresses that a host has now, in the order to try them; each of them is inside.

    Inside are the private ranges and the `further` networks that the installation names. Connect
    to what is returned, not to the name: asked again, it may have another address.
    Raises OSError where a name has no address.
    Refuses: PublicAddress, when one of them is not inside. Source: OP-22.2.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[0]) for *_, place in found]
    for address in addresses:
        if not is_inside(address, further=further):
            raise PublicAddress(cite=Citation("OP-22.2"), host=host, address=address)
    return addresses


def is_inside(address: str, *, further: Sequence[Network]) -> bool:
    """Return whether an address is of the private ranges or of the `further` networks."""
    judged = _judged(address)
    return any(judged in network for network in (*_PRIVATE, *further))


def _judged(address: str) -> IPv4Address | IPv6Address:
    """Return the address that a connection goes to: IPv4 may stand in the clothes of IPv6."""
    read = ip_address(address)
    if isinstance(read, IPv6Address) and read.ipv4_mapped:
        return read.ipv4_mapped
    return read
