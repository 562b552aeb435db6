"""The limit that the room is measured against: a bare tornado handler that commits the same bytes in the same groups.

It checks nothing, folds nothing and shows nothing; it holds as many open streams. ``python bare.py FILE PORT``.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import sys
import threading
from concurrent.futures import Future

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

Waiting = tuple[bytes, "Future[int]"]


def write(path: str, waiting: queue.SimpleQueue[Waiting]) -> None:
    """Commit all that waits, together, with the room's own settings."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, body BLOB)")
    while True:
        jobs = [waiting.get()]
        while not waiting.empty():
            jobs.append(waiting.get())
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO events (body) VALUES (?)", [(body,) for body, _ in jobs])
        database.execute("COMMIT")
        for n, (_, done) in enumerate(jobs):
            done.set_result(n)


class Post(RequestHandler):
    """Takes bytes, answers when they are on disk."""

    def initialize(self, waiting: queue.SimpleQueue[Waiting]) -> None:
        self.waiting = waiting

    async def post(self) -> None:
        done: Future[int] = Future()
        self.waiting.put((self.request.body, done))
        self.write({"receipts": [{"id": "", "position": await asyncio.wrap_future(done)}]})


class Seat(RequestHandler):
    """Gives everyone the same token."""

    def post(self) -> None:
        self.set_status(201)
        self.write({"participant": "1", "token": "1"})


class Live(RequestHandler):
    """A stream that says one thing and stays open."""

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        self.write("event: view\ndata: {}\n\n")
        await self.flush()
        await asyncio.Event().wait()


async def main(path: str, port: int) -> None:
    """Serve until ended."""
    waiting: queue.SimpleQueue[Waiting] = queue.SimpleQueue()
    threading.Thread(target=write, args=(path, waiting), daemon=True).start()
    routes = [
        (r"/api/v1/circles/[^/]+/participants", Seat),
        (r"/api/v1/circles/[^/]+/live", Live),
        (r"/api/v1/circles/[^/]+/contributions", Post, {"waiting": waiting}),
    ]
    server = HTTPServer(Application(routes))
    server.add_sockets(bind_sockets(port, "127.0.0.1", backlog=4096))
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
