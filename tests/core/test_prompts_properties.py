"""What holds for the prompt of any shot, whatever was typed in whatever script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Anchor, Board, Shot
from projects.core.prompts import Prompt, compile_shot
from projects.core.use import Use, usage
from projects.core.wording import clean
from projects.core.words import without_article
from tests.strategies import anchors, boards, catalog

_CLAUSE_END = re.compile(r"[,;:()]|[.!?](?=\s)")


def prompts(board: Board) -> list[tuple[Shot, tuple[Use, ...], Prompt]]:
    """Each running shot of a board with its uses and its compiled prompt, hand-written ones put aside."""
    uses = usage(board)
    return [
        (shot, uses[shot.key], compile_shot(
            replace(shot, custom_prompt=""), uses[shot.key], phrase_only=board.continuity == "phrase", catalog=catalog()
        ))
        for _, shot in board.shots()
        if not shot.omitted
    ]  # fmt: skip


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def clause_of(prompt: str, name: str) -> list[str]:
    """The clauses of a prompt that hold a name, each from its beginning to the name's end."""
    found = []
    at = prompt.find(name)
    while at >= 0:
        before = prompt[:at]
        ends = [m.end() for m in _CLAUSE_END.finditer(before + "x")]
        found.append(before[ends[-1] if ends else 0 :] + name)
        at = prompt.find(name, at + 1)
    return found


@given(boards(sound=True))
def test_a_prompt_has_no_doubled_blanks_or_commas(board: Board) -> None:
    for _, _, prompt in prompts(board):
        assert re.search(r"\s\s|,\s*,|[^\S ]", prompt.text) is None


@given(boards(sound=True))
def test_a_prompt_ends_once(board: Board) -> None:
    for _, uses, prompt in prompts(board):
        if not prompt.text or any(".." in use.anchor.name for use in uses):
            continue
        assert prompt.text[-1] in ".!?…。！？।؟۔"
        assert not prompt.text.endswith(("..", "…."))


@given(boards(sound=True))
def test_every_carried_unbroken_anchor_is_said_with_its_name_in_one_clause(board: Board) -> None:
    for _, uses, prompt in prompts(board):
        text = folded(prompt.text)
        for use in uses:
            if use.role == "carries":
                clauses = clause_of(text, folded(without_article(use.anchor.name)))
                assert any(re.search(r"\b(?:same|maintaining)\b", clause) for clause in clauses)


@given(boards(sound=True))
def test_spans_cover_exactly_their_words_and_joints_none(board: Board) -> None:
    for _, _, prompt in prompts(board):
        segments = prompt.segments()
        assert "".join(part for part, _ in segments) == prompt.text
        assert {part for part, span in segments if span is None} <= {", ", ". ", " ", " and ", "."}
        assert all(part for part, _ in segments)
        assert [span for _, span in segments if span] == list(prompt.spans)


@given(boards(sound=True))
def test_every_word_a_person_typed_is_in_the_prompt(board: Board) -> None:
    for shot, uses, prompt in prompts(replace(board, anchors=())):
        assert uses == ()
        for text in (shot.subject, shot.action, shot.environment, shot.lighting, shot.style, shot.camera_note):
            assert folded(clean(text)) in folded(prompt.text)


@given(boards())
def test_compiling_twice_gives_the_same(board: Board) -> None:
    assert prompts(board) == prompts(replace(board, title="another"))


@given(anchors, st.booleans())
def test_a_typed_phrase_of_any_anchor_is_never_said_twice(anchor: Anchor, short: bool) -> None:
    use = Use(anchor, "carries", "SH010")
    name = without_article(use.anchor.name)
    slots = {use.anchor.kind: f"the same {name}"}
    prompt = compile_shot(Shot("SH020", **slots), (use,), phrase_only=short, catalog=catalog())
    carrying = [span for span in prompt.spans if span.origin == "carrying" and span.phrase]
    assert len(carrying) == 1
    if re.fullmatch(r"[a-z ]+", name):
        assert {span.origin for span in prompt.spans} == {"carrying"}


@given(st.text(max_size=300), st.text(max_size=300), anchors)
def test_compiling_never_raises(own: str, description: str, anchor: Anchor) -> None:
    uses = tuple(Use(replace(anchor, description=description), role, "SH010") for role in ("carries",))
    shot = Shot("SH020", subject=own, action=description, environment=own, lighting=description, style=own, lens=own)
    assert isinstance(compile_shot(shot, uses, phrase_only=False, catalog=catalog()).text, str)
