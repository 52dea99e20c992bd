"""A list leaves, two of its cells change elsewhere, and it comes back: looked at, taken in, taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from projects.exports.csv_file import write as write_csv
from projects.material import material_of
from projects.models import Project, Shot
from tests.browser.people import demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_exported_list_comes_back_with_two_cells_changed(page: Page, base_url: str, tmp_path: Path) -> None:
    user = sign_in(page, base_url)
    project = Project.objects.get(slug=demo_project(user))
    first, second = Shot.objects.filter(project=project, status="draft").order_by("code")[:2]
    text = write_csv(material_of(project)).decode("utf-8-sig")
    changed = text.replace(first.action, "waits at the door").replace(second.action, "listens to the rain")
    (tmp_path / "list.csv").write_text(changed, encoding="utf-8")

    page.goto(f"/projects/{project.slug}/")
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "list.csv")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="2 shots would change")).to_be_visible()
    assert Shot.objects.get(pk=first.pk).action == first.action
    tick = page.locator(f"input[name=take][value='{second.code}.action']")
    expect(tick).to_be_checked()
    tick.uncheck()
    page.get_by_role("button", name="Columns").click()
    expect(page.get_by_label("action", exact=True)).to_have_value("action")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("waits at the door")).to_be_visible()
    expect(tick).not_to_be_checked()
    page.get_by_role("button", name="Take it in").click()

    expect(page.get_by_text("1 shot changed.")).to_be_visible()
    assert Shot.objects.get(pk=first.pk).action == "waits at the door"
    assert Shot.objects.get(pk=second.pk).action == second.action
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("taken back").first).to_be_visible()
    assert Shot.objects.get(pk=first.pk).action == first.action
