"""Which of the changes that address a symptom a person has ticked."""

from __future__ import annotations

from django.http import QueryDict

from projects.core.troubleshooting import Change


def chosen_in(given: QueryDict, found: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that a sent form has ticked; those proposed as chosen where no form was sent.

    `chosen` in it says that it comes from the form: a form in which nothing is ticked sends nothing else.
    """
    if "chosen" not in given:
        return tuple(change for change in found if change.chosen)
    ticked = set(given.getlist("change"))
    return tuple(change for change in found if change.field in ticked)
