"""Our own files say what holds for a shot, also where the project says it: here that becomes the project's value again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from projects.imports.sheet_rows import Row

_INHERITED = ("model", "resolution", "quality", "cfg", "previews")


def effective(rows: Sequence[Row], alone: bool) -> tuple[list[Row], dict[str, Any]]:
    """The rows and the values of the project that they imply.

    `alone` means that no plan stands to compare with: then what most rows say of model, resolution, quality, cfg and
    previews is the project's, and a shot says only where it differs; the terms that all negative prompts begin with
    are the project's, too. The aspect ratio always is.
    """
    project: dict[str, Any] = {}
    values = [dict(row.values) for row in rows]
    for name in ("aspect_ratio", *(_INHERITED if alone else ())):
        given = Counter(row[name] for row in values if row.get(name) is not None)
        if given:
            project[name] = given.most_common(1)[0][0]
        for row in values:
            if name in row and (name == "aspect_ratio" or row[name] == project.get(name)):
                del row[name]
    if alone and values and all("negative_prompt" in row for row in values):
        _negative(values, project)
    return [replace(row, values=said) for row, said in zip(rows, values, strict=True)], project


def _negative(values: Sequence[dict[str, Any]], project: dict[str, Any]) -> None:
    terms = [row["negative_prompt"].split(", ") for row in values]
    shared = 0
    while all(len(own) > shared and own[shared] == terms[0][shared] for own in terms):
        shared += 1
    if len(values) > 1 or shared:
        project["negative_prompt"] = ", ".join(terms[0][:shared])
    for row, own in zip(values, terms, strict=True):
        row["negative_prompt"] = ", ".join(own[shared:])
