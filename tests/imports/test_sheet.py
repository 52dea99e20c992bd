"""Spreadsheets: any encoding, sign and order of columns; our own come back as they were."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Move, StartsFrom
from projects.core.incoming import ImportProblem
from projects.exports import csv_file
from projects.imports import read, sniff
from projects.imports.sheet import guess, incoming, read_table, standing
from tests import boards
from tests.papers import material

CATALOG = boards.catalog()
LIST = (
    "Dauer,Shot #,Scene,Size,Movement,Description,Dialogue,Colour of hat\r\n"
    "4 s,1A,12,Wide,push in,A keeper walks along the pier at dawn,,red\r\n"
    "0:06,1B,12,CU / low angle,dolly forward,“She” waits,MARA: Não,\r\n"
    "5,1A,13,huge,static,A gull lands,,\r\n"
)


def said(data, name="list.csv", **more):
    return read(data, name, "", CATALOG, **more)


def table_of(text):
    return read_table(text.encode(), "csv", CATALOG)


def shots(found):
    return [shot for scene in found.scenes for shot in scene.shots]


def test_another_persons_list_in_any_order_is_read_by_its_headings():
    found = said(LIST.encode())
    assert [(scene.title, [shot.key for shot in scene.shots]) for scene in found.scenes] == [
        ("12", ["12-1A", "12-1B"]),
        ("13", ["13-1A"]),
    ]
    first, second, third = shots(found)
    assert dict(first.fields) == {
        "subject": "A keeper", "action": "walks", "environment": "along the pier at dawn", "duration": Decimal(4),
        "camera": (Move("dolly", "in"),), "shot_size": "ws",
    }  # fmt: skip
    assert (second.fields["shot_size"], second.fields["camera"]) == ("cu", (Move("dolly", "in"),))
    assert (second.fields["dialogue"], second.fields["duration"], second.where) == ("MARA: Não", Decimal(6), "row 3")
    assert "shot_size" not in third.fields
    assert [(item.where, item.reason.partition(".")[0]) for item in found.skipped] == [
        ("row 4, Size", "“huge” is no size, framing or angle"),
    ]
    assert found.notes == (
        "Not read: “Colour of hat”.",
        "Shot numbers start anew in each scene, so codes hold both: 12-1A.",
    )


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ()), ("utf-8-sig", ()), ("utf-16", ()), ("utf-16-le", ()), ("utf-16-be", ()), ("utf-32", ()),
        ("cp1252", ("The file is not UTF-8: it was read as Windows-1252 (Latin-1). Look at letters such as é, ü and ñ.",)),
    ],
)  # fmt: skip
def test_the_same_list_comes_out_of_every_encoding(encoding, note):
    found = said(LIST.encode(encoding))
    assert shots(found) == shots(said(LIST.encode()))
    assert found.notes[: len(note)] == note


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found_by_itself(sign):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(
        [["Shot", "Action", "Notes"], ["A1", "runs, falls; stops", 'two\nlines "quoted"']]
    )
    (shot,) = shots(said(out.getvalue().encode()))
    assert (shot.key, dict(shot.fields)) == ("A1", {"action": "runs, falls; stops", "notes": 'two\nlines "quoted"'})


def test_our_own_file_gives_the_shots_back():
    board = boards.harbour_and_kitchen()
    found = said(csv_file.write(material(board)))
    by_key = {shot.key: shot for _, shot in board.shots()}
    for shot in shots(found):
        here = {name: value for name, value in shot.fields.items() if name != "seed"}
        assert here == {name: getattr(by_key[shot.key], name) for name in here}
        assert {"subject", "camera", "duration", "dialogue", "status", "starts_from"} <= set(here)
    assert [scene.title for scene in found.scenes] == ["Arrival", "Kitchen 🍵 مطبخ"]
    assert {name: getattr(board, name) for name in found.project} == dict(found.project)
    assert [shot.key for shot in shots(found)] == ["SH010", "SH020", "SH030", "SH040", "12A"]


def test_beside_the_plan_only_changed_cells_of_our_own_file_speak():
    board = boards.harbour_and_kitchen()
    data = csv_file.write(material(board))
    now = standing(data)
    assert [dict(shot.fields) for shot in shots(said(data, board=board, standing=now))] == [{}] * 5
    edited = data.replace(b"walks slowly along the planks", b"runs").replace(b"SH020:last", b"SH010:first")
    changed = [dict(shot.fields) for shot in shots(said(edited, board=board, standing=now)) if shot.fields]
    assert changed == [{"action": "runs"}, {"starts_from": StartsFrom("SH010", "first")}]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("=+-@'\"\t\n,;")),
        min_size=3,
        max_size=3,
    )
)
def test_any_text_comes_back_byte_for_byte(texts):
    start = boards.harbour()
    shot = replace(start.scenes[0].shots[0], key="SH010", subject=texts[0], notes=texts[1], dialogue=texts[2])
    board = replace(start, scenes=(replace(start.scenes[0], shots=(shot,)),))
    (back,) = shots(said(csv_file.write(material(board))))
    assert (back.fields["subject"], back.fields["notes"], back.fields["dialogue"]) == tuple(texts)


def test_equal_titles_of_neighbouring_scenes_stay_two_scenes():
    start = boards.harbour()
    one, two = start.scenes[0].shots
    scenes = (replace(start.scenes[0], shots=(one,)), replace(start.scenes[0], key="b", seed_lock=None, shots=(two,)))
    found = said(csv_file.write(material(replace(start, scenes=scenes))))
    assert [(scene.title, len(scene.shots)) for scene in found.scenes] == [("Arrival", 1), ("Arrival", 1)]


def test_rows_that_are_too_long_too_short_or_empty_are_named():
    found = said(b"My film\n\nShot,Action,Notes\nA,runs,x,y\nB,walks\n,,\nC,,\nD,sits,z\n")
    assert [(item.where, item.reason) for item in found.skipped] == [
        ("row 1", "It stands above the headings: “My film”"),
        ("row 6", "Nothing stands there."),
        ("row 4", "It has 4 cells under 3 headings: “y”"),
        ("row 5", "Fewer than 3 cells: of the others nothing is said."),
        ("row 7", "It says nothing of what the shot shows."),
    ]
    assert [shot.key for shot in shots(found)] == ["A", "B", "D"]


def test_a_person_may_map_columns_otherwise_and_is_told_what_cannot_be():
    table = table_of("Shot,Foo,Bar\nA,runs,x\n")
    assert guess(table.headings, CATALOG, table.rows) == {0: "key"}
    (shot,) = shots(incoming(table, {0: "key", 1: "action"}, CATALOG))
    assert (shot.key, dict(shot.fields)) == ("A", {"action": "runs"})
    for mapping, message in [
        ({1: "nonsense"}, "Column 2 cannot be read as “nonsense”: choose a field of the list."),
        ({9: "action"}, "Column 10 cannot be read as “action”: choose a field of the list."),
        ({1: "angle", 2: "angle"}, "Two columns are read as angle: choose one of them."),
        ({0: "key"}, "No column says what a shot shows: choose which one is the description or the action."),
    ]:
        with pytest.raises(ImportProblem) as error:
            incoming(table, mapping, CATALOG)
        assert str(error.value) == message


def test_columns_for_one_text_are_joined_and_what_else_is_said_is_noted():
    found = said(
        b"Shot,Int/Ext,Location,Action,Notes,Props,Camera,Movement\n1,INT,kitchen,cooks,calm,knife,ARRI,Slow push in on Mara\n"
    )
    assert dict(shots(found)[0].fields) == {
        "environment": "INT, kitchen", "action": "cooks", "notes": "calm\nProps: knife\nCamera: ARRI", "camera": (Move("dolly", "in", "slow"),),
        "camera_note": "on Mara",
    }  # fmt: skip


def test_a_cell_that_is_no_value_is_named_and_never_a_default():
    found = said(
        b"Shot,Action,Secs,Model,Seed,Status,Angle\n1,runs,soon,nothing-9,-4,lost,sideways\n2,sits,4.25,,12,WIP,low\n"
    )
    assert [dict(shot.fields) for shot in shots(found)] == [
        {"action": "runs"},
        {"action": "sits", "seed": 12, "status": "draft", "angle": "low"},
    ]
    assert Counter(item.where for item in found.skipped) == Counter(
        ["row 2, Secs", "row 2, Model", "row 2, Seed", "row 2, Status", "row 2, Angle", "row 3, Secs"]
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty: choose one with something in it."),
        (b"x" * (10 * 1024 * 1024 + 1), "The file has 10.5 MB: at most 10 MB. Split it."),
        (b"Shot,Action\n", "There are headings in row 1 and no row below them: add a row for each shot."),
        (b"Shot,Action\nA,runs\x00\n", "Line 2 holds a control character (U+0000): this is no text file."),
        (b'Shot,Action\nA,"runs\nB,sits\n', "From line 2 on a quotation mark opens and never closes: correct it, or save the file as CSV anew."),
        (b"Shot,Action\n" + b"A,b\n" * 100_001, "The file has more than 100,000 rows: keep the shots and delete the rest."),
        (b"Action,Notes\n" + b"b,c\n" * 5_001, "There are more than 5,000 shots, from row 5002 on: split the file."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(data, message):
    with pytest.raises(ImportProblem) as error:
        read(data, "list.csv", "csv", CATALOG)
    assert str(error.value) == message


def test_a_hundred_columns_are_read_and_those_beyond_are_named():
    heads = ["Shot", "Action", *(f"Extra {at}" for at in range(120))]
    found = said(",".join(heads).encode() + b"\nA,runs" + b",x" * 120 + b"\n")
    assert dict(shots(found)[0].fields) == {"action": "runs"}
    assert found.notes[0] == "The file has 122 columns: the first 100 were read, the others left out."


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    refusal = "."
    try:
        found = read(text.encode("utf-8", "surrogatepass"), "x.csv", "csv", CATALOG)
    except ImportProblem as problem:
        refusal = str(problem)
    else:
        assert found.kind == "csv"
    assert refusal.endswith(".")


def test_what_is_a_table_is_told_by_what_stands_in_it():
    assert [sniff(text.encode(), "unnamed.txt") for text in (LIST, "Shot;Action\nA;b\n", "A man, walking, slowly\n\nA dog")] == [
        "csv", "csv", "text",
    ]  # fmt: skip
