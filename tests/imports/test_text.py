"""A pasted shot list becomes a board: scenes and shots in order, everything in a slot, a value or the notes."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.core.board import Board, Move, Shot
from projects.core.catalog import load
from projects.core.document import dumps, loads
from projects.core.parsing import parse
from projects.core.parsing_text import tokenise
from projects.imports.text import StoryError, read_story

CATALOG = load()
STORIES = sorted((Path(__file__).parents[3] / "shared" / "data" / "stories").glob("*.txt"))
TEXTS = ("subject", "action", "environment", "lighting", "style", "camera_note", "notes", "dialogue", "negative_prompt")


def board(text: str, title: str | None = None) -> Board:
    return read_story(text, CATALOG, title)


def shots(text: str) -> list[Shot]:
    return [shot for _, shot in board(text).shots()]


def filled(shot: Shot) -> dict[str, str]:
    return {name: said for name in TEXTS if (said := getattr(shot, name))}


def words(text: str) -> Counter[str]:
    return Counter(text[token.start : token.end].casefold() for token in tokenise(text))


@pytest.fixture(params=STORIES or [Path("absent")], ids=lambda path: path.stem)
def story(request: pytest.FixtureRequest) -> str:
    if not request.param.exists():
        pytest.skip("../shared/data/stories is not here: this test reads it")
    text: str = request.param.read_text(encoding="utf-8")
    return text


def test_a_story_gives_the_scenes_and_shots_that_its_numbering_says(story: str) -> None:
    scenes = re.findall(r"^## (.+)$", story, re.MULTILINE)
    numbers = re.findall(r"^(\d+)\. ", story, re.MULTILINE)
    found = board(story)
    assert [scene.title for scene in found.scenes] == scenes
    per_scene = [
        len(re.findall(r"^\d+\. ", part, re.MULTILINE)) for part in re.split(r"^## .+$", story, flags=re.MULTILINE)[1:]
    ]
    assert [len(scene.shots) for scene in found.scenes] == per_scene
    assert [shot.key for _, shot in found.shots()] == [f"SH{int(number) * 10:03}" for number in numbers]


def test_a_story_gives_its_title_and_its_logline_as_the_brief(story: str) -> None:
    found = board(story)
    head = story.split("## ", maxsplit=1)[0].splitlines()
    assert (f"# {found.title}", found.brief) == (head[0], "\n".join(head[1:]).strip())


def test_shots_of_a_story_keep_their_order_and_their_words(story: str) -> None:
    """Every word of a shot's two paragraphs stands in that shot, or a camera value says it; none is new."""
    paragraphs = re.findall(r"^\d+\. (.+)\n\s+First frame: (.+)$", story, re.MULTILINE)
    found = [shot for _, shot in board(story).shots()]
    assert len(paragraphs) == len(found)
    for (text, frame), shot in zip(paragraphs, found, strict=True):
        used = {text[start:end].casefold() for start, end in parse(text, CATALOG, whole=True).used}
        said = sum((words(part) for part in filled(shot).values()), Counter())
        lost = (words(text) + words(frame)) - said
        assert set(lost) <= used
        assert said - (words(text) + words(frame)) == Counter()


def test_every_sentence_of_a_first_frame_stands_whole_in_one_slot_or_the_notes(story: str) -> None:
    frames = re.findall(r"^\s+First frame: (.+)$", story, re.MULTILINE)
    for frame, (_, shot) in zip(frames, board(story).shots(), strict=True):
        for sentence in re.split(r"(?:(?<=[.!?])|(?<=\.”))(?<!Dr\.)\s+(?=[A-Z])", frame):
            assert any(sentence.strip() in said for said in filled(shot).values()), sentence


def test_first_frames_say_who_and_where(story: str) -> None:
    """Nearly every first frame describes somebody or something to see, and the place."""
    found = [shot for _, shot in board(story).shots()]
    assert all(shot.subject or shot.environment or shot.notes for shot in found)
    assert sum(bool(shot.subject) for shot in found) >= len(found) * 0.8
    assert sum(bool(shot.environment) for shot in found) >= len(found) * 0.6


def test_no_text_of_a_story_is_over_the_limit_and_the_board_goes_through_a_document(story: str) -> None:
    found = board(story)
    assert max(len(said) for _, shot in found.shots() for said in filled(shot).values()) <= 10_000
    assert loads(dumps(found), CATALOG) == found


def test_the_upper_bound_of_a_stated_time_is_the_duration(story: str) -> None:
    paragraphs = re.findall(r"^\d+\. (.+)$", story, re.MULTILINE)
    stated = [re.search(r"[Oo]ver (?:\d+[-–])?(\d+) seconds", text) for text in paragraphs]
    expected = [Decimal(match[1]) if match else Decimal(10) for match in stated]
    assert [shot.duration for _, shot in board(story).shots()] == expected


def test_most_shots_of_a_story_have_a_size_or_an_angle_and_a_lens_where_one_is_named(story: str) -> None:
    paragraphs = re.findall(r"^\d+\. (.+)$", story, re.MULTILINE)
    found = [shot for _, shot in board(story).shots()]
    for text, shot in zip(paragraphs, found, strict=True):
        lens = re.search(r"\b(\d+mm)\b", text)
        assert shot.lens.removesuffix(" equivalent") == (
            lens[1] if lens else "macro" if "Macro" in text and not shot.shot_size else ""
        )
    assert sum(bool(shot.shot_size or shot.angle or shot.framing) for shot in found) >= len(found) * 0.8


@pytest.mark.parametrize(
    "text",
    [
        "1. A man walks.\n2. A dog barks.",
        "1) A man walks.\n2) A dog barks.",
        "(1) A man walks.\n(2) A dog barks.",
        "- A man walks.\n- A dog barks.",
        "* A man walks.\n\n* A dog barks.",
        "Shot 1: A man walks.\nShot 2: A dog barks.",
        "SHOT 1 - A man walks.\nSHOT 2 - A dog barks.",
        "**Shot 1:** A man walks.\r\n\r\n**Shot 2:** A dog barks.\r\n",
        "## Shot 1\nA man walks.\n## Shot 2\nA dog barks.",
        "A man walks.\n\nA dog barks.",
        "A man walks.\nA dog barks.",
        "\ufeff1.\tA man walks.\n2.\tA dog barks.",
    ],
)
def test_a_plain_list_gives_one_shot_an_entry(text: str) -> None:
    assert [(shot.subject, shot.action) for shot in shots(text)] == [("A man", "walks"), ("A dog", "barks")]
    assert [scene.title for scene in board(text).scenes] == ["Scene 1"]


def test_scenes_keep_their_titles_and_get_keys() -> None:
    text = (
        "# Film\n\nScene 1: The harbour\n\n1. A boat.\n\n## Scene 2\n\n1. A dog.\n\n"
        "### The harbour\n\n1. A cat.\n\nINT. KITCHEN - DAY\n\n1. A pot.\n"
    )
    found = board(text)
    assert [(scene.key, scene.title) for scene in found.scenes] == [
        ("the-harbour", "The harbour"),
        ("scene-2", "Scene 2"),
        ("the-harbour-2", "The harbour"),
        ("int-kitchen-day", "INT. KITCHEN - DAY"),
    ]
    assert [shot.key for _, shot in found.shots()] == ["SH010", "SH020", "SH030", "SH040"]


def test_labelled_lines_of_a_shot_go_to_their_fields() -> None:
    (shot,) = shots(
        "Shot 1:\nSubject: a cat\nAction: sleeps\nCamera: slow push-in, 50mm, from above the sofa\nDuration: 4-6s\n"
        "Dialogue: Miau!\nNegative prompt: dogs\nNotes: check with Ana\nSound: purring\nFirst frame: A sunlit room."
    )
    assert filled(shot) == {
        "subject": "a cat",
        "action": "sleeps",
        "environment": "A sunlit room.",
        "camera_note": "from above the sofa",
        "notes": "check with Ana\nSound: purring",
        "dialogue": "Miau!",
        "negative_prompt": "dogs",
    }
    assert (shot.camera, shot.lens, shot.duration) == ((Move("dolly", "in", "slow"),), "50mm", Decimal(6))


def test_a_first_frame_line_belongs_to_the_shot_before_it_and_is_sorted_by_sentence() -> None:
    first, second = shots(
        "1. A man walks.\n   First frame: A tall man in a red coat. A wet street at night. Soft light. Mood: calm.\n\n"
        "2. A dog barks."
    )
    assert filled(first) == {
        "subject": "A tall man in a red coat.",
        "action": "A man walks.",
        "environment": "A wet street at night.",
        "lighting": "Soft light.",
        "style": "Mood: calm.",
    }
    assert filled(second) == {"subject": "A dog", "action": "barks"}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("A man walks, 5s", "5"),
        ("A man walks for 6-7 seconds", "7"),
        ("Over 5–7 s, a man walks", "7"),
        ("Over 2.5 seconds he sits", "2.5"),
        ("(12s) a man walks", "12"),
        ("An 8-second shot of the sea", "8"),
        ("女性が歩く。5秒", "5"),
        ("A man walks for 700 seconds", "10"),
        ("Over 0.2 seconds a light flashes", "10"),
        ("A man in the 80s walks", "10"),
        ("A woman, 30s, walks and after 3 seconds stops", "10"),
        ("A man walks", "10"),
    ],
)
def test_a_duration_is_read_where_the_text_states_one(text: str, seconds: str) -> None:
    assert [shot.duration for shot in shots(f"1. {text}")] == [Decimal(seconds)]


def test_a_duration_between_commas_goes_to_the_notes() -> None:
    (shot,) = shots("1. A man walks in a park, 5s, slow pan left")
    assert filled(shot) == {"subject": "A man", "action": "walks", "environment": "a park", "notes": "5s"}


def test_other_scripts_are_kept_as_they_are() -> None:
    found = board("シーン1：港\n\nカット1：女性が歩く。\nカット2：船が来る。")
    assert [(scene.key, scene.title) for scene in found.scenes] == [("港", "港")]
    assert [shot.subject for _, shot in found.shots()] == ["女性が歩く。", "船が来る。"]
    assert [shot.subject for shot in shots("1. رجل يمشي في المدينة\n2. امرأة تجلس")] == [
        "رجل يمشي في المدينة",
        "امرأة تجلس",
    ]


def test_what_stands_before_the_first_shot_of_a_scene_is_in_its_notes() -> None:
    found = board("# T\n\n## Market\n\nA busy place.\n\n1. A woman buys fish.\n\n## Empty\n\nNothing yet.")
    assert [filled(shot).get("notes") for _, shot in found.shots()] == ["A busy place."]
    assert (found.brief, len(found.scenes)) == ("Nothing yet.", 2)


def test_a_given_title_goes_first_and_the_heading_stays_in_the_brief() -> None:
    found = board("# Working title\n\nA logline.\n\n1. A man walks.", title="Final title")
    assert (found.title, found.brief) == ("Final title", "Working title\n\nA logline.")


def test_without_a_title_the_first_words_are_the_title() -> None:
    assert board("1. A tall man in a red coat walks home slowly at night.").title == "A tall man in a red coat walks"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the text is empty"),
        (" \n\t\n", "line 1: the text is empty"),
        ("# Only a title", "line 1: there is no shot in this text"),
        ("1. A man\n2. A d\x07og", "line 2: a control character (U+0007) stands here"),
        ("1. A \ud800", "line 1: a control character (U+D800) stands here"),
        ("1. Fine\n2. " + "x" * 10_001, "line 2: the shot is over 10,000 characters long"),
        ("1. Fine\n   First frame: " + "x" * 10_001, "line 1: the first frame is over 10,000 characters long"),
        ("# T\n\n" + "x" * 10_001 + "\n\n1. A", "line 3: the text before the first shot is over 10,000 characters long"),
        ("# " + "x" * 201 + "\n\n1. A", "line 1: the title is over 200 characters long"),
        ("- A\n" * 5_001, "line 5001: more than 5,000 shots"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_with_line_and_reason(text: str, message: str) -> None:
    with pytest.raises(StoryError) as error:
        board(text)
    assert str(error.value) == message
    assert isinstance(error.value, ValueError)


def test_what_a_slot_cannot_hold_goes_to_the_notes() -> None:
    frame = "A man " + "in a red coat and " * 540 + "a hat."
    (shot,) = shots(f"Shot 1:\nSubject: {'y' * 5_000}\nFirst frame: {frame}")
    assert (shot.subject, shot.notes) == ("y" * 5_000, frame)


_line = st.lists(
    st.sampled_from(
        [
            *"# ## 1. 2) - Shot Scene 1: First frame: Notes: A man walks slowly. slow pan left 5s Over 6 s, **".split(),
            *("港", "العربية", "\t", ""),
        ]
    ),
    max_size=9,
).map(" ".join)


@settings(deadline=None)
@given(st.lists(_line | st.text(max_size=20), max_size=12).map("\n".join))
def test_any_text_gives_a_board_that_a_document_can_hold_or_a_clear_refusal(text: str) -> None:
    refusal = ""
    try:
        found = board(text)
    except StoryError as error:
        refusal = str(error)
    else:
        assert loads(dumps(found), CATALOG) == found
    assert re.fullmatch(r"(line \d+: .+)?", refusal)
