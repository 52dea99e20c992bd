"""Pages and writes over HTTP at one client, product and floor in turns, and the statements behind each."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import brotli  # type: ignore[import-untyped]  # the library is not typed

from bench.client import Answer, Client, Measured, in_turns
from bench.rows import Row, Times, ratio
from bench.stage import Stage
from bench.statements import Statements, saved_form

KB = 1024
_FILE = re.compile(r'<(?:link rel="stylesheet" href|script (?:type="module" )?src)="(/static/[^"]+)"')
_IMPORT = re.compile(r'(?:from|import)\s*\(?"(\.{1,2}/[^"]+)"')


class Pages:
    """The measurements of one stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.ours = stage.product_client()
        self.theirs = stage.floor_client()
        self.count = Statements()
        self._chance = random.Random(2)
        self._numbers = itertools.count(1)

    def rows(self) -> list[Row]:
        """Every figure of this module."""
        return [
            *self.board("200", 60, 2.5),
            *self.board("1000", 30, 2.5),
            *self.save("200", 40, 4.0),
            *self.save("1000", 30, None),
            *self.create(),
            *self.drag(),
            *self.table(),
            *self.preview(),
            self.health(),
        ]

    # --- addresses

    def _board(self, name: str) -> str:
        return f"/projects/{self.stage.slugs[name]}/"

    def _floor(self, name: str) -> str:
        return f"/{list(self.stage.rows).index(name) + 1}/"

    # --- reads

    def board(self, name: str, count: int, limit: float) -> list[Row]:
        """The whole page: as it was before, and right after somebody moved a shot."""
        path, ground = self._board(name), self._floor(name)
        answer = self.ours.get(path)
        shots = int(name)
        ours, theirs = in_turns(lambda: self.ours.get(path).seconds, lambda: self.theirs.get(ground).seconds, count)
        after = Times([self._after_a_move(name) for _ in range(12)])
        least = len(self.theirs.get(ground).body)
        statements = self.count.of(lambda web: web.get(path), self._fresh)
        rows = [
            ratio(f"board of {name}: whole page", ours, theirs, limit),
            ratio(f"board of {name}: whole page after a write", after, theirs),
            Row(f"board of {name}: p95 / p50", round(ours.p95 / ours.p50, 2), "x", 2.0),
            Row(f"board of {name}: statements", statements.asked, "", 12, statements.note),
            Row(
                f"board of {name}: HTML a shot", round(len(answer.body) / shots), "bytes", 1.5 * KB,
                f"page {len(answer.body) / KB:.0f} KB; floor {least / shots:.0f} bytes",
            ),
        ]  # fmt: skip
        if name == "200":
            rows += [*_compressed(answer), self._cold(answer)]
        return rows

    def _cold(self, page: Answer) -> Row:
        """What a first visit to a board transfers beside pictures: page, styles, scripts and what these import."""
        waiting, files = _FILE.findall(page.text), dict[str, int]()
        while waiting:
            path = waiting.pop()
            if path not in files:
                body = self.ours.get(path).body
                files[path] = len(gzip.compress(body, 9))
                waiting += [urljoin(path, name) for name in _IMPORT.findall(body.decode())] if path.endswith(".js") else []
        own, others = len(brotli.compress(page.body, quality=4)), sum(files.values())
        note = f"page {own / KB:.0f} KB, {len(files)} files {others / KB:.0f} KB"
        return Row("board of 200: first visit, compressed", round((own + others) / KB, 1), "KB", 150, note)

    def _fresh(self) -> None:
        """Forget what this process remembers of the projects, as after somebody's write."""
        from projects.reads import REPORTS

        REPORTS.clear()

    def _open(self, path: str) -> Callable[[], object]:
        """Show a page in this process first, as the worker of whoever writes has done."""
        return lambda: self.count.web.get(path)

    def _posted(self, path: str, form: dict[str, Any]) -> Callable[[Any], Any]:
        return lambda web: web.post(path, form, headers={"HX-Request": "true"})

    def _after_a_move(self, name: str) -> float:
        self._move(name, "scene-1", self._chance.randrange(40))
        return self.ours.get(self._board(name)).seconds

    # --- writes

    def _move(self, name: str, scene: str, position: int) -> Answer:
        code = f"SH{10 * (1 + self._chance.randrange(40)):03d}"
        return self.ours.post(f"{self._board(name)}moves/", {"shot": code, "scene": scene, "position": position})

    def save(self, name: str, count: int, limit: float | None) -> list[Row]:
        """One shot's form sent whole with one changed slot; the answer holds the live panel and the changed cards."""
        code = "SH170"
        path = f"{self._board(name)}shots/{code}/"
        typed = saved_form(self.stage.slugs[name], code)

        def ours() -> float:
            answer = self.ours.post(path, typed(f"waits for signal {next(self._numbers)}"))
            if "Saved." not in answer.text:
                raise AssertionError(answer.text[:500])
            return answer.seconds

        pk = self.stage.rows[name]["shots"][16]

        def theirs() -> float:
            return self.theirs.post(f"/shots/{pk}/", {"action": f"waits for signal {next(self._numbers)}"}).seconds

        found = in_turns(ours, theirs, count)
        rows = [ratio(f"save one shot of {name}", *found, limit)]
        if limit is not None:
            typed = saved_form(self.stage.slugs[name], code)
            known, forgotten = (
                self.count.of(self._posted(path, typed(text)), before)
                for text, before in (("waits for the bell", self._open(path)), ("waits for the horn", self._fresh))
            )
            note = f"{known.note}; {forgotten.asked} where this worker has not shown the project since the last write"
            rows.append(Row("save one shot: statements", known.asked, "", 14, note))
        return rows

    def create(self) -> list[Row]:
        """A new shot at the end of a scene; then, not timed, the visit that the answer asks for."""
        path = f"{self._board('200')}shots/"
        scene = self.stage.rows["200"]["scenes"][0]
        visits: list[float] = []

        def ours() -> float:
            answer = self.ours.post(path, {"scene": "scene-1", "key": secrets.token_hex(16)})
            visits.append(self.ours.get(json.loads(answer.headers["hx-location"])["path"]).seconds)
            return answer.seconds

        def theirs() -> float:
            return self.theirs.post(f"/scenes/{scene}/shots/", {"action": "waits"}).seconds

        found = in_turns(ours, theirs, 30)
        form = {"scene": "scene-1", "key": secrets.token_hex(16)}
        statements = self.count.of(self._posted(path, form), self._fresh)
        page = Times(visits)
        return [
            ratio("create one shot (project of 200)", *found, 2.5),
            Row("create one shot: statements", statements.asked, "", None, statements.note),
            Row("create one shot: the page that opens then", round(page.p50, 1), "ms"),
        ]

    def drag(self) -> list[Row]:
        """A shot of a scene of 1,000 to any place; then, apart, the scene that the page asks for anew."""
        name = "one scene"
        row = self.stage.rows[name]
        sizes: list[int] = []
        path = f"{self._board(name)}moves/"

        def form() -> dict[str, Any]:
            at = 10 * (1 + self._chance.randrange(1000))
            return {"shot": f"SH{at:03d}", "scene": "scene-1", "position": self._chance.randrange(1000)}

        def ours() -> float:
            answer = self.ours.post(path, form())
            sizes.append(len(answer.body))
            return answer.seconds

        def theirs() -> float:
            pk = self._chance.choice(row["shots"])
            return self.theirs.post(f"/shots/{pk}/move/", {"position": self._chance.randrange(1000)}).seconds

        found = in_turns(ours, theirs, 40)
        sent = form()
        statements = self.count.of(self._posted(path, sent), self._fresh)
        return [
            ratio("drag among 1,000", *found, 2.0),
            Row("drag among 1,000: answer", max(sizes), "bytes", 4 * KB),
            Row("drag among 1,000: statements", statements.asked, "", None, statements.note),
        ]

    # --- files, the live panel, health

    def table(self) -> list[Row]:
        """The shot list of 1,000 shots as CSV: unchanged, and right after a write."""
        path, ground = f"{self._board('1000')}export/csv/", f"{self._floor('1000')}csv/"
        lines = self.ours.get(path).body.count(b"\n")
        found = in_turns(lambda: self.ours.get(path).seconds, lambda: self.theirs.get(ground).seconds, 30)
        after = []
        for _ in range(6):
            self._move("1000", "scene-1", self._chance.randrange(40))
            after.append(self.ours.get(path).seconds)
        row = ratio("CSV of 1,000", *found, 2.0)
        return [
            replace(row, note=f"{row.note}; {lines} lines"),
            ratio("CSV of 1,000 after a write", Times(after), found[1]),
        ]

    def preview(self) -> list[Row]:
        """The panel under the slots while somebody types, in a project of 300 shots."""
        code = "SH170"
        typed = saved_form(self.stage.slugs["300"], code)
        path = f"{self._board('300')}shots/{code}/preview/"
        self.ours.get(self._board("300"))

        def ours() -> float:
            return self.ours.post(path, typed(f"waits for signal {next(self._numbers)}", saves=False)).seconds

        for _ in range(5):
            ours()
        found = Times([ours() for _ in range(30)])
        return [Row("live preview at 300 shots", round(found.p50, 1), "ms", 50, f"p95 {found.p95:.1f} ms")]

    def health(self) -> Row:
        """The answer to a watchdog against the least of all answers."""
        client: Client = self.ours
        ours: Measured = lambda: client.get("/health/live").seconds  # noqa: E731
        theirs: Measured = lambda: self.theirs.get("/ping/").seconds  # noqa: E731
        return ratio("/health/live", *in_turns(ours, theirs, 100), 2.0)


def _compressed(answer: Answer) -> list[Row]:
    """What a proxy makes of the page: the page must fit by brotli at its quick level."""
    found: list[tuple[str, Callable[[bytes], bytes]]] = [
        ("brotli 4", lambda body: brotli.compress(body, quality=4)),
        ("gzip 6", lambda body: gzip.compress(body, 6)),
    ]
    return [Row(f"board of 200: {name}", round(len(press(answer.body)) / KB, 1), "KB", 60) for name, press in found]
