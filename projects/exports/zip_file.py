"""Everything of a plan in one zip, with a manifest that names each file, its size and its checksum."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from projects.core.findings import Refused
from projects.exports.material import Material, Told, silent

FORMAT = "storyboard-zip/1"
DOCUMENT = "storyboard.json"
MANIFEST = "manifest.json"
# What is packed already takes no second packing.
_PACKED = (".xlsx", ".pdf", ".jpg", ".png", ".webp")
# A zip knows no year before this one.
_FIRST_YEAR = 1980
_KINDS = ((b"\x89PNG", "png"), (b"RIFF", "webp"))


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the zip. `most` is how many shots it is made for here; beyond, it is left out and said to be."""

    name: str
    write: Callable[[Material], bytes]
    most: int | None = None


def write(material: Material, parts: Sequence[Part], told: Told = silent) -> bytes:
    """The zip. The same plan at the same moment gives the same bytes. `told` hears how far it is.

    A file that cannot be written is named in the manifest under `left_out` with the reason, and the others are there.
    While errors are open every name but the document's and the manifest's says DRAFT.
    """
    out = io.BytesIO()
    files: list[dict[str, Any]] = []
    left_out: list[dict[str, str]] = []
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in _contents(material, parts, told):
            if isinstance(content, str):
                left_out.append({"name": name, "why": content})
                continue
            _add(archive, name, content, material)
            files.append({"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        manifest = json.dumps(_manifest(material, files, left_out), ensure_ascii=False, indent=1) + "\n"
        _add(archive, MANIFEST, manifest.encode("utf-8", "replace"), material)
    return out.getvalue()


def _manifest(material: Material, files: list[dict[str, Any]], left_out: list[dict[str, str]]) -> dict[str, Any]:
    about, report = material.facts, material.report
    return {
        "format": FORMAT,
        "title": report.board.title,
        "snapshot": about.snapshot,
        "version": about.revision,
        "date": about.now.isoformat(timespec="seconds"),
        "draft": report.draft,
        "errors": report.errors,
        "scope": material.options.scope,
        "shots": report.shots,
        "files": files,
        "left_out": left_out,
    }


def _contents(material: Material, parts: Sequence[Part], told: Told) -> Iterator[tuple[str, bytes | str]]:
    """Names and contents in order; in place of a content the reason why there is none."""
    shots = material.report.shots
    for done, part in enumerate(parts):
        name = _named(part.name, material)
        told(f"Writing {name}", done, len(parts) + 1)
        if part.most is not None and shots > part.most:
            yield name, f"It takes long for {shots:,} shots: save it by itself."
            continue
        try:
            yield name, part.write(material)
        except Refused as refused:
            yield name, str(refused)
        except Exception as error:  # noqa: BLE001 - one file that cannot be written must not cost all the others
            yield name, f"It could not be written ({type(error).__name__})."
    told("Adding pictures", len(parts), len(parts) + 1)
    yield from _pictures(material)


def _pictures(material: Material) -> Iterator[tuple[str, bytes | str]]:
    for item in material.report.running():
        code = item.shot.key
        try:
            data = material.picture(code)
        except OSError as error:
            yield f"pictures/{code}.jpg", f"The picture cannot be read ({error.strerror or type(error).__name__})."
            continue
        if data is not None:
            ending = next((kind for start, kind in _KINDS if data.startswith(start)), "jpg")
            yield f"pictures/{code}.{ending}", data


def _named(name: str, material: Material) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-DRAFT.{ending}" if material.report.draft and name != DOCUMENT else name


def _add(archive: zipfile.ZipFile, name: str, content: bytes, material: Material) -> None:
    now = material.facts.now
    info = zipfile.ZipInfo(name, (max(_FIRST_YEAR, now.year), *now.timetuple()[1:6]))
    info.create_system = 3  # or the bytes would depend on the machine
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def left_out(content: bytes) -> Iterator[str]:
    """A sentence for each file that a zip of ours is without."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for item in json.loads(archive.read(MANIFEST))["left_out"]:
            yield f"{item['name']} is left out: {item['why']}"
