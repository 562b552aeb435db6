"""A process that writes: ``python -m tests.contract.writer URL CIRCLE NAME GROUPS``, told to begin by a line.

It prints a line for each group once it has the receipts, and nothing before.
"""

from __future__ import annotations

import json
import random
import sys
import time

from circle_widgets.errors import Busy, StoreUnavailable
from circle_widgets.events import Receipt
from circle_widgets.store import open_store
from tests.stores import Yes, note

SHARED = 10
"""Every group brings one of so many ids that all processes send."""


def main(url: str, circle: str, name: str, groups: int) -> None:
    store = open_store(url)
    judge = Yes()
    seeded = random.Random(name)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(groups):
        group = [note(f"{name} {number}", id=f"{name}-{number}-{n}") for n in range(seeded.randint(1, 4))]
        group.append(note("all of us", id=f"shared-{seeded.randrange(SHARED)}"))
        while True:
            try:
                answers = store.append(circle, group, judge, time.time_ns() // 1_000_000)
            except (Busy, StoreUnavailable):
                continue  # as an outbox would: the same words again, until there is a receipt
            break
        print(json.dumps([[one.id, one.position] for one in answers if isinstance(one, Receipt)]), flush=True)
    assert judge.rows == store.read(circle) or judge.position < store.get(circle).head
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
