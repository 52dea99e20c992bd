"""The file to send, opened without a network: all of it is there, and it prints page by page."""

from __future__ import annotations

import io
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from projects.exports.html_file import write
from tests import boards
from tests.papers import material

CODES = ["SH010", "SH020", "SH030", "SH040", "12A"]


def test_it_opens_offline_loads_nothing_and_prints_page_by_page(page: Page, tmp_path: Path, complaints: list[str]) -> None:
    page.context.set_offline(True)
    opened = []
    # Two scenes, the closing and the appendix; a page a shot and the closing.
    for layout, count in (("grid", 4), ("pages", 6)):
        file = tmp_path / f"{layout}.html"
        file.write_bytes(write(material(boards.harbour_and_kitchen(), layout=layout)))
        page.goto(file.as_uri())
        opened.append(f"asked for {file.as_uri()}")
        expect(page.locator("#paper svg.frame")).to_have_count(5)
        expect(page.locator(".p-leaf").first).to_have_css("background-color", "rgb(255, 255, 255)")
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
        assert [f"page {at} of {count}" in text for at, text in enumerate(texts, 1)] == [True] * count
        assert [code for code in CODES if not any(code in text for text in texts)] == []
        assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [842, 595]
    assert complaints == opened
    complaints.clear()
