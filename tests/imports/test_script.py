"""Screenplays, in Fountain and FDX: scenes of headings, shots of action, and files that were made to harm."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Move
from projects.core.incoming import ImportProblem
from projects.imports import read, sniff
from projects.imports.script import place_and_light
from tests import boards

CATALOG = boards.catalog()
FOUNTAIN = """Title: The *Harbour*
Author: Ana

FADE IN:

# Act one

INT. KITCHEN - NIGHT #12A#

A chef in a white jacket plates a dessert carefully. Close-up.
She frowns.

[[needs a practical lamp]]

MARA (CONT'D)
(whispering)
Not today. [[pause]]

KEEPER (V.O.)
Never.

Slow push in on the clock over 4 seconds. /* cut this */

CUT TO:

EXT. PIER - CONTINUOUS

MARA
Hello?

.FLASHBACK

A boat drifts.
"""
FDX = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?><FinalDraft DocumentType="Script" Version="3"><Content>
<Paragraph Number="1" Type="Scene Heading"><Text>EXT. ROAD - DAY</Text></Paragraph>
<Paragraph Type="Action"><Text>He </Text><Text Style="Bold">runs</Text><Text> fast.</Text>
<ScriptNote><Paragraph><Text>stunt</Text></Paragraph></ScriptNote></Paragraph>
<Paragraph><DualDialogue><Paragraph Type="Character"><Text>BOB</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(loud)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Stop!</Text></Paragraph>
</DualDialogue></Paragraph><Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph></Content>
<TitlePage><Content><Paragraph><Text>Run</Text></Paragraph></Content></TitlePage></FinalDraft>"""


def test_a_fountain_script_becomes_scenes_and_shots():
    assert sniff(FOUNTAIN.encode(), "script.txt") == "fountain"
    found = read(FOUNTAIN.encode(), "script.txt", "", CATALOG)
    assert (found.title, found.notes) == ("The Harbour", ("On the title page, not read: Author: Ana.",))
    assert [(scene.title, scene.where, len(scene.shots)) for scene in found.scenes] == [
        ("INT. KITCHEN - NIGHT", "scene 12A, line 8", 2),
        ("EXT. PIER - CONTINUOUS", "line 26", 1),
        ("FLASHBACK", "line 31", 1),
    ]
    chef, clock, mara, boat = [shot for scene in found.scenes for shot in scene.shots]
    assert dict(chef.fields) == {
        "subject": "A chef in a white jacket", "action": "plates a dessert carefully. She frowns.", "shot_size": "cu", "environment": "kitchen, interior",
        "lighting": "night", "dialogue": "MARA (whispering): Not today.\nKEEPER (V.O.): Never.", "notes": "needs a practical lamp\npause",
    }  # fmt: skip
    assert (chef.where, chef.text) == (
        "scene 12A, line 10",
        "A chef in a white jacket plates a dessert carefully. Close-up. She frowns.",
    )
    assert (clock.fields["camera"], clock.fields["duration"]) == ((Move("dolly", "in", "slow"),), Decimal(4))
    assert dict(mara.fields) == {"subject": "Mara", "environment": "pier, exterior", "dialogue": "MARA: Hello?"}
    assert dict(boat.fields) == {"subject": "A boat", "action": "drifts"}
    assert [(item.where, item.reason) for item in found.skipped] == [
        ("line 4", "A transition is no shot: “FADE IN:”"),
        ("line 6", "A section is no shot: “Act one”"),
        ("line 24", "A transition is no shot: “CUT TO:”"),
    ]


def test_a_final_draft_script_keeps_styled_words_notes_and_speech():
    assert sniff(FDX, "x") == "fdx"
    found = read(FDX, "x", "", CATALOG)
    (scene,) = found.scenes
    assert (found.title, scene.title, scene.where) == ("Run", "EXT. ROAD - DAY", "scene 1, paragraph 1")
    assert [(shot.where, dict(shot.fields)) for shot in scene.shots] == [
        ("scene 1, paragraph 2", {"subject": "He", "action": "runs fast", "environment": "road, exterior", "lighting": "daylight",
                                  "dialogue": "BOB (loud): Stop!", "notes": "stunt"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "place", "light"),
    [
        ("INT. KITCHEN - NIGHT", "kitchen, interior", "night"),
        ("EXT. ALLEY – DAWN", "alley, exterior", "dawn light"),
        ("INT./EXT. CAR - DAY", "car", "daylight"),
        ("I/E CAR - LATER", "car", ""),
        ("EXT. PARIS - LEFT BANK - SAME TIME", "paris, left bank, exterior", ""),
        ("Somewhere else", "", ""),
    ],
)
def test_a_heading_says_place_and_light_where_it_does(heading, place, light):
    assert place_and_light(heading, CATALOG) == (place, light)


def test_a_comment_that_never_closes_is_named():
    found = read(b"INT. A - DAY\n\nHe runs.\n\n/* all of this\n\nis gone\n", "a.fountain", "", CATALOG)
    assert [(item.where, item.reason) for item in found.skipped] == [
        ("the end", "This opens and never closes: “/*all of this is gone”")
    ]


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><FinalDraft><Content>&d;</Content></FinalDraft>', "fdx", "The script defines entities or a document type, which none needs: it was not read."),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><FinalDraft/>', "fdx", "The script defines entities or a document type, which none needs: it was not read."),
        (b"<FinalDraft><Content>\n<Paragraph></Content></FinalDraft>", "fdx", "The script is no valid XML at line 2: export it again where it was written."),
        (b"<FinalDraft></FinalDraft>", "fdx", "This XML is no Final Draft script: save it from Final Draft as .fdx."),
        (b"INT. A - DAY\n", "fountain", "The script has no action and no dialogue: choose one with scenes in it."),
        (b"INT. A - DAY\n\n" + b"x " * 6_000, "fountain", "In line 3 the action is over 10,000 characters long: break it up in the script."),
        (b"A man.\n\n" * 5_001, "fountain", "The script has 5,001 paragraphs: at most 5,000 shots can be read. Split it."),
    ],
    ids=range(7),
)  # fmt: skip
def test_a_script_that_cannot_be_read_is_refused_in_one_sentence(data, kind, message):
    with pytest.raises(ImportProblem) as error:
        read(data, "x", kind, CATALOG)
    assert str(error.value) == message


_line = st.sampled_from(
    [
        "INT. A - DAY",
        "",
        "BOB",
        "(low)",
        "He runs.",
        "[[note",
        "]]",
        "/*",
        "*/",
        "> CUT TO:",
        "~la",
        "# x",
        "= y",
        "===",
        "@Al",
        "!x",
        "Title: a",
        "   b",
        ">c<",
        "[[0]]",
        "/*7*/",
    ]
)


@given(st.lists(_line | st.text(max_size=12), max_size=14).map("\n".join))
def test_any_text_is_read_as_a_script_or_refused_in_a_sentence(text):
    refusal = "."
    try:
        found = read(text.encode("utf-8", "surrogatepass"), "a.fountain", "fountain", CATALOG)
    except ImportProblem as problem:
        refusal = str(problem)
    else:
        assert all(shot.where for scene in found.scenes for shot in scene.shots)
    assert refusal.endswith(".")
