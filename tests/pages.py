"""Reading our pages as a browser does: their forms with what stands in them, and their texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "img", "meta", "link", "hr", "wbr", "col"}
BLOCK = set(
    "p div li ul ol dl dt dd h1 h2 h3 section header nav article aside form button label details summary td th tr".split()
)
Attributes = dict[str, str]


@dataclass
class Form:
    """A form with its fields as a browser would send them, without the buttons."""

    id: str
    action: str
    method: str = "get"
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def data(self, **changes: Any) -> dict[str, Any]:
        """What is sent when these fields are changed and the form is submitted; None takes a field away."""
        found: dict[str, Any] = {}
        for name, value in self.fields:
            found.setdefault(name, []).append(value.replace("\n", "\r\n"))
        return {name: value for name, value in {**found, **changes}.items() if value is not None}

    def button(self, text: str) -> dict[str, str]:
        """The name and value that the first button with this text sends. StopIteration where there is none."""
        return next({name: value} for name, value, label in self.buttons if label == text)


class Page(HTMLParser):
    """A page or fragment, read once."""

    def __init__(self, response: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.html: str = response.content.decode()
        self.forms: list[Form] = []
        self.texts: dict[str, str] = {}
        self.by_class: list[tuple[set[str], list[str]]] = []
        self.words: list[str] = []
        self._open: list[tuple[str, Attributes, list[list[str]]]] = []
        self._form: Form | None = None
        self._select: Attributes = {}
        self._first: str | None = None
        self._chosen = False
        self._disabled = 0
        self.feed(self.html)
        self.close()

    def form(self, key: str) -> Form:
        """The form with this id or, else, this action. StopIteration where there is none."""
        return next(form for form in self.forms if key in (form.id, form.action))

    def text(self, key: str) -> str:
        """The text of the element with this id. KeyError where there is none."""
        return self.texts[key]

    def all(self, name: str) -> list[str]:
        """The texts of all elements of this class."""
        return [" ".join("".join(pieces).split()) for classes, pieces in self.by_class if name in classes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        pieces: list[list[str]] = []
        if tag in BLOCK:
            self.handle_data(" ")
        if "class" in given:
            self.by_class.append((set(given["class"].split()), []))
            pieces.append(self.by_class[-1][1])
        if tag == "fieldset" and "disabled" in given:
            self._disabled += 1
        if tag == "form":
            self._form = Form(given.get("id", ""), given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "select":
            self._select, self._first, self._chosen = given, None, False
        elif tag == "option":
            self._first = given.get("value", "") if self._first is None else self._first
            self._chosen = self._chosen or "selected" in given
        if self._form and not self._disabled and "disabled" not in given:
            self._field(tag, given)
        if tag not in VOID:
            self._open.append((tag, given, [*pieces, []]))

    def _field(self, tag: str, given: Attributes) -> None:
        assert self._form
        if tag == "input" and given.get("name"):
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            if given.get("type") not in ("submit", "file", "button"):
                self._form.fields.append((given["name"], given.get("value", "on" if "checked" in given else "")))
        elif tag == "option" and "selected" in given and self._select.get("name"):
            self._form.fields.append((self._select["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            open_tag, given, pieces = self._open.pop()
            text = "".join(pieces[-1])
            if "id" in given:
                self.texts.setdefault(given["id"], text if open_tag in ("textarea", "pre") else " ".join(text.split()))
            if self._form and open_tag == "textarea" and given.get("name") and not self._disabled:
                self._form.fields.append((given["name"], text.removeprefix("\n")))
            if self._form and open_tag == "button":
                label = " ".join(text.split())
                self._form.buttons.append((given.get("name", ""), given.get("value", ""), label))
            if self._form and open_tag == "select" and self._sends_first(given):
                self._form.fields.append((given["name"], self._first or ""))
            if open_tag == "fieldset" and "disabled" in given:
                self._disabled -= 1
            if open_tag == "form":
                self._form = None
            if open_tag == tag:
                if tag in BLOCK:
                    self.handle_data(" ")
                return

    def _sends_first(self, given: Attributes) -> bool:
        """A select in which nothing is chosen sends its first option."""
        free = not self._disabled and not self._chosen and "multiple" not in given and "disabled" not in given
        return free and bool(given.get("name")) and self._first is not None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for _, _, pieces in self._open:
            for piece in pieces:
                piece.append(data)


def text_of(response: Any) -> str:
    """All that a page says, in one line."""
    return " ".join("".join(Page(response).words).split())
