"""Final Draft's FDX as pieces. The XML is opened by a parser that refuses entities and document types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from projects.core.incoming import ImportProblem
from projects.imports.script_pieces import Kind, Piece

_KINDS: dict[str, Kind] = {
    "Scene Heading": "heading",
    "Action": "action",
    "General": "action",
    "Shot": "action",
    "Character": "character",
    "Parenthetical": "parenthetical",
    "Dialogue": "dialogue",
    "Singing": "dialogue",
    "Transition": "transition",
    "New Act": "section",
    "End of Act": "section",
    "Act Info": "section",
    "Show/Ep. Title": "section",
    "Outline 1": "section",
    "Outline 2": "section",
    "Outline Body": "synopsis",
}


def parsed_xml(data: bytes, what: str) -> Any:
    """The root of an XML file. ImportProblem for entities, document types and what is no XML."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise ImportProblem(f"The {what} defines entities or a document type, which none needs: it was not read.") from None
    except ParseError as error:
        line = error.position[0]
        raise ImportProblem(f"The {what} is no valid XML at line {line}: export it again where it was written.") from None
    except (ValueError, LookupError, RecursionError):
        raise ImportProblem(f"The {what} cannot be read: export it again from where it was written.") from None


def fdx_pieces(data: bytes) -> Iterator[Piece]:
    """The pieces of a Final Draft script."""
    root = parsed_xml(data, "script")
    content = root.find("Content")
    if root.tag != "FinalDraft" or content is None:
        raise ImportProblem("This XML is no Final Draft script: save it from Final Draft as .fdx.")
    for at, paragraph in enumerate(_spoken(content), 1):
        text = "".join("".join(part.itertext()) for part in paragraph.findall("Text")).strip()
        where = f"paragraph {at}"
        kind = _KINDS.get(paragraph.get("Type", "Action"), "action")
        if kind == "parenthetical":
            text = text.removeprefix("(").removesuffix(")").strip()
        if text:
            yield Piece(kind, " ".join(text.split()), where, paragraph.get("Number", "") if kind == "heading" else "")
        for note in paragraph.findall("ScriptNote"):
            told = " ".join(" ".join(note.itertext()).split())
            if told:
                yield Piece("note", told, where)
    yield from _title_page(root)


def _spoken(content: Any) -> Iterator[Any]:
    """The paragraphs in order, those said at the same time included; paragraphs inside notes are none."""
    for paragraph in content.findall("Paragraph"):
        both = paragraph.find("DualDialogue")
        yield from (paragraph,) if both is None else both.findall("Paragraph")


def _title_page(root: Any) -> Iterator[Piece]:
    page = root.find("TitlePage/Content")
    if page is None:
        return
    lines = ["".join("".join(part.itertext()) for part in p.findall("Text")).strip() for p in page.iter("Paragraph")]
    full = [line for line in lines if line]
    if full:
        yield Piece("title", full[0], "title page", "title")
    for line in full[1:]:
        yield Piece("title", line, "title page", "line")
