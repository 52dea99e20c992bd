"""What the lines of the activity log say, as words for a person."""

from __future__ import annotations

# What lines are about, by which they are filtered, with its label.
KINDS = {
    "shots": "Shots", "anchors": "Anchors", "scenes": "Scenes", "settings": "Settings", "review": "Review",
    "comments": "Comments", "people": "People and links", "files": "Imports and copies",
}  # fmt: skip
# How a verb begins -> its kind; the first that fits.
_BEGINS = {
    "shot-status": "review", "shots-status": "review", "round-": "review",
    "anchor-without": "shots", "anchor-shown": "shots",
    "anchor-": "anchors", "suggestions-": "anchors", "scene-": "scenes", "seed-": "scenes", "template-": "scenes",
    "project-imported": "files", "project-made": "files", "project-duplicated": "files", "project-from-": "files",
    "file-": "files", "project-handed-": "people", "project-": "settings", "settings-": "settings", "word-": "settings",
    "four-eyes-": "settings", "people-": "people", "invitation-": "people", "member-": "people", "role-": "people",
    "link-": "people", "links-": "people", "commented-": "comments", "answered-": "comments", "comment-": "comments",
    "resolved-": "comments", "reopened-": "comments", "rule-": "settings", "rules-": "settings",
}  # fmt: skip
UNDONE = ("undone", "redone")
REFUSED = "refused"
# verb of a line -> what was done; {target} is what it was done to
_SAID = {
    "links-revoked": "{target} revoked",
    "shot-added": "{target} added", "shot-duplicated": "{target} made as a copy", "shot-edited": "{target} edited",
    "shot-restored-version": "an earlier version of {target} brought back", "shot-omitted": "{target} omitted",
    "shot-back": "{target} taken back in", "shot-deleted": "{target} deleted", "shot-restored": "{target} restored",
    "shot-moved": "{target} moved", "shot-status": "review of {target}", "shots-changed": "{target} changed",
    "shots-moved": "{target} moved", "shots-deleted": "{target} deleted", "shots-duplicated": "copies of {target}",
    "shots-omitted": "{target} omitted", "shots-back": "{target} taken back in", "shots-status": "review of {target}",
    "break-recorded": "break recorded in {target}", "break-removed": "break of {target} taken back",
    "anchor-added": "anchor {target} added", "anchor-edited": "anchor {target} edited",
    "anchor-deleted": "anchor {target} deleted", "anchor-restored": "anchor {target} restored",
    "anchor-attached": "places of anchor {target}", "anchor-without": "{target} shown without an anchor",
    "anchor-shown": "{target} shown with an anchor again", "scene-added": "scene {target} added",
    "scene-edited": "scene {target} edited", "scene-deleted": "scene {target} deleted",
    "scene-restored": "scene {target} restored", "scene-moved": "scene {target} moved",
    "seed-locked": "seed locked", "seed-unlocked": "seed unlocked", "seed-master": "master of the seed lock",
    "settings-changed": "settings changed", "settings-preset-saved": "preset {target} saved",
    "settings-finishing": "finishing steps changed", "settings-preset-deleted": "preset {target} deleted",
    "settings-logo-set": "logo of the paper set",
    "settings-logo-removed": "logo of the paper removed", "fixes-applied": "findings mended in {target}",
    "suggestions-accepted": "suggested anchors taken", "variant-added": "variant of {target} added",
    "variant-edited": "variant of {target} edited", "variant-picked": "variant of {target} picked",
    "variant-deleted": "variant of {target} deleted", "wording-renewed": "wording of an anchor renewed in {target}",
    "picture-set": "picture of {target}", "picture-removed": "picture of {target} removed",
    "template-inserted": "template inserted as scene {target}", "project-from-template": "project made from a template",
    "shot-split": "{target} split", "shots-joined": "a shot joined to {target}",
    "scene-copied": "scene {target} made as a copy", "cells-changed": "cells of {target} changed",
    "lengths-changed": "length of {target} changed", "lengths-fitted": "lengths of {target} fitted",
    "thread-drawn": "thread drawn anew in {target}",
    "wording-kept": "older wording kept in {target}",
    "four-eyes-on": "four eyes asked for", "four-eyes-off": "four eyes no longer asked for",
    "people-invited": "invited {target}", "invitation-renewed": "new invitation for {target}",
    "invitation-revoked": "invitation of {target} taken back", "member-joined": "{target} joined",
    "role-changed": "role of {target}", "project-handed-over": "project handed over to {target}",
    "member-removed": "{target} removed from the project", "member-left": "{target} left the project",
    "link-made": "share link {target} made", "link-changed": "share link {target} changed",
    "link-revoked": "share link {target} revoked",
    "commented-on": "commented on {target}", "answered-on": "answered in a thread on {target}",
    "comment-edited-on": "own comment on {target} changed", "comment-deleted-on": "own comment on {target} deleted",
    "resolved-a-thread-on": "thread on {target} resolved", "reopened-a-thread-on": "thread on {target} opened again",
    "round-opened": "{target} opened for review", "round-closed": "{target} closed",
    "word-added": "word {target} added", "word-edited": "word {target} edited", "word-removed": "word {target} removed",
    "word-restored": "word {target} restored", "word-group-added": "word group {target} added",
    "word-group-edited": "word group {target} edited", "word-group-removed": "word group {target} removed",
    "word-group-restored": "word group {target} restored", "project-imported": "project taken in from a file",
    "project-made": "project made", "project-duplicated": "project made as a copy", "project-archived": "project archived",
    "project-unarchived": "project taken out of the archive", "project-deleted": "project deleted",
    "project-restored": "project restored", "refused": "refused in {target}", "break-lost": "break in {target} lost",
    "file-taken-in": "a file taken in: {target}",
    "undone": "{target}: taken back", "redone": "{target}: done again",
}  # fmt: skip


def told(verb: str, target: str) -> str:
    """What a line says, without a capital: `SH020 moved`. An unknown verb is said by its own words."""
    pattern = _SAID.get(verb) or f"{verb.replace('-', ' ')} {{target}}".strip()
    return " ".join(pattern.replace("{target}", target).split())


def kind_of(verb: str) -> str:
    """What a line is about, one of `KINDS`; empty for lines that stand for others: steps taken back, refusals."""
    if verb in (*UNDONE, REFUSED):
        return ""
    return next((kind for begin, kind in _BEGINS.items() if verb.startswith(begin)), "shots")


def verbs_of(kind: str) -> list[str]:
    """The known verbs of a kind."""
    return [verb for verb in _SAID if kind_of(verb) == kind]


def verbs_saying(words: str) -> list[str]:
    """The known verbs whose sentence holds these words, whatever they are about."""
    wanted = words.casefold()
    return [verb for verb, said in _SAID.items() if wanted in said.replace("{target}", "").casefold()]
