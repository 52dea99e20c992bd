"""People who have the review open at once: what their asking costs, and when the last of them has seen a decision."""

from __future__ import annotations

import re
import threading
import time
from typing import Any

from bench.client import Client
from bench.live import SLOWEST_SIGHT, TURN, VIEWERS
from bench.rows import Row, Times
from bench.stage import Stage

SECONDS, DECISIONS = 10.0, 4


class Reviewer(threading.Thread):
    """One open review: asks every 1.2 s, and fetches its region anew where something is new, as static/review.js does."""

    def __init__(self, client: Client, board: str, code: str, number: int, ends: threading.Event) -> None:
        super().__init__(daemon=True)
        self.client, self.board, self.code, self.number, self.ends = client, board, code, number, ends
        self.page = f"{board}review/shots/{code}/"
        self.known = {"rev": "", "talk": "", "here": "", "line": ""}
        self.empty: list[float] = []
        self.faults: list[str] = []
        self.seen = 0.0

    def run(self) -> None:
        self.ends.wait(self.number * TURN / VIEWERS)
        html = self.client.get(self.page).text
        self.known |= dict(re.findall(r'data-(rev|talk)="(\w+)"', html)[:2])
        while not self.ends.wait(TURN):
            try:
                self._ask()
            except (OSError, AssertionError) as error:
                self.faults.append(repr(error))

    def _ask(self) -> None:
        query = "&".join(f"{name}={value}" for name, value in self.known.items())
        answer = self.client.send("GET", f"{self.board}live/?{query}&shot={self.code}", htmx=True)
        if answer.status == 204:
            self.empty.append(answer.seconds)
            return
        assert answer.status == 200, answer.status
        told = dict(re.findall(r'data-(rev|talk|here|line)="(\w*)"', answer.text))
        news, self.known = told["talk"] != self.known["talk"], told
        if news:
            self.client.send("GET", self.page, htmx=True)
            self.seen = time.perf_counter()


class Review:
    """The measurements of one stage; the people are those who looked at the board (`bench.live`)."""

    def __init__(self, stage: Stage, clients: list[Client]) -> None:
        self.board = f"/projects/{stage.slugs['200']}/"
        self.owner, self.clients = stage.product_client(), clients
        # As the film strip names them: a board has gaps where shots were deleted.
        self.codes = re.findall(r'id="tile-(\w+)"', self.owner.get(f"{self.board}review/").text)

    def rows(self) -> list[Row]:
        """50 people look at the review of 200 shots: quiet first, then one decides."""
        ends = threading.Event()
        people = [
            Reviewer(client, self.board, code, number, ends)
            for number, (client, code) in enumerate(zip(self.clients, self.codes, strict=False))
        ]
        for person in people:
            person.start()
        try:
            time.sleep(2 * TURN + len(people) / 5)  # until all have the page, and know each other
            for person in people:
                person.empty.clear()
            time.sleep(SECONDS)
            quiet = Times([seconds for person in people for seconds in person.empty])
            sights = [self._sight(people, at) for at in range(DECISIONS)]
        finally:
            ends.set()
            for person in people:
                person.join(30)
        faults = [fault for person in people for fault in person.faults]
        each = ", ".join(f"{sight:.0f}" for sight in sights)
        return [
            Row("50 on the review: nothing new, p95", round(quiet.p95, 1), "ms", 100, f"p50 {quiet.p50:.1f} ms"),
            Row("50 on the review: the last has seen a decision after", round(max(sights)), "ms", SLOWEST_SIGHT, each),
            Row("50 on the review: questions that failed", len(faults), "", 0, "; ".join(faults[:2])),
        ]

    def _sight(self, people: list[Reviewer], at: int) -> float:
        """Milliseconds from the answer to a decision until every page shows it."""
        page = f"{self.board}review/shots/{self.codes[-1 - at]}/"
        digest = re.search(r'name="digest" value="(\w+)"', self.owner.get(page).text)
        assert digest is not None, page
        for person in people:
            person.seen = 0.0
        form: dict[str, Any] = {"kind": "changes-requested", "note": "Slower.", "digest": digest[1], "shown": ""}
        self.owner.post(f"{page}decision/", form)
        done = time.perf_counter()
        while time.perf_counter() - done < 10 and not all(person.seen for person in people):
            time.sleep(0.02)
        time.sleep(0.5)
        return 1000 * (max(person.seen or done + 10 for person in people) - done)
