"""The form of one rule."""

from django.http import QueryDict

from projects.core.catalog import load
from projects.forms.rules import LEVELS, RuleForm

RULE = "prompt.conflict"


def form(text):
    return RuleForm(QueryDict(text), catalog=load())


def test_a_level_and_a_reason_make_a_setting():
    sent = form(f"code={RULE}&level=off&reason=+our%0D%0Astyle+&seen=hint")
    assert sent.is_valid()
    assert sent.cleaned_data == {"code": RULE, "level": "off", "reason": "our style", "seen": "hint"}


def test_to_leave_a_rule_as_it_is_needs_no_reason():
    assert form(f"code={RULE}&level=as-it-is").is_valid()


def test_the_levels_are_those_of_the_document_and_none():
    assert [level for level, _ in LEVELS] == ["as-it-is", "hint", "off"]


def test_what_is_missing_or_wrong_is_said_at_its_field():
    assert sorted(form("").errors) == ["code", "level"]
    assert sorted(form(f"code={RULE}&level=hint").errors) == ["reason"]
    assert sorted(form(f"code={RULE}&level=off&reason={'x' * 501}").errors) == ["reason"]
