"""A picture of every main screen. SCREENS=1 writes them to docs/screens.

Either way no screen may complain, run over its edge or come out blank.
"""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.people import demo_project, sign_in, until

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = Path(settings.BASE_DIR) / "docs" / "screens"
LIMIT = 3_000_000
README = "board"  # stays a PNG: the README shows it
SIZES = {1440: 900, 820: 1180, 390: 844, 1123: 794}  # the last one is a sheet of A4 at 96 dpi


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: its name, its address below the project (or from the root), and what is done before it is made."""

    name: str
    path: str
    act: Callable[[Page], None] | None = None
    width: int = 1440
    dark: bool = True
    printed: bool = False


def several(page: Page) -> None:
    """Three shots picked, and the drawer of what to do with them."""
    for code in ("SH020", "SH030", "SH040"):
        page.locator(f"#shot-{code} .pic").click(modifiers=["Control"])
    page.get_by_role("button", name="Change…").click()
    expect(page.locator("#batch-dialog h1")).to_be_visible()


def searched(page: Page) -> None:
    """The search over the board, with something found."""
    page.keyboard.press("/")
    page.keyboard.type("light")
    expect(page.locator("#palette-results .hit").first).to_be_visible()
    expect(page.locator("#palette-results mark").first).to_be_visible()


def worked(page: Page) -> None:
    """Some work to look back on: one shot omitted, one deleted; then the page of the address again."""
    here = page.url
    board = here.rsplit("/", 2)[0]
    for code, button in (("SH020", "Omit"), ("SH080", "Delete")):
        page.goto(f"{board}/shots/{code}/")
        page.locator(".editor > .actions").get_by_role("button", name=button, exact=True).click()
        expect(page.locator("#toasts .toast").first).to_be_visible()
    page.goto(here)
    expect(page.get_by_text("SH080").first).to_be_visible()


SCREENS = (
    Screen("projects", "/"),
    Screen("board", ""),
    Screen("shot", "shots/SH030/"),
    Screen("board-filtered", "?anchor=coffee-shop"),
    Screen("several-shots", "", several),
    Screen("table", "table/"),
    Screen("timeline", "timeline/"),
    Screen("anchors", "anchors/"),
    Screen("anchor", "anchors/mara/"),
    Screen("thread", "anchors/mara/thread/"),
    Screen("findings", "findings/"),
    Screen("export", "export/"),
    Screen("templates", "/new/template/"),
    Screen("help", "/help/"),
    Screen("find", "", searched),
    *(
        Screen(f"{name}-{width}", path, width=width, dark=width == 390)
        for width in (820, 390)
        for name, path in (("board", ""), ("shot", "shots/SH030/"), ("table", "table/"), ("timeline", "timeline/"))
    ),
    Screen("export-print", "export/", width=1123, dark=False, printed=True),
    Screen("timeline-print", "timeline/", width=1123, dark=False, printed=True),
    # What changes the plan comes last: all are pictures of one project.
    Screen("trash", "trash/", worked),
    Screen("steps", "steps/"),
)


@pytest.fixture
def violations(page: Page) -> Iterator[list[str]]:
    """What the content security policy refused, as the browser tells it."""
    said: list[str] = []
    page.expose_function("refused", lambda told: said.append(told))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => refused(`${e.violatedDirective} ${e.blockedURI}`), true)"
    )
    yield said
    assert said == []


def taken(page: Page, screen: Screen, slug: str) -> Image.Image:
    """The screen as a picture."""
    page.set_viewport_size({"width": screen.width, "height": SIZES[screen.width]})
    page.emulate_media(color_scheme="dark" if screen.dark else "light", media="print" if screen.printed else "screen")
    page.goto(screen.path if screen.path.startswith("/") else f"/projects/{slug}/{screen.path}")
    if screen.act:
        screen.act(page)
    if screen.printed:
        page.evaluate("document.body.style.padding = '11mm 12mm'")  # what @page leaves free
    until(page, "document.fonts.status === 'loaded' && !document.querySelector('.htmx-request, [aria-busy=true]')")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    page.evaluate("sessionStorage.clear()")  # what was picked here is not picked on the next screen
    return picture


def wrong(page: Page, picture: Image.Image, screen: Screen) -> list[str]:
    """What is not as it should be on a screen."""
    more = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    found = {
        f"{more} px too wide": more > 0,
        f"the picture is {picture.size}": picture.size != (screen.width, SIZES[screen.width]),
        "hardly anything is to be seen": picture.getcolors(maxcolors=64) is not None,
    }
    return [said for said, holds in found.items() if holds]


@pytest.mark.usefixtures("violations")
def test_every_screen_is_whole_and_worth_a_picture(page: Page, base_url: str) -> None:
    slug, found = demo_project(sign_in(page, base_url)), {}
    for screen in SCREENS:
        picture = taken(page, screen, slug)
        if os.environ.get("SCREENS") == "1":
            if screen.name == README:
                picture.save(KEPT / f"{screen.name}.png", optimize=True)
            else:
                picture.save(KEPT / f"{screen.name}.webp", quality=80, method=6)
        found[screen.name] = wrong(page, picture, screen)
    assert {name: said for name, said in found.items() if said} == {}


def test_the_kept_pictures_are_small_and_are_these() -> None:
    kept = {file.stem: file.stat().st_size for file in KEPT.iterdir()}
    assert set(kept) <= {screen.name for screen in SCREENS}
    assert sum(kept.values()) < LIMIT
