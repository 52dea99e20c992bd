"""What imports cannot say about how the product is built."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from projects import urls
from projects.core.roles import Action

ROOT = Path(__file__).resolve().parents[1]
PROJECTS = ROOT / "projects"
MODULES = sorted(path for path in PROJECTS.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

SAVING = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
          "add", "remove", "set", "clear", "create_user", "raw", "execute"}  # fmt: skip
DJANGO_FREE = {"core", "exports", "imports", "media"}
# Names that mean something else on what is no row: the method of a dict or a set, a hash, a cache.
PLAIN = {"add", "remove", "set", "clear", "update", "execute"}
ROWS = re.compile(
    r"\b(objects|filter|exclude|all|rows|others|row|locked|project|shot|scene|anchor|link|lock|receipt|session|cursor)\b"
)
NOT_SAVING = {PROJECTS / "models" / "people.py": "makes the account that writes.accounts asks for"}


def module(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda p: p.name)
def test_every_view_has_an_access_rule(pattern):
    rule = getattr(pattern.callback, "access", None)
    assert rule in {"public", "signed-in", *Action}


def test_every_address_is_named_once():
    names = [str(pattern.name) for pattern in urls.urlpatterns]
    assert sorted(set(names)) == sorted(names)


def writes_in(path: Path) -> list[str]:
    """The calls of a module that look like a change of rows: line and text."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAVING:
            owner = ast.unparse(node.func.value)
            if node.func.attr not in PLAIN or ROWS.search(owner):
                found.append(f"{node.lineno}: {owner}.{node.func.attr}")
    return found


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(PROJECTS).parts[0] not in {"writes", *DJANGO_FREE}], ids=module
)
def test_rows_are_changed_in_writes_alone(path):
    if path not in NOT_SAVING:
        assert writes_in(path) == []


def test_the_search_for_writes_finds_them():
    found = [module(path) for path in MODULES if path.parent.name == "writes" and writes_in(path)]
    assert len(found) >= 8


@pytest.mark.parametrize("path", TEMPLATES, ids=module)
def test_a_template_holds_no_script_no_style_and_no_handler(path):
    text = path.read_text()
    forbidden = {
        "inline script": r"<script(?![^>]*\bsrc=)",
        "style element": r"<style",
        "style attribute": r"""\sstyle\s*=""",
        "handler": r"""\son[a-z]+\s*=\s*["']""",
        "htmx handler": r"hx-on",
        "evaluated values": r"""js:|javascript:""",
        "trigger filter": r"""hx-trigger="[^"]*\[""",
        "unescaped": r"\|\s*safe|autoescape\s+false|Markup\(",
        "foreign address": r"""(?:src|href)=["']https?://""",
        "data picture": r"data:image",
    }
    assert [name for name, pattern in forbidden.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_python_marks_nothing_safe_but_what_it_rendered(path):
    unsafe = [line.strip() for line in path.read_text().splitlines() if re.search(r"mark_safe|Markup\(", line)]
    assert [line for line in unsafe if "# noqa: S704 - " not in line] == []


def test_every_form_that_posts_carries_its_token():
    without: list[str] = []
    for path in TEMPLATES:
        for form in re.findall(r'<form\b[^>]*method="post".*?</form>', path.read_text(), re.DOTALL):
            if not re.search(r"csrf\(|csrfmiddlewaretoken", form):
                without += [f"{module(path)}: {form[:80]}"]
    assert without == []


def regions() -> list[tuple[str, str, str]]:
    """Every region that a view asks for: where, template, name."""
    found = []
    for path in sorted((PROJECTS / "views").glob("*.py")):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "page":
                template = ast.literal_eval(node.args[1]) if isinstance(node.args[1], ast.Constant) else ""
                for word in node.keywords:
                    if word.arg == "regions":
                        names = [
                            n.value
                            for n in ast.walk(word.value)
                            if isinstance(n, ast.Constant) and isinstance(n.value, str)
                        ]
                        found += [(module(path), template, name) for name in names or ["changes"]]
    return found


@pytest.mark.parametrize(("where", "template", "name"), regions())
def test_every_region_that_a_view_asks_for_is_a_block_of_its_page(where, template, name):
    text = (ROOT / "templates" / template).read_text()
    parts = [text, *[(ROOT / "templates" / part).read_text() for part in re.findall(r'{% include "([^"]+)"', text)]]
    assert f"{{% block region_{name} %}}" in text
    assert any(re.search(rf'id="(?:tl-)?{name}"', part) for part in parts)


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "catalog" not in p.relative_to(PROJECTS).parts or "core" in p.parts], ids=module
)
def test_no_file_is_too_long_to_read(path):
    assert len(path.read_text().splitlines()) <= 300


# What is tested through what it is made for.
ELSEWHERE = {
    "projects/access.py": "tests/views/test_access.py", "projects/urls.py": "tests/views/test_access.py",
    "projects/apps.py": "tests/views/test_access.py", "projects/cards.py": "tests/views/test_board.py",
    "projects/templatetags/jinja.py": "tests/views/test_export.py", "projects/views/canvas.py": "tests/views/test_board.py",
    "projects/views/live.py": "tests/views/test_shots.py", "projects/views/shared.py": "tests/views/test_board.py",
    "projects/forms/anchors.py": "tests/views/test_anchors.py", "projects/forms/projects.py": "tests/views/test_projects.py",
    "projects/forms/shots.py": "tests/views/test_shots.py", "projects/writes/seeds.py": "tests/views/test_seeds.py",
    "projects/writes/scenes.py": "tests/views/test_board.py", "projects/writes/places.py": "tests/writes/test_any_sequence.py",
    "projects/writes/rows.py": "tests/writes/test_projects.py", "projects/management/archive.py": "tests/management/test_backup.py",
    "projects/management/database.py": "tests/management/test_backup.py", "projects/media/places.py": "tests/views/test_pictures.py",
    "projects/papers.py": "tests/views/test_presets.py", "projects/writes/making.py": "tests/writes/test_jobs.py", "projects/writes/presets.py": "tests/views/test_presets.py",
    "projects/writes/saving.py": "tests/writes/test_step.py",
}  # fmt: skip


def mirror(path: Path) -> list[Path]:
    """Where the tests of a module may lie: its own file, that of its family (`a.py` of `a_b.py`), one for its package."""
    inside, tests = path.relative_to(PROJECTS), ROOT / "tests"
    folder = tests / inside.parent
    if inside.parts[0] == "management":
        return [tests / "management" / f"test_{path.stem}.py", tests / "management" / "test_commands.py"]
    words = path.stem.split("_")
    family = [folder / f"test_{'_'.join(words[:n])}.py" for n in range(len(words), 0, -1) if any(words[:n])]
    return [*family, folder.parent / f"test_{folder.name}.py", ROOT / ELSEWHERE.get(module(path), "nowhere")]


WITH_CODE = [path for path in MODULES if any(not isinstance(n, ast.Expr) for n in ast.parse(path.read_text()).body)]


@pytest.mark.parametrize("path", WITH_CODE, ids=module)
def test_every_module_has_its_mirror(path):
    assert any(place.exists() for place in mirror(path))
