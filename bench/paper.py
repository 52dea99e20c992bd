"""A plan as PDF, from its report to the file: seconds, memory of the process, and plain paragraphs as the floor."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.boards import board
from bench.rows import Row
from projects.core.catalog import load
from projects.core.paper_facts import Facts
from projects.core.paper_options import Options
from projects.core.report import Report, build
from projects.exports import pdf_file
from projects.exports.material import Material

SIZES = ((200, 1500, 300), (1000, 6000, None))
ROUNDS = 3
# The same prompts as paragraphs of one font, in a process of their own too.
FLOOR = """
import json, sys, typst
texts = json.load(sys.stdin)
source = '#set page(paper: "a4")\\n#for s in json(bytes(sys.inputs.texts)) { par(s) }'
fonts = typst.Fonts(include_system_fonts=False, font_paths=[])
sys.stdout.buffer.write(typst.compile(source.encode(), font_paths=fonts, sys_inputs={"texts": json.dumps(texts)}))
"""


def _picture(at: int) -> bytes:
    """A photo-like picture of its own for each shot, as large as paper takes them."""
    from PIL import Image

    made = io.BytesIO()
    sky = Image.linear_gradient("L").rotate(at % 360).resize((480, 270))
    Image.blend(sky, Image.effect_noise((480, 270), 40), 0.15).convert("RGB").save(made, "JPEG", quality=80)
    return made.getvalue()


def _ours(material: Material) -> tuple[float, float]:
    """Seconds and megabytes of one PDF."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as name, pdf_file.start(Path(name)) as process:
        for said in pdf_file.answers(process, material):
            if said.get("ready"):
                return time.perf_counter() - begun, said["peak"] / 1024
    raise RuntimeError("no PDF")


def _floor(report: Report) -> float:
    """Seconds of the same prompts as plain paragraphs."""
    texts = json.dumps([item.prompt.text for item in report.running()]).encode()
    start = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", FLOOR], input=texts, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def paper_rows() -> list[Row]:
    """Every figure of this module; the best of some rounds, product and floor in turns."""
    catalog, rows = load(), list[Row]()
    for shots, limit, memory in SIZES:
        report = build(board(shots), catalog)
        facts = Facts(1, datetime(2026, 11, 22, tzinfo=UTC))
        pictures = {item.shot.key: _picture(at) for at, item in enumerate(report.running())}
        ways: tuple[tuple[str, str, Callable[[str], bytes | None]], ...] = (
            ("table", "frames", lambda code: None),
            ("grid", "frames", lambda code: None),
            ("table", "own pictures", pictures.get),
            ("grid", "own pictures", pictures.get),
        )
        for layout, what, picture in ways:
            material = Material(report, report, catalog, facts, Options(layout=layout), picture)
            rounds = [(_ours(material), _floor(report)) for _ in range(ROUNDS)]
            (seconds, size), floor = min(one for one, _ in rounds), min(plain for _, plain in rounds)
            name = f"PDF of {shots} shots, {layout} with {what}"
            note = f"{seconds / floor:.1f} times plain paragraphs ({floor * 1000:.0f} ms)"
            rows.append(Row(name, round(seconds * 1000), "ms", limit, note))
            rows.append(Row(f"{name}: memory of its process", round(size), "MB", memory))
    return rows


if __name__ == "__main__":
    from bench.rows import table

    sys.stdout.write(table(paper_rows()) + "\n")
