"""Many phones in one process: joins, streams and posts over plain sockets, as JSON commands on standard input.

Reads one JSON object a line, ``{"do": "join" | "stream" | "post" | "vote" | "drop", …}``, and answers each with a line.
All phones have one source address, as in a room behind one access point. Only loopback addresses are accepted.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import sys
import time
import uuid
from contextlib import suppress
from typing import Any

SOME_TIME = 60.0


def loopback(host: str) -> str:
    """The host, if it is this machine; this program loads nobody else's server."""
    if host not in {"127.0.0.1", "::1", "localhost"}:
        raise SystemExit(f"only loopback addresses are loaded, not {host}")
    return host


class Phone:
    """One seat: a kept connection for posts, and one for its stream."""

    def __init__(self, host: str, port: int, code: str) -> None:
        self.host, self.port, self.base = host, port, f"/api/v1/circles/{code}"
        self.token = ""
        self.pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.live: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.reading: asyncio.Task[None] | None = None

    def head(self, method: str, path: str, length: int = 0) -> bytes:
        bearer = f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        body = f"Content-Type: application/json\r\nContent-Length: {length}\r\n" if length else ""
        return f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{bearer}{body}\r\n".encode()

    async def ask(self, path: str, body: Any) -> tuple[int, Any, float]:
        """POST; status, answer and milliseconds until the answer was read."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        start = time.perf_counter()
        if self.pipe is None:
            self.pipe = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.pipe
        writer.write(self.head("POST", path, len(raw)) + raw)
        status, length = await read_head(reader)
        answer = await reader.readexactly(length)
        took = (time.perf_counter() - start) * 1000
        return status, json.loads(answer) if answer else None, took

    async def join(self) -> float:
        status, answer, took = await self.ask(f"{self.base}/participants", {"name": None, "locale": "en"})
        if status != 201:
            raise RuntimeError(f"join answered {status}: {answer}")
        self.token = answer["token"]
        return took

    async def stream(self) -> float:
        """Open the stream; milliseconds until the first view has come."""
        start = time.perf_counter()
        self.live = await asyncio.open_connection(self.host, self.port, limit=2**20)
        reader, writer = self.live
        writer.write(self.head("GET", f"{self.base}/live"))
        status, _ = await read_head(reader)
        if status != 200:
            raise RuntimeError(f"live answered {status}")
        while b"event: view" not in await reader.readline():
            pass
        await reader.readline()
        took = (time.perf_counter() - start) * 1000
        self.reading = asyncio.create_task(self.drain(reader))
        return took

    async def drain(self, reader: asyncio.StreamReader) -> None:
        with suppress(ConnectionError):
            while await reader.read(65536):
                pass

    async def drop(self) -> None:
        """The phone is gone: sockets closed without a word."""
        for pair in (self.live, self.pipe):
            if pair is not None:
                pair[1].transport.abort()
        if self.reading is not None:
            self.reading.cancel()
        self.live = self.pipe = self.reading = None


async def read_head(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Status and content length of a response."""
    head = await reader.readuntil(b"\r\n\r\n")
    status, length = int(head.split(b" ", 2)[1]), 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return status, length


async def in_time(jobs: list[Any]) -> tuple[list[Any], int]:
    """All results, and how many ended with an error."""
    async with asyncio.timeout(SOME_TIME):
        found = await asyncio.gather(*jobs, return_exceptions=True)
    errors = [one for one in found if isinstance(one, BaseException)]
    if errors:
        print(f"{len(errors)} errors; the first: {errors[0]!r}", file=sys.stderr)
    return [one for one in found if not isinstance(one, BaseException)], len(errors)


async def later(seconds: float, job: Any) -> Any:
    """Begin after ``seconds``."""
    await asyncio.sleep(seconds)
    return await job()


class Crowd:
    """All phones, and the commands."""

    def __init__(self, host: str, port: int, code: str) -> None:
        self.where = (loopback(host), port, code)
        self.phones: list[Phone] = []

    async def join(self, phones: int, seconds: float) -> Any:
        self.phones = [Phone(*self.where) for _ in range(phones)]
        took, errors = await in_time([later(n * seconds / phones, phone.join) for n, phone in enumerate(self.phones)])
        return {"ms": took, "errors": errors}

    async def stream(self) -> Any:
        start = time.perf_counter()
        took, errors = await in_time([phone.stream() for phone in self.phones])
        return {"ms": took, "errors": errors, "seconds": time.perf_counter() - start}

    async def post(self, step: str, path: str = "") -> Any:
        """Everyone sends one note at the same instant."""
        return await self._all_at_once(step, [note(n) for n, _ in enumerate(self.phones)], path)

    async def vote(self, step: str, options: list[str], dots: int, seed: int) -> Any:
        """Everyone places dots at the same instant; ``on`` says where each did, for the recount."""
        dice = random.Random(seed)
        on = [dice.sample(options, dice.randint(1, dots)) for _ in self.phones]
        return {**await self._all_at_once(step, [("dots.place", {"on": one}) for one in on]), "on": on}

    async def _all_at_once(self, step: str, said: list[tuple[str, Any]], path: str = "") -> Any:
        ids = [str(uuid.uuid4()) for _ in self.phones]
        await in_time([connect(phone) for phone in self.phones])
        bodies = [
            json.dumps([{"id": one, "step": step, "kind": kind, "body": body}]).encode()
            for one, (kind, body) in zip(ids, said, strict=True)
        ]
        start = time.perf_counter()
        jobs = [
            phone.ask(path or f"{phone.base}/contributions", raw)
            for phone, raw in zip(self.phones, bodies, strict=True)
        ]
        answers, errors = await in_time(jobs)
        seconds, at = time.perf_counter() - start, time.time()
        bad = sum(status != 200 for status, _, _ in answers)
        receipts = [one["id"] for _, answer, _ in answers for one in (answer or {}).get("receipts", ())]
        took = [ms for _, _, ms in answers]
        return {"ms": took, "errors": errors + bad, "ids": ids, "receipts": receipts, "seconds": seconds, "at": at}

    async def drop(self) -> Any:
        await asyncio.gather(*(phone.drop() for phone in self.phones))
        return {}


def note(n: int) -> tuple[str, Any]:
    """One note."""
    text = f"A place where nobody is the teacher and everybody has something to show, said number {n}"
    return "notes.write", {"text": text}


async def connect(phone: Phone) -> None:
    """Have a kept connection ready, so that an instant is an instant."""
    if phone.pipe is None:
        phone.pipe = await asyncio.open_connection(phone.host, phone.port)


async def main() -> None:
    """Obey, line by line."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    crowd = Crowd(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        answer = await getattr(crowd, order.pop("do"))(**order)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
