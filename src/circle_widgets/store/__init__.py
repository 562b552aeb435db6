"""Stores: one contract (:mod:`circle_widgets.store.base`), one adapter a module, opened by address."""

from __future__ import annotations

import os
import re
from pathlib import Path

from circle_widgets.errors import UnsupportedStore
from circle_widgets.store.base import CircleInfo, Grant, Judge, News, Store, Stored

__all__ = ["CircleInfo", "Grant", "Judge", "News", "Store", "Stored", "open_store", "sqlite_path"]

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*)://")


def open_store(url: str | os.PathLike[str]) -> Store:
    """Open the store at an address, and make it when it is a file that is not there yet.

    Args:
        url: a file's path; ``sqlite:///FILE`` (three slashes before a relative path, four before one from the root,
            ``sqlite:///C:/…`` on Windows); or ``postgresql://USER:PASSWORD@HOST/DATABASE``.

    Raises:
        UnsupportedStore: the address is of another kind, or the file of another program or of a newer version.
        StoreUnavailable: the file cannot be opened, or the server does not answer.
    """
    path = sqlite_path(url)
    if path is not None:
        from circle_widgets.store.sql import SqlStore  # noqa: PLC0415 - a driver loads when its store is opened
        from circle_widgets.store.sqlite import SqliteDriver  # noqa: PLC0415 - the same

        return SqlStore(SqliteDriver(path))
    address = os.fspath(url)
    scheme = address.split("://")[0].lower()
    if scheme in {"postgresql", "postgres"}:
        from circle_widgets.store.postgresql import open_postgresql  # noqa: PLC0415 - the same

        return open_postgresql(address)
    if scheme in {"http", "https"}:
        raise UnsupportedStore("The address of a room cannot be opened as a store by this version.", scheme=scheme)
    raise UnsupportedStore(
        f"No store has an address that begins with {scheme}://. Give a file's path, sqlite:///FILE or "
        "postgresql://USER@HOST/DATABASE.",
        scheme=scheme,
    )


def sqlite_path(url: str | os.PathLike[str]) -> Path | None:
    """The file that an address means; None when it means something else than a file."""
    address = os.fspath(url)
    found = _SCHEME.match(address)
    if found and found[1].lower() != "sqlite":
        return None
    path = re.sub(r"^/", "", address[found.end() :], count=1) if found else address
    if not path or path == ":memory:":
        raise UnsupportedStore("A store is a file that several programs open: give its path.", scheme="sqlite")
    return Path(path)
