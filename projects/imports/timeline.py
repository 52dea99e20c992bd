"""An edited timeline (EDL, FCPXML, OpenTimelineIO) as what it says of a plan: a shot a clip, in running order."""

from __future__ import annotations

from decimal import Decimal

from projects.core.incoming import ImportProblem, Incoming
from projects.imports import timeline_edl, timeline_fcpxml, timeline_otio
from projects.imports.decoding import text_of, within
from projects.imports.timeline_clips import incoming

BYTES_MAX = 32 * 1024 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_timeline(data: bytes, kind: str = "", fps: Decimal | None = None) -> Incoming:
    """What a timeline file says; its kind is known by its content, whatever `kind` it
    was taken for. `fps` is the plan's, for lists that name no rate.

    ImportProblem with one sentence for what cannot be read.
    """
    within(data, BYTES_MAX)
    text, notes = _text(data)
    start = text.lstrip()[:1]
    if start == "{":
        found = timeline_otio.read(text)
    elif start == "<":
        found = timeline_fcpxml.read(text)
    else:
        found = timeline_edl.read(text, fps)
    return incoming(found, notes)


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    if not data.startswith(_UTF16):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return text_of(data)
        if "\x00" in text[:4096]:
            return text_of(data)
        return text, ()
    try:
        return data.decode("utf-16"), ()
    except UnicodeDecodeError:
        raise ImportProblem("The file is not UTF-16, as its first bytes say: save it anew as UTF-8.") from None
