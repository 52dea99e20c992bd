"""The search: what it finds, for whom, and how it answers odd questions; and the filter of the board."""

import pytest
from django.urls import reverse

from projects.core.commands import COMMANDS
from projects.writes.projects import delete_project, set_archived
from tests import boards, factories
from tests.pages import Page

FIND = "/find/"
PALETTE = {"HX-Request": "true", "HX-Target": "palette-results"}


def labels(response):
    return Page(response).all("hit-label")


def asked(client, project, q, **more):
    return client.get(FIND, {"q": q, "project": project.slug if project else "", **more})


@pytest.fixture
def wide(owner):
    return factories.project_of(boards.harbour_and_kitchen(), owner)


def test_a_shot_is_found_by_code_and_leads_to_its_editor(as_viewer, project):
    response = asked(as_viewer, project, "sh020")
    assert labels(response)[0] == "1.2 Untitled"
    assert f'href="{reverse("shot", args=[project.slug, "SH020"])}"' in response.content.decode()


def test_the_words_that_were_found_are_marked(as_owner, wide):
    html = asked(as_owner, wide, "tarred rope").content.decode()
    assert '<span class="hit-where">Subject</span> a coil of <mark>tarred</mark> <mark>rope</mark></span>' in html


def test_what_is_found_stands_in_groups_the_best_first(as_owner, wide):
    page = Page(asked(as_owner, wide, "kitchen"))
    groups = {name.removeprefix("found-"): text for name, text in page.texts.items() if name.startswith("found-")}
    assert list(groups) == ["anchors", "scenes", "shots"]
    assert "galley kitchen" in page.all("hit-label")


def test_an_exact_code_goes_before_everything_else(as_owner, wide):
    page = Page(asked(as_owner, wide, "12a"))
    assert next(name for name in page.texts if name.startswith("found-")) == "found-shots"


def test_without_a_project_projects_actions_and_help_are_found(as_owner, project):
    assert labels(asked(as_owner, None, "harbour")) == ["Harbour morning"]
    assert labels(asked(as_owner, None, "sh010")) == []
    assert "New project" in labels(asked(as_owner, None, "new proj"))


def test_a_rule_and_a_word_lead_into_the_help(as_owner, project):
    html = asked(as_owner, project, "seed.varies").content.decode()
    assert f'href="{reverse("help_rule", args=["seed.varies"])}"' in html


@pytest.mark.parametrize("person", ["viewer", "reviewer", "editor", "owner"])
def test_only_who_may_edit_is_offered_to(person, clients, project):
    response = asked(clients[person], project, "new shot")
    offered = [form.action for form in Page(response).forms if form.action == reverse("shots", args=[project.slug])]
    assert len(offered) == (person in ("editor", "owner"))


def test_an_action_works_as_a_form_without_javascript(as_editor, project):
    response = asked(as_editor, project, "new shot")
    form = Page(response).form(reverse("shots", args=[project.slug]))
    assert as_editor.post(form.action, form.data()).status_code == 302
    assert [len(scene) for scene in factories.codes(project)] == [3]


def test_a_new_shot_goes_behind_the_open_one(as_editor, project):
    response = asked(as_editor, project, "new shot", at="SH010")
    form = Page(response).form(reverse("shots", args=[project.slug]))
    as_editor.post(form.action, form.data())
    assert [codes.index("SH020") for codes in factories.codes(project)] == [2]


def test_every_command_has_a_page_in_this_app(as_owner, project):
    opened = [command for command in COMMANDS if command.how != "press"]
    missing = [c.id for c in opened if c.label not in labels(asked(as_owner, project, c.label))]
    assert missing == []


# ------------------------------------------------------------------- nothing of other people


def test_nothing_of_anybody_else_is_ever_found(as_owner, project):
    theirs = factories.project_of(factories.secret_board(), factories.person())
    for slug in ("", project.slug, theirs.slug):
        for q in (factories.SECRET, "unspoken-1", "1.1", "title", "", "unspoken subject"):
            for headers in ({}, PALETTE):
                html = as_owner.get(
                    FIND, {"q": q, "project": slug, "at": "unspoken-1", "recent": "unspoken-1"}, headers=headers
                )
                found = Page(html).all("hit-label") + Page(html).all("hit-note")
                assert [text for text in found if factories.SECRET in text] == []


def test_a_project_of_somebody_else_is_answered_like_one_that_is_not_there(as_stranger, project):
    one, two = (as_stranger.get(FIND, {"q": "sh010", "project": slug}) for slug in (project.slug, "no-such-thing"))
    assert one.status_code == two.status_code == 200
    assert labels(one) == labels(two) == []
    assert "Harbour" not in one.content.decode()


def test_deleted_things_are_not_found(as_owner, owner, project):
    as_owner.post(reverse("shot_delete", args=[project.slug, "SH010"]))
    assert "1.1" not in "".join(labels(asked(as_owner, project, "SH010")))
    delete_project(project, by=owner)
    assert labels(asked(as_owner, project, "sh020")) == []
    assert "Harbour morning" not in labels(asked(as_owner, None, "harbour"))


def test_an_archived_project_is_found_by_name_but_not_offered(as_owner, owner, project):
    set_archived(project, True, by=owner)
    assert labels(asked(as_owner, None, "harbour")) == ["Harbour morning"]
    assert "Harbour morning" not in labels(asked(as_owner, None, ""))


# ------------------------------------------------------------------- the palette


def test_the_palette_gets_a_list_of_options(as_owner, project):
    response = as_owner.get(FIND, {"q": "keeper", "project": project.slug}, headers=PALETTE)
    html = response.content.decode()
    assert html.lstrip().startswith('<div id="results"')
    assert html.count('role="option"') == len(labels(response)) > 2
    assert html.count('tabindex="-1"') == html.count('role="option"')


def test_before_anything_is_typed_recent_shots_come_first(as_owner, wide):
    response = as_owner.get(FIND, {"project": wide.slug, "recent": "SH040,nobody,12A,SH040"}, headers=PALETTE)
    page = Page(response)
    assert page.text("palette-shots") == "Recent shots"
    assert page.all("code")[:2] == ["SH040", "12A"]


def test_recent_shots_are_those_that_one_changed_where_the_page_knows_none(as_owner, wide):
    as_owner.post(reverse("omission", args=[wide.slug, "SH030"]), {"omitted": "1"})
    assert Page(as_owner.get(FIND, {"project": wide.slug}, headers=PALETTE)).all("code")[:1] == ["SH030"]


def test_frames_bring_the_drawings_they_need_where_the_page_has_none(as_owner, project):
    with_drawings = as_owner.get(FIND, {"q": "sh010", "project": project.slug}, headers=PALETTE).content
    without = as_owner.get(FIND, {"q": "sh010", "project": project.slug, "drawn": "1"}, headers=PALETTE).content
    assert (b"sketch-defs" in with_drawings, b"sketch-defs" in without) == (True, False)


@pytest.mark.parametrize(
    "q", ["x" * 10_000, "\x00", "a\x00b", "\u202eabc", "مطبخ", ".*+?[](){}|\\^$", "%_%",
          "'; DROP TABLE x; --", "<script>alert(1)</script>", "\ud7ff", "🍵", " " * 500, "\n\r\t"],
)  # fmt: skip
@pytest.mark.parametrize("headers", [{}, PALETTE])
def test_odd_questions_get_an_answer(q, headers, as_owner, project):
    response = as_owner.get(FIND, {"q": q, "project": project.slug}, headers=headers)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_what_is_too_long_is_cut_and_said(as_owner, project):
    page = Page(asked(as_owner, project, "sh010 " * 2_000))
    assert page.all("none") == ["A search takes 200 characters; what came after them was left out."]


@pytest.mark.parametrize("slug", ["\x00", "../..", "x" * 5_000, "%", "'"])
def test_a_project_that_is_no_name_is_none(slug, as_owner):
    assert as_owner.get(FIND, {"q": "new project", "project": slug}).status_code == 200


def test_a_search_asks_the_database_the_same_few_questions_whatever_the_size(as_owner, owner, django_assert_num_queries):
    big = factories.project_of(boards.long_board(300, 6), owner)
    for _ in range(3):
        factories.project_of(boards.blank(), owner)
    asked(as_owner, big, "warm")
    with django_assert_num_queries(4):  # session, person, projects, news in the inbox
        asked(as_owner, big, "shot 29")


# ------------------------------------------------------------------- the filter of the board


def dimmed(response):
    page = Page(response)
    cards = [
        classes for classes, _ in page.by_class if "cell" in classes and "add" not in classes and "faint" not in classes
    ]
    return ["dim" in classes for classes in cards]


def on_board(client, project, **given):
    return client.get(reverse("board", args=[project.slug]), given)


def test_shots_that_do_not_fit_are_dimmed_and_stay_in_place(as_viewer, as_owner, wide):
    response = on_board(as_owner, wide, anchor="kitchen")
    assert dimmed(response) == [True, True, True, False, True, True]
    assert Page(response).all("filter-count") == ["1 of 6 shots"]


def test_several_criteria_hold_at_once_and_each_has_a_chip_with_the_way_out(as_owner, wide):
    response = on_board(as_owner, wide, status="draft", anchor="dawn", q="rope")
    page = Page(response)
    assert (dimmed(response), page.all("filter-chip")) == (
        [True, True, False, True, True, True],
        ["dawn light ×", "Draft ×", "“rope” ×"],
    )
    assert 'href="/projects/' + wide.slug + '/?anchor=dawn&amp;status=draft"' in page.html


def test_without_a_filter_nothing_is_dimmed(as_owner, wide):
    response = on_board(as_owner, wide)
    assert (dimmed(response), Page(response).all("filter-count")) == ([False] * 6, [])


@pytest.mark.parametrize(
    "given", [{"anchor": "nobody"}, {"status": "\x00"}, {"model": "x" * 5000}, {"finding": "' OR 1=1"}]
)
def test_an_unknown_value_is_said_and_all_are_shown(given, as_owner, wide):
    response = on_board(as_owner, wide, **given)
    said = [text for text in Page(response).all("warn") if "Not filtered" in text]
    assert (response.status_code, dimmed(response)) == (200, [False] * 6)
    assert [text.endswith("this project has no such thing. All shots are shown.") for text in said] == [True] * (
        "\x00" not in given.values()
    )


def test_the_threads_of_the_anchor_asked_for_are_lit(as_owner, wide):
    html = on_board(as_owner, wide, anchor="keeper").content.decode()
    lit, cells = html.count('held" data-lane="keeper"'), html.count('<i class="s ')
    assert (lit, lit > 2) == (cells, True)


@pytest.mark.parametrize("view", ["board", "table", "timeline"])
def test_the_other_views_are_led_to_with_the_same_filter(as_owner, wide, view):
    html = as_owner.get(reverse(view, args=[wide.slug]), {"status": "draft", "q": "a & b"}).content.decode()
    ways = [f'href="{reverse(name, args=[wide.slug])}?' for name in ("board", "table", "timeline")]
    assert [way + 'status=draft&amp;q=a+%26+b"' in html for way in ways] == [True] * 3


def test_the_others_can_be_hidden(as_owner, wide):
    html = on_board(as_owner, wide, status="in-review", alone="1").content.decode()
    assert '<section class="board alone"' in html
    assert ">Show the others<" in html


def test_the_filter_stays_with_the_open_shot(as_owner, wide):
    response = as_owner.get(reverse("shot", args=[wide.slug, "SH040"]), {"anchor": "kitchen"})
    assert dimmed(response) == [True, True, True, False, True, True]


def test_the_row_alone_says_which_shots_fit(as_viewer, project):
    response = as_viewer.get(
        reverse("filter_row", args=[project.slug]), {"status": "draft"}, headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert html.lstrip().startswith('<section id="filter"')
    assert 'data-matching="SH010 SH020"' in html


def test_a_position_counts_all_shots_while_the_board_is_filtered(as_owner, wide):
    on_board(as_owner, wide, anchor="kitchen", alone="1")
    as_owner.post(reverse("moves", args=[wide.slug]), {"shot": "SH040", "scene": "arrival", "position": "1"})
    assert factories.codes(wide)[0] == ["SH010", "SH040", "SH020", "SH030"]
