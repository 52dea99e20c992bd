"""People and things of a sketch: which drawing stands where, how large and lit from which side."""

from __future__ import annotations

from projects.core.sketch_frame import FROM_ABOVE, HEIGHT, Scene, narrow, use

# Standing figures: height and how far below the horizon they stand.
_BODY = {"ews": (12, 7), "vws": (27, 13), "ws": (56, 22), "mls": (112, 60)}
# Busts: height of the head and the line of its middle.
_BUST = {"ms": (21, 27), "mcu": (31, 36), "cu": (50, 43)}
_ABOVE = {"ews": 0.35, "vws": 0.6, "ws": 1.1, "mls": 1.5, "ms": 1.9, "mcu": 2.4, "cu": 3.2, "ecu": 4.0}
_THING = {"ews": 0.4, "vws": 0.55, "ws": 0.75, "mls": 0.9, "ms": 1.05, "mcu": 1.2, "cu": 1.4, "ecu": 1.8}
# A camera below looks up at larger people, one above down at smaller ones.
_SIZE_BY_ANGLE = {"low": 1.08, "worms-eye": 1.2, "high": 0.88}
_DARK = frozenset({"night", "dim"})

Paint = tuple[str, bool]


def _paint(scene: Scene, light: str) -> Paint:
    """The fill of a figure, and whether it is mirrored to be lit from the right."""
    side = scene.cues.side
    if side in ("left", "right"):
        return ' fill="url(#sk-lit)"', side == "right"
    if side == "top":
        return ' fill="url(#sk-top-lit)"', False
    if side == "back":
        return ' stroke="url(#sk-rim)"', False
    return (' stroke="url(#sk-moonrim)"' if light in _DARK else ""), False


def _places(scene: Scene, step: float) -> list[tuple[float, float]]:
    """Where figures stand across the frame, and how large each is against the first."""
    middle = scene.width / 2
    if scene.figures == 2:
        return [(middle - step / 2, 1.0), (middle + step / 2, 0.95)]
    if scene.figures == 3:
        return [(middle - step, 0.95), (middle + step, 0.97), (middle, 1.0)]
    return [(middle, 1.0)]


def _standing(scene: Scene, paint: Paint, horizon: float) -> str:
    height, below = _BODY[scene.size]
    scale = height / 100 * _SIZE_BY_ANGLE.get(scene.angle, 1.0) * max(narrow(scene.width), 0.8)
    feet = horizon + below
    if scene.size == "ws":  # stays in the frame whatever the horizon does
        feet = 76 if scene.angle == "high" else 84
    elif scene.size == "mls":  # the frame ends at the knees
        feet = HEIGHT + scale * 27
    step = scale * 100 * 0.36
    return "".join(use("body", x, feet, scale * share, flip=paint[1], paint=paint[0]) for x, share in _places(scene, step))


def _bust(scene: Scene, paint: Paint, middle: float | None = None) -> str:
    height, line = _BUST[scene.size]
    factor = narrow(scene.width) if scene.figures > 1 or middle is not None else max(narrow(scene.width), 0.8)
    scale = height / 20 * _SIZE_BY_ANGLE.get(scene.angle, 1.0) * factor
    y = line + {"low": 3, "worms-eye": 5, "high": 4}.get(scene.angle, 0) + (1 - factor) * 40
    spots = [(middle, 1.0)] if middle is not None else _places(scene, min(scale * 54, scene.width * 0.46))
    people = "".join(use("bust", x, y, scale * share, flip=paint[1], paint=paint[0]) for x, share in spots)
    if scene.size == "cu":
        people += "".join(use("face", x, y, scale * share) for x, share in spots)
    return people


def _person(scene: Scene, paint: Paint, horizon: float) -> str:
    if scene.size == "ecu":
        return use("eyes", scene.width / 2, 40, max(0.5, scene.width / 130), paint=paint[0])
    if scene.size in _BODY:
        return _standing(scene, paint, horizon)
    return _bust(scene, paint)


def _over_the_shoulder(scene: Scene, paint: Paint, horizon: float) -> str:
    """The one who is looked at, and the dark shoulder of the other one in front."""
    size = scene.size if scene.size in _BUST else "ms"
    seen = scene._replace(size=size, figures=1)
    return _bust(seen, paint, scene.width * 0.64) + use("shoulder", scene.width * 0.24, 48, 0.9 * narrow(scene.width))


def _own_eyes(scene: Scene, paint: Paint, horizon: float) -> str:
    """What a person sees: perhaps another person, the own hands, and the edge of the sight."""
    other = _person(scene._replace(figures=1), paint, horizon) if scene.figures > 1 else ""
    edge = f'<path fill="url(#sk-edge)" d="M0 0h{scene.width}v{HEIGHT}H0z"/>'
    return other + edge + use("hands", scene.width / 2, 58, narrow(scene.width))


def _thing(scene: Scene, paint: Paint, horizon: float) -> str:
    thing = scene.cues.thing or "bottle"
    if scene.angle in FROM_ABOVE:
        return use(thing, scene.width / 2, 66, _THING[scene.size], flip=paint[1], paint=paint[0])
    insert = scene.framing == "insert"
    scale = (max(_THING[scene.size], 1.2) if insert else _THING[scene.size]) * max(narrow(scene.width), 0.6)
    below = 20 if insert else 6 + 13 * _THING[scene.size]
    return use(thing, scene.width / 2, min(horizon + below, 86), scale, flip=paint[1], paint=paint[0])


def figures(scene: Scene, light: str, horizon: float) -> str:
    """The people of a scene, or its thing where it is an insert or shows no people."""
    paint = _paint(scene, light)
    if scene.framing == "establishing":
        return ""
    if scene.framing == "insert" or (scene.figures == 0 and scene.cues.thing):
        return _thing(scene, paint, horizon)
    if scene.figures == 0:
        return ""
    if scene.framing == "pov":
        return _own_eyes(scene, paint, horizon)
    if scene.angle in FROM_ABOVE:
        scale = _ABOVE[scene.size] * narrow(scene.width)
        spots = _places(scene, scale * 32)
        return "".join(use("above", x, 46, scale * share, paint=paint[0]) for x, share in spots)
    if scene.framing == "ots":
        return _over_the_shoulder(scene, paint, horizon)
    return _person(scene, paint, horizon)
