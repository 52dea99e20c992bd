"""The lines of a pasted shot list as a draft: title, brief, scenes, shots and the labelled parts of a shot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from projects.core.catalog import Catalog

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_NUMBERED = re.compile(r"(?:[(\[]?\d{1,5}[A-Za-z]?(?:\.\d{1,4})*[.):\]]\s+|\d{1,5}[、．])(?=\S)")
_BULLET = re.compile(r"[-*•–—]\s+(?=\S)")
_SLUGLINE = re.compile(r"(?:INT|EXT|INT\.?/EXT|I/E)\b[. ]\s*\S")
_LABEL = re.compile(r"(?:[-*•]\s+)?([^\W\d_][^\n:：]{0,30}?)\s*[:：]\s*(.*)$", re.DOTALL)
_TITLE_LINE = re.compile(r"title\s*[:：]\s*(.+)$", re.IGNORECASE)
_SEPARATORS = r"[\s:：.)\]\-–—、]"
_ENDED = re.compile(r"[.!?…。！？।؟۔][\"”’»)\]]*$")
_TAB = 4
_NOTES = ("note", "notes", "comment")
_HEADING_WORDS = 15


class StoryError(ValueError):
    """A text that cannot be read as a shot list. Its text is one sentence with the line."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"line {line}: {reason}")


@dataclass(slots=True)
class Line:
    """One line of the text: its number from 1, its words without bold marks, its indent in blanks."""

    number: int
    text: str
    indent: int


@dataclass(slots=True)
class DraftShot:
    """What was written about one shot: parts by label ("" is the shot itself), in lines."""

    line: int
    catalog: Catalog
    parts: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, part: str, text: str) -> None:
        """Adds a line to a part."""
        if text:
            self.parts.setdefault(part, []).append(text)

    def part(self, name: str) -> str:
        """A labelled part as one text, "" where there is none."""
        return ("\n" if name == "notes" else " ").join(self.parts.get(name, ()))

    def text(self) -> str:
        """What the shot itself says."""
        return self.part("")

    def label(self, part: str) -> str:
        """The label of a part as it was written."""
        return self.labels.get(part, part)


@dataclass(slots=True)
class DraftScene:
    """A scene with its title, the lines before its first shot, and its shots."""

    title: str
    line: int
    leading: list[str] = field(default_factory=list)
    shots: list[DraftShot] = field(default_factory=list)

    def lead(self) -> str:
        """What stands between the heading and the first shot."""
        return "\n".join(self.leading)


@dataclass(slots=True)
class Draft:
    """A whole text in its parts, before slots are sorted."""

    title: str = ""
    title_line: int = 1
    brief: list[str] = field(default_factory=list)
    brief_line: int = 1
    scenes: list[DraftScene] = field(default_factory=list)


def read_draft(text: str, catalog: Catalog) -> Draft:
    """The parts of a pasted text. StoryError for an empty text and for control characters."""
    lines = list(_lines(text))
    if not any(line.text for line in lines):
        raise StoryError(1, "the text is empty")
    return _Reader(lines, catalog).read()


def _lines(text: str) -> Iterator[Line]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(plain.split("\n"), start=1):
        forbidden = _FORBIDDEN.search(raw)
        if forbidden:
            raise StoryError(number, f"a control character (U+{ord(forbidden.group()):04X}) stands here")
        expanded = raw.expandtabs(_TAB)
        indent = len(expanded) - len(expanded.lstrip())
        yield Line(number, raw.replace("**", "").replace("__", "").strip(), indent)


class _Reader:
    """Goes through the lines once and fills a draft."""

    def __init__(self, lines: list[Line], catalog: Catalog) -> None:
        self.lines, self.catalog = lines, catalog
        self.draft = Draft()
        self.labels = self._labels()
        self._scene_word = self._numbered_word("story-scene-words")
        self._shot_word = self._numbered_word("story-shot-words")
        self.marker, self.margin = self._style()
        # Without marks a paragraph is a shot; where there are scenes, those before the first one are the brief.
        self.loose = not self.marker and not any(self._scene(line) is not None for line in self._after_title())
        self.part = ""
        self.paragraph = True

    def _after_title(self) -> list[Line]:
        full = [line for line in self.lines if line.text]
        heading = _HEADING.match(full[0].text)
        return full[1:] if heading and len(heading[1]) == 1 else full

    def _labels(self) -> dict[str, str]:
        """Label -> part of a shot."""
        found: dict[str, str] = {}
        for name, phrases in self.catalog.words.items():
            kind, _, part = name.partition(":")
            # What a label like `Final shot:` or `Motion:` means, the parser of the shot's own text knows.
            if kind == "story-label" or (kind == "parse-label" and part not in ("free", "shot", "motion")):
                found.update(dict.fromkeys(phrases, part))
        return found

    def _numbered_word(self, name: str) -> re.Pattern[str]:
        """`Scene 2: ...`, `SHOT 3A - ...` in every language of the list."""
        words = "|".join(sorted((re.escape(word) for word in self.catalog.words.get(name, ())), reverse=True))
        number = r"(?:\d{1,5}[A-Za-z]?(?:\.\d{1,4})*)"
        pattern = rf"(?:{words or '(?!)'})\s*[#№]?\s*({number})(?:$|{_SEPARATORS}+(.*)$)"
        return re.compile(pattern, re.IGNORECASE | re.DOTALL)

    def _style(self) -> tuple[str, int]:
        """How shots are marked in this text, and how far in their marks may stand."""
        for style in ("word", "number", "bullet"):
            indents = [line.indent for line in self.lines if self._mark(line, style) is not None]
            if indents:
                return style, min(indents) + 1
        return "", 0

    def _mark(self, line: Line, style: str) -> str | None:
        """What follows the mark of a shot on this line, None where the line begins no shot."""
        text = line.text
        if style == "word":
            match = self._shot_word.match(text.lstrip("# ").strip())
            return (match[2] or "").strip() if match else None
        pattern = _NUMBERED if style == "number" else _BULLET
        match = pattern.match(text)
        return text[match.end() :].strip() if match else None

    def read(self) -> Draft:
        """The draft of the whole text."""
        if not self.marker:
            self._split_lines()
        for at, line in enumerate(self.lines):
            if not line.text:
                self.paragraph = True
                continue
            self._line(at, line)
            self.paragraph = False
        self._settle_scenes()
        return self.draft

    def _split_lines(self) -> None:
        """A list of sentences, one a line without marks or gaps: each line is a paragraph of its own."""
        full = [line for line in self.lines if line.text and not _HEADING.match(line.text)]
        apart = any(not a.text and b.text for a, b in pairwise(self.lines) if b in full[1:])
        if len(full) > 1 and not apart and all(_ENDED.search(line.text) for line in full):
            self.lines = [part for line in self.lines for part in (line, Line(line.number, "", 0))]

    def _line(self, at: int, line: Line) -> None:
        if self._begins_shot(line) or self._title(at, line):
            return
        scene = self._scene(line)
        if scene is not None:
            self.draft.scenes.append(DraftScene(scene, line.number))
            self.part = ""
            return
        self._text(line)

    def _begins_shot(self, line: Line) -> bool:
        text = self._mark(line, self.marker) if self.marker and line.indent <= self.margin else None
        if text is None:
            return False
        self._new_shot(line.number)
        self._labelled(text)
        return True

    def _new_shot(self, number: int) -> None:
        if not self.draft.scenes:
            self.draft.scenes.append(DraftScene("", number))
        self.draft.scenes[-1].shots.append(DraftShot(number, self.catalog))
        self.part = ""

    def _title(self, at: int, line: Line) -> bool:
        """Whether the line is the title: the first `# ` heading, `Title: ...`, or a short first line on its own."""
        if self.draft.title or self.draft.brief or self.draft.scenes:
            return False
        heading = _HEADING.match(line.text)
        named = _TITLE_LINE.match(line.text)
        if heading:
            found = heading[2] if len(heading[1]) == 1 and not self._scene_word.match(heading[2]) else ""
        elif named:
            found = named[1]
        else:
            gap = at + 1 < len(self.lines) and not self.lines[at + 1].text
            short = len(line.text.split()) <= _HEADING_WORDS and not _ENDED.search(line.text)
            plain = self._scene(line) is None and not _LABEL.match(line.text)
            found = line.text if self.marker and gap and short and plain else ""
        self.draft.title, self.draft.title_line = " ".join(found.split()), line.number
        return bool(found)

    def _scene(self, line: Line) -> str | None:
        """The title of the scene that begins here, None where none does."""
        heading = _HEADING.match(line.text)
        text = heading[2] if heading else line.text
        match = self._scene_word.match(text)
        if match:
            return " ".join((match[2] or "").split()) or " ".join(text.split())
        return " ".join(text.split()) if heading or _SLUGLINE.match(text) else None

    def _text(self, line: Line) -> None:
        """A line that begins nothing new: it goes on with the shot, the scene or the brief."""
        scenes = self.draft.scenes
        begins = self.paragraph and not self.marker and (self.loose or bool(scenes)) and not self._known_label(line.text)
        if scenes and scenes[-1].shots and not begins:
            if self.paragraph and line.indent == 0:
                self.part = ""
            self._labelled(line.text)
        elif self.loose or (scenes and not self.marker):
            self._new_shot(line.number)
            self._labelled(line.text)
        elif scenes:
            scenes[-1].leading.append(line.text)
        elif self.paragraph or not self.draft.brief:
            if not self.draft.brief:
                self.draft.brief_line = line.number
            self.draft.brief.append(line.text)
        else:
            self.draft.brief[-1] += " " + line.text

    def _known_label(self, text: str) -> bool:
        match = _LABEL.match(text)
        return match is not None and " ".join(match[1].casefold().split()) in self.labels

    def _labelled(self, text: str) -> None:
        """Adds a line of a shot to the part that its label names, or to the part before."""
        shot = self.draft.scenes[-1].shots[-1]
        match = _LABEL.match(text)
        name = " ".join(match[1].casefold().split()) if match else ""
        part = self.labels.get(name)
        if match and part is not None:
            self.part = part
            # Of several labels for one part the later ones stay, so that their meaning is kept.
            again = (part in shot.labels and part != "notes") or (part == "notes" and name not in _NOTES)
            shot.labels.setdefault(part, match[1])
            shot.add(part, f"{match[1]}: {match[2]}" if again else match[2])
        else:
            shot.add(self.part, text)

    def _settle_scenes(self) -> None:
        """Names scenes without a title; what was said of a scene without shots goes to the brief."""
        for number, scene in enumerate(self.draft.scenes, start=1):
            scene.title = scene.title or f"Scene {number}"
            if not scene.shots:
                self.draft.brief.extend(scene.leading)
