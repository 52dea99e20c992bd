"""What each vendor takes, by the vendor's own published types where a package carries them, else by a schema.

The types are made to refuse what they do not name, and lists that they read late are read at once.
"""

from __future__ import annotations

import functools
import re
from types import ModuleType
from typing import Any, get_type_hints

from google.genai import types as google_types
from google.genai._gaos.types.interactions import createmodelinteraction
from jsonschema import Draft202012Validator
from lumaai.types.generations import video_create_params as luma
from openai.types.video_create_params import VideoCreateParams
from pydantic import TypeAdapter
from runwayml.types import image_to_video_create_params as from_image
from runwayml.types import recipe_multi_shot_video_params as recipe
from runwayml.types import text_to_video_create_params as from_text
from typing_extensions import is_typeddict

from projects.core.payloads import Job

KEYS = re.compile(r"authorization|bearer [a-z0-9]|api[-_]?key|secret|x-goog-api-key|sk-[a-z0-9]", re.IGNORECASE)
RUNWAY = {
    "/v1/text_to_video": (from_text, "TextToVideoCreateParams"),
    "/v1/image_to_video": (from_image, "ImageToVideoCreateParams"),
    "/v1/recipes/multi_shot_video": (recipe, "RecipeMultiShotVideoParams"),
}
# Gone from the vendor's package; its last form.
_GEN3 = {
    "type": "object", "additionalProperties": False, "required": ["model", "promptImage", "promptText"],
    "properties": {
        "model": {"const": "gen3a_turbo"}, "promptText": {"type": "string"}, "duration": {"enum": [5, 10]},
        "ratio": {"enum": ["1280:768", "768:1280"]}, "seed": {"type": "integer", "minimum": 0, "maximum": 4294967295},
        "promptImage": {"type": "array", "items": {"type": "object", "required": ["uri", "position"]}},
    },
}  # fmt: skip


@functools.cache
def strictly(module: ModuleType, name: str) -> TypeAdapter[Any]:
    """The validator of a type that refuses what no type of its module names."""
    for found in vars(module).values():
        if is_typeddict(found):
            found.__pydantic_config__ = {"extra": "forbid"}
    return TypeAdapter(getattr(module, name))


def read(value: Any) -> Any:
    """A validated value with everything read that is only read when it is asked for."""
    if isinstance(value, dict):
        return {key: read(item) for key, item in value.items()}
    if isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        return value
    return [read(item) for item in value]


def snake(value: Any) -> Any:
    """A body under the names that its package has for Python."""
    if isinstance(value, dict):
        return {re.sub(r"(?<=[a-z])([A-Z])", r"_\1", key).lower(): snake(item) for key, item in value.items()}
    return [snake(item) for item in value] if isinstance(value, list) else value


def check(job: Job) -> None:
    """Fails where a vendor would refuse the job for its shape."""
    request = job.request
    assert request is not None
    assert job.route is not None
    assert not KEYS.search(f"{dict(request.headers)} {request.url}")
    VENDORS[job.route.id](job, request.body, request.url.removeprefix(job.route.host))


@functools.cache
def _fields() -> dict[str, TypeAdapter[Any]]:
    # Fields of files have types that cannot be validated.
    hints = get_type_hints(VideoCreateParams)
    return {name: TypeAdapter(kind) for name, kind in hints.items() if name != "input_reference"}


def _openai(job: Job, body: dict[str, Any], path: str) -> None:
    assert {"prompt", "model"} <= set(body) <= set(_fields())
    for name, value in body.items():
        _fields()[name].validate_python(value, strict=True)
    assert job.request is not None
    assert set(job.request.files) <= {"input_reference"}


def _runway(job: Job, body: dict[str, Any], path: str) -> None:
    if body.get("model") == "gen3a_turbo":
        Draft202012Validator(_GEN3).validate(body)
    else:
        read(strictly(*RUNWAY[path]).validate_python(snake(body), strict=True))


def _vertex(job: Job, body: dict[str, Any], path: str) -> None:
    settings = dict(body["parameters"])
    assert settings.pop("sampleCount") == 1
    config = google_types.GenerateVideosConfig.model_validate(settings)
    assert config.duration_seconds in (4, 6, 8)
    assert config.aspect_ratio in ("16:9", "9:16")
    instance = dict(body["instances"][0])
    google_types.Image.model_validate(instance.pop("image", {}))
    assert list(instance) == ["prompt"]
    assert set(body) == {"instances", "parameters"}


def _gemini(job: Job, body: dict[str, Any], path: str) -> None:
    known = createmodelinteraction.CreateModelInteraction.model_validate(body).model_dump(exclude_none=True)
    assert {"model", "input", "response_format", "generation_config"} == set(body) <= set(known)
    assert known["response_format"] == body["response_format"]
    assert body["response_format"]["resolution"] in ("360p", "720p", "1080p", "4k")
    assert re.fullmatch(r"([3-9]|10)s", body["response_format"]["duration"])


def _luma(job: Job, body: dict[str, Any], path: str) -> None:
    read(strictly(luma, "VideoCreateParams").validate_python(body, strict=True))
    assert body["duration"] in ("5s", "9s")


def _object(required: str, **properties: Any) -> dict[str, Any]:
    shape = {"type": "object", "additionalProperties": False, "required": required.split()}
    return {**shape, "properties": properties}


TEXT, FLAG = {"type": "string"}, {"type": "boolean"}
SEED = {"type": "integer", "minimum": 0, "maximum": 4294967295}


def _whole(low: int, high: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high}


def _pictured() -> dict[str, Any]:
    words = _object("type text", type={"const": "text"}, text=TEXT)
    picture = _object(
        "type image_url role",
        type={"const": "image_url"},
        image_url=_object("url", url=TEXT),
        role={"const": "first_frame"},
    )
    return {"type": "array", "minItems": 1, "maxItems": 2, "prefixItems": [words, picture]}


_TEN = {"type": "string", "pattern": "^([3-9]|1[0-5])$"}
SCHEMAS: dict[str, dict[str, Any]] = {
    "kling": _object(
        "model_name duration mode", model_name={"enum": ["kling-v2-5-turbo", "kling-v2-6", "kling-v3"]}, mode={"enum": ["std", "pro"]},
        prompt=TEXT, negative_prompt=TEXT, aspect_ratio={"enum": ["16:9", "9:16", "1:1"]}, duration=_TEN, image=TEXT,
        sound={"enum": ["on", "off"]}, cfg_scale={"type": "number", "minimum": 0, "maximum": 1}, multi_shot={"const": True},
        shot_type={"const": "customize"},
        multi_prompt={"type": "array", "minItems": 2, "maxItems": 6, "items": _object(
            "index prompt duration", index=_whole(1, 6), prompt={"type": "string", "maxLength": 512, "minLength": 1},
            duration={"type": "string", "pattern": "^([1-9]|1[0-5])$"},
        )},
    ),
    "luma-agents": _object(
        "model type prompt video", model={"const": "ray-3.2"}, type={"const": "video"}, prompt=TEXT,
        aspect_ratio={"enum": ["1:1", "3:4", "4:3", "9:16", "16:9", "21:9"]},
        video=_object("resolution duration", resolution={"enum": ["360p", "540p", "720p", "1080p"]}, duration={"enum": ["5s", "10s"]}),
    ),
    "dashscope": _object(
        "model input parameters", model={"enum": ["wan2.7-t2v", "wan2.7-i2v", "wan3.0-video"]},
        input=_object("prompt", prompt=TEXT, negative_prompt=TEXT, img_url=TEXT),
        parameters=_object(
            "resolution duration prompt_extend", resolution={"enum": ["480P", "720P", "1080P"]}, duration=_whole(1, 600),
            ratio={"enum": ["16:9", "9:16", "1:1", "4:3", "3:4"]}, prompt_extend={"const": False}, seed=_whole(0, 2147483647),
        ),
    ),
    "ark": _object(
        "model content duration", model={"enum": ["dreamina-seedance-2-0-260128", "doubao-seedance-2-5-260628"]},
        content=_pictured(), ratio={"enum": ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]},
        resolution={"enum": ["480p", "720p", "1080p", "4k"]}, duration=_whole(4, 30), seed=SEED, generate_audio=FLAG,
    ),
    "minimax": {"oneOf": [
        _object(
            "model content duration resolution", model={"const": "MiniMax-H3"}, content=_pictured(),
            ratio={"enum": ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]}, resolution={"enum": ["768P", "2K"]}, duration=_whole(4, 15),
        ),
        _object(
            "model prompt duration resolution prompt_optimizer", model={"const": "MiniMax-Hailuo-02"}, prompt=TEXT,
            duration={"enum": [6, 10]}, resolution={"enum": ["768P", "1080P"]}, prompt_optimizer={"const": False}, first_frame_image=TEXT,
        ),
    ]},
    "ltx": _object(
        "prompt model duration resolution fps", prompt=TEXT, model={"enum": ["ltx-2-fast", "ltx-2-pro"]},
        duration={"enum": [6, 8, 10, 12, 14, 16, 18, 20]}, resolution={"enum": ["1920x1080", "2560x1440", "3840x2160"]},
        fps={"enum": [25, 50]}, generate_audio=FLAG, image_uri=TEXT,
    ),
    "fal": {"oneOf": [
        _object(
            "prompt duration aspect_ratio cfg_scale", prompt=TEXT, negative_prompt=TEXT, duration={"enum": ["5", "10"]},
            aspect_ratio={"enum": ["16:9", "9:16", "1:1"]}, cfg_scale={"type": "number", "minimum": 0, "maximum": 1}, generate_audio=FLAG,
        ),
        _object(
            "prompt duration resolution fps", prompt=TEXT, duration={"enum": [6, 8, 10, 12, 14, 16, 18, 20]},
            resolution={"enum": ["720p", "1080p", "1440p", "2160p"]}, aspect_ratio={"enum": ["16:9", "9:16"]}, fps={"enum": [24, 25, 48, 50]},
            generate_audio=FLAG,
        ),
    ]},
}  # fmt: skip


_VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}


def _schema(job: Job, body: dict[str, Any], path: str) -> None:
    assert job.route is not None
    _VALIDATORS[job.route.id].validate(body)


VENDORS = {
    "openai": _openai, "runway": _runway, "vertex": _vertex, "gemini": _gemini, "luma": _luma, **dict.fromkeys(SCHEMAS, _schema),
}  # fmt: skip
