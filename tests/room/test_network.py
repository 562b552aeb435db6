"""Which addresses a phone may reach, who has come, and the card that tells of both."""

from __future__ import annotations

import socket
from typing import Any, NamedTuple

from circle_widgets import join
from circle_widgets.room.network import Address, Arrivals, addresses, ranked
from circle_widgets.room.process import LOOK_AROUND, Presence
from tests.room.place import Place

NOW = 1_800_000_000_000


class Entry(NamedTuple):
    family: int
    address: str


class Stat(NamedTuple):
    isup: bool


def v4(*ips: str) -> list[Entry]:
    return [*(Entry(socket.AF_INET, ip) for ip in ips), Entry(socket.AF_INET6, "fe80::1")]


LAPTOP = {
    "lo": v4("127.0.0.1"),
    "docker0": v4("172.17.0.1"),
    "eth0": v4("10.0.0.5"),
    "wlp3s0": v4("192.168.1.20"),
    "eth1": v4("10.9.9.9"),
    "usb0": v4("169.254.3.4"),
}


def test_the_likeliest_address_comes_first() -> None:
    found = ranked(LAPTOP, {"eth1": Stat(isup=False)}, "10.0.0.5")
    assert found == [Address("10.0.0.5", "eth0", wifi=False), Address("192.168.1.20", "wlp3s0", wifi=True)]
    assert [one.ip for one in ranked(LAPTOP, {}, "")] == ["192.168.1.20", "10.0.0.5", "10.9.9.9"]


def test_a_default_route_through_a_tunnel_is_kept() -> None:
    assert [one.ip for one in ranked({"tun0": v4("10.8.0.2"), "wg0": v4("10.7.0.2")}, {}, "10.8.0.2")] == ["10.8.0.2"]


def test_this_computer_can_be_asked() -> None:
    assert all(one.ip.count(".") == 3 for one in addresses())


def test_phones_are_counted_by_address_or_by_seat_and_this_computer_is_not() -> None:
    arrivals, own = Arrivals(), frozenset({"192.168.1.20"})
    assert not arrivals.came("127.0.0.1", own)
    assert not arrivals.came("192.168.1.20", own, "a")
    assert not arrivals.came("", own)
    assert arrivals.came("192.168.1.31", own)
    assert not arrivals.came("192.168.1.31", own, "a")
    assert arrivals.came("192.168.1.31", own, "b"), "two seats behind one address are two phones"
    assert not arrivals.came("192.168.1.32", own)
    assert arrivals.n == 2
    assert Arrivals(before=5).n == 5


def card(now: int = NOW, **facts: Any) -> dict[str, Any]:
    return join.card(lambda circle, key: facts.get(key), "c", now)


WIRED, WIFI = {"ip": "10.0.0.5", "name": "eth0", "wifi": False}, {"ip": "192.168.1.20", "name": "wlan0", "wifi": True}
ROOM = {"port": 8866, "pid": 1, "seen_at": NOW, "addresses": [WIRED, WIFI]}


def test_the_card_shows_the_first_address_or_the_one_chosen() -> None:
    assert card(room=ROOM)["url"] == "http://10.0.0.5:8866"
    chosen = card(room=ROOM, address="192.168.1.20", reached={"n": 3, "at": NOW})
    assert (chosen["url"], chosen["reached"]) == ("http://192.168.1.20:8866", 3)
    assert chosen["addresses"]["192.168.1.20"] == {
        "n": 2, "url": "http://192.168.1.20:8866", "name": "wlan0", "wifi": True, "now": True,
    }  # fmt: skip
    assert card(room=ROOM, address="1.2.3.4")["url"] == "http://10.0.0.5:8866", "an address that is gone"


def test_the_card_forgets_a_room_that_is_gone_and_phones_of_another_day() -> None:
    assert card() == {"reached": 0}
    assert "url" not in card(NOW + join.STALE + 1, room=ROOM)
    assert card(reached={"n": 3, "at": NOW - join.LATELY - 1})["reached"] == 0
    assert card(reached=2)["reached"] == 2


def test_the_card_shows_the_wifi_when_it_should() -> None:
    assert card(wifi={"name": "Library", "password": "books"})["wifi"] == {"name": "Library", "password": "books"}
    assert "wifi" not in card(wifi={})


def test_the_room_says_where_it_is_and_a_new_address_shows_by_itself(place: Place) -> None:
    here = [[Address("10.0.0.5", "eth0", wifi=False)]]
    presence = Presence(place.rooms, 8866, look=lambda: here[0], pid=77)
    screen = place.live()
    place.on_loop(presence.start)
    screen.until(lambda docs: docs["view"]["join"]["url"] == "http://10.0.0.5:8866")
    fact = place.circle.store.local("", join.ROOM)
    assert (fact["port"], fact["pid"]) == (8866, 77)
    here[0] = [Address("192.168.43.1", "wlan0", wifi=True)]
    place.pass_time(LOOK_AROUND)
    screen.until(lambda docs: docs["view"]["join"]["url"] == "http://192.168.43.1:8866")
    assert place.rooms.own_addresses == {"192.168.43.1"}
    place.on_loop(presence.stop)


def test_the_facilitators_choice_reaches_the_screen(place: Place) -> None:
    place.circle.store.note_local("", join.ROOM, ROOM | {"seen_at": place.time.now()})
    screen = place.live()
    screen.until(lambda docs: docs["view"]["join"].get("url") == "http://10.0.0.5:8866")
    place.circle.store.note_local(place.circle.id, join.ADDRESS, "192.168.1.20")
    screen.until(lambda docs: docs["view"]["join"]["url"] == "http://192.168.1.20:8866")


def test_the_number_of_phones_reaches_the_screen_and_the_desk(place: Place) -> None:
    phone = place.join()
    screen = place.live()
    screen.until(lambda docs: docs["view"]["join"] == {"reached": 0})
    room = place.rooms.here(place.code)
    assert room is not None
    place.on_loop(lambda: room.came("192.168.1.31", phone.seat))
    screen.until(lambda docs: docs["view"]["join"]["reached"] == 1)
    assert join.card(place.circle.store.local, place.circle.id, place.time.now())["reached"] == 1
