"""A meeting with nothing but the installed wheel: run by its own Python, where the source and the network may be away.

``python stand_alone.py CIRCLE FOLDER``: the command ``circle``, and a folder of its own. It uses the standard library
only, for this file may be all that there is beside the installation. Its last line is JSON: what it saw.
"""

from __future__ import annotations

import fcntl
import http.cookiejar
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = "We learned to thread the machine, and laughed."
ASSET = re.compile(r"""(?:src|href)=["']([^"'#]+\.(?:js|css|json|woff2|svg|png|ico)[^"']*)["']""")
UP = 0x1  # IFF_UP, for SIOCGIFFLAGS and SIOCSIFFLAGS

opener = urllib.request.build_opener(
    urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.ProxyHandler({})
)


def loopback_up() -> None:
    """Switch on the loopback of an empty network; where there is a network, nothing happens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug:
        asked = struct.pack("16sh", b"lo", 0)
        flags = struct.unpack("16sh", fcntl.ioctl(plug, 0x8913, asked)[:18])[1]
        if not flags & UP:
            fcntl.ioctl(plug, 0x8914, struct.pack("16sh", b"lo", flags | UP))


def free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


def ask(url: str, body: Any = None, token: str = "") -> tuple[int, str]:
    """Status and text of an answer; 0 where nobody answers."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = json.dumps(body).encode() if body is not None else None
    try:
        with opener.open(urllib.request.Request(url, data, headers), timeout=60) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace")
    except OSError:
        return 0, ""


def until(look: Callable[[], Any], what: str, seconds: float = 90) -> Any:
    end = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > end:
            raise SystemExit(f"not within {seconds:g} s: {what}")
        time.sleep(0.05)  # between two looks
    return seen


def assets(page_url: str, page: str) -> dict[str, int]:
    """Status of each file that a page asks for."""
    return {name: ask(urllib.parse.urljoin(page_url, name))[0] for name in sorted(set(ASSET.findall(page)))}


def meet(circle: Callable[..., str], room: str) -> dict[str, Any]:
    """One person writes one note, and the circle keeps it."""
    code = json.loads(circle("new", "Sewing", "--activity", "one-question", "--json"))["code"]
    status, page = ask(f"{room}/join/{code}")
    joined = json.loads(ask(f"{room}/api/v1/circles/{code}/participants", {"name": "Ana", "locale": "en"})[1])
    while json.loads(circle("step", code, "next", "--json"))["kind"] != "notes":
        pass
    circle("export", code, "-o", "log.circle.jsonl")
    events = [json.loads(line) for line in Path("log.circle.jsonl").read_text(encoding="utf-8").splitlines()[1:]]
    plan = next(event["body"]["steps"] for event in events if event["kind"] == "activity.start")
    step = next(step["id"] for step in plan if step["kind"] == "notes")
    note = {"id": str(uuid.uuid4()), "step": step, "kind": "notes.write", "body": {"text": WORDS}}
    said = json.loads(ask(f"{room}/api/v1/circles/{code}/contributions", [note], joined["token"])[1])
    circle("step", code, "reveal")
    circle("export", code, "--format", "csv", "-o", "kept.csv")
    return {
        "join": status,
        "assets": assets(f"{room}/join/{code}", page),
        "receipts": len(said["receipts"]),
        "kept": WORDS in Path("kept.csv").read_text(encoding="utf-8"),
    }


def main(program: str, folder: str) -> None:
    loopback_up()
    os.chdir(folder)
    os.environ.update(CIRCLE_HOME=folder, CIRCLE_STORE=f"{folder}/circles.sqlite", LANG="en_GB.UTF-8")

    def circle(*arguments: str) -> str:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=60)
        if done.returncode:
            raise SystemExit(f"circle {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    room_port = free_port()
    command = [program, "serve", "--no-browser", "--port", str(free_port()), "--room-port", str(room_port)]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert serving.stdout is not None
    began = time.monotonic()
    said: list[str] = []
    for line in serving.stdout:
        said.append(line)
        if "/voila/render/" in line:
            break
    else:
        raise SystemExit("".join(said))
    url = next(word for word in said[-1].split() if "/voila/render/" in word)
    ready = time.monotonic() - began
    room = f"http://127.0.0.1:{room_port}"
    until(lambda: ask(f"{room}/healthz")[0] == 200, "the room")
    met = meet(circle, room)
    status, page = ask(url)
    its_assets = assets(url, page)
    serving.send_signal(signal.SIGINT)
    seen = {
        "ready_s": round(ready, 2),
        "start": {"status": status, "prose": page.count('class="prose'), "wrong": page.count('class="output wrong')},
        "start_assets": its_assets,
        "outside": sorted(set(re.findall(r"""(?:src|href)=["'](https?://(?!127\.0\.0\.1)[^"']+)""", page))),
        "ended": serving.wait(20),
        **met,
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:3])
