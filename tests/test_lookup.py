"""A row found by its values is the row that the ORM finds."""

from django.forms.models import model_to_dict

from projects.models import Project, Shot
from projects.models.lookup import Lookup
from projects.models.question import Question

KEPT = {"deleted_at__isnull": True}
SHOTS = Lookup(Shot, {"project": int, "code": str}, KEPT, beside="scene")
ROLES = Lookup(Project, {"slug": str, "memberships__user": int}, KEPT, also=("memberships__role",))


def everything(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_is_found_with_the_row_beside_it(project, django_assert_num_queries):
    known = Shot.objects.select_related("scene").get(project=project, code="SH020")
    with django_assert_num_queries(1):
        found = SHOTS.find(project.pk, "SH020")
        assert found
        assert everything(found) == everything(known)
        assert everything(found.scene) == everything(known.scene)
    assert found == known
    assert model_to_dict(found) == model_to_dict(known)


def test_a_found_row_can_be_saved(project):
    found = SHOTS.find(project.pk, "SH020")
    assert found
    found.title = "Saved"
    found.save(update_fields=["title"])
    assert Shot.objects.get(pk=found.pk).title == "Saved"


def test_columns_of_other_tables_come_along(project, owner, stranger):
    assert ROLES.row(project.slug, owner.pk) == (project, ("owner",))
    assert ROLES.row(project.slug, stranger.pk) is None


def test_nothing_is_found_of_what_is_gone_or_never_was(project):
    assert SHOTS.find(project.pk, "SH999") is None
    assert SHOTS.find(project.pk + 1, "SH020") is None
    Shot.objects.filter(project=project, code="SH020").update(deleted_at=project.changed_at)
    assert SHOTS.find(project.pk, "SH020") is None


def test_a_question_may_be_asked_by_several_values(project, django_assert_num_queries):
    at = Question(
        lambda key, position, code: Shot.objects.filter(
            project=key, scene__position=0, position=position, code__gte=code, omitted=False
        ).values_list("code", "omitted"),
        by=(int, int, str),
    )
    known = Shot.objects.get(project=project, code="SH020")
    with django_assert_num_queries(2):
        rows = at.about(project.pk, known.position, "SH010")
        assert at.about(project.pk, known.position, "SH030") == []
    assert [at.read(row) for row in rows] == [["SH020", False]]
