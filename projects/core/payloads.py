"""The plan as jobs for its vendors: one for each shot, and those that several shots share.

Nothing is called: a job is a request to be sent by somebody else, without a key. A prompt is never cut; what does not fit
is said. A model that is gone keeps the shape of its jobs, as a record.
"""

from __future__ import annotations

from dataclasses import replace

from projects.core.catalog import Catalog
from projects.core.payload_packing import packed
from projects.core.payload_single import USUAL, job_of, model_of, payload_of, routes_of
from projects.core.payload_values import Job, JobOptions, Jobs
from projects.core.report import Report

__all__ = ["Job", "JobOptions", "Jobs", "job_of", "jobs", "model_of", "payload_of", "routes_of"]


def jobs(report: Report, catalog: Catalog, options: JobOptions = USUAL) -> Jobs:
    """Every running shot as a job, and the packed jobs. A model or a route that nobody knows is passed over."""
    together, alone = packed(report, catalog, options)
    single = [job_of(item, report, catalog, options) for item in report.running()]
    return Jobs(tuple(replace(job, alone=alone.get(job.shot, "")) for job in single), tuple(together))
