"""Every key that does something, as one list: what the map at `?` shows."""

from __future__ import annotations

from dataclasses import dataclass

PLACES = ("Everywhere", "Board", "Threads", "Moving a shot", "Shot editor", "Table", "Timeline", "Review")


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do something. `place`: where they work. `keys`: ways to press it, each the keys held together
    (`Ctrl Enter`) or one after another (`g then b`). `code`: the control's `data-key`, where it is one.
    """

    place: str
    keys: tuple[str, ...]
    what: str
    code: str = ""


KEYS: tuple[Key, ...] = (
    Key("Everywhere", ("/", "Ctrl k"), "Find anything, do anything"),
    Key("Everywhere", ("Ctrl z",), "Undo your latest step"),
    Key("Everywhere", ("Ctrl Shift z", "Ctrl y"), "Redo it"),
    Key("Everywhere", ("g then b",), "Go to the board"),
    Key("Everywhere", ("g then t",), "Go to the table"),
    Key("Everywhere", ("g then l",), "Go to the timeline"),
    Key("Everywhere", ("g then a",), "Go to the anchors"),
    Key("Everywhere", ("g then f",), "Go to the findings"),
    Key("Everywhere", ("g then r",), "Go to the review"),
    Key("Everywhere", ("g then o",), "Go to the rounds of review"),
    Key("Everywhere", ("g then x",), "Go to the export"),
    Key("Everywhere", ("g then h",), "Go to the activity"),
    Key("Everywhere", ("g then s",), "Go to the settings"),
    Key("Everywhere", ("g then w",), "Go to the words"),
    Key("Everywhere", ("g then p",), "Go to all projects"),
    Key("Everywhere", ("Escape",), "Close what is open"),
    Key("Everywhere", ("?",), "This map"),
    Key("Board", ("n",), "New shot", "n"),
    Key("Board", ("f",), "Filter the shots", "f"),
    Key("Board", ("m",), "Next shot that fits the filter", "m"),
    Key("Board", ("Shift m",), "Previous shot that fits the filter", "M"),
    Key("Board", ("j", "k"), "Next and previous shot"),
    Key("Board", ("←", "→", "↑", "↓"), "From card to card"),
    Key("Board", ("Home", "End"), "First and last card of the scene"),
    Key("Board", ("Page Up", "Page Down"), "Previous and next scene"),
    Key("Board", ("Enter", "e"), "Open the shot"),
    Key("Board", ("t",), "Threads of the shot: runs through, not here, breaks"),
    Key("Threads", ("Tab",), "From the shot's card into its threads"),
    Key("Threads", ("←", "→", "↑", "↓"), "Along a thread, from thread to thread"),
    Key("Threads", ("Enter",), "Open the anchor"),
    Key("Threads", ("Shift ←", "Shift →"), "Pull the end: extend it, or stop it"),
    Key("Threads", ("Delete",), "Stop it in this shot"),
    Key("Threads", ("b",), "Record a break with its reason"),
    Key("Threads", ("Space",), "Ask what it does in this shot"),
    Key("Board", ("Space", "x"), "Pick the shot, or let it go"),
    Key("Board", ("Shift x",), "Pick everything up to this shot"),
    Key("Board", ("c",), "Change what is picked", "c"),
    Key("Board", ("Escape",), "Let go of what is picked"),
    Key("Moving a shot", ("Space", "Enter"), "On its handle: lift it, then drop it"),
    Key("Moving a shot", ("←", "→", "↑", "↓"), "Move what is lifted, into the next scene too"),
    Key("Moving a shot", ("Escape",), "Put it back"),
    Key("Shot editor", ("Ctrl Enter", "Ctrl s"), "Save the shot"),
    Key("Shot editor", ("j",), "Next shot", "j"),
    Key("Shot editor", ("k",), "Previous shot", "k"),
    Key("Shot editor", ("i",), "Add a shot after this one", "i"),
    Key("Shot editor", ("b",), "Add a shot before it", "b"),
    Key("Shot editor", ("l",), "Next shot like this one", "l"),
    Key("Shot editor", ("d",), "Duplicate it", "d"),
    Key("Shot editor", ("↑", "↓"), "Choose among words while typing"),
    Key("Shot editor", ("Escape",), "Close the editor, back to the card"),
    Key("Table", ("←", "→", "↑", "↓", "Tab"), "From cell to cell; with Ctrl to the edge, with Shift several"),
    Key("Table", ("Home", "End"), "First and last cell of the row; with Ctrl of the table"),
    Key("Table", ("Enter", "F2"), "Type in the cell; Enter saves and goes down, Shift Enter makes a line"),
    Key("Table", ("Escape",), "Put back what was typed"),
    Key("Table", ("Ctrl c", "Ctrl v"), "Copy to and paste from a spreadsheet"),
    Key("Table", ("Ctrl d",), "Fill down"),
    Key("Table", ("Delete",), "Empty the cells"),
    Key("Table", ("Space",), "Pick the shot, or let it go"),
    Key("Table", ("Alt Shift ←", "Alt Shift →"), "Narrower and wider column"),
    Key("Timeline", ("+", "-"), "Nearer, farther"),
    Key("Timeline", ("0",), "The whole plan", "0"),
    Key("Timeline", ("←", "→"), "On the end of a shot: shorter, longer"),
    Key("Timeline", ("PageUp", "PageDown"), "On it: five seconds"),
    Key("Timeline", ("Enter", "Escape"), "On it: save, restore"),
    Key("Timeline", ("Home", "End"), "On it: as short or as long as the model takes"),
    Key("Review", ("j",), "Next shot", "j"),
    Key("Review", ("k",), "Previous shot", "k"),
    Key("Review", ("a",), "Approve it", "a"),
    Key("Review", ("f",), "Request changes: say what in the note", "f"),
    Key("Review", ("c",), "Comment", "c"),
    Key("Review", ("Ctrl Enter",), "In the note: request changes"),
    Key("Review", ("Escape",), "Out of the note or comment: the text stays"),
)


def key_map() -> tuple[tuple[str, tuple[Key, ...]], ...]:
    """The keys by place, in the order of the map; places without a key are left out."""
    found = ((place, tuple(key for key in KEYS if key.place == place)) for place in PLACES)
    return tuple((place, keys) for place, keys in found if keys)
