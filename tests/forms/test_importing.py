"""What the forms of an import take: a file or its text, a mapping of columns, ticks."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from projects.core.incoming_plan import Choices
from projects.forms.importing import LABELS, LARGEST, PASTED, UploadForm, choices_in, mapping_in, mapping_text
from projects.imports import KINDS


def test_every_kind_has_a_name():
    assert set(LABELS) == {"", *KINDS}


def test_a_file_goes_before_pasted_text():
    form = UploadForm({"text": "pasted", "kind": "text"}, {"file": SimpleUploadedFile("a.csv", b"data")})
    assert (form.is_valid(), form.content()) == (True, (b"data", "a.csv", "text"))
    form = UploadForm({"text": " Ä\n"})
    assert (form.is_valid(), form.content()) == (True, (" Ä\n".encode(), PASTED, ""))


def test_nothing_too_much_and_an_unknown_kind_are_one_sentence_each():
    large = SimpleUploadedFile("a.csv", b"x")
    large.size = LARGEST + 1
    assert UploadForm({}, {}).errors == {"file": ["Choose a file, or paste its text."]}
    assert UploadForm({}, {"file": large}).errors == {"file": ["The file is larger than 64 MB: split it."]}
    assert list(UploadForm({"text": "x", "kind": "exe"}).errors) == ["kind"]


def test_a_mapping_goes_from_the_columns_to_the_preview_and_back():
    chosen = mapping_in(QueryDict("column-0=key&column-1=&column-12=action&column-x=key"))
    assert chosen == {0: "key", 12: "action"}
    assert mapping_in(QueryDict(mutable=False)) is None
    sent = QueryDict(mutable=True)
    sent["mapping"] = mapping_text(chosen)
    assert mapping_in(sent) == chosen
    assert mapping_in(QueryDict("mapping=0:key,1:nonsense,2000:key")) == {0: "key"}


def test_ticks_that_were_shown_are_as_sent_and_the_others_as_they_were():
    data = QueryDict("shown=a.x a.y b&take=a.x&take=unasked&on=c a.y&off=d b&missing=omit")
    assert choices_in(data) == Choices(frozenset({"a.x", "c"}), frozenset({"a.y", "b", "d"}), "omit")
    assert choices_in(QueryDict("missing=explode")) == Choices()
