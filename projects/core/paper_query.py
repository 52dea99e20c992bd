"""The options of paper and files in an address or a form, there and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from projects.core.dialects import LABELS
from projects.core.paper_options import COLUMNS, INKS, LAYOUTS, ORIENTATIONS, PAPERS, PER_PAGE, SCOPES, Options

_CHOICES: dict[str, Sequence[str]] = {
    "layout": LAYOUTS,
    "scope": SCOPES,
    "paper": PAPERS,
    "orientation": ORIENTATIONS,
    "ink": INKS,
    "dialect": ("", *LABELS),
}
_FLAGS = ("threads", "legend", "sign_off", "appendix")
_LISTS = ("keys", "columns")
_WORDS = {
    "layout": "layout", "scope": "scope", "paper": "paper", "orientation": "orientation", "ink": "ink",
    "dialect": "dialect",
}  # fmt: skip
SINCE_MAX = 60


class OptionsProblem(ValueError):
    """What is wrong with options that came in: a sentence by the name of the option. `options` are the others."""

    def __init__(self, problems: Mapping[str, str], options: Options) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems, self.options = dict(problems), options


def read_options(values: Mapping[str, Sequence[str]]) -> Options:
    """Options out of names with their values, as an address or a form has them; other names are passed over.

    A missing name means the usual value, but for the switches of a form that says `form=1`: there a missing switch
    is off. OptionsProblem names each value that is none.
    """
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in (field.name for field in fields(Options)):
        given = list(values.get(name, ()))
        if name in _FLAGS:
            if given or values.get("form"):
                found[name] = given[-1:] not in ([], ["0"])
        elif not given:
            if name == "columns" and values.get("form"):
                problems[name] = "Choose at least one column."
        elif name in _LISTS:
            found[name], problem = _listed(name, given)
            problems |= {name: problem} if problem else {}
        else:
            value, problem = _one(name, next((one for one in reversed(given) if one), ""))
            if problem:
                problems[name] = problem
            else:
                found[name] = value
    options = Options(**found)
    if problems:
        raise OptionsProblem(problems, options)
    return options


def _one(name: str, value: str) -> tuple[Any, str]:
    if name == "per_page":
        allowed = [str(number) for number in PER_PAGE]
        if value not in allowed:
            return None, f"Frames on a page: choose {', '.join(allowed[:-1])} or {allowed[-1]}."
        return int(value), ""
    if name == "since":
        return (value, "") if len(value) <= SINCE_MAX else (None, "That is no point in time this page offers.")
    return (value, "") if value in _CHOICES[name] else (None, f"There is no such {_WORDS[name]}; choose one of the list.")


def _listed(name: str, given: Iterable[str]) -> tuple[tuple[str, ...], str]:
    kept = tuple(dict.fromkeys(value for value in given if value))
    unknown = [value for value in kept if name == "columns" and value not in COLUMNS]
    if unknown:
        kept = tuple(value for value in kept if value in COLUMNS)
        return kept, f"There is no column “{unknown[0][:40]}”; choose from the list."
    return kept, ""


def query(options: Options, **other: Any) -> str:
    """The options that differ from the usual ones as a query string, with `other` in place of theirs."""
    usual = Options()
    pairs: list[tuple[str, str]] = []
    for field in fields(Options):
        value = other.get(field.name, getattr(options, field.name))
        if value == getattr(usual, field.name):
            continue
        if isinstance(value, tuple):
            pairs += [(field.name, item) for item in value]
        else:
            pairs.append((field.name, ("1" if value else "0") if isinstance(value, bool) else str(value)))
    return urlencode(pairs)
