"""People who have the board open at once: what their asking costs, when they see a change, what it does to who works."""

from __future__ import annotations

import itertools
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.client import Client, in_turns
from bench.rows import Row, Times, ratio
from bench.stage import Stage
from bench.statements import saved_form

VIEWERS, TURN, SECONDS, SAVES = 50, 1.2, 15.0, 5
SLOWEST_SIGHT = 2000.0


class Viewer(threading.Thread):
    """One open page: asks every 1.2 s, and catches up where something is new, as static/live.js does."""

    def __init__(self, client: Client, board: str, number: int, ends: threading.Event) -> None:
        super().__init__(daemon=True)
        self.client, self.board, self.number, self.ends = client, board, number, ends
        self.known = {"rev": "", "here": "", "line": ""}
        self.marks: list[str] = []
        self.empty: list[float] = []
        self.full: list[float] = []
        self.caught: list[float] = []
        self.sizes: list[int] = []
        self.seen: dict[str, float] = {}
        self.faults: list[str] = []

    def run(self) -> None:
        self.ends.wait(self.number * TURN / VIEWERS)  # people do not open their pages all at once
        self._board(self.client.get(self.board).text)
        while not self.ends.wait(TURN):
            try:
                self._ask()
            except (OSError, AssertionError) as error:
                self.faults.append(repr(error))

    def _board(self, html: str) -> None:
        self.marks = re.findall(r'data-v="(\w+)"', html)
        self.known["rev"] = re.search(r'data-rev="(\d+)"', html)[1]  # type: ignore[index]

    def _ask(self) -> None:
        query = "&".join(f"{name}={value}" for name, value in self.known.items())
        answer = self.client.send("GET", f"{self.board}live/?{query}&shot=SH{10 * (self.number + 1):03d}", htmx=True)
        if answer.status == 204:
            self.empty.append(answer.seconds)
            return
        assert answer.status == 200, answer.status
        self.full.append(answer.seconds)
        told = dict(re.findall(r'data-(rev|here|line)="(\w*)"', answer.text))
        self.known |= {"here": told["here"], "line": told["line"]}
        if told["rev"] != self.known["rev"]:
            caught = self.client.send("GET", f"{self.board}?scenes=changed&have={','.join(self.marks)}", htmx=True)
            self.caught.append(caught.seconds)
            self.sizes.append(len(caught.body))
            self.known["rev"] = told["rev"]
            self.marks = [*self.marks, *re.findall(r'data-v="(\w+)"', caught.text)][-60:]
            self.seen.setdefault(told["rev"], time.perf_counter())


class Live:
    """The measurements of one stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.board = f"/projects/{stage.slugs['200']}/"
        self.owner = stage.product_client()
        self.clients = [self._member(number) for number in range(VIEWERS)]
        self._numbers = itertools.count(1)
        self.typed = saved_form(stage.slugs["200"], "SH170")

    def _member(self, number: int) -> Client:
        """A person who may look at the project, signed in."""
        from django.test import Client as Web

        from projects.models import Membership, Project
        from projects.writes.accounts import account

        user = account(f"viewer-{number}@example.org")
        project = Project.objects.get(slug=self.stage.slugs["200"])
        Membership.objects.get_or_create(project=project, user=user, defaults={"role": "viewer"})
        web = Web()
        web.force_login(user)
        return Client(self.stage.product.port, {"sessionid": web.cookies["sessionid"].value})

    def rows(self) -> list[Row]:
        """Every figure of this module."""
        return [*self.fifty(), *self.two()]

    @contextmanager
    def watching(self, count: int) -> Iterator[list[Viewer]]:
        """So many people who have the board open meanwhile."""
        ends = threading.Event()
        viewers = [Viewer(client, self.board, number, ends) for number, client in enumerate(self.clients[:count])]
        for viewer in viewers:
            viewer.start()
        try:
            time.sleep(2 * TURN + count / 10)  # until all have the page, and know each other
            yield viewers
        finally:
            ends.set()
            for viewer in viewers:
                viewer.join(30)

    def _save(self) -> float:
        answer = self.owner.post(f"{self.board}shots/SH170/", self.typed(f"waits for flag {next(self._numbers)}"))
        if "Saved." not in answer.text:
            raise AssertionError(answer.text[:500])
        return answer.seconds

    def fifty(self) -> list[Row]:
        """50 people look at the board of 200: quiet first, then one works."""
        with self.watching(VIEWERS) as viewers:
            for viewer in viewers:
                viewer.empty.clear()
            before, start = self._used(), time.perf_counter()
            time.sleep(SECONDS)
            used = (self._used() - before) / (time.perf_counter() - start)
            quiet = Times([seconds for viewer in viewers for seconds in viewer.empty])
            for viewer in viewers:
                viewer.caught.clear()
            sights = [self._sight(viewers) for _ in range(SAVES)]
            caught = Times([seconds for viewer in viewers for seconds in viewer.caught])
            size = max(size for viewer in viewers for size in viewer.sizes)
            faults = [fault for viewer in viewers for fault in viewer.faults]
        asked = f"p95 {quiet.p95:.1f} ms, {len(quiet.seconds) / SECONDS:.0f} questions a second"
        each = ", ".join(f"{sight:.0f}" for sight in sights)
        return [
            Row("50 viewers: nothing new", round(quiet.p50, 1), "ms", None, asked),
            Row("50 viewers: nothing new, p95", round(quiet.p95, 1), "ms", 100),
            Row("50 viewers: processor time of the server", round(100 * used), "% of 1", 60),
            Row("50 viewers: catching up", round(caught.p50, 1), "ms", None, f"p95 {caught.p95:.1f} ms, {size} bytes"),
            Row("50 viewers: the last has seen a save after", round(max(sights)), "ms", SLOWEST_SIGHT, each),
            Row("50 viewers: questions that failed", len(faults), "", 0, "; ".join(faults[:2])),
        ]

    def _sight(self, viewers: list[Viewer]) -> float:
        """Milliseconds from the answer to a save until every page shows it."""
        for viewer in viewers:
            viewer.seen.clear()
        self._save()
        done = time.perf_counter()
        while time.perf_counter() - done < 10 and not all(viewer.seen for viewer in viewers):
            time.sleep(0.02)
        time.sleep(0.5)
        return 1000 * (max(max(viewer.seen.values(), default=done + 10) for viewer in viewers) - done)

    def _used(self) -> float:
        """Seconds of processor time that the server's processes have taken so far."""
        main = self.stage.product._process.pid  # type: ignore[union-attr]
        pids = [str(main), *Path(f"/proc/{main}/task/{main}/children").read_text().split()]
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
        return sum(int(found[11]) + int(found[12]) for found in fields) / os.sysconf("SC_CLK_TCK")

    def two(self) -> list[Row]:
        """The board of 200 and a save, while two others have the board open."""
        ground: dict[str, Any] = self.stage.rows["200"]
        floor = self.stage.floor_client()
        theirs = f"/{list(self.stage.rows).index('200') + 1}/"
        shot = f"/shots/{ground['shots'][16]}/"
        with self.watching(2):
            board = in_turns(lambda: self.owner.get(self.board).seconds, lambda: floor.get(theirs).seconds, 40)
            save = in_turns(
                self._save, lambda: floor.post(shot, {"action": f"waits for flag {next(self._numbers)}"}).seconds, 30
            )
        return [
            ratio("board of 200 with two people live", *board, 2.5),
            ratio("save one shot of 200 with two people live", *save, 4.0),
        ]
