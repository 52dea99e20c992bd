"""Who recurs: somebody with a name, a role (`the teacher`), or known by a feature (`the hoodie man`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from projects.core.suggest_name_forms import grouped, is_letter
from projects.core.suggest_names import Name, Names
from projects.core.suggest_persons_described import Described, aliases_behind, described_behind, indefinite
from projects.core.suggest_text import Reader
from projects.core.suggest_words import HINTS, Noun, Said, content

_TOLD_APART_BY = frozenset({"in", "with", "wearing"})
_FEWEST_TO_DESCRIBE = 3
_MOST_WORDINGS = 40


@dataclass(slots=True)
class Found:
    """Something that recurs: its name and other names, the shots by place, the wordings that describe it."""

    kind: str
    name: str
    names: set[str] = field(default_factory=set)
    shots: set[int] = field(default_factory=set)
    described: list[Described] = field(default_factory=list)
    mentions: int = 0
    hinted: set[int] = field(default_factory=set)

    def description(self) -> str:
        """The fullest wording: the one with the most words that say something, the earlier one first."""
        most = max((len(content(d.text)) for d in self.described), default=0)
        best = next((d for d in self.described if len(content(d.text)) * 4 >= most * 3), None)
        return best.text if best else ""


class _Role(Found):
    __slots__ = ("acts", "head", "parts", "surfaces")

    def __init__(self, head: str, parts: frozenset[str]) -> None:
        super().__init__("subject", head)
        self.head, self.parts, self.surfaces = head, parts, Counter[str]()
        self.acts = 0


def people(said: list[Said], names: Names, reader: Reader) -> list[Found]:
    """Everybody who recurs, those with names first."""
    named = _named(names, reader)
    roles = _Roles(
        said, reader, {(text, at) for n in names.found.values() for text, a, b in n.places for at in range(a, b)}
    )
    everybody = [*named, *roles.groups()]
    for text in said:
        if text.field not in HINTS:
            _aliases(text, everybody, named, reader)
    merged = _merge_aliases(named, roles.groups())
    _give_descriptions(
        merged,
        [w for text in said if text.field not in HINTS for w in islice(indefinite(text, reader), _MOST_WORDINGS)],
        reader,
    )
    return [found for found in merged if len(found.shots) > 1]


def _named(names: Names, reader: Reader) -> list[Found]:
    result = []
    for name, forms in grouped(names.found).items():
        all_of = [names.found[form] for form in forms]
        if not _person(all_of, reader):
            continue
        found = Found("subject", _called(name, forms, names), {form.casefold() for form in forms})
        for item in all_of:
            for text, first, last in item.places:
                _note(found, text)
                found.described += described_behind(text, first, last, reader)
        result.append(found)
    return result


def _called(name: str, forms: list[str], names: Names) -> str:
    """The form that is typed most often, never a letter alone."""
    whole = [form for form in forms if not is_letter(form)]
    if not whole:
        return f"Person {name}"
    return max(whole, key=lambda form: (len(names.found[form].places), len(form)))


def _person(forms: Iterable[Name], reader: Reader) -> bool:
    acts = sum(form.acts for form in forms)
    placed = sum(form.placed for form in forms)
    place = any(reader.place(form.name.split()[-1].casefold()) for form in forms)
    return acts > 0 and not place and acts * 2 >= placed


def _note(found: Found, said: Said) -> None:
    found.mentions += 1
    (found.hinted if said.field in HINTS else found.shots).add(said.at)


class _Roles:
    """Roles and features that come with `the`, `the same` or nothing before them."""

    def __init__(self, said: list[Said], reader: Reader, taken: set[tuple[Said, int]]) -> None:
        self.reader = reader
        self._by_head: dict[str, list[tuple[Said, Noun, frozenset[str]]]] = defaultdict(list)
        for text in said:
            for noun in reader.nouns(text):
                if reader.person(text.words[noun.head].word) and (text, noun.head) not in taken and self._definite(noun):
                    self._by_head[noun.word].append((text, noun, self._told_apart(noun)))
        self._made: list[_Role] | None = None

    def _definite(self, noun: Noun) -> bool:
        """Whether the phrase speaks of somebody known: `the judge`, `Same athlete`, `Judge (50s)`, `hoodie man stands`."""
        if noun.determiner in ("the", "same", "this"):
            return True
        said, at = noun.said, noun.head
        if noun.determiner or not (noun.leads or said.words[noun.first - 1].word == "and" or noun.modifiers):
            return False
        opens = said.text[said.words[at].end :].lstrip(" ").startswith("(")
        return opens or (at + 1 < len(said.words) and said.words[at + 1].joined and self.reader.finite(said.words, at + 1))

    def _told_apart(self, noun: Noun) -> frozenset[str]:
        """The words that tell this one from another of its kind: `teal`, `sweater`; `hoodie` of `the man in the hoodie`."""
        parts = {part for part in noun.parts if not part[0].isdigit() and part not in ("year", "old", "adult", "and")}
        said, at = noun.said, noun.head + 1
        words = said.words
        if not parts and at + 1 < len(words) and words[at].joined and words[at].word in _TOLD_APART_BY:
            after = self.reader.noun_at(said, at + 1)
            if after is not None and after.determiner in ("the", "same", "a") and not self._holds(after.word):
                return frozenset({after.word})
        return frozenset(part for part in parts if part not in self.reader.people)

    def _holds(self, word: str) -> bool:
        """Whether somebody is in it, not clad in it: `the trucker in the cab`."""
        return self.reader.place(word) or word in self.reader.words("suggest-not-places")

    def groups(self) -> list[_Role]:
        """One entry for each person told apart."""
        if self._made is None:
            self._made = [role for head in sorted(self._by_head) for role in self._of_head(head)]
        return self._made

    def _of_head(self, head: str) -> list[_Role]:
        roles: list[_Role] = []
        plain = []
        for text, noun, parts in sorted(self._by_head[head], key=lambda item: (-len(item[2]), item[0].at)):
            if not parts:
                plain.append((text, noun))
                continue
            role = next((role for role in roles if self._alike(role.parts, parts)), None)
            if role is None:
                role = _Role(head, parts)
                roles.append(role)
            self._take(role, text, noun)
        # A man in a cap once and `the man` ten times: the cap tells nobody apart.
        if plain and (len(roles) != 1 or len({text.at for text, _ in plain}) > len(roles[0].shots)):
            kept = [role for role in roles if len(role.shots) > 1]
            roles = kept if len(kept) > 1 else [_Role(head, frozenset())]
        for text, noun in plain if len(roles) == 1 else ():
            self._take(roles[0], text, noun)
        if len(roles) == 1 and not roles[0].parts:
            for text, noun, parts in self._by_head[head]:
                if parts:
                    self._take(roles[0], text, noun)
        roles = [role for role in roles if role.acts]
        for role in roles:
            role.name = max(role.surfaces, key=lambda s: (role.surfaces[s], -len(s), s))
            role.names = {role.name, *(s for s in role.surfaces if s != head or len(roles) == 1)}
        return roles

    def _alike(self, mine: frozenset[str], other: frozenset[str]) -> bool:
        shared = mine & other
        return bool(shared) and (mine <= other or other <= mine or any(not self.reader.adjective(part) for part in shared))

    def _acts(self, said: Said, noun: Noun) -> bool:
        """Whether somebody does something here, or opens a sentence: the mouse that a hand rests on does not."""
        at = noun.head
        if noun.leads or said.words[at].possessive or noun.determiner == "same":
            return True
        return at + 1 < len(said.words) and said.words[at + 1].joined and self.reader.finite(said.words, at + 1)

    def _take(self, role: _Role, said: Said, noun: Noun) -> None:
        _note(role, said)
        role.acts += self._acts(said, noun)
        words = [w for w in noun.modifiers if not w[0].isdigit() and w not in self.reader.people and w != "adult"]
        if not role.parts:
            words = []
        role.surfaces[" ".join([*words, role.head])] += 1
        role.described += described_behind(said, noun.head, noun.head + 1, self.reader)


def _aliases(said: Said, everybody: list[Found], named: list[Found], reader: Reader) -> None:
    """Notes `Character A (teacher)`: two names of one person."""
    by_name = {name: found for found in everybody for name in found.names}
    for name, at, end in _mentions(said, named):
        for alias in aliases_behind(said, at, end, reader):
            if alias in by_name:
                by_name[name].names.add(f"={alias}")


def _mentions(said: Said, named: list[Found]) -> Iterable[tuple[str, int, int]]:
    forms = {tuple(name.split()): name for found in named for name in found.names}
    for at in range(len(said.words)):
        for size in (2, 1, 3):
            key = tuple(token.word for token in said.words[at : at + size])
            if key in forms and len(key) == size:
                yield forms[key], at, at + size
                break


def _merge_aliases(named: list[Found], roles: list[_Role]) -> list[Found]:
    """One entry for a name and the role that it goes with; the one that more shots use gives the name."""
    gone: set[int] = set()
    for found in named:
        for alias in [name[1:] for name in sorted(found.names) if name.startswith("=")]:
            role = next((role for role in roles if alias in role.names and id(role) not in gone), None)
            if role is not None:
                gone.add(id(role))
                found.name = role.name if len(role.shots) > len(found.shots) else found.name
                found.shots |= role.shots
                found.hinted |= role.hinted
                found.mentions += role.mentions
                found.names |= role.names
                found.described += role.described
        found.names = {name for name in found.names if not name.startswith("=")}
    return [*named, *(role for role in roles if id(role) not in gone)]


def _give_descriptions(everybody: list[Found], wordings: list[Described], reader: Reader) -> None:
    """Gives `a 32-year-old woman ... in a teal sweater` to the teal-sweater woman, the one description to the one hero."""
    free = []
    for wording in wordings:
        owners = [found for found in everybody if isinstance(found, _Role) and _fits(found, wording)]
        exact = [found for found in owners if found.parts] or owners
        if len(exact) == 1:
            exact[0].described.append(wording)
            exact[0].shots.add(wording.said.at)
        elif not exact:
            free.append(wording)
    _to_names(everybody, free)
    _join_roles(everybody, reader)
    everybody += _indefinite_only(free, everybody)


def _fits(role: _Role, wording: Described) -> bool:
    if role.head not in wording.roles:
        return False
    told_by = " ".join(role.name.split()[:-1]).split(" ")[-1].split("-")[-1]
    return role.parts <= content(wording.text) or (bool(role.parts) and told_by in content(wording.text))


def _to_names(everybody: list[Found], free: list[Described]) -> None:
    """A description without a name goes to the one name of its shot that has none."""
    for wording in list(free):
        there = [f for f in everybody if not isinstance(f, _Role) and wording.said.at in f.shots]
        alike = [
            f
            for f in there
            if any(len(content(wording.text) & content(other.text)) > _FEWEST_TO_DESCRIBE for other in f.described)
        ]
        nameless = alike if len(alike) == 1 else [f for f in there if not f.described]
        rivals = [w for w in free if w.said.at == wording.said.at and len(content(w.text)) > _FEWEST_TO_DESCRIBE]
        if len(nameless) == 1 and (len(alike) == 1 or (len(rivals) == 1 and rivals[0] is wording)):
            nameless[0].described.append(wording)
            nameless[0].names |= {role for role in wording.roles if role not in ("man", "woman", "boy", "girl")}
            free.remove(wording)


def _join_roles(everybody: list[Found], reader: Reader) -> None:
    """`the barista` is Mara where Mara was described as one."""
    for named in [f for f in everybody if not isinstance(f, _Role)]:
        roles = {role for wording in named.described for role in wording.roles} | (named.names & reader.people)
        for role in [f for f in everybody if isinstance(f, _Role) and f.head in roles and not f.parts]:
            others = [f for f in everybody if not isinstance(f, _Role)]
            if sum(role.head in {r for w in f.described for r in w.roles} for f in others) == 1:
                named.shots |= role.shots
                named.mentions += role.mentions
                everybody.remove(role)


def _indefinite_only(free: list[Described], everybody: list[Found]) -> list[Found]:
    """Somebody brought in anew by every shot: `a keeper in a red coat` three times over."""
    by_role: dict[str, list[Described]] = defaultdict(list)
    for wording in free:
        by_role[wording.roles[-1]].append(wording)
    taken = {name for found in everybody for name in found.names}
    result = []
    for role in sorted(by_role):
        wordings = by_role[role]
        shots = [wording.said.at for wording in wordings]
        first = content(wordings[0].text)
        alike = [w for w in wordings if len(first & content(w.text)) * 2 >= min(len(first), len(content(w.text)))]
        if role in taken or len(set(shots)) < 2 or len(set(shots)) < len(shots) or len(alike) < len(wordings):
            continue
        result.append(Found("subject", role, {role}, set(shots), list(wordings), len(shots)))
    return result
