"""Who an @ means."""

import pytest

from projects.core.mentions import MOST, Mentioned, Named, People, mentioned, told

TEAM = People(
    [
        Named(1, "Ana Lima", "ana@example.org"), Named(2, "Ana Lima Costa", "alc@example.org"), Named(3, "Bo", "bo@example.org"),
        Named(4, "Æsa Þór", "aesa@example.org"), Named(5, "Cem Kaya", "cem.kaya@example.org"), Named(6, "Cem Kaya", "ck@example.org"),
        Named(7, "محمد علي", "ali@example.org"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@Bo look", (3,)), ("@bo, look", (3,)), ("look @Bo.", (3,)), ("(@Bo)", (3,)), ("@Bob", ()), ("me@bo", ()), ("@ Bo", ()),
        ("@Ana Lima look", (1,)), ("@Ana Lima Costa look", (2,)), ("@ana lima costa", (2,)), ("@ana@example.org.", (1,)),
        ("@ANA@example.ORG", (1,)), ("@nobody@example.org", ()), ("@Æsa Þór", (4,)), ("@æsa", (4,)), ("@Bo @Bo @bo", (3,)),
        ("@محمد علي انظر", (7,)), ("@cem.kaya@example.org", (5,)), ("@", ()), ("@@Bo", ()),
    ],
)  # fmt: skip
def test_a_name_an_address_or_a_first_name_of_ones_own_is_enough(text, people):
    assert mentioned(text, TEAM).people == people


def test_the_longest_name_is_meant_and_what_fits_several_is_told():
    found = mentioned("@Ana and @Cem Kaya, @cem and @Bo", TEAM)
    assert found == Mentioned((3,), 0, ("@Ana", "@Cem Kaya", "@cem"))
    assert told(found).startswith("@Ana fits several people: write more of the name, or the address. @Cem Kaya fits")


def test_twenty_mentions_count_and_the_rest_is_said():
    many = People([Named(at, f"Person{at}") for at in range(1, 41)])
    found = mentioned(" ".join(f"@Person{at}" for at in range(1, 41)), many)
    assert (len(found.people), found.beyond) == (MOST, 20)
    assert told(found) == "The first 20 people are told; 20 more are not."
    assert told(mentioned("@Person1", many)) == ""


def test_a_name_that_is_nobody_s_is_told_and_what_stands_in_code_is_no_name():
    found = mentioned("@Bob and `@Image1`, @Bo, @山田さん, @x@y.org. @Bob", TEAM)
    assert found == Mentioned((3,), unknown=("@Bob", "@山田さん", "@x@y.org"))
    assert told(found) == "Nobody here is called @Bob, @山田さん, @x@y.org."
    many = mentioned(" ".join(f"@no{at}" for at in range(500)), TEAM)
    assert told(many) == "Nobody here is called @no0, @no1, @no2 and more."
    assert told(mentioned("@" + "n" * 41, TEAM)) == f"Nobody here is called @{'n' * 39}…."


def test_without_people_nothing_is_a_mention():
    assert mentioned("@Bo", People(())) == Mentioned(())
