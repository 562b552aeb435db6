"""One process that ``circle serve`` looks after: how it is started, asked to end, and what it said last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from circle_widgets.serve import leash

LONGEST_LOG = 1_000_000
"""Bytes after which a log begins anew."""


@dataclass
class Child:
    """A process on a leash (:mod:`circle_widgets.serve.leash`), whose words go to a file.

    ``command`` is what to run; ``environment`` is added to ours; ``log`` is the file, whose folder is made.
    """

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, or start it again."""
        self._drop_leash()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            if self.log.stat().st_size > LONGEST_LOG:
                self.log.unlink()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - the commands stand in serve.commands
                self.command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self.environment, leash.NAME: "stdin"},
                # Of their own, so that Ctrl+C reaches the supervisor alone; it then ends them in order.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        self.started_at = time.monotonic()
        return self.process

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def let_go(self) -> None:
        """Ask it to end: by letting go of its leash, and by a signal where there are signals."""
        process = self.process
        if process is None:
            return
        self._drop_leash()
        if process.poll() is None and sys.platform != "win32":
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)

    def _drop_leash(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()

    def end(self, grace: float = 5.0) -> None:
        """See that it has ended, after ``grace`` seconds by force."""
        self.let_go()
        process = self.process
        if process is None:
            return
        try:
            process.wait(grace)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def last_words(self) -> str:
        """The last line of its log that says something."""
        try:
            with self.log.open("rb") as log:
                log.seek(max(0, self.log.stat().st_size - 4096))
                lines = log.read().decode(errors="replace").splitlines()
        except OSError:
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
