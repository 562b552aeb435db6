"""What browsers load: the built files of ``static/``, by name and by the hash of their content, compressed once."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
          ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8"}  # fmt: skip
_PRESSED = frozenset({".woff2"})
"""Compressed already, by their own format."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file as it is served. ``squeezed`` is empty when compressing would not help."""

    content: bytes
    squeezed: bytes
    type: str
    hash: str


class Bundles:
    """The files that ``manifest.json`` lists; no other name is ever looked up. Safe to use from several threads.

    Reads again when the front end was built anew, so that ``make dev`` needs no restart.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self._folder = folder or resources.files("circle_widgets").joinpath("static")
        self._lock = threading.Lock()
        self._raw = b""
        self._hashes: dict[str, str] = {}
        self._loaded: dict[str, Bundle] = {}

    def names(self) -> dict[str, str]:
        """The hash of every file, by name, as they were built last."""
        manifest = self._folder.joinpath("manifest.json")
        raw = manifest.read_bytes() if manifest.is_file() else b"{}"
        with self._lock:
            if raw != self._raw:
                self._raw, self._loaded = raw, {}
                self._hashes = msgspec.json.decode(raw, type=dict[str, str])
            return self._hashes

    def load(self, name: str) -> Bundle | None:
        """The file of that name; None when the front end has none."""
        known = self.names().get(name)
        if known is None:
            return None
        found = self._loaded.get(name)
        if found is None or found.hash != known:
            found = self._loaded[name] = self._read(name, known)
        return found

    def _read(self, name: str, known: str) -> Bundle:
        content = self._folder.joinpath(*name.split("/")).read_bytes()
        suffix = name[name.rfind(".") :]
        squeezed = b"" if suffix in _PRESSED else gzip.compress(content, 9, mtime=0)
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Bundle(content, squeezed if len(squeezed) < len(content) else b"", kind, known)
