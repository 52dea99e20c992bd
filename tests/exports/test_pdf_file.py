"""The PDF of the paper, read back by another library than wrote it."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from projects.core.findings import Refused
from projects.core.paper import sheet
from projects.core.paper_facts import Approved, Facts
from projects.core.paper_options import COLUMNS, Options
from projects.core.report import build
from projects.exports import pdf_data, pdf_file, pdf_process
from projects.exports.material import Material
from tests.boards import catalog, harbour_and_kitchen

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
LAYOUTS = ("table", "grid", "pages", "deck")
HOSTILE = (
    r'#read("/etc/passwd") $x^2$ #import "@preview/cetz:0.3.0" \u{41} C:\new *bold* _it_ `code` <label> @ref = head // gone'
)
SCRIPTS = {
    "Japanese": "灯台守が桟橋をゆっくり歩く",
    "Arabic": "يمشي الحارس ببطء على الرصيف",
    "Hebrew": "שומר המגדלור הולך לאט",
    "Hindi": "प्रकाशस्तंभ का रखवाला धीरे चलता है",
    "emoji": "waves 👋🏽 at 👩‍👧 and 🇩🇪",
    "Korean": "등대지기가 걷는다",
}


def plan(draft=False, **changes):
    """Two scenes in two scripts; the first shot with other words, the second too long for any model where a draft."""
    board = harbour_and_kitchen()
    first, *others = board.scenes
    shots = [replace(first.shots[0], **changes), *first.shots[1:]]
    if draft:
        shots[1] = replace(shots[1], duration=Decimal(599))
    return replace(board, scenes=(replace(first, shots=tuple(shots)), *others))


def material(board, picture=None, **options):
    report = build(board, catalog())
    facts = Facts(12, NOW, {"SH010": Approved("Ada Lovelace", 2, False)}, snapshot="7c1f-a09e")
    made = Material(report, report, catalog(), facts, Options(**options))
    return replace(made, picture=picture) if picture else made


def read(made):
    return pypdf.PdfReader(io.BytesIO(pdf_file.write(made)))


def words(reader):
    """The text of each page, with single spaces."""
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]


def prompts(made):
    return ["".join(run.text for run in e.prompt) for scene in paper(made).scenes for e in scene.entries]


def paper(made):
    return sheet(made.report, made.whole, made.catalog, made.facts, made.options)


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module", params=LAYOUTS)
def draft(request):
    made = material(plan(draft=True), layout=request.param)
    return made, read(made)


def test_every_page_says_draft_its_number_and_the_version(draft):
    made, reader = draft
    pages = words(reader)
    count = len(pages)
    assert [f"page {at} of {count}" in text for at, text in enumerate(pages, 1)] == [True] * count
    assert [text.count("DRAFT") >= 1 for text in pages] == [True] * count
    assert ["Version 12 · 22 Nov 2026, 14:05 UTC · snapshot 7c1f-a09e" in text for text in pages] == [True] * count
    assert made.report.board.title in pages[0]


def test_open_errors_come_before_the_first_shot(draft):
    made, reader = draft
    first = words(reader)[0]
    assert first.index("this is a draft") < first.index(squeezed(paper(made).errors[0].rule))


def test_every_prompt_stands_once_in_order(draft):
    made, reader = draft
    text = "".join(words(reader))
    text = squeezed(text[text.find("Appendix: prompts") :]) if "Appendix" in text else squeezed(text)
    told = [squeezed(prompt) for prompt in prompts(made)]
    assert [text.count(prompt) for prompt in told] == [1] * len(told)
    assert [text.find(prompt) for prompt in told] == sorted(text.find(prompt) for prompt in told)
    if made.options.layout == "deck":
        assert ("seed" in text.lower(), "credits" in "".join(words(reader))) == (False, False)


def test_the_file_is_tagged_named_and_says_what_its_pictures_show(draft):
    _, reader = draft
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Harbour morning"
    assert reader.metadata.author == "Storyboard"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    alts = [x.get("/Alt") for x in elements(root["/StructTreeRoot"]) if x.get("/S") == "/Figure"]
    assert len(alts) == 5
    assert [bool(re.search("[Ss]ketch: ", alt)) for alt in alts] == [True] * 5


def elements(element):
    """All structure elements below one."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_the_table_repeats_its_headings_and_cuts_no_row():
    board = plan()
    long = [replace(board.scenes[0].shots[0], key=f"SH{at}0", notes="A note. " * 40) for at in range(100, 140)]
    board = replace(board, scenes=(replace(board.scenes[0], shots=tuple(long), seed_lock=None),))
    pages = words(read(material(board, columns=("number", "prompt", "credits"))))
    tables = [page for page in pages if "A note." in page]
    assert len(tables) > 4
    assert ["Shot Prompt Credits" in page for page in tables] == [True] * len(tables)
    assert ["1 · Arrival" in page for page in tables] == [True] * len(tables)
    for shot in long:
        (own,) = (page for page in tables if f"{shot.key} " in page)
        row = own[own.index(f"{shot.key} ") :].split(" SH")[0]
        assert row.count("A note.") == 40  # the whole row is where it began


@pytest.mark.parametrize(
    ("paper_name", "lies", "size"),
    [("a4", "portrait", (595, 842)), ("letter", "landscape", (792, 612)), ("letter", "portrait", (612, 792))],
)
def test_each_paper_has_its_size(paper_name, lies, size):
    made = material(plan(), layout="grid", per_page=12, paper=paper_name, orientation=lies, ink="black")
    assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in read(made).pages} == {size}


@pytest.mark.parametrize("layout", ["table", "pages"])
def test_a_prompt_of_ten_thousand_characters_flows_over_pages(layout):
    told = " ".join(f"word{at}" for at in range(1150)) + " " + "x" * 600
    made = material(plan(action=told), layout=layout)
    reader = read(made)
    text = squeezed(
        "".join(re.sub(r"Harbour morning · Version.*?page \d+ of \d+|page \d+ of \d+.*?a09e", "", p) for p in words(reader))
    )
    assert len(reader.pages) > 2
    assert [text.count(f"word{at}word{at + 1}") >= 1 for at in range(1149)].count(False) <= len(reader.pages)
    assert text.count("x" * 200) >= 1


def test_texts_are_never_read_as_markup():
    made = material(plan(action=HOSTILE, notes=HOSTILE, title="#panic()"), layout="table")
    text = squeezed("".join(words(read(made))))
    assert text.count(squeezed(HOSTILE)) == 2
    assert "#panic()" in text


def test_every_script_has_its_font_inside():
    board = plan(action=" ".join(SCRIPTS.values()), notes=SCRIPTS["Arabic"], title=SCRIPTS["Japanese"])
    reader = read(material(board))
    # That standard is refused where a character has no glyph.
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    fonts = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            fonts[inner["/BaseFont"].split("+")[1].split("-")[0]] = any(key.startswith("/FontFile") for key in descriptor)
    assert {"NotoSans", "NotoSansCJKjp", "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoEmoji"} <= set(
        fonts
    )
    assert set(fonts.values()) == {True}


def test_odd_characters_and_every_column_still_make_a_file():
    board = plan(action="a\x00b \ud800 c\u202ed\u0301" + "\u0301" * 1000 + " \U000f0000", dialogue="word" * 200)
    made = material(board, columns=tuple(COLUMNS), orientation="portrait")
    assert len(read(made).pages) >= 1


def test_no_letter_is_smaller_than_seven_points():
    source = "".join(Path(pdf_process.__file__).with_name(name).read_text() for name in pdf_process.LAYOUT)
    assert min(float(size) for size in re.findall(r"([\d.]+)pt, (?:weight|fill|f|tracking|strong|prompt)", source)) == 7.0
    assert "text" not in re.sub(r"context|font", "", next(pdf_data.frames_of(material(plan())))[2].split("<defs>")[1])


def jpeg(colour, size=(480, 270)):
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG")
    return made.getvalue()


def run(made, tmp_path):
    """What the process says, line by line."""
    with pdf_file.start(tmp_path) as started:
        process: Any = started
        for piece in pdf_file.feed(made):
            process.stdin.write(piece)
        process.stdin.flush()
        said = [json.loads(line) for line in process.stdout]
        process.stdin.close()
    return said


def test_a_picture_is_made_as_small_as_paper_needs_it():
    for size, side, made in (((480, 270), 480, (480, 270)), ((480, 270), 240, (240, 135)), ((3000, 2), 240, (240, 1))):
        with Image.open(io.BytesIO(pdf_process.picture(jpeg("red", size), side, grey=False))) as image:
            assert image.size == made


def test_a_picture_that_cannot_be_read_is_drawn_and_named(tmp_path):
    own = {"SH010": jpeg("red"), "SH020": b"\xff\xd8\xff no picture", "SH040": jpeg("blue", (2000, 1000))[:-900]}
    said = run(material(plan(), picture=own.get, layout="grid"), tmp_path)
    assert said[-1]["ready"]
    assert said[-1]["note"].startswith("Pictures that cannot be read, drawn instead: SH020")
    root: Any = pypdf.PdfReader(tmp_path / pdf_process.RESULT).trailer["/Root"]
    alts = [x.get("/Alt") for x in elements(root["/StructTreeRoot"]) if x.get("/S") == "/Figure"]
    assert alts[0] == "SH010: own picture"
    assert "ketch" in alts[1]


def test_the_process_loads_nothing_of_ours_and_ends_with_whoever_asked(tmp_path):
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", str(pdf_process.__file__), str(tmp_path)],
        input=b"", capture_output=True, check=False,
    )  # fmt: skip
    assert b"django" not in loaded.stderr
    assert b"projects" not in loaded.stderr.replace(str(pdf_process.__file__).encode(), b"")
    (tmp_path / "two").mkdir()
    with pdf_file.start(tmp_path / "two") as started:
        process: Any = started
        for piece in pdf_file.feed(material(plan())):
            process.stdin.write(piece)
        process.stdin.close()
        assert process.wait(20) in (0, 3)


def test_what_fails_is_said_in_one_sentence(tmp_path, monkeypatch):
    assert (
        pdf_process.sentence(OSError(28, "No space"))
        == "The disk of this server is full. Free some space, then start again."
    )
    monkeypatch.setattr(pdf_file, "PROGRAM", tmp_path / "gone.py")
    with pytest.raises(Refused, match="ended without an answer"):
        pdf_file.write(material(plan()))


def test_a_scope_without_shots_says_so():
    board = plan()
    made = material(replace(board, scenes=()))
    assert "No shot is in this scope." in words(read(made))[0]
    grid = replace(made, options=Options(layout="grid"))
    assert "No shot is in this scope." in words(read(grid))[0]
