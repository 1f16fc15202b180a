"""Where the server may send to: never into the machine or network that it stands in, unasked."""

from __future__ import annotations

import ipaddress
import socket

#: names that stand for this machine or this network by convention
_INWARD = ("localhost", "local", "internal", "intranet", "lan", "home.arpa")

#: addresses whose end is an IPv4 address, which a gateway or an old rule leads to
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


#: where packets were once taken to the nearest 6to4 relay: given up, and whoever answers is nobody
_RELAYS = ipaddress.ip_network("192.88.99.0/24")


def is_inward(host: str) -> bool:
    """Whether a host, as written, names this machine or network: an address however it is spelt,
    or a name that nobody outside answers to.
    """
    name = host.strip().strip("[]").rstrip(".").lower()
    address = _address(name)
    if address is not None:
        return not _is_outside(address)
    return "." not in name or any(name == i or name.endswith(f".{i}") for i in _INWARD)


def leads_inward(host: str) -> bool:
    """Whether any address that a host has now lies within; a name without one leads nowhere.

    Asked just before something is sent: a name may have been given another address since.
    """
    if is_inward(host):
        return True
    found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    return not all(is_outside(str(at[4][0])) for at in found)


def is_outside(address: str) -> bool:
    """Whether an address, as a resolver gives it, lies outside this machine and network."""
    return _is_outside(ipaddress.ip_address(address.partition("%")[0]))


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        pass
    try:
        # 127.1, 0x7f000001, 2130706433: what a resolver takes for an address
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except (OSError, UnicodeError):
        return None


def _is_outside(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_outside(inner)
    return address.is_global and not address.is_multicast and address not in _RELAYS
