"""A project's own words and groups of words: added, edited, removed, brought back."""

from __future__ import annotations

from typing import Any

from projects.core.board import Word, WordGroup
from projects.core.document_later import GROUPS_MAX, WORDS_MAX, kept_board_values
from projects.core.findings import Refused
from projects.models import Activity, Project, User
from projects.writes.rows import keep_later
from projects.writes.transaction import changing, log

REMOVED = {"word-removed": "vocabulary", "word-group-removed": "word_groups"}
_GONE = "Somebody removed or changed this meanwhile. Load the page again."


def _kept(locked: Project, name: str) -> list[Any]:
    return list(kept_board_values(locked.later)[name])


def _same(word: Word, slot: str, text: str) -> bool:
    return word.slot == slot and word.text.casefold() == text.casefold()


def save_word(project: Project, word: Word, *, by: User, was: tuple[str, str] | None = None) -> None:
    """Adds a phrase to the project's vocabulary, or puts it in the place of the one `was` (slot and text) before."""
    with changing(project, by=by) as locked:
        words: list[Word] = _kept(locked, "vocabulary")
        at = next((n for n, item in enumerate(words) if was and _same(item, *was)), None)
        if was and at is None:
            raise Refused(_GONE)
        if any(_same(item, word.slot, word.text) for n, item in enumerate(words) if n != at):
            raise Refused(f"“{word.text}” is among the words of this slot already.")
        if at is None:
            if len(words) >= WORDS_MAX:
                raise Refused(f"A project holds {WORDS_MAX} words of its own. Remove one first.")
            words.append(word)
        else:
            words[at] = word
        keep_later(locked, vocabulary=tuple(words))
        log(locked, by, "word-added" if at is None else "word-edited", word.slot, text=word.text, label=word.label)


def remove_word(project: Project, slot: str, text: str, *, by: User) -> Activity:
    """Takes a phrase out of the project's vocabulary. The line of the log can bring it back."""
    with changing(project, by=by) as locked:
        words: list[Word] = _kept(locked, "vocabulary")
        gone = next((item for item in words if _same(item, slot, text)), None)
        if gone is None:
            raise Refused(_GONE)
        place = words.index(gone)
        keep_later(locked, vocabulary=tuple(item for item in words if item is not gone))
        return log(locked, by, "word-removed", gone.slot, text=gone.text, label=gone.label, place=place)


def save_group(project: Project, group: WordGroup, *, by: User, was: str = "") -> None:
    """Adds a group of words that exclude each other, or changes the one with the id `was`. Every finding follows."""
    with changing(project, by=by) as locked:
        groups: list[WordGroup] = _kept(locked, "word_groups")
        at = next((n for n, item in enumerate(groups) if was and item.id == was), None)
        if was and at is None:
            raise Refused(_GONE)
        if any(item.id == group.id for n, item in enumerate(groups) if n != at):
            raise Refused(f"There is a group {group.id} already.")
        if at is None:
            if len(groups) >= GROUPS_MAX:
                raise Refused(f"A project holds {GROUPS_MAX} groups of its own. Remove one first.")
            groups.append(group)
        else:
            groups[at] = group
        keep_later(locked, word_groups=tuple(groups))
        log(locked, by, "word-group-added" if at is None else "word-group-edited", group.id, **_plain(group))


def _plain(group: WordGroup) -> dict[str, Any]:
    values = [[value, list(words)] for value, words in group.values]
    return {"label": group.label, "kinds": list(group.kinds), "values": values}


def remove_group(project: Project, key: str, *, by: User) -> Activity:
    """Takes a group away; its words exclude each other no longer. The line of the log can bring it back."""
    with changing(project, by=by) as locked:
        groups: list[WordGroup] = _kept(locked, "word_groups")
        gone = next((item for item in groups if item.id == key), None)
        if gone is None:
            raise Refused(_GONE)
        place = groups.index(gone)
        keep_later(locked, word_groups=tuple(item for item in groups if item is not gone))
        return log(locked, by, "word-group-removed", gone.id, **_plain(gone), place=place)


def restore(project: Project, number: int, *, by: User) -> str:
    """Brings back what a line of the log removed, in its old place. What it says, for the page."""
    line = Activity.objects.filter(project=project, pk=number, verb__in=REMOVED).first()
    if line is None:
        raise Refused("This was not the removal of a word. Nothing was brought back.")
    data = line.data
    with changing(project, by=by) as locked:
        name = REMOVED[line.verb]
        kept = _kept(locked, name)
        if name == "vocabulary":
            there = any(_same(item, line.target, data["text"]) for item in kept)
            back: Word | WordGroup = Word(line.target, data["text"], data["label"])  # type: ignore[arg-type]
            most, said = WORDS_MAX, data["text"]
        else:
            there = any(item.id == line.target for item in kept)
            values = tuple((value, tuple(words)) for value, words in data["values"])
            back = WordGroup(line.target, data["label"], tuple(data["kinds"]), values)
            most, said = GROUPS_MAX, data["label"]
        if there or len(kept) >= most:
            raise Refused(f"{said} stands there already." if there else "There is no room for it. Remove another first.")
        kept.insert(data["place"], back)
        keep_later(locked, **{name: tuple(kept)})
        log(locked, by, "word-restored" if name == "vocabulary" else "word-group-restored", line.target, text=said)
    return str(said)
