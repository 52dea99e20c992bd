"""Prompts of many hands and forms come apart as a reader would take them: camera values first, then the slots."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from projects.core.board import Move
from projects.core.catalog import load
from projects.core.parsing import parse
from projects.core.parsing_text import tokenise

CATALOG = load()
PROMPTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("parsing_prompts.toml").read_text(encoding="utf-8"))[
    "prompt"
]
TEXTS = ("subject", "action", "environment", "lighting", "style")
CAMERA = {"size": "shot_size", "framing": "framing", "angle": "angle"}


def moves(text: str) -> list[str]:
    return [" ".join(filter(None, (move.move, move.direction, move.speed))) for move in parse(text, CATALOG).camera]


def slots(text: str) -> dict[str, str]:
    parsed = parse(text, CATALOG)
    return {slot: said for slot in (*TEXTS, "rest_camera") if (said := getattr(parsed, slot))}


def values(text: str) -> tuple[str | None, str | None, str | None, str]:
    parsed = parse(text, CATALOG)
    return parsed.shot_size, parsed.framing, parsed.angle, parsed.lens


def _camera_wrong(row: dict[str, Any]) -> str:
    parsed, found, meant = parse(row["text"], CATALOG), moves(row["text"]), row.get("moves", [])
    if len(found) != len(meant) or any(a not in b.split("|") for a, b in zip(found, meant, strict=True)):
        return f"{row['text']}: moves {found}"
    for key, field in CAMERA.items():
        if getattr(parsed, field) != row.get(key):
            return f"{row['text']}: {key} {getattr(parsed, field)}"
    lenses = [lens.casefold() for lens in row.get("lens", "").split("|")]
    right = any(lens in parsed.lens for lens in lenses) if lenses != [""] else not parsed.lens
    return "" if right else f"{row['text']}: lens {parsed.lens}"


def test_the_camera_of_a_prompt_is_read_right_in_97_of_100() -> None:
    wrong = [said for row in PROMPTS if (said := _camera_wrong(row))]
    assert len(PROMPTS) >= 270
    assert len(wrong) <= len(PROMPTS) * 0.03, wrong


def test_a_prompt_that_names_no_camera_yields_none() -> None:
    silent = [row["text"] for row in PROMPTS if not {"moves", "lens", *CAMERA} & set(row)]
    found = {text: (moves(text), values(text)) for text in silent}
    assert {text: said for text, said in found.items() if said != ([], (None, None, None, ""))} == {}
    assert len(silent) >= 80


def test_97_of_100_phrases_stand_in_the_slot_that_a_reader_puts_them_to() -> None:
    phrases = [(row["text"], slot, phrase) for row in PROMPTS for slot in TEXTS for phrase in row.get(slot, [])]
    wrong = [said for said in phrases if said[2].casefold() not in getattr(parse(said[0], CATALOG), said[1]).casefold()]
    assert len(phrases) >= 380
    assert len(wrong) <= len(phrases) * 0.03, wrong


def test_no_word_of_these_prompts_is_lost_or_invented() -> None:
    wrong = []
    for row in PROMPTS:
        parsed = parse(row["text"], CATALOG)
        used = set(parsed.used)
        left = sorted(t.word for t in tokenise(row["text"]) if (t.start, t.end) not in used)
        said = sorted(t.word for slot in (*TEXTS, "rest_camera") for t in tokenise(getattr(parsed, slot)))
        if left != said:
            wrong.append(row["text"])
    assert wrong == []


LINES = [
    (
        "a potter in a grey apron shapes a vase patiently in a sunlit studio, soft window light, slow push in, close-up, 50mm",
        ("a potter in a grey apron", "shapes a vase patiently", "a sunlit studio", "soft window light", ""),
        ([Move("dolly", "in", "slow")], "cu", None, None, "50mm"),
    ),
    (
        "a cyclist in a yellow jersey climbs a mountain road steadily, harsh midday sun, tracking from behind, wide shot",
        ("a cyclist in a yellow jersey", "climbs a mountain road steadily", "", "harsh midday sun", ""),
        ([Move("tracking", "behind")], "ws", None, None, ""),
    ),
    (
        "two children in red raincoats jump over puddles on a cobbled street, overcast light, handheld, low angle, 35mm",
        ("two children in red raincoats", "jump over puddles", "on a cobbled street", "overcast light", ""),
        ([Move("handheld")], None, None, "low", "35mm"),
    ),
    (
        "a violinist with silver hair plays softly in a stone chapel, candlelight, slow clockwise orbit, medium shot, film grain",
        ("a violinist with silver hair", "plays softly", "a stone chapel", "candlelight", "film grain"),
        ([Move("orbit", "clockwise", "slow")], "ms", None, None, ""),
    ),
    (
        "an old fisherman in a wool cap mends a net slowly at a foggy harbour, cold dawn light, static camera, medium wide shot",
        ("an old fisherman in a wool cap", "mends a net slowly", "at a foggy harbour", "cold dawn light", ""),
        ([Move("static")], "mls", None, None, ""),
    ),
    (
        "a black cat with one white paw leaps onto a windowsill in a dusty attic, shafts of sunlight, fast pan right, 24mm",
        ("a black cat with one white paw", "leaps onto a windowsill", "a dusty attic", "shafts of sunlight", ""),
        ([Move("pan", "right", "fast")], None, None, None, "24mm"),
    ),
    (
        "a nurse in blue scrubs checks a monitor in a quiet ward, cool fluorescent light, over-the-shoulder shot, slow zoom in",
        ("a nurse in blue scrubs", "checks a monitor", "a quiet ward", "cool fluorescent light", ""),
        ([Move("zoom", "in", "slow")], None, "ots", None, ""),
    ),
    (
        "a drummer in a torn shirt pounds a snare wildly in a red-lit club, strobe light, crash zoom, extreme close-up",
        ("a drummer in a torn shirt", "pounds a snare wildly", "a red-lit club", "strobe light", ""),
        ([Move("zoom", "in", "fast")], "ecu", None, None, ""),
    ),
    (
        "a gardener with a straw hat waters tomatoes in a glass greenhouse, dappled morning light, crane up, high angle",
        ("a gardener with a straw hat", "waters tomatoes", "a glass greenhouse", "dappled morning light", ""),
        ([Move("crane", "up")], None, None, "high", ""),
    ),
    (
        "a dancer in a white dress spins on an empty stage, single spotlight, dolly zoom, wide shot, 35mm, dreamlike mood",
        ("a dancer in a white dress", "spins", "on an empty stage", "single spotlight", "dreamlike mood"),
        ([Move("dolly", "in"), Move("zoom", "out")], "ws", None, None, "35mm"),
    ),
]


@pytest.mark.parametrize(("line", "texts", "camera"), LINES)
def test_a_line_of_clauses_comes_apart_exactly(line: str, texts: tuple[str, ...], camera: tuple[object, ...]) -> None:
    parsed = parse(line, CATALOG)
    assert tuple(getattr(parsed, slot) for slot in TEXTS) == texts
    assert (list(parsed.camera), parsed.shot_size, parsed.framing, parsed.angle, parsed.lens) == camera
    assert parsed.rest_camera == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dolly zoom", ["dolly in", "zoom out"]),
        ("a slow vertigo effect on his face", ["dolly in slow", "zoom out"]),
        ("reverse dolly zoom", ["dolly out", "zoom in"]),
        ("dolly out while zooming in", ["dolly out", "zoom in"]),
        ("The camera trucks left past the stalls", ["tracking left"]),
        ("pedestal down", ["crane down"]),
        ("slow jib up", ["crane up slow"]),
        ("The camera snap-zooms on the badge", ["zoom in fast"]),
        ("camera crash-zooms into her eye", ["zoom in fast"]),
        ("rack focus from the rose to the couple", []),
        ("The camera glides past the shelves", ["tracking side"]),
        ("We follow a dancer down a corridor", ["tracking"]),
        ("POV walking through a forest", ["tracking forward"]),
        ("The drone flies over a lagoon", ["tracking forward"]),
        ("the camera descends at a crawl", ["crane down slow"]),
        ("The camera spins around the singer", ["orbit fast"]),
        ("tracking shot, slow, left to right", ["tracking right slow"]),
        ("gimbal shot, The camera pushes in", ["dolly in"]),
        ("Camera glides smoothly and quickly to the left along the bar", ["tracking left fast"]),
        ("The camera moves left to right", ["tracking right"]),
        ("The camera pushes in slowly, then pulls back quickly.", ["dolly in slow", "dolly out fast"]),
        ("tracking right, then a tilt up", ["tracking right", "tilt up"]),
        ("Camera rolls 90 degrees", []),
        ("The photographer raises her camera and moves closer to the lion", []),
        ("Worm's-eye view looking up at towers", []),
        ("A fast tracking algorithm draws boxes", []),
        ("The camera follows a dancer and rises over the crowd", ["tracking", "crane up"]),
        ("The camera follows a man who waves and rises", ["tracking"]),
    ],
)
def test_moves_of_the_trade_are_known_by_their_names(text: str, expected: list[str]) -> None:
    assert moves(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MCU of a violinist, 85mm f/1.4", ("mcu", None, None, "85mm f/1.4")),
        ("MS, a clerk counts cash", ("ms", None, None, "")),
        ("She sails the MS Aurora", (None, None, None, "")),
        ("CLOSE ON a typewriter", ("cu", None, None, "")),
        ("The shops close on Sunday", (None, None, None, "")),
        ("Camera: wide, low, 24mm", ("ws", None, "low", "24mm")),
        ("A wide river, a low wall", (None, None, None, "")),
        ("static wide, telephoto 200mm", ("ws", None, None, "telephoto 200mm")),
        ("shot on Arri Alexa with a Cooke S4 40mm at T2.8", (None, None, None, "40mm at t2.8")),
        ("FPV drone shot over a canyon", (None, "pov", None, "")),
        ("It's a long shot, but he tries", (None, None, None, "")),
        ("It's a long shot of a beach", ("ws", None, None, "")),
        ("She leans over the shoulder of her brother", (None, None, None, "")),
        ("Over the shoulder of a hacker typing", (None, "ots", None, "")),
    ],
)
def test_sizes_framings_angles_and_lenses_are_known_in_their_short_forms(
    text: str, expected: tuple[str | None, ...]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Camera: slow push in, 85mm. Subject: a watchmaker with a loupe. Action: tightens a screw. Setting: a workshop.",
            {"subject": "a watchmaker with a loupe", "action": "tightens a screw", "environment": "a workshop"},
        ),
        (
            "**Subject:** an origami fox\n**Action:** unfolds itself\n**Camera:** overhead",
            {"subject": "an origami fox", "action": "unfolds itself"},
        ),
        (
            "Subject: a beekeeper | Action: lifts a frame | Light: late sun",
            {"subject": "a beekeeper", "action": "lifts a frame", "lighting": "late sun"},
        ),
        ("Lighting - warm key\nMood - tender", {"lighting": "warm key", "style": "tender"}),
        ("Actions:\n- The robot taps the bulb.\n- It flinches.", {"action": "The robot taps the bulb. It flinches."}),
        ("Motion: static. Subject: a bowl of ramen", {"subject": "a bowl of ramen"}),
        ("Movement: she vaults a barrier", {"action": "she vaults a barrier"}),
        (
            "INT. DINER - NIGHT. A trucker nurses a coffee.",
            {"environment": "INT. DINER - NIGHT.", "subject": "A trucker", "action": "nurses a coffee"},
        ),
        (
            "[00:00-00:02] A matador bows. [00:02-00:04] The bull charges.",
            {
                "rest_camera": "[00:00-00:02]",
                "subject": "A matador",
                "action": "bows. [00:02-00:04] The bull charges.",
            },
        ),
        (
            "a girl waits at a tram stop, soft light --ar 9:16 --style raw",
            {
                "subject": "a girl",
                "action": "waits",
                "environment": "at a tram stop",
                "lighting": "soft light",
                "style": "--ar 9:16 --style raw",
            },
        ),
    ],
)
def test_labels_headings_times_and_flags_lead_to_their_slots(text: str, expected: dict[str, str]) -> None:
    assert slots(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "桜の木の下で女性がゆっくり歩く。カメラは静かに見守る。",
        "امرأة عجوز تمشي ببطء في شارع ضيق تحت ضوء القمر.",
        "Ein alter Fischer flickt im Nebel sein Netz; die Kamera fährt langsam näher, warmes Licht.",
        "एक बूढ़ा मछुआरा सुबह की धुंध में जाल ठीक करता है।",
        "Une vieille dame pose la casserole, la caméra recule doucement.",
        "Старый рыбак чинит сеть на причале, мягкий свет.",
    ],
)
def test_other_languages_keep_every_word_and_move_no_camera(text: str) -> None:
    parsed = parse(text, CATALOG)
    said = sorted(t.word for slot in (*TEXTS, "rest_camera") for t in tokenise(getattr(parsed, slot)))
    assert (moves(text), values(text)) == ([], (None, None, None, ""))
    assert said == sorted(t.word for t in tokenise(text))
