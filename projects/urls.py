"""Addresses of the app. Nouns only; a project is its slug, a shot its code, everything else its key."""

from django.urls import path

from projects.views import accounts, anchors, board, export, history, projects, shots, shots_steps

P = "projects/<slug:slug>/"
SCENE = f"{P}scenes/<str:key>/"
SHOT = f"{P}shots/<str:code>/"
ANCHOR = f"{P}anchors/<str:key>/"

urlpatterns = [
    path("", projects.projects, name="projects"),
    path("signin/<str:token>/", accounts.sign_in_link, name="sign_in_link"),
    path("new/", projects.new_project, name="new_project"),
    path("new/document/", projects.new_from_document, name="new_from_document"),
    path("new/text/", projects.new_from_text, name="new_from_text"),
    path(P, board.board, name="board"),
    path(f"{P}settings/", projects.settings, name="settings"),
    path(f"{P}copy/", projects.project_copy, name="project_copy"),
    path(f"{P}archive/", projects.archive, name="archive"),
    path(f"{P}deletion/", projects.project_delete, name="project_delete"),
    path(f"{P}restoration/", projects.project_restore, name="project_restore"),
    path(f"{P}moves/", board.moves, name="moves"),
    path(f"{P}scenes/", board.scenes, name="scenes"),
    path(SCENE, board.scene, name="scene"),
    path(f"{SCENE}move/", board.scene_move, name="scene_move"),
    path(f"{SCENE}deletion/", board.scene_delete, name="scene_delete"),
    path(f"{SCENE}restoration/", board.scene_restore, name="scene_restore"),
    path(f"{SCENE}seed/", anchors.seed, name="scene_seed"),
    path(f"{P}seed/", anchors.seed, name="seed"),
    path(f"{P}shots/", shots_steps.shots, name="shots"),
    path(SHOT, shots.shot, name="shot"),
    path(f"{SHOT}preview/", shots.shot_preview, name="shot_preview"),
    path(f"{SHOT}copy/", shots_steps.shot_copy, name="shot_copy"),
    path(f"{SHOT}omission/", shots_steps.omission, name="omission"),
    path(f"{SHOT}deletion/", shots_steps.shot_delete, name="shot_delete"),
    path(f"{SHOT}restoration/", shots_steps.shot_restore, name="shot_restore"),
    path(f"{SHOT}status/", shots_steps.shot_status, name="shot_status"),
    path(f"{SHOT}breaks/", shots_steps.breaks, name="breaks"),
    path(f"{SHOT}without/", shots_steps.without, name="without"),
    path(f"{SHOT}versions/", history.versions, name="versions"),
    path(f"{SHOT}versions/<int:number>/", history.version_restore, name="version_restore"),
    path(f"{P}anchors/", anchors.anchors, name="anchors"),
    path(ANCHOR, anchors.anchor, name="anchor"),
    path(f"{ANCHOR}deletion/", anchors.anchor_delete, name="anchor_delete"),
    path(f"{ANCHOR}restoration/", anchors.anchor_restore, name="anchor_restore"),
    path(f"{P}activity/", history.activity, name="activity"),
    path(f"{P}export/", export.export, name="export"),
    path(f"{P}export/<slug:kind>/", export.export_file, name="export_file"),
]
