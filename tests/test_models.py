"""What the database itself refuses, whoever asks."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from projects.models import Anchor, Break, Membership, Project, Receipt, Scene, SeedLock, Shot, ShotVersion, User
from tests import factories


def refuses(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [{"duration": Decimal("0.4")}, {"duration": Decimal("600.1")}, {"seed": 2**32}, {"seed": -1}, {"cfg": Decimal("0.9")}, {"cfg": Decimal("20.1")},
     {"previews": 100}, {"status": "done"}, {"code": "SH010"}],
)  # fmt: skip
def test_a_shot_out_of_bounds_is_refused(values, project):
    assert refuses(lambda: Shot.objects.filter(project=project, code="SH020").update(**values)) is True


@pytest.mark.parametrize(
    "values",
    [{"title": ""}, {"fps": 0}, {"fps": 121}, {"cfg": 21}, {"previews": 100}, {"model_facts": "x"}, {"continuity": "x"}],
)
def test_a_project_out_of_bounds_is_refused(values, project):
    assert refuses(lambda: Project.objects.filter(pk=project.pk).update(**values)) is True


def test_what_is_unique_is_there_once(project, owner):
    scene, shot = Scene.objects.get(), Shot.objects.get(code="SH010")
    anchor = Anchor.objects.get(key="pier")
    Break.objects.create(shot=shot, anchor=anchor, reason="x")
    Receipt.objects.create(user=owner, key="k", fingerprint="x", answer={})
    SeedLock.objects.create(project=project, seed=1)
    twice = {
        "code": lambda: Shot.objects.create(project=project, scene=scene, code="SH010", position=9),
        "scene": lambda: Scene.objects.create(project=project, key="arrival", position=9),
        "anchor": lambda: Anchor.objects.create(project=project, key="pier", kind="style", name="x", position=9),
        "break": lambda: Break.objects.create(shot=shot, anchor=anchor, reason="y"),
        "scene's lock": lambda: SeedLock.objects.create(project=project, scene=scene, seed=2),
        "project's lock": lambda: SeedLock.objects.create(project=project, seed=2),
        "membership": lambda: Membership.objects.create(project=project, user=owner, role="viewer"),
        "receipt": lambda: Receipt.objects.create(user=owner, key="k", fingerprint="y", answer={}),
        "version": lambda: ShotVersion.objects.create(shot=shot, number=1, data={}, digest="x"),
        "address": lambda: User.objects.create(email="OWNER@example.org"),
    }
    assert [name for name, make in twice.items() if not refuses(make)] == []


@pytest.mark.parametrize(
    "make",
    [
        lambda p: Membership.objects.create(project=p, user=factories.person(), role="boss"),
        lambda p: Anchor.objects.create(project=p, key="x", kind="weather", name="x", position=1),
        lambda p: Anchor.objects.create(project=p, key="x", kind="style", name="", position=1),
        lambda p: SeedLock.objects.create(project=p, seed=2**32),
    ],
)
def test_a_row_out_of_bounds_is_refused(make, project):
    assert refuses(lambda: make(project)) is True


def test_a_person_is_called_by_name_else_by_address(db):
    assert [User(email="ada@example.org", name=name).label for name in ("Ada L.", "")] == ["Ada L.", "ada"]


def test_rows_say_what_they_are(project):
    rows = [
        project,
        Scene.objects.get(),
        Shot.objects.first(),
        Anchor.objects.first(),
        SeedLock.objects.get(),
        ShotVersion.objects.first(),
    ]
    assert [str(row) for row in rows] == ["Harbour morning", "arrival", "SH010", "wooden pier", "48213", "v1"]
