"""Timelines read: our own files come back the same, others for what they say, hostile ones are refused in a sentence."""

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.core.board import Board, Scene, Shot
from projects.core.incoming import ImportProblem
from projects.core.timecode import EDITING
from projects.exports import edl_file, fcpxml_file, otio_file
from projects.imports.timeline import read_timeline as read
from tests import boards
from tests.papers import material
from tests.strategies import durations

WRITERS = [edl_file, fcpxml_file, otio_file]
EDL = """TITLE: Cut 3
FCM: DROP FRAME

001  TAPE1    V     C        00:00:00;00 00:00:10;00 01:00:00;00 01:00:10;00
* FROM CLIP NAME: SH010_v2.mov
* COMMENT: too dark
* LOC: 01:00:01;00 RED     FIX THE HAT
002  TAPE2    V     C        00:00:00;00 00:00:00;00 01:00:10;00 01:00:10;00
002  TAPE3    V     D    024 00:00:00;00 00:00:50;00 01:00:10;00 01:01:00;02
* FROM CLIP NAME: SH010_v2.mov
* TO CLIP NAME: Interview with Ann
003  BL       V     C        00:00:00;00 00:00:02;00 01:01:00;02 01:01:02;02
004  TAPE4    V     C        00:00:00;00 00:00:10;00 01:01:02;02 01:01:12;02
* FROM CLIP NAME: SH010_v2.mov
005  TAPE4    A     C        00:00:00;00 00:00:10;00 01:01:02;02 01:01:12;02
006  nonsense
007  TAPE5    V     C        00:00:00;00 00:00:10;00 01:02:00;00 01:02:12;02
"""


def listed(found):
    return [(scene.key, scene.title, shot.key, dict(shot.fields)) for scene in found.scenes for shot in scene.shots]


def own(board):
    return [
        (scene.key, scene.title, shot.key, {"duration": shot.duration}
         | {name: getattr(shot, name) for name in ("title", "notes", "dialogue") if getattr(shot, name)})
        for scene, shot in board.shots() if not shot.omitted
    ]  # fmt: skip


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("fps", ["23.976", "24", "29.97", "16", "60"])
def test_a_file_of_ours_comes_back_with_codes_scenes_lengths_and_words(writer, fps):
    start = boards.harbour_and_kitchen()
    first = start.scenes[0]
    shot = replace(
        first.shots[0], title="Dawn: the pier", notes="one\n\n  two " + "long " * 90, dialogue="Prompt: what?\n* Notes: x"
    )
    board = replace(start, fps=Decimal(fps), scenes=(replace(first, shots=(shot, *first.shots[1:])), *start.scenes[1:]))
    found = read(writer.write(material(board)))
    assert listed(found) == own(board)
    assert (found.title, found.project, found.skipped, found.notes) == (board.title, {"fps": Decimal(fps)}, (), ())


@settings(max_examples=25)
@given(st.lists(durations, min_size=1, max_size=12), st.sampled_from(EDITING), st.sampled_from(WRITERS))
def test_lengths_come_back_to_the_tenth_at_every_rate(lengths, fps, writer):
    shots = tuple(Shot(f"SH{at}", subject="a", duration=length) for at, length in enumerate(lengths))
    found = read(writer.write(material(Board("x", fps=fps, scenes=(Scene("one", shots=shots),)))))
    assert [shot.fields["duration"] for scene in found.scenes for shot in scene.shots] == lengths


def test_a_drop_frame_list_of_another_program_is_read_for_what_it_says():
    found = read(EDL.encode())
    assert [(shot.key, shot.fields) for shot in found.scenes[0].shots] == [
        ("SH010", {"duration": Decimal(10), "notes": "too dark\nFIX THE HAT"}),
        ("", {"title": "Interview with Ann", "duration": Decimal("50.1")}),
        ("", {"duration": Decimal(10)}),
    ]
    assert [item.where for item in found.skipped] == ["Line 16", "Event 002", "Event 003", "Line 17", "Event 004"]
    assert len(found.notes) == 2


def test_the_plans_rate_or_a_guess_is_taken_where_a_list_names_none():
    line = b"001 A V C 00:00:00:00 00:00:04:00 01:00:00:00 01:00:04:00\n"
    assert read(line, fps=Decimal(16)).notes == ()
    assert read(line).notes == (
        "The list does not say its frame rate: it was read at 24 frames a second, by its frame numbers.",
    )


@pytest.mark.parametrize("fps", ["24", "29.97"])
def test_a_list_that_runs_past_midnight_keeps_its_order(fps):
    shots = tuple(Shot(f"SH{number}", action="waits", duration=Decimal(600)) for number in range(100, 260))
    board = Board("Long", fps=Decimal(fps), scenes=(Scene("a", "A", shots=shots),))
    found = read(edl_file.write(material(board)), "edl")
    assert [row[2] for row in listed(found)] == [shot.key for shot in shots]
    assert found.skipped == ()


def test_foreign_otio_is_read_with_gaps_and_transitions_named():
    import opentimelineio as otio

    def span(frames):
        return otio.opentime.TimeRange(otio.opentime.RationalTime(0, 25), otio.opentime.RationalTime(frames, 25))

    track = otio.schema.Track("V1", kind="Video")
    track.append(otio.schema.Clip("A001 Boat", source_range=span(50)))
    track.append(
        otio.schema.Transition(
            "x", in_offset=otio.opentime.RationalTime(5, 25), out_offset=otio.opentime.RationalTime(5, 25)
        )
    )
    track.append(otio.schema.Clip("boat.mov", media_reference=otio.schema.MissingReference(available_range=span(75))))
    track.append(otio.schema.Gap(source_range=span(25)))
    timeline = otio.schema.Timeline("Rough")
    timeline.tracks.extend([track, otio.schema.Track("V2", kind="Video"), otio.schema.Track("A1", kind="Audio")])
    found = read(timeline.to_json_string().encode())
    assert [(shot.key, shot.fields["title"], shot.fields["duration"]) for shot in found.scenes[0].shots] == [
        ("A001", "Boat", 2), ("", "boat", 3),
    ]  # fmt: skip
    assert ([item.where for item in found.skipped], len(found.notes), found.project) == (
        ["Item 2", "Item 4"],
        2,
        {"fps": Decimal(25)},
    )


FCPXML = '<fcpxml version="1.10"><project name="P"><sequence><spine>{}</spine></sequence></project></fcpxml>'
BOMB = '<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def test_fcpxml_of_another_program_is_read_for_what_it_says():
    note = "<note>Prompt: a boat\n\nNotes: later</note>"
    items = (
        f'<asset-clip name="SH020 Boat" offset="3600/1s" duration="48048/24000s">{note}</asset-clip><gap duration="1s"/>'
    )
    found = read(FCPXML.format(items).encode("utf-16"))
    assert listed(found) == [("", "", "SH020", {"title": "Boat", "duration": Decimal(2), "notes": "later"})]
    assert [item.reason for item in found.skipped] == ["A gap is left out."]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"001 broken line", b"{", b"[]", b'{"OTIO_SCHEMA": "Timeline.9"}', b'{"OTIO_SCHEMA": "Timeline.1", "tracks": 3}',
        b'{"a":' * 100_000, b'{"OTIO_SCHEMA": NaN}', BOMB.encode() + b"<f>&b;</f>", b'<!DOCTYPE fcpxml SYSTEM "http://127.0.0.1/x.dtd"><fcpxml/>',
        b"<xmeml/>", b"<html/>", b"<fcpxml>", b"<fcpxml/>", FCPXML.format("").encode(), BOMB.encode("utf-16"),
        FCPXML.format('<clip duration="1/0s"/>').encode(), b'<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><f>&x;</f>',
        b"\xff\xfea", b"a\x00b\x01c",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(data):
    with pytest.raises(ImportProblem, match=r"^\S.*[.]$|^This is no"):
        read(data)


@settings(max_examples=60)
@given(st.sampled_from(WRITERS), st.integers(0, 5_000), st.binary(max_size=6))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(writer, at, noise):
    data = writer.write(material(boards.harbour()))
    with suppress(ImportProblem):
        read(data[:at] + noise + data[at + len(noise) :])
