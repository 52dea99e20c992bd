"""Which changes are ticked."""

from django.http import QueryDict

from projects.core.troubleshooting import Change
from projects.forms.trouble import chosen_in

CFG = Change("cfg", None, 14, "7", "14", "why")
FRAME = Change("starts_from", None, "x", "nothing", "x", "why", chosen=False)


def test_at_first_those_proposed_are_chosen():
    assert chosen_in(QueryDict("symptom=drift"), (CFG, FRAME)) == (CFG,)


def test_a_sent_form_decides():
    assert chosen_in(QueryDict("chosen=1&change=starts_from&change=bogus"), (CFG, FRAME)) == (FRAME,)


def test_a_form_with_nothing_ticked_chooses_nothing():
    assert chosen_in(QueryDict("chosen=1"), (CFG, FRAME)) == ()
