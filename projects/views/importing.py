"""Taking a file in: choose it, say which column is which, look at what would change, then do it in one step."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from projects.access import MemberRequest, for_project, signed_in
from projects.core.findings import Refused
from projects.core.incoming import ImportProblem, Incoming
from projects.core.incoming_plan import Choices, tick
from projects.core.incoming_told import told
from projects.core.roles import Action
from projects.exports.csv_file import write as write_csv
from projects.forms.importing import LABELS, UploadForm, choices_in, headed_in, mapping_in, mapping_text
from projects.imports import SHEETS, read, sheet, sniff
from projects.imports.lately import lately
from projects.material import material_of
from projects.models import Project
from projects.reads import catalogue
from projects.views.regions import page
from projects.views.shared import base_values, new_key, said, said_done
from projects.writes.incoming import Look, MovedOn, look, take_in
from projects.writes.incoming_new import look_new, make_of
from projects.writes.incoming_pictures import read_pictures
from projects.writes.projects import RefusedImport
from projects.writes.transaction import Blocked
from projects.writes.uploads import Upload, held, hold

# How many shots a page of the preview shows, and how many lines a list of it.
SHOWN = 150
LISTED = 1_000
EXAMPLES = 3
BROKEN = "Nothing was taken in, since this would break continuity. See below what stands against it."
GONE = "This file is no longer here: uploads are kept for an hour. Choose it again."


@dataclass(slots=True)
class _Desk:
    """One file on its way in: into `project`, or into a new one where that is None."""

    request: MemberRequest
    project: Project | None
    values: dict[str, Any]
    upload: Upload | None = None
    kind: str = ""
    table: sheet.Table | None = None
    mapping: dict[int, str] = field(default_factory=dict)

    def answer(self) -> HttpResponse:
        """The page of the step that was asked for."""
        if self.request.method != "POST":
            return self.choosing()
        try:
            return self._next()
        except ImportProblem as error:
            return self.choosing(str(error))

    def choosing(self, problem: str = "", form: UploadForm | None = None) -> HttpResponse:
        """The first step; a sentence stands at the file field."""
        form = form or UploadForm(self.request.POST if problem else None, initial={"kind": self.kind})
        if problem:
            form.full_clean()
            form.errors.pop("file", None)
            form.add_error("file", problem)
        return self._page("choose", 422 if form.errors else 200, form=form)

    def _page(self, step: str, status: int, **values: Any) -> HttpResponse:
        shown = {
            "step": step,
            "upload": self.upload,
            "kind": self.kind,
            "kinds": LABELS,
            "table": self.table,
            "problem": "",
        }
        every = {**self.values, **shown, "problem": "", "mapping": mapping_text(self.mapping), **values}
        return page(self.request, "screens/import.html", every, status=status)

    def _next(self) -> HttpResponse:
        data = self.request.POST
        if "upload" in data:
            self.upload = held(self.request.person, data["upload"])
            if self.upload is None:
                raise ImportProblem(GONE)
        else:
            form = UploadForm(data, self.request.FILES)
            if not form.is_valid():
                return self.choosing(form=form)
            content, name, kind = form.content()
            self.upload = Upload("", name, kind, content)
        self.kind = self.upload.kind or sniff(self.upload.data, self.upload.name)
        if self.kind in SHEETS:
            self.table = self._table()
            chosen = mapping_in(data)
            guessed = sheet.guess(self.table.headings, catalogue(), self.table.rows)
            self.mapping = guessed if chosen is None else chosen
        self._keep()
        asked_for_columns = data.get("do") == "map" or "upload" not in data
        if self.table is not None and asked_for_columns and not (self.table.own and "upload" not in data):
            return self.mapping_page()
        return self._looked()

    def _keep(self) -> None:
        """Keeps a file that could be recognised for the steps that follow."""
        if self.upload is not None and not self.upload.token:
            self.upload = hold(self.request.person, self.upload.data, self.upload.name, self.upload.kind)

    def mapping_page(self, problem: str = "") -> HttpResponse:
        """The second step of tables: each column with its first cells, and what it is read as."""
        assert self.table is not None  # noqa: S101 - asked for tables alone
        columns = []
        for at, heading in enumerate(self.table.headings):
            cells = [row[at].strip() for row in self.table.rows if at < len(row) and row[at].strip()]
            columns.append((at, heading, cells[:EXAMPLES], self.mapping.get(at, "")))
        choices = choices_in(self.request.POST)  # ticks of a preview that was left go along
        sets = {"on": " ".join(sorted(choices.on)), "off": " ".join(sorted(choices.off)), "missing": choices.missing}
        status = 422 if problem else 200
        return self._page("map", status, columns=columns, fields=sheet.FIELDS, problem=problem, **sets)

    def _looked(self) -> HttpResponse:
        try:
            incoming = self._read()
            choices = choices_in(self.request.POST)
            found = self._look(incoming, choices)
        except ImportProblem as error:
            if self.table is not None:
                return self.mapping_page(str(error))
            raise
        except Refused as error:
            raise ImportProblem(str(error)) from None
        if self.request.POST.get("do") == "apply":
            return self._apply(incoming, choices, found)
        return self.preview(found)

    def _read(self) -> Incoming:
        assert self.upload is not None  # noqa: S101 - looked up before
        board, standing = None, None
        if self.project is not None:
            board = self.values["report"].board
            if self.table is not None and self.table.own and any(scene.shots for scene in board.scenes):
                standing = sheet.standing(write_csv(material_of(self.project)))
        catalog, name = catalogue(), self.upload.name
        if self.table is None:
            return read(self.upload.data, name, self.kind, catalog, board=board)
        table, chosen, kind = self.table, self.mapping, self.kind
        if standing is not None:
            return sheet.incoming(table, chosen, catalog, board=board, standing=standing, kind=kind)
        key = ("rows", self.upload.data, kind, mapping_text(chosen), catalog.default_model, str(table.headed))
        size = len(self.upload.data)
        return lately(key, board or catalog, size, lambda: sheet.incoming(table, chosen, catalog, board=board, kind=kind))

    def _table(self) -> sheet.Table:
        assert self.upload is not None  # noqa: S101 - looked up before
        data, kind, catalog = self.upload.data, self.kind, catalogue()
        headed = headed_in(self.request.POST)
        key = ("table", data, kind, str(headed))
        return lately(key, catalog, len(data), lambda: sheet.read_table(data, kind, catalog, headed))

    def _look(self, incoming: Incoming, choices: Choices) -> Look:
        if self.project is not None:
            return look(self.project, incoming, choices, role=self.request.role)
        return look_new(incoming, self._title(incoming), choices)

    def _title(self, incoming: Incoming) -> str:
        typed = " ".join(self.request.POST.get("title", "").split())[:200]
        assert self.upload is not None  # noqa: S101 - looked up before
        return typed or incoming.title or PurePath(self.upload.name).stem.replace("_", " ").strip()[:200] or "New project"

    def preview(self, found: Look, problem: str = "", status: int = 200) -> HttpResponse:
        """The last step: what would be added, would change, move or is missing, with a tick for each."""
        choices, plan = found.choices, found.plan
        shown: list[str] = []

        def told_of(owner: str, changes: Any) -> list[Any]:
            rows = told(owner, changes, choices, catalogue())
            shown.extend(row.tick for row in rows)
            return rows

        def ticked(name: str) -> bool:
            shown.append(name)
            return choices.take(name)

        differ, new = (*plan.of("changed"), *plan.of("moved")), plan.of("added")
        at = {name: self._at(name, len(entries)) for name, entries in (("changed", differ), ("added", new))}
        changed = [
            (entry, told_of(entry.key, entry.changes), entry.moved and (ticked(tick(entry.key, "place")) or None))
            for entry in differ[at["changed"] :][:SHOWN]
        ]
        added = [(entry, ticked(entry.key)) for entry in new[at["added"] :][:SHOWN]]
        shown.extend(item.tick for item in found.pictures)
        scenes = [(s, told_of(f"scene:{s.key}", s.changes), (s.moved and ticked(tick(f"scene:{s.key}", "place"))) or None)
                  for s in plan.scenes if s.changes or s.moved]  # fmt: skip
        titles = {scene.key: scene.title or scene.key for scene in (*found.before.board.scenes, *found.after.board.scenes)}
        values = {
            "look": found, "plan": plan, "changed": changed, "added": added, "scenes": scenes, "titles": titles,
            "project_changes": told_of("project", plan.project), "tick": tick,
            "anchors": [(anchor, ticked(tick("anchor", anchor.key))) for anchor in plan.anchors],
            "pictures": [(item, item.taken(choices)) for item in found.pictures],
            "cap": SHOWN, "listed": LISTED, "at": at, "mark": found.mark,
            "shown": " ".join(shown), "on": " ".join(sorted(choices.on - set(shown))),
            "off": " ".join(sorted(choices.off - set(shown))), "allow_errors": bool(self.request.POST.get("allow_errors")),
            "key": self.request.POST.get("key") or new_key(), "title": found.before.board.title, "problem": problem,
        }  # fmt: skip
        return self._page("look", status, **values)

    def _at(self, name: str, count: int) -> int:
        """From which shot on a part of the preview is shown; the ticks of the others go along hidden."""
        asked = self.request.POST.get(f"{name}_at", "")
        at = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
        return at // SHOWN * SHOWN if at < count else 0

    def _apply(self, incoming: Incoming, choices: Choices, found: Look) -> HttpResponse:
        allow = bool(self.request.POST.get("allow_errors"))
        key = self.request.POST.get("key", "")[:64]
        try:
            if self.project is None:
                title = self._title(incoming)
                pictures, told = read_pictures(found.pictures, choices)
                slug = make_of(found, by=self.request.person, allow_errors=allow, key=key, pictures=pictures)
                return said(self.request, reverse("board", args=[slug]), _told([f"{title} is in.", *told]))
            return self._take(incoming, choices, found, allow, key)
        except (RefusedImport, Blocked):
            return self.preview(found, BROKEN, 422)
        except MovedOn as error:
            return self.preview(found, str(error), 409)

    def _take(self, incoming: Incoming, choices: Choices, found: Look, allow: bool, key: str) -> HttpResponse:
        assert self.project is not None and self.upload is not None  # noqa: S101, PT018 - checked by the caller
        mark = self.request.POST.get("mark", "")
        pictures, told = read_pictures(found.pictures, choices)
        line = take_in(
            self.project, incoming, choices, by=self.request.person, role=self.request.role, seen=mark,
            allow_errors=allow, name=self.upload.name, key=key, pictures=pictures,
        )  # fmt: skip
        board = reverse("board", args=[self.project.slug])
        if line is None:
            return said(self.request, board, _told(["The plan says all of that already. Nothing was changed.", *told]))
        return said_done(self.request, self.project, board, _told([_sentence(line.data), *told]))


def _sentence(counts: dict[str, Any]) -> str:
    """What was done, in a toast."""
    told_counts = [
        f"{counts[name]:,} shot{'s' if counts[name] != 1 else ''} {name}"
        for name in ("added", "changed", "deleted")
        if counts.get(name)
    ]
    if count := counts.get("pictures"):
        told_counts.append(f"{count:,} picture{'s' if count != 1 else ''}")
    return f"{', '.join(told_counts)}." if told_counts else "The file is in."


def _told(sentences: list[str]) -> str:
    """What was done and what was not, in a toast; of many things left out the first."""
    some, more = sentences[:3], len(sentences) - 3
    return " ".join([*some, f"{more} more were left out."] if more > 0 else some)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.EDIT)
def importing(request: MemberRequest, project: Project) -> HttpResponse:
    """A file into this project. `do`: `map` for the columns, `look` for what would change, `apply` to do it."""
    return _Desk(request, project, base_values(request, project)).answer()


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_file(request: MemberRequest) -> HttpResponse:
    """A new project from a file, by the same steps."""
    return _Desk(request, None, {"project": None, "report": None}).answer()
