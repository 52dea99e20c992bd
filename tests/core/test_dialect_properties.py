"""What holds for every dialect of any shot: the same words with the same marks, and nothing of a carried anchor lost."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import SLOTS, Board, Shot
from projects.core.dialect import DIALECTS
from projects.core.prompts import Prompt, compile_shot
from projects.core.sentences import capital
from projects.core.use import Use, usage
from projects.core.words import without_article
from tests.strategies import boards, catalog

MODELS = [None, *(model.id for model in catalog().models.values() if catalog().dialect_of(model.id))]
_ways = st.sampled_from([(dialect, None) for dialect in DIALECTS[:3]] + [("vendor", model) for model in MODELS])
_CLAUSE_END = re.compile(r"[,;:()\n]|[.!?](?=\s)")
_LABELS = "|".join(
    sorted(
        {slot.title() for slot in SLOTS}
        | {block.label for entry in catalog().dialects.values() for block in entry.blocks if block.label}
        | {label for entry in catalog().dialects.values() for label in entry.labels.values()}
    )
)
# A joint, the end of a sentence, and the label of what follows, each at most once.
_BETWEEN = re.compile(rf"(?:, | and |[.:]? ?|[.:]?\n\n?)(?:(?:{_LABELS}):[ \n]){{0,2}}(?:- )?")
_BETWEEN_JSON = re.compile(r'\.? ?|, | and |(?:\{|\.?",)\n  "(?:' + "|".join(SLOTS) + r')": "|\.?"\n\}')


def pairs(board: Board, dialect: str, model: str | None) -> list[tuple[tuple[Use, ...], Prompt, Prompt]]:
    """(uses, sentence, the same shot in a dialect) of each running shot, hand-written prompts put aside."""
    uses = usage(board)

    def of(shot: Shot, way: str, name: str | None) -> Prompt:
        return compile_shot(
            replace(shot, custom_prompt=""), uses[shot.key], phrase_only=board.continuity == "phrase", catalog=catalog(),
            dialect=way, model=name,
        )  # fmt: skip

    return [
        (uses[shot.key], of(shot, "sentence", None), of(shot, dialect, model))
        for _, shot in board.shots()
        if not shot.omitted
    ]


def words(prompt: Prompt, escaped: bool) -> Counter[tuple[object, ...]]:
    """Every marked stretch with its mark, capitals put aside."""
    found: Counter[tuple[object, ...]] = Counter()
    for start, end, *mark in prompt.spans:
        text = prompt.text[start:end]
        text = json.loads(f'"{text}"') if escaped else text
        found[capital(text).casefold(), *mark] += 1
    return found


@given(boards(sound=True), _ways)
def test_every_part_of_the_sentence_stands_in_each_dialect_once(board: Board, way: tuple[str, str | None]) -> None:
    for _, sentence, prompt in pairs(board, *way):
        assert words(prompt, way[0] == "json") == words(sentence, escaped=False)


@given(boards(sound=True), _ways)
def test_between_the_words_stand_joints_and_labels_only(board: Board, way: tuple[str, str | None]) -> None:
    pattern = _BETWEEN_JSON if way[0] == "json" else _BETWEEN
    for _, _, prompt in pairs(board, *way):
        segments = prompt.segments()
        assert "".join(text for text, _ in segments) == prompt.text
        assert [text for text, span in segments if span is None and not pattern.fullmatch(text)] == []


@given(boards(sound=True), _ways)
def test_every_carried_anchor_is_said_in_one_clause(board: Board, way: tuple[str, str | None]) -> None:
    for uses, _, prompt in pairs(board, *way):
        text = "\n".join(json.loads(prompt.text).values()) if way[0] == "json" and prompt.text else prompt.text
        for use in uses:
            if use.role == "carries":
                assert any(re.search(r"\b(?:same|maintaining)\b", clause) for clause in clauses(text, use))


def clauses(text: str, use: Use) -> list[str]:
    """The clauses that hold the anchor's name, each from its beginning to the name's end."""
    text, name = folded(text), folded(without_article(use.anchor.name))
    found = []
    at = text.find(name)
    while at >= 0:
        ends = [match.end() for match in _CLAUSE_END.finditer(text[:at] + "x")]
        found.append(text[ends[-1] if ends else 0 : at] + name)
        at = text.find(name, at + 1)
    return found


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", "\n".join(" ".join(line.split()) for line in text.splitlines())).casefold()


@given(boards(sound=True))
def test_json_is_an_object_of_texts_by_slot(board: Board) -> None:
    for _, sentence, prompt in pairs(board, "json", None):
        if not prompt.text:
            assert sentence.text == ""
            continue
        found = json.loads(prompt.text)
        assert [slot for slot in SLOTS if slot in found] == list(found)
        assert list(found) == list(dict.fromkeys(sorted((span.slot for span in prompt.spans), key=SLOTS.index)))
        assert {type(value) for value in found.values()} == {str}
        assert " ".join(prompt.text.split()) == json.dumps(found, ensure_ascii=False).replace("{", "{ ", 1)[:-1] + " }"


@given(boards(sound=True))
def test_labelled_lines_are_one_a_slot(board: Board) -> None:
    for _, _, prompt in pairs(board, "labelled", None):
        labels = [line.partition(": ")[0] for line in prompt.text.splitlines()]
        assert labels == [slot.title() for slot in SLOTS if slot in {span.slot for span in prompt.spans}]
