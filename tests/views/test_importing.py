"""Taking files in through the browser's requests: choose, map, look, do, take back; and files that cannot be read."""

from __future__ import annotations

import io
import os
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from projects.core.board import Board
from projects.exports import FORMATS
from projects.exports.csv_file import write as write_csv
from projects.exports.json_file import write as json_file
from projects.material import material_of
from projects.media.pictures import checked
from projects.models import Project, Shot
from projects.writes.pictures import set_picture
from projects.writes.uploads import HOUR, _folder, held, hold
from tests import factories
from tests.pages import text_of

ROWS = "Shot,Set-up,Was passiert,Seconds\nSH010,Wide,waves at the boat,6\nN1,Close,looks out to sea,4\n"
SCRIPT = "INT. KITCHEN - DAY\n\nA chef plates a dessert carefully.\n\nShe looks up.\n"


def address(project):
    return f"/projects/{project.slug}/import/"


def hidden(answer):
    """What the forms of a page would send along."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def ticks(answer):
    """The ticks of a page with whether they are set."""
    return {
        name: bool(on)
        for name, on in re.findall(r'name="take" value="([^"]+)"( checked)?', answer.content.decode())
    }  # fmt: skip


def apply(client, to, answer, **more):
    """Sends a preview as a browser does."""
    return client.post(to, {**hidden(answer), "take": [n for n, on in ticks(answer).items() if on], "do": "apply", **more})


def upload(data, name="plan.csv"):
    return SimpleUploadedFile(name, data)


def test_the_first_step_takes_a_file_or_its_text(as_owner, project):
    page = as_owner.get(address(project)).content.decode()
    assert re.findall(r'name="(file|text|kind)"', page) == ["file", "text", "kind"]
    empty = as_owner.post(address(project), {})
    assert (empty.status_code, "Choose a file, or paste its text." in text_of(empty)) == (422, True)


def test_columns_are_mapped_looked_at_taken_in_and_taken_back(as_owner, project):
    before = factories.board(project)
    mapped = as_owner.post(address(project), {"file": upload(ROWS.encode())})
    page = mapped.content.decode()
    chosen = dict(re.findall(r'name="(column-\d)">.*?<option value="(\w+)" selected', page))
    assert (chosen["column-0"], chosen["column-3"]) == ("key", "duration")
    assert "waves at the boat" in page
    assert factories.board(project) == before
    columns = {"column-0": "key", "column-1": "shot_size", "column-2": "action", "column-3": "duration"}
    look = as_owner.post(address(project), {**hidden(mapped), **columns, "do": "look"})
    assert ticks(look) == {"SH010.action": True, "SH010.duration": True, "N1": True}
    assert "Nothing is saved yet" in text_of(look)
    assert factories.board(project) == before
    done = apply(as_owner, address(project), look, take=["SH010.duration", "N1"], allow_errors="1")
    assert done.status_code == 302
    shot = factories.shot(project, "SH010")
    assert (str(shot.duration), shot.action) == ("6.0", factories_action(before))
    assert [s.key for s in factories.board(project).scenes[0].shots] == ["SH010", "N1", "SH020"]
    assert "1 shot added, 1 shot changed." in text_of(as_owner.get(done["Location"]))
    as_owner.post(f"/projects/{project.slug}/undo/")
    assert factories.board(project) == before


def factories_action(board):
    return board.scenes[0].shots[0].action


def test_a_wrong_mapping_keeps_what_was_chosen(as_owner, project):
    mapped = as_owner.post(address(project), {"text": ROWS})
    twice = {"column-0": "key", "column-1": "duration", "column-2": "action", "column-3": "duration", "do": "look"}
    answer = as_owner.post(address(project), {**hidden(mapped), **twice})
    assert answer.status_code == 422
    assert "Two columns are read as seconds" in text_of(answer)
    assert dict(re.findall(r'name="(column-\d)">.*?<option value="(\w+)" selected', answer.content.decode())) == {
        "column-0": "key", "column-1": "duration", "column-2": "action", "column-3": "duration",
    }  # fmt: skip


def test_our_own_table_goes_straight_to_the_preview_and_says_only_what_changed(as_owner, project):
    text = write_csv(material_of(project)).decode("utf-8-sig")
    same = as_owner.post(address(project), {"file": upload(text.encode())})
    assert "The plan says all of this already." in text_of(same)
    action = factories.shot(project, "SH010").action
    look = as_owner.post(address(project), {"file": upload(text.replace(action, "runs along the planks").encode())})
    assert ticks(look) == {"SH010.action": True}
    assert (
        re.findall(r"<(?:del|ins)>([^<]+)", look.content.decode()) == ["walks ", "runs "] or "runs" in look.content.decode()
    )


def test_a_sheet_without_headings_loses_no_shot(as_owner, project):
    rows = "N1,Pier,A gull lands on the rail,4\nN2,Pier,The gull flies off,3\n"
    columns = {"column-0": "key", "column-1": "scene", "column-2": "action", "column-3": "duration"}
    page = as_owner.post(address(project), {"file": upload(rows.encode())})
    assert "No headings are known: row 1 was read as a shot." in text_of(page)
    look = as_owner.post(address(project), {**hidden(page), **columns, "headed": "0", "do": "look"})
    assert "2 shots would be added" in text_of(look)
    other = as_owner.post(address(project), {**hidden(page), **columns, "headed": "1", "do": "look"})
    assert "1 shot would be added" in text_of(other)
    assert apply(as_owner, address(project), look).status_code == 302
    assert set(factories.codes(project)[-1]) == {"N1", "N2"}


def test_our_own_table_comes_into_a_project_that_has_no_shots_yet(as_owner, owner, project):
    empty = factories.project_of(Board("Empty"), owner)
    data = write_csv(material_of(project))
    answer = as_owner.post(address(empty), {"kind": "", "file": SimpleUploadedFile("shots.csv", data)})
    assert (answer.status_code, "2 shots would be added" in text_of(answer)) == (200, True)


def test_what_was_seen_must_still_be_so(as_owner, project):
    look = as_owner.post(address(project), {"text": SCRIPT})
    as_owner.post(f"/projects/{project.slug}/scenes/", {"title": "INT. KITCHEN - DAY"})
    answer = apply(as_owner, address(project), look)
    assert (answer.status_code, "meanwhile" in text_of(answer)) == (409, True)


def test_errors_are_shown_and_taken_along_only_when_ticked(as_owner, project):
    rows = 'Shot,Environment\nSH020,"another wooden pier, fog rolling in"\n'
    mapped = as_owner.post(address(project), {"text": rows})
    look = as_owner.post(address(project), {**hidden(mapped), "column-0": "key", "column-1": "environment", "do": "look"})
    assert "1 error would come" in text_of(look)
    before = factories.content()
    refused = apply(as_owner, address(project), look)
    assert (refused.status_code, "break continuity" in text_of(refused)) == (422, True)
    assert factories.content() == before
    assert apply(as_owner, address(project), look, allow_errors="1").status_code == 302


def test_an_approved_shot_asks_and_the_answer_carries_everything_along(as_owner, project):
    own = write_csv(material_of(project)).decode("utf-8-sig")
    first, second, *rest = own.split("\n")
    approved = "\n".join([first, second.replace(",draft,", ",approved,"), *rest])
    apply(as_owner, address(project), as_owner.post(address(project), {"text": approved}))
    assert factories.shot(project, "SH010").status == "approved"
    mapped = as_owner.post(address(project), {"text": "Shot,CFG,Title\nSH010,9,Walk\n"})
    columns = {"column-0": "key", "column-1": "cfg", "column-2": "title"}
    look = as_owner.post(address(project), {**hidden(mapped), **columns, "do": "look"})
    asked = apply(as_owner, address(project), look)
    assert (asked.status_code, "is approved" in text_of(asked)) == (409, True)
    assert apply(as_owner, address(project), look, approved="change").status_code == 302
    assert factories.shot(project, "SH010").cfg == 9


def test_a_file_becomes_a_project(as_owner, project):
    look = as_owner.post("/new/file/", {"file": upload(SCRIPT.encode(), "the_kitchen.fountain")})
    assert "2 shots would be added" in text_of(look)
    done = apply(as_owner, "/new/file/", look, title="Kitchen")
    made = Project.objects.get(title="Kitchen")
    assert done["Location"] == f"/projects/{made.slug}/"
    assert [shot.key for _, shot in factories.board(made).shots()] == ["SH010", "SH020"]
    again = apply(as_owner, "/new/file/", look, title="Kitchen")
    assert again["Location"] == done["Location"]


def test_an_upload_is_its_owners_alone_and_waits_for_an_hour(owner, as_owner, project):
    other = factories.person()
    mine = hold(owner, b"data", "a.csv", "")
    assert held(owner, mine.token) == mine
    assert held(other, mine.token) is None
    stolen = factories.client_of(other).post("/new/file/", {"upload": mine.token, "do": "look"})
    assert (stolen.status_code, "no longer here" in text_of(stolen)) == (422, True)
    path = next(_folder().glob(f"{owner.pk}-{mine.token}"))
    os.utime(path, (path.stat().st_mtime - HOUR - 1,) * 2)
    assert as_owner.post(address(project), {"upload": mine.token}).status_code == 422
    assert not path.exists()
    assert as_owner.post(address(project), {"upload": "../../etc/passwd"}).status_code == 422


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def picture_bytes(colour):
    out = io.BytesIO()
    Image.new("RGB", (320, 180), colour).save(out, "PNG")
    return out.getvalue()


def pictures_of(project):
    return dict(Shot.objects.filter(project=project, picture__isnull=False).values_list("code", "picture__digest"))


def test_pictures_of_an_archive_come_with_the_document_checked_anew(as_owner, project, owner):
    set_picture(project, "SH010", checked(picture_bytes("red")), by=owner)
    project.refresh_from_db()
    archive = FORMATS["zip"].write(material_of(project))
    same = as_owner.post(address(project), {"file": upload(archive, "plan.zip")})
    assert ("The plan says all of this already." in text_of(same), ticks(same)) == (True, {})
    own = {"storyboard.json": json_file(material_of(project))}
    broken = {"pictures/SH010.png": picture_bytes("blue"), "pictures/SH020.jpg": b"\xff\xd8\xff no picture"}
    look = as_owner.post("/new/file/", {"file": upload(zipped(**own, **broken), "plan.zip")})
    assert [name for name in ticks(look) if name.endswith(".picture")] == ["SH010.picture", "SH020.picture"]
    done = apply(as_owner, "/new/file/", look, title="With pictures", allow_errors="1")
    made = Project.objects.get(title="With pictures")
    assert pictures_of(made) == {"SH010": checked(picture_bytes("blue")).digest}
    assert "The picture of SH020 was left out" in text_of(as_owner.get(done["Location"]))
    standing = pictures_of(project)
    other = as_owner.post(address(project), {"file": upload(zipped(**own, **broken), "plan.zip")})
    assert ticks(other) == {"SH010.picture": False, "SH020.picture": True}
    apply(as_owner, address(project), other, take=["SH010.picture"])
    assert pictures_of(project) == pictures_of(made)
    as_owner.post(f"/projects/{project.slug}/undo/")
    assert pictures_of(project) == standing


def test_a_long_preview_is_paged_and_keeps_its_ticks(as_owner, project):
    rows = "Shot,Action\n" + "".join(f"N{n},waits {n} seconds\n" for n in range(1, 161))
    mapped = as_owner.post(address(project), {"text": rows})
    look = as_owner.post(address(project), {**hidden(mapped), "column-0": "key", "column-1": "action", "do": "look"})
    assert ("Shots 1 to 150 of 160" in text_of(look), len(ticks(look))) == (True, 150)
    kept = [name for name in ticks(look) if name != "N3"]
    later = as_owner.post(address(project), {**hidden(look), "take": kept, "added_at": "150"})
    assert ("Shots 151 to 160 of 160" in text_of(later), len(ticks(later))) == (True, 10)
    apply(as_owner, address(project), later, take=["N151", "N152"], allow_errors="1")
    codes = {shot.key for _, shot in factories.board(project).shots()} - {"SH010", "SH020"}
    assert codes == {*kept, "N151", "N152"}


ENTITY_BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<FinalDraft DocumentType="Script"><Content><Paragraph Type="Action"><Text>&b;</Text></Paragraph></Content></FinalDraft>"""
WIDE = ",".join(f"c{n}" for n in range(101)).encode() + b"\n" + b",".join(b"x" for _ in range(101))
DROP = b"TITLE: CUT\nFCM: DROP FRAME\n\n001  AX       V     C        00:00:00;00 00:00:04;02 01:00:00;00 01:00:04;02\n"


def bad_files():
    """(name, bytes) of what cannot be taken in at all."""
    yield "bomb.zip", zipped(**{"storyboard.json": b"\0" * 40_000_000})
    yield "out.zip", zipped(**{"../storyboard.json": b"{}"})
    yield "bomb.fdx", ENTITY_BOMB
    yield "empty.csv", b""
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200
    yield "plan.pdf", b"%PDF-1.7\n" + b"\xff\xfe" * 100
    yield "large.csv", b"Shot,Action\n" + b"SH010,walks on and on along the pier\n" * 320_000
    yield "none.edl", b"TITLE: CUT\nFCM: DROP FRAME\n"
    yield "plan.json", b'{"format": "storyboard/1", "format": "twice"}'


@pytest.mark.parametrize("to", ["/new/file/", None])
def test_a_file_that_cannot_be_read_gets_one_sentence_and_changes_nothing(as_owner, project, to):
    before = factories.everything()
    told = {}
    for name, data in bad_files():
        answer = as_owner.post(to or address(project), {"file": upload(data, name)})
        sentences = re.findall(r'id="error_1_id_file"[^>]*><strong>(.*?)</strong>', answer.content.decode())
        told[name] = (answer.status_code, len(sentences))
    assert told == dict.fromkeys(told, (422, 1))
    assert factories.everything() == before


def test_files_in_other_clothes_are_read(as_owner, project):
    text = "Shot;Action;Seconds\nSH010;geht über die Brücke;6\n"
    formula = 'Shot,Action\nSH010,"=HYPERLINK(""http://example.org"",""x"")"\n'
    for data in (text.encode("latin-1"), text.encode("utf-16"), formula.encode(), text.replace(";", "\t").encode()):
        mapped = as_owner.post(address(project), {"file": upload(data)})
        assert mapped.status_code == 200
        columns = {"column-0": "key", "column-1": "action", "do": "look"}
        look = as_owner.post(address(project), {**hidden(mapped), **columns})
        assert ticks(look) == {"SH010.action": True}
    edl = as_owner.post(address(project), {"file": upload(DROP, "cut.edl")})
    assert (edl.status_code, "1 shot would be added" in text_of(edl)) == (200, True)
    wide = as_owner.post(address(project), {"file": upload(WIDE, "wide.csv")})
    assert wide.content.decode().count("<select") == 100 + 1  # and whether the first row is one of headings
    assert "101 columns" in text_of(wide)
