"""Eight people write to one scene at once: half add shots, half move them. Nothing may fail, get lost or out of order."""

from __future__ import annotations

import json
import random
import secrets
import threading
import time
from collections.abc import Callable
from http.client import HTTPException

from bench.client import Answer, Client
from bench.rows import Row, Times
from bench.stage import Stage

PEOPLE = 8
SECONDS = 20.0
FLOOR_SECONDS = 8.0
LOOKS_AFTER = 10


class Crowd:
    """Writers of one server: `add(client)` and `move(client, chance)` send one request; what came back is kept."""

    def __init__(
        self,
        clients: list[Client],
        add: Callable[[Client], Answer],
        move: Callable[[Client, random.Random], Answer],
        look: Callable[[Client], Answer] | None = None,
    ) -> None:
        self._clients, self._add, self._move, self._look = clients, add, move, look
        self.seconds: list[float] = []
        self.added: list[Answer] = []
        self.errors: list[str] = []

    def _write(self, client: Client, until: float, chance: random.Random) -> None:
        adds = 0
        while time.perf_counter() < until:
            new = chance.random() < 0.5
            try:
                answer = self._add(client) if new else self._move(client, chance)
            except (OSError, HTTPException) as error:
                self.errors.append(repr(error))
                continue
            if answer.status != 200:
                self.errors.append(f"{answer.status} {answer.text[:200]}")
                continue
            self.seconds.append(answer.seconds)
            if new:
                self.added.append(answer)
                adds += 1
                # A person looks at a page now and then, which also takes away what the site has to say.
                if self._look and adds % LOOKS_AFTER == 0:
                    self._look(client)

    def run(self, seconds: float) -> float:
        """Let all write for so long; acknowledged writes a second."""
        start = time.perf_counter()
        writers = [
            threading.Thread(target=self._write, args=(client, start + seconds, random.Random(at)))
            for at, client in enumerate(self._clients)
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        return len(self.seconds) / (time.perf_counter() - start)


def _product(stage: Stage) -> Crowd:
    board = f"/projects/{stage.slugs['writers']}/"

    def add(client: Client) -> Answer:
        return client.send("POST", f"{board}shots/", {"scene": "scene-1", "key": secrets.token_hex(16)}, htmx=True)

    def move(client: Client, chance: random.Random) -> Answer:
        # The shots of the start are there for all; a place beyond the end means the end.
        form = {"shot": f"SH{10 * chance.randrange(1, 21):03d}", "scene": "scene-1", "position": chance.randrange(200)}
        return client.send("POST", f"{board}moves/", form, htmx=True)

    return Crowd([stage.product_client() for _ in range(PEOPLE)], add, move, lambda client: client.get("/new/document/"))


def _floor(stage: Stage) -> Crowd:
    row = stage.rows["writers"]

    def add(client: Client) -> Answer:
        return client.send("POST", f"/scenes/{row['scenes'][0]}/shots/", {"action": "waits"})

    def move(client: Client, chance: random.Random) -> Answer:
        return client.send("POST", f"/shots/{chance.choice(row['shots'])}/move/", {"position": chance.randrange(20)})

    return Crowd([stage.floor_client(at) for at in range(PEOPLE)], add, move)


def _faults(stage: Stage, crowd: Crowd) -> tuple[int, int]:
    """(acknowledged shots that are not there, positions out of order) by the database itself."""
    from projects.models import Shot

    rows = Shot.objects.filter(project__slug=stage.slugs["writers"], deleted_at__isnull=True).order_by("position")
    found = list(rows.values_list("code", "position"))
    codes = {code for code, _ in found}
    acknowledged = [json.loads(answer.headers["hx-location"])["path"].split("/")[-2] for answer in crowd.added]
    lost = sum(code not in codes for code in acknowledged) + len(acknowledged) - len(set(acknowledged))
    return lost, sum(position != at for at, (_, position) in enumerate(found))


def writer_rows(stage: Stage) -> list[Row]:
    """The figures of `SECONDS` of writing on the product, beside a shorter run on the floor."""
    theirs = _floor(stage)
    least = theirs.run(FLOOR_SECONDS)
    ours = _product(stage)
    rate = ours.run(SECONDS)
    times, ground = Times(ours.seconds), Times(theirs.seconds)
    lost, misplaced = _faults(stage, ours)
    what = f"{PEOPLE} writers, {SECONDS:.0f} s"
    return [
        Row(f"{what}: errors", len(ours.errors), "", 0, ours.errors[0][:120] if ours.errors else ""),
        Row(f"{what}: acknowledged writes lost", lost, "", 0, f"{len(ours.added)} shots added"),
        Row(f"{what}: places out of order", misplaced, "", 0),
        Row(
            f"{what}: p99",
            round(times.p99),
            "ms",
            150,
            f"p50 {times.p50:.0f}, p95 {times.p95:.0f}, max {times.most:.0f} ms",
        ),
        Row(
            f"{what}: p99 over the floor's", round(times.p99 / ground.p99, 2), "x floor", None, f"floor {ground.p99:.0f} ms"
        ),
        Row(f"{what}: writes a second", round(rate), "1/s", 100, f"floor {least:.0f}", at_least=True),
    ]
