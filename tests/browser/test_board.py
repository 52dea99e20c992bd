"""The board in a real browser: moving shots, screen readers, narrow windows, hostile texts, no JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.core.board import Anchor, Board, Move, Scene, Shot
from projects.models import Activity
from projects.models import Shot as Row
from projects.writes.projects import import_board
from tests.browser.axe import violations
from tests.browser.hostile import HOSTILE
from tests.browser.people import codes, demo_project, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

SCREENS = ("", "shots/SH030/", "anchors/", "anchors/mara/", "export/", "activity/", "settings/", "scenes/opening/seed/",
           "findings/", "words/", "suggestions/", "rules/", "shots/SH030/variants/", "shots/SH030/variants/A/", "shots/SH030/trouble/")  # fmt: skip


def order(scene: str) -> list[str]:
    """The codes of one scene as the database holds them."""
    rows = Row.objects.filter(scene__key=scene, deleted_at=None).order_by("position")
    assert list(rows.values_list("position", flat=True)) == list(range(rows.count()))
    return list(rows.values_list("code", flat=True))


def test_a_shot_is_dragged_within_its_scene_and_into_another(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    page.locator("#shot-SH010 [data-grip]").drag_to(page.locator("#shot-SH030"), target_position={"x": 220, "y": 100})
    expect(page.get_by_text("SH010 is now shot 3 of Opening the shop.")).to_be_visible()
    assert codes(page, "opening") == order("opening") == ["SH020", "SH030", "SH010", "SH040", "SH050"]
    expect(page.locator("#shot-SH010 .no")).to_have_text("1.3")
    expect(page.locator("#shot-SH020 .lanes .est")).to_have_count(4)

    page.locator("#shot-SH070 [data-grip]").drag_to(page.locator("#shot-SH020"), target_position={"x": 10, "y": 60})
    expect(page.get_by_text("It takes the locked seed 48213.")).to_be_visible()
    assert codes(page, "opening") == order("opening") == ["SH070", "SH020", "SH030", "SH010", "SH040", "SH050"]
    assert codes(page, "after-dark") == order("after-dark") == ["SH060", "SH080"]


def test_a_shot_is_moved_by_keyboard_and_said_aloud(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    grip = page.locator("#shot-SH050 [data-grip]")
    grip.focus()
    page.keyboard.press("Space")
    expect(page.locator("#live")).to_contain_text("SH050 lifted, position 5 of 5 in Opening the shop.")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert codes(page, "opening")[-1] == "SH050"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.get_by_text("SH050 is now shot 1 of After dark.")).to_be_visible()
    assert codes(page, "after-dark") == order("after-dark") == ["SH050", "SH060", "SH070", "SH080"]
    expect(page.locator("#shot-SH050 [data-grip]")).to_be_focused()


def test_no_screen_has_an_accessibility_violation_or_is_wider_than_the_window(page: Page, base_url: str) -> None:
    slug = demo_project(sign_in(page, base_url))
    found = {}
    for screen in ("/", "/new/", "/new/text/", "/new/document/", *(f"/projects/{slug}/{path}" for path in SCREENS)):
        page.goto(screen)
        found[screen] = violations(page)
        if (more := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:  # narrower ones: test_phone
            found[screen].append(f"{more} px too wide")
    assert {screen: items for screen, items in found.items() if items} == {}


def test_hostile_texts_are_shown_and_never_run(page: Page, base_url: str) -> None:
    user = sign_in(page, base_url)
    anchors = tuple(Anchor(f"a{n}", "subject", "Mara<b>x" if n else "x'\"", text) for n, text in enumerate(HOSTILE[:2]))
    shots = tuple(
        Shot(
            f"SH{n}", title=text, subject=text, action=text, environment=text, lighting=text, style=text, lens=text,
            camera_note=text, dialogue=text, notes=text, camera=(Move("static"),), anchors=("a0",),
        )
        for n, text in enumerate(HOSTILE)
    )  # fmt: skip
    board = Board(HOSTILE[0], brief=HOSTILE[1], anchors=anchors, anchors_in_use=("a1",),
                  scenes=(Scene("one", "</textarea><svg onload=window.hit=1>", shots=shots),))  # fmt: skip
    slug = import_board(board, by=user, allow_errors=True)
    for screen in (
        "/",
        *(f"/projects/{slug}/{p}" for p in ("", "shots/SH3/", "anchors/", "export/", "activity/", "settings/")),
    ):
        page.goto(screen)
        assert page.evaluate("window.hit") is None
    page.goto(f"/projects/{slug}/shots/SH1/")
    page.get_by_label("Subject").fill("</textarea><svg onload=window.hit=1>")
    expect(page.locator("#prompt-text")).to_contain_text("</textarea><svg onload=window.hit=1>")
    page.get_by_role("button", name="Save shot").click()
    expect(page.locator("#saved")).to_have_text("Saved.")
    assert page.evaluate("window.hit") is None


def test_everything_can_be_written_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_label("Action").fill("tamps the coffee twice")
    page.get_by_role("button", name="Save shot").last.click()
    expect(page.get_by_text("SH020 saved.")).to_be_visible()
    page.locator(".move select").select_option("after-dark")
    page.locator(".move input[name=place]").fill("1")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("SH020 is now shot 1 of After dark.")).to_be_visible()
    page.get_by_role("button", name="Duplicate").click()
    expect(page.get_by_text("is a copy of SH020")).to_be_visible()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back:")).to_be_visible()
    page.goto(f"/projects/{slug}/shots/SH020/")
    page.get_by_role("button", name="Omit").click()
    expect(page.get_by_text("is omitted: it keeps its code")).to_be_visible()
    verbs = list(Activity.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[1:] == ["shot-edited", "shot-moved", "shot-duplicated", "shot-deleted", "undone", "shot-omitted"]
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_scene_is_moved_copied_and_deleted_from_its_menu(browser: Browser, base_url: str, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, base_url=base_url)
    page = context.new_page()
    slug = demo_project(sign_in(page, base_url))
    page.goto(f"/projects/{slug}/")
    for scene, button, said in (
        (1, "Move down", "The scene is now scene 2."), (1, "Duplicate scene", "(copy)"), (1, "Delete scene", "Scene deleted."),
    ):  # fmt: skip
        page.get_by_label(f"More for scene {scene}").click()
        copies = button == "Duplicate scene"
        page.locator("section.scene").nth(scene - 1).get_by_role("link" if copies else "button", name=button).click()
        if copies:
            page.get_by_role("button", name="Duplicate the scene").click()
        expect(page.get_by_text(said).first).to_be_visible()
    keys = page.eval_on_selector_all("section.scene", "found => found.map(one => one.id)")
    assert keys == ["scene-after-dark-copy", "scene-opening"]
    context.close()
