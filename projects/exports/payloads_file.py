"""Every shot as the job that its vendor wants, and the jobs that several shots share, as JSON. It never holds a key."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from projects.core.payload_values import Cost, Part
from projects.core.payloads import Job, JobOptions, Jobs, jobs
from projects.exports.material import Material

FORMAT = "storyboard-payloads/1"
USUAL = JobOptions()


def write(material: Material, options: JobOptions = USUAL) -> bytes:
    """UTF-8 JSON of the shots in scope. `draft` says that the plan has open errors."""
    report = material.report
    found = jobs(report, material.catalog, options)
    data = {
        "format": FORMAT,
        "project": report.board.title,
        "draft": material.whole.draft,
        "revision": material.facts.revision,
        "written": material.facts.now.isoformat(timespec="seconds"),
        **_blocks(found),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _blocks(found: Jobs) -> dict[str, Any]:
    single = [job_block(job) for job in found.single]
    for block, job in zip(single, found.single, strict=True):
        part = job.parts[0]
        block |= {"shot": part.shot, "number": part.number, "not_packed": job.alone}
    packed = [{**job_block(job), "shots": [_part(part) for part in job.parts]} for job in found.packed]
    return {
        "jobs": [{"shot": block.pop("shot"), "number": block.pop("number"), **block} for block in single],
        "packed": [{"shots": block.pop("shots"), **block} for block in packed],
    }


def job_block(job: Job) -> dict[str, Any]:
    """One job as the file writes it, without its shots. What is unknown is null."""
    length = job.length
    return {
        "model": job.model.id,
        "vendor": job.model.vendor,
        "route": job.route.label if job.route else None,
        "status": job.status,
        "successor": job.successor,
        "note": job.note,
        "request": request_block(job),
        "parameters": [
            {"name": p.name, "asked": p.asked, "sent": p.sent, "mark": p.mark, "why": p.why} for p in job.parameters
        ],
        "duration": None
        if length is None
        else {"asked": _number(length.asked), "sent": length.sent, "shorter": length.other},
        "credits": {"asked": job.asked.credits, "sent": job.sent.credits},
        "cost": {
            "asked": _money(job.asked),
            "sent": _money(job.sent),
            "shorter": None if job.other is None else _money(job.other),
            "source": job.price,
        },
        "problems": list(job.problems),
    }


def request_block(job: Job) -> dict[str, Any] | None:
    """The request, less the key: whoever sends it adds what `auth` says."""
    request = job.request
    if request is None:
        return None
    return {
        "method": request.method,
        "url": request.url,
        "headers": dict(request.headers),
        "auth": request.auth,
        "content_type": request.content_type,
        "body": request.body,
        **({"files": dict(request.files)} if request.files else {}),
    }


def body_text(job: Job) -> str:
    """The body of a job as it is pasted elsewhere."""
    return "" if job.request is None else json.dumps(job.request.body, ensure_ascii=False, indent=2)


def _part(part: Part) -> dict[str, Any]:
    sent = {"shot": part.shot, "number": part.number, "asked": _number(part.asked), "sent": part.sent}
    return {**sent, "prompt": part.prompt}


def _money(cost: Cost) -> dict[str, str] | None:
    return None if cost.money is None else {"amount": money_text(cost.money), "currency": cost.currency}


def money_text(amount: Decimal) -> str:
    """Money to the cent, and further where a vendor bills further."""
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{amount:.{places}f}"


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
