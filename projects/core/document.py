"""The `storyboard/1` document: a board as one JSON text, there and back, and its JSON Schema.

Reading is in `document_read`, writing in `document_write`; this is what the rest of the product imports.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from projects.core.document_json import BYTES_MAX, DocumentError
from projects.core.document_read import FORMAT, SHOTS_MAX, loads, read_shot
from projects.core.document_values import TEXT_MAX
from projects.core.document_write import dumps, shot_dict, to_dict

SCHEMA_FILE = Path(__file__).with_name("storyboard-1.schema.json")
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))

__all__ = [
    "BYTES_MAX",
    "FORMAT",
    "SCHEMA",
    "SCHEMA_FILE",
    "SHOTS_MAX",
    "TEXT_MAX",
    "DocumentError",
    "dumps",
    "loads",
    "read_shot",
    "shot_dict",
    "to_dict",
]
