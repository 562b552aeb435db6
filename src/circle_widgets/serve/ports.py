"""Ports: which are free, and whether a server answers at one."""

from __future__ import annotations

import http.client
import socket
import sys
import time
from collections.abc import Callable

TRIES = 60
"""How many ports are tried, one after another."""


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen at ``port`` now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # What a server does there: on Windows this option would let two servers share a port.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def first_free(wish: int, host: str = "127.0.0.1", *, never: frozenset[int] = frozenset()) -> int:
    """``wish``, else the next one that is free and not among ``never``; 0 when there is none among the next 60."""
    for port in range(wish, min(wish + TRIES, 65_536)):
        if port not in never and is_free(port, host):
            return port
    return 0


def get(port: int, path: str, *, host: str = "127.0.0.1", timeout: float = 1.0) -> tuple[int, bytes]:
    """Status and body of one request; (0, b"") when nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def until(true: Callable[[], bool], seconds: float, *, every: float = 0.05) -> bool:
    """Look at ``true`` again and again until it is, or ``seconds`` are over; whether it became so."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


def answers(port: int, path: str, seconds: float, *, host: str = "127.0.0.1") -> bool:
    """Whether a server at ``port`` answers ``path`` with 200 before ``seconds`` are over."""
    return until(lambda: get(port, path, host=host)[0] == http.client.OK, seconds)
