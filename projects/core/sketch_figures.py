"""People, animals and things of a sketch: which drawing stands where, how large, turned and lit from which side."""

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
_CROWD = 4
_CHILD = 0.7
_FAR_BELOW = 0.5  # a bird is higher up than a lamp over a table
_FLYING = frozenset({"bird"})
# Beside a person who is 100 high: the scale of an animal, and how far off it stands.
_BESIDE = {"dog": (0.72, 44), "cat": (0.5, 34), "horse": (1.0, 66), "bird": (0.5, 40)}
# Of an animal: the middle of its head, how high that is, and the most it is enlarged as a whole.
_ANIMALS = {"dog": (24, -54, 22, 1.15), "cat": (7, -47, 20, 1.3), "horse": (44, -88, 34, 0.74), "bird": (12, 2, 44, 1.6)}
_TURN = {"left": "-side", "right": "-side", "back": "-back"}
_LIT = {"left": "lit", "right": "rit", "top": "top-lit", "below": "low-lit", "front": "front-lit"}


def _paint(scene: Scene, light: str) -> str:
    """The fill or the edge of a figure. A mirrored figure is lit from its other side."""
    side = scene.cues.side
    if side in ("left", "right") and scene.cues.face == "left":
        side = "right" if side == "left" else "left"
    if side in _LIT:
        rim = ' stroke="url(#sk-moonrim)"' if light in _DARK else ""
        return f' fill="url(#sk-{_LIT[side]})"{rim}'
    if side == "back":
        return ' stroke="url(#sk-rim)"'
    return ' stroke="url(#sk-moonrim)"' if light in _DARK else ""


def _places(scene: Scene, step: float) -> list[tuple[float, float]]:
    """Where figures stand across the frame, and how large each is against the first."""
    middle = scene.width / 2
    if scene.figures == 2:
        return [(middle - step / 2, 1.0), (middle + step / 2, 0.95)]
    if scene.figures >= 3:
        return [(middle - step, 0.95), (middle + step, 0.97), (middle, 1.0)]
    return [(middle, 1.0)]


def _small(scene: Scene, at: int) -> float:
    """Children are smaller. Of three the one in the middle is drawn last, so it is the first one."""
    order = (1, 2, 0) if scene.figures == 3 else (0, 1)
    return _CHILD if scene.people[order[at]] == "child" else 1.0


def _turned(scene: Scene, name: str) -> str:
    return name + _TURN.get(scene.cues.face, "")


def _companion(scene: Scene, paint: str, feet: float, scale: float) -> str:
    """The animal of "a boy and his dog", at their side and as large as such an animal is."""
    animal = scene.cues.thing
    if animal not in _BESIDE or scene.size == "mls":  # that frame ends at the knees
        return ""
    share, away = _BESIDE[animal]
    x = scene.width / 2 + scale * (away + 18 * (scene.figures - 1)) * narrow(scene.width)
    y = feet - scale * 110 if animal in _FLYING else feet
    return use(animal, x, y, scale * share, flip=scene.cues.face == "left", paint=paint)


def _standing(scene: Scene, paint: str, horizon: float) -> str:
    height, below = _BODY[scene.size]
    scale = height / 100 * _SIZE_BY_ANGLE.get(scene.angle, 1.0) * max(narrow(scene.width), 0.8)
    feet = horizon + below
    if scene.size == "ws":  # stays in the frame whatever the horizon does
        feet = 76 if scene.angle == "high" else 84
    elif scene.size == "mls":  # the frame ends at the knees
        feet = HEIGHT + scale * 27
    flip = scene.cues.face == "left"
    if scene.figures >= _CROWD:
        return use("crowd", scene.width / 2, feet, scale, flip=flip, paint=paint)
    step = scale * 100 * 0.36
    spots = enumerate(_places(scene, step))
    beside = _companion(scene, paint, feet, scale) if scene.figures < _CROWD - 1 else ""
    return beside + "".join(
        use(_turned(scene, "body"), x, feet, scale * share * _small(scene, at), flip=flip, paint=paint)
        for at, (x, share) in spots
    )


def _bust(scene: Scene, paint: str, middle: float | None = None) -> str:
    height, line = _BUST[scene.size]
    factor = narrow(scene.width) if scene.figures > 1 or middle is not None else max(narrow(scene.width), 0.8)
    scale = height / 20 * _SIZE_BY_ANGLE.get(scene.angle, 1.0) * factor
    y = line + {"low": 3, "worms-eye": 5, "high": 4}.get(scene.angle, 0) + (1 - factor) * 40
    flip = scene.cues.face == "left"
    if scene.figures >= _CROWD and middle is None:
        return use("heads", scene.width / 2, y, scale * 0.8, flip=flip, paint=paint)
    spots = [(middle, 1.0)] if middle is not None else _places(scene, min(scale * 54, scene.width * 0.46))
    name = _turned(scene, "bust" if scene.size != "cu" or scene.cues.face in _TURN else "close")
    return "".join(
        use(name, x, y + (6 * scale if small < 1 else 0), scale * share * (small + 1) / 2, flip=flip, paint=paint)
        for at, (x, share) in enumerate(spots)
        for small in (_small(scene, at) if middle is None else 1.0,)
    )


def _person(scene: Scene, paint: str, horizon: float) -> str:
    if scene.size == "ecu":
        if scene.cues.face in _TURN:
            flip = scene.cues.face == "left"
            return use(_turned(scene, "bust"), scene.width / 2, 46, 4.4 * narrow(scene.width), flip=flip, paint=paint)
        return use("eyes", scene.width / 2, 40, max(0.5, scene.width / 130), paint=paint)
    if scene.size in _BODY:
        return _standing(scene, paint, horizon)
    return _bust(scene, paint)


def _over_the_shoulder(scene: Scene, paint: str, horizon: float) -> str:
    """The one who is looked at, and the dark shoulder of the other one in front."""
    size = scene.size if scene.size in _BUST else "ms"
    seen = scene._replace(size=size, people=("adult",))
    return _bust(seen, paint, scene.width * 0.64) + use("shoulder", scene.width * 0.24, 48, 0.9 * narrow(scene.width))


def _own_eyes(scene: Scene, paint: str, horizon: float) -> str:
    """What a person sees: perhaps another person, the own hands, and the edge of the sight."""
    other = _person(scene._replace(people=scene.people[1:]), paint, horizon) if scene.figures > 1 else ""
    edge = f'<path fill="url(#sk-edge)" d="M0 0h{scene.width}v{HEIGHT}H0z"/>'
    return other + edge + use("hands", scene.width / 2, 58, narrow(scene.width))


def _portrait(scene: Scene, animal: str, paint: str, flip: bool) -> str:
    """The head of an animal, as large as a person's would be."""
    across, down, high, _ = _ANIMALS[animal]
    scale = 1.25 * _BUST.get(scene.size, (70, 0))[0] / high * narrow(scene.width)
    x = scene.width / 2 - (-across if flip else across) * scale * 0.8
    return use(animal, x, 44 - down * scale, scale, flip=flip, paint=paint)


def _thing(scene: Scene, paint: str, horizon: float) -> str:
    """A thing or an animal, or a few of them beside and behind each other."""
    thing = scene.cues.thing or "bottle"
    flip = scene.cues.face == "left"
    if scene.angle in FROM_ABOVE and thing not in _FLYING:
        return use(thing, scene.width / 2, 66, _THING[scene.size], flip=flip, paint=paint)
    insert = scene.framing == "insert"
    scale = (max(_THING[scene.size], 1.2) if insert else _THING[scene.size]) * max(narrow(scene.width), 0.6)
    scale *= 1.4 if scene.cues.lens == "macro" else 1
    if thing in _ANIMALS and not insert:
        if scene.size in ("mcu", "cu", "ecu"):
            return _portrait(scene, thing, paint, flip)
        scale = min(scale * 1.2, _ANIMALS[thing][3] * max(narrow(scene.width), 0.6))
    below = 20 if insert else 6 + 13 * _THING[scene.size]
    feet = 46 if thing in _FLYING else min(horizon + below, 86)
    parts = use(thing, scene.width / 2, feet, scale, flip=flip, paint=paint)
    offsets = ((-46.0, -5.0, 0.86), (50.0, -7.0, 0.8), (-84.0, -9.0, 0.7))[: max(scene.many - 1, 0)]
    if thing in _FLYING:
        offsets = tuple((x, 4.4 * y + 20, share) for x, y, share in offsets)
    others = (
        use(thing, scene.width / 2 + x * scale, feet + y * scale, scale * n, flip=flip, paint=paint) for x, y, n in offsets
    )
    return "".join(others) + parts


def _above(scene: Scene, paint: str) -> str:
    scale = _ABOVE[scene.size] * narrow(scene.width) * (_FAR_BELOW if scene.angle == "birds-eye" else 1)
    flip = scene.cues.face == "left"
    spots = enumerate(_places(scene, scale * 32))
    shown = scene if scene.figures < _CROWD else scene._replace(people=("adult",) * 3)
    return "".join(
        use("above", x, 46, scale * share * _small(shown, at), flip=flip, paint=paint) for at, (x, share) in spots
    )


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
        return _above(scene, paint)
    if scene.framing == "ots":
        return _over_the_shoulder(scene, paint, horizon)
    return _person(scene, paint, horizon)
