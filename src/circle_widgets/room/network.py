"""The addresses by which phones may reach this computer, and how many have."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import psutil

_NO_PHONE = ("docker", "br-", "veth", "virbr", "vbox", "vmnet", "lxc", "lxd", "cni", "podman", "zt", "tailscale", "tun",
             "utun", "wg", "ppp", "vethernet", "virtualbox", "vmware", "hyper-v", "wsl")  # fmt: skip
"""How the names of interfaces begin that lead to no phone: containers, virtual machines, tunnels."""
_WIFI = ("wl", "wi-fi", "wifi", "wireless", "airport")


class Address(NamedTuple):
    """An IPv4 address of this computer. ``wifi`` when its interface is known to be one."""

    ip: str
    name: str
    wifi: bool


def addresses() -> list[Address]:
    """This computer's addresses, the likeliest first: the default route's, then Wi-Fi, then the others."""
    return ranked(psutil.net_if_addrs(), psutil.net_if_stats(), default_route())


def ranked(interfaces: Mapping[str, Sequence[Any]], stats: Mapping[str, Any], default: str) -> list[Address]:
    """The addresses among psutil's ``interfaces`` that a phone might reach, in their order."""
    found: list[Address] = []
    for name, entries in interfaces.items():
        if name in stats and not stats[name].isup:
            continue
        wifi = name.lower().startswith(_WIFI)
        ips = [one.address for one in entries if one.family == socket.AF_INET and _reachable(one.address)]
        found += [Address(ip, name, wifi) for ip in ips]
    likely = [one for one in found if one.ip == default or not one.name.lower().startswith(_NO_PHONE)]
    return sorted(likely, key=lambda one: (one.ip != default, not one.wifi, one.name, one.ip))


def default_route() -> str:
    """The address from which this computer speaks to the world; "" without a way there. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address kept for documentation; UDP connects without a packet
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _reachable(ip: str) -> bool:
    address = ipaddress.ip_address(ip)
    return not (address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast)


class Arrivals:
    """Counts the phones that reached a circle from elsewhere: by address, or by seat where several share one."""

    def __init__(self, before: int = 0) -> None:
        self._before = before
        self._addresses: set[str] = set()
        self._seats: set[str] = set()

    @property
    def n(self) -> int:
        """How many phones."""
        return max(self._before, len(self._addresses), len(self._seats))

    def came(self, ip: str, own: frozenset[str], seat: str = "") -> bool:
        """Somebody asked from ``ip``; True when that is one phone more. This computer itself does not count."""
        if ip in own or not _elsewhere(ip):
            return False
        before = self.n
        self._addresses.add(ip)
        if seat:
            self._seats.add(seat)
        return self.n > before


def _elsewhere(ip: str) -> bool:
    try:
        return not ipaddress.ip_address(ip).is_loopback
    except ValueError:  # a socket without an address
        return False
