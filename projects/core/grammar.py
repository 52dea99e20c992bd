"""The closed classes of English words that the compiler and the rules need. Closed, so they may stand in code."""

from __future__ import annotations

ARTICLES = frozenset({"a", "an", "the"})

PREPOSITIONS = frozenset(
    "about above across after against along alongside amid among amongst around as at atop before behind below "
    "beneath beside besides between beyond by despite down during except for from in inside into like near of off "
    "on onto opposite out outside over past per since through throughout till to toward towards under "
    "underneath until up upon via with within without".split()
)

CONJUNCTIONS = frozenset(
    "and or but nor so yet while whilst when where whereas because although though if unless until than that "
    "which who whom whose".split()
)

POSSESSIVES = frozenset("my your his her its our their".split())

DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | frozenset(
        "this that these those another other some any each every either neither both all no what which "
        "such several many few much more most enough".split()
    )
)

PRONOUNS = frozenset(
    "i you he she it we they me him them us himself herself itself themselves one someone somebody "
    "everyone everybody there here".split()
)

AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must shall should "
    "isn't aren't wasn't weren't doesn't don't didn't won't cannot can't hasn't haven't hadn't wouldn't couldn't".split()
)

NEGATIONS = frozenset(
    "not no never without neither nor isn't aren't wasn't weren't doesn't don't didn't hasn't haven't won't hardly "
    "barely scarcely ain't".split()
)

FUNCTION_WORDS = (
    PREPOSITIONS
    | CONJUNCTIONS
    | DETERMINERS
    | PRONOUNS
    | AUXILIARIES
    | NEGATIONS
    | frozenset("then now still again just also too once back away forward together very".split())
)

# A full stop after these ends no sentence, ...
TITLES = frozenset("mr mrs ms dr prof st mt vs approx fig".split())
# ... nor after these, where no capital letter follows.
ABBREVIATIONS = frozenset("a.m p.m etc e.g i.e jr sr no ft".split())
