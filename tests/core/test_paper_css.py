"""The margins of printed pages."""

from __future__ import annotations

from dataclasses import replace

from projects.core.paper_css import page_rules
from tests.boards import harbour_and_kitchen
from tests.core.test_paper import paper


def test_every_page_says_what_it_is_of() -> None:
    sheet = paper(harbour_and_kitchen(), paper="letter", orientation="portrait")
    rules = page_rules(sheet)
    assert rules.startswith("@page { size: letter portrait; margin: 11mm 12mm 13mm; ")
    assert '@bottom-left { content: "Harbour morning \\0000b7  Version 12 \\0000b7  ' in rules
    assert ('content: "DRAFT"' in rules, 'content: "DRAFT"' in page_rules(replace(sheet, draft=True))) == (False, True)


def test_no_title_gets_out_of_its_string() -> None:
    nasty = replace(paper(harbour_and_kitchen()), title='";} body{display:none} \\" /* \n\ud800 */ 日本' + "x" * 300)
    rules = page_rules(nasty)
    assert (rules.count("{"), rules.count("}"), rules.count('"') % 2, rules.count("\n")) == (4, 4, 0, 1)
    assert "日本" in rules
    assert len(rules) < 1_500


def test_the_words_under_a_frame_have_the_height_that_the_page_was_reckoned_with() -> None:
    sheet = paper(harbour_and_kitchen(), layout="grid", per_page=6)
    assert "figcaption { height: 20mm;" in page_rules(sheet)
    assert ".p-prompt { -webkit-line-clamp: 3; }" in page_rules(sheet)
    assert "figcaption" not in page_rules(paper(harbour_and_kitchen(), layout="pages"))
