import json, re, time
import pytest
from django.test import Client
from projects.core.batching import Batch
from projects.models import Activity
from projects.writes.shots import save_shot
from projects.writes.undo import undo
from tests import boards, factories
HX = {"HTTP_HX_REQUEST": "true"}
def addr(p): return f"/projects/{p.slug}/batch/"
def test_back(as_owner, project):
    a = as_owner.post(addr(project), {"shot": ["SH010","SH020"], "do": ["change", ""], "duration":"6", "revision": "1"})
    print(a.status_code, re.findall(r'class="refusal"[^>]*>([^<]*)', a.content.decode()))
    assert a.status_code == 200
def test_toast_of_noop(as_owner, project):
    from tests.media.test_pictures import picture
    from django.core.files.uploadedfile import SimpleUploadedFile
    u=f"/projects/{project.slug}/shots/SH010/picture/"
    for n in range(2):
        a=as_owner.post(u,{"picture":SimpleUploadedFile("../../x.png",picture())},**HX)
        if n==0:
            as_owner.post(f"/projects/{project.slug}/shots/SH020/omission/", {"omitted": "1"})
    print(a.content.decode())
    assert "undo/" not in a.content.decode()
def test_timing(owner):
    b = boards.long_board(200) if True else None
    for n in (200, 1000):
        p = factories.project_of(boards.long_board(n), owner)
        c = factories.client_of(owner)
        codes = [x for s in factories.codes(p) for x in s]
        print(n, len(codes))
        c.get(addr(p))
        for do, more in (("change", {"duration":"6","quality":"high"}),("change", {"cfg":"9"}),("omit",{}),("back",{}),("status",{"status":"in-review"}),("move",{"scene":factories.board(p).scenes[-1].key}),("duplicate",{}),("delete",{})):
            p.refresh_from_db()
            t=time.perf_counter(); a=c.post(addr(p),{"shot":codes,"do":do,**more},**HX); t1=time.perf_counter()-t
            t=time.perf_counter(); a2=c.post(addr(p),{"shot":codes,"do":do,"apply":"1",**more},**HX); t2=time.perf_counter()-t
            t=time.perf_counter(); a3=c.post(f"/projects/{p.slug}/undo/",**HX) ; t3=time.perf_counter()-t
            t=time.perf_counter(); a4=c.post(f"/projects/{p.slug}/redo/",**HX) if do not in ("duplicate","delete","move") else None; t4=time.perf_counter()-t
            print(f"{n} {do:10} look {t1*1000:5.0f} ms {a.status_code} apply {t2*1000:5.0f} ms {a2.status_code} undo {t3*1000:5.0f} {a3.status_code} redo {t4*1000:5.0f} {len(a.content)//1024} kB", re.findall(r'class="refusal"[^>]*>([^<]*)', a2.content.decode()), a3.content[:200] if a3.status_code>300 else "")
def test_old_undo(owner):
    p = factories.project_of(boards.long_board(200), owner)
    other = factories.person()
    codes = [x for s in factories.codes(p) for x in s]
    save_shot(p, codes[5], {"title": "first"}, by=owner)
    line = Activity.objects.filter(project=p).latest("id")
    save_shot(p, codes[7], {"title": "b", "notes":"x"*300}, by=other)
    model = Activity.objects.filter(project=p).latest("id")
    Activity.objects.bulk_create([Activity(project=p, by=other, verb="shot-edited", target=codes[7], changes=model.changes, can_undo=True) for _ in range(5000)])
    t=time.perf_counter(); undo(p, line.pk, by=owner, role="owner"); print("old undo", time.perf_counter()-t)
    c=factories.client_of(owner)
    t=time.perf_counter(); c.get(f"/projects/{p.slug}/activity/"); print("activity", time.perf_counter()-t)
    t=time.perf_counter(); c.get(f"/projects/{p.slug}/steps/"); print("steps", time.perf_counter()-t)
