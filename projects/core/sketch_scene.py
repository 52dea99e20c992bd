"""The picture of a sketch: light, place, sun, weather, then people or a thing."""

from __future__ import annotations

from projects.core.sketch_cues import Cues
from projects.core.sketch_figures import figures
from projects.core.sketch_frame import FROM_ABOVE, HEIGHT, Scene, narrow, use
from projects.core.sketch_light import PALETTE

_HORIZON = 60  # of the light symbols

_HORIZON_AT = {"high": 36, "low": 76, "worms-eye": 92, "overhead": -20, "birds-eye": -20}
_TILTED = frozenset({"dutch"})

# How much a place is enlarged behind people: the closer the shot, the nearer and fainter its background.
_PLACE_SCALE = {
    "ews": 0.85,
    "vws": 0.95,
    "ws": 1.1,
    "mls": 1.35,
    "ms": 1.6,
    "mcu": 2.0,
    "cu": 2.6,
    "ecu": 3.0,
}

_INDOOR_LIGHT = {"dawn": "warm", "golden": "warm", "night": "dim", "dusk": "dim", "overcast": "cool"}
_OUTDOOR_LIGHT = {"warm": "golden", "cool": "overcast", "dim": "dusk"}
_SUN_HEIGHT = {"dawn": 15, "morning": 26, "golden": 17, "dusk": 12}
_GLASS = {"night": "#ffcf7d", "dusk": "#f0b98a", "golden": "#ffdf9e", "dawn": "#ffd9b0", "dim": "#24304d"}
# What a place shows of itself from above.
_FROM_ABOVE = {
    "street": "plan-road", "road": "plan-road", "city": "plan-road", "sea": "plan-water", "lake": "plan-water",
    "beach": "plan-water", "water": "plan-water", "bridge": "plan-water",
}  # fmt: skip
_SUNNY = frozenset({"morning", "day", "noon", "golden"})
_SUNLESS_WEATHER = frozenset({"rain", "storm", "snowfall", "blizzard", "fog", "dust"})
# A wide lens makes the background small and far, a long one large, near and soft.
_LENS_SCALE = {"wide": 0.74, "tele": 1.5, "macro": 2.4}
_SOFT = frozenset({"tele", "macro"})
_UPRIGHT = frozenset({"classroom", "station", "hospital"})  # bear signs that mean nothing mirrored
_SUNLESS = frozenset({"forest", "water", "space"})
# Hides a low sun, only its glow is seen.
_TALL = frozenset({"city", "street", "mountains", "snow", "park", "market", "stadium", "bridge"})


def light_of(cues: Cues) -> str:
    """The light symbol for a time of day, a tone and a place."""
    if cues.inside == "indoors":
        return cues.tone if cues.tone in PALETTE else _INDOOR_LIGHT.get(cues.time, "neutral")
    if cues.weather in _SUNLESS_WEATHER and cues.time in _SUNNY:
        return "overcast"
    if cues.time in PALETTE:
        return cues.time
    if cues.place == "space":
        return "night"
    if cues.weather in _SUNLESS_WEATHER:
        return "dim" if cues.weather == "storm" else "overcast"
    return _OUTDOOR_LIGHT.get(cues.tone) or ("day" if cues.place else "plain")


def _luminary(scene: Scene, light: str, horizon: float) -> str:
    """The sun or the moon with its stars, under an open sky only."""
    cues, width = scene.cues, scene.width
    if cues.inside == "indoors" or cues.place in _SUNLESS or scene.angle in FROM_ABOVE:
        return ""
    at = {"left": 0.2, "right": 0.8, "back": 0.5}.get(cues.side, 0.76) * width
    if light == "night" and cues.weather in ("", "wind"):
        return use("stars", width / 2) + ("" if cues.place == "street" else use("moon", at, 21))
    if light in _SUN_HEIGHT and cues.weather in ("", "wind"):
        return use("glow" if cues.place in _TALL else "sun", at, horizon - _SUN_HEIGHT[light])
    return ""


def _backdrop(scene: Scene, light: str, horizon: float) -> str:
    """Light and place; from above only the ground, with the lines of a floor where there is one."""
    cues, width = scene.cues, scene.width
    if scene.angle in FROM_ABOVE:
        plan = "floor" if cues.inside == "indoors" else _FROM_ABOVE.get(cues.place, "ground")
        return use(light, 0, -150, 2.4) + use(plan, width / 2, 45, narrow(width) ** 0.5)
    parts = use(light, 0, horizon - _HORIZON) + _luminary(scene, light, horizon)
    if scene.size == "ecu" and scene.figures:
        return parts
    if scene.figures == 0 and scene.framing != "insert":
        scale = 1.05
    else:
        scale = min(_PLACE_SCALE[scene.size], 1.25 if cues.inside == "indoors" else 1.6)
    scale *= _LENS_SCALE.get(cues.lens, 1.0)
    faint = ' opacity=".6"' if (scene.size in ("mcu", "cu") and scene.figures) or cues.lens in _SOFT else ""
    glass = _GLASS.get(light if light == "dim" else cues.time, "#dfe7ea")
    place = cues.place if cues.place != "inside" else "room"
    place = place or ("room" if cues.inside == "indoors" else "bare")
    flip = cues.side == "right" and place not in _UPRIGHT
    parts += use(place, width / 2, horizon, scale * narrow(width), flip=flip, paint=f' color="{glass}"{faint}')
    return parts + _lens(scene, horizon)


def _lens(scene: Scene, horizon: float) -> str:
    """What a lens does to the background: lines that run away under a wide one, discs out of focus behind a long one."""
    if scene.cues.lens in _SOFT:
        return use("bokeh", scene.width / 2)
    return use("wide", scene.width / 2, horizon) if scene.cues.lens == "wide" else ""


def _rays(scene: Scene, light: str) -> str:
    """Where the light comes from, as far as it can be seen in the air."""
    side, width = scene.cues.side, scene.width
    if side in ("left", "right"):
        return use("side", width if side == "right" else 0, 0, flip=side == "right")
    if side in ("top", "beams", "below"):
        return use(side, width / 2)
    open_sky = light in _SUN_HEIGHT and scene.cues.inside != "indoors"
    return use("glow", width / 2, 38) if side == "back" and not open_sky else ""


def _weather(scene: Scene, light: str) -> str:
    cues = scene.cues
    drops = "" if cues.inside == "indoors" and cues.weather != "fog" else cues.weather
    return _rays(scene, light) + (use(drops, scene.width / 2) if drops else "")


def picture(scene: Scene) -> str:
    """The whole picture as references to drawings, without arrows and words."""
    light = light_of(scene.cues)
    horizon = float(_HORIZON_AT.get(scene.angle, 66 if scene.framing == "insert" else 62))
    if scene.cues.inside == "indoors" and scene.angle not in FROM_ABOVE:
        horizon = (horizon + 62) / 2
    body = _backdrop(scene, light, horizon) + _weather(scene, light) + figures(scene, light, horizon)
    if scene.angle in _TILTED:
        return f'<g transform="rotate(-9 {scene.width // 2} {HEIGHT // 2})">{body}</g>'
    return body
