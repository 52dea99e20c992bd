"""What axe finds on a page, in the light and in the dark."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# All rules once; of the other colours only what colours can break. Nothing but the violations comes back.
_RUN = """async (colour) => {
  const found = await axe.run({ resultTypes: ['violations'], ...(colour ? { runOnly: ['color-contrast'] } : {}) });
  return found.violations.map((rule) => [rule.id, rule.nodes[0].html.slice(0, 200)]);
}"""


def violations(page: Page) -> list[Any]:
    """Scheme, rule and first place of each violation of the page as it stands; it is left in the dark."""
    found: list[Any] = []
    for scheme, colour in (("light", False), ("dark", True)):
        page.emulate_media(color_scheme="dark" if colour else "light")
        if not colour:
            page.evaluate(AXE_SCRIPT)
        found += [(scheme, *each) for each in page.evaluate(_RUN, colour)]
    return found
