"""The map of keys holds what the pages and scripts really do."""

import re
from collections import Counter
from pathlib import Path

from projects.core.commands import COMMANDS
from projects.core.keymap import KEYS, PLACES, key_map

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [path.read_text() for path in sorted((ROOT / "templates").rglob("*.html"))]
SCRIPTS = "\n".join(path.read_text() for path in sorted((ROOT / "static").glob("*.js")))
NAMES = {
    "←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown", "Space": "Space", "Page Up": "PageUp",
    "Page Down": "PageDown",
}  # fmt: skip
# The browser makes events of these.
COPYING = {"Ctrl c": "copy", "Ctrl v": "paste"}


def data_keys():
    """The letters of all controls that a key presses, macros and loops of templates included."""
    plain = {key for text in TEMPLATES for key in re.findall(r'data-key="(\w)"', text)}
    neighbours = {key for text in TEMPLATES for key in re.findall(r'\("(?:Previous|Next)", \w+, "(\w)"\)', text)}
    return plain | neighbours


def test_every_control_with_a_key_stands_in_the_map():
    assert {key.code for key in KEYS if key.code} == data_keys()


def heard(way):
    """Whether a script names the last key of a way to press something; Enter and Space press buttons by themselves."""
    if way in COPYING:
        return re.search(rf'on\("[a-z ]*\b{COPYING[way]}\b', SCRIPTS) is not None
    last = way if way in NAMES else way.split(" ")[-1]
    name = NAMES.get(last, last)
    quoted = re.search(rf"[\"']{re.escape(name)}[\"']|\b{re.escape(name)}:", SCRIPTS)
    return name in ("Space", "Enter") or bool(quoted) or (name.startswith("Arrow") and 'startsWith("Arrow")' in SCRIPTS)


def test_every_key_of_the_map_is_heard_by_a_script():
    ways = [(key.place, way) for key in KEYS if not key.code for way in key.keys if " then " not in way]
    assert [(place, way) for place, way in ways if not heard(way)] == []


def test_where_g_leads_is_where_the_commands_say():
    led = {way.removeprefix("g then ") for key in KEYS for way in key.keys if way.startswith("g then ")}
    assert led == {command.keys[1] for command in COMMANDS if command.keys[:1] == ("g",)}


def test_no_key_does_two_things_in_one_place():
    pressed = Counter((key.place, way) for key in KEYS for way in key.keys)
    assert [way for way, count in pressed.items() if count > 1] == []


def test_the_map_shows_every_key_under_its_place():
    assert [place for place, _ in key_map()] == [place for place in PLACES if any(key.place == place for key in KEYS)]
    assert sorted(key.what for _, keys in key_map() for key in keys) == sorted(key.what for key in KEYS)
