"""A picture as somebody gives it -> pictures of ours: checked, turned upright, made smaller, without metadata."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from projects.core.findings import Refused

if TYPE_CHECKING:
    from PIL import Image, ImageCms

# The longest side in pixels of what is kept: for a card, and for the editor and paper.
SIZES = (480, 1600)
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
# A line of its own for each pixel takes far more memory than its pixels.
MOST_SIDE = 30_000
SUFFIX = ".jpg"
KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")
_KNOWN = "PNG, JPEG, WebP or GIF"
# What the library stumbles over in a file that was damaged, by accident or on purpose.
_STUMBLES = (
    OSError, SyntaxError, ValueError, EOFError, MemoryError, TypeError, AttributeError, LookupError, ArithmeticError,
    struct.error,
)  # fmt: skip
# Orientation of a camera -> how the picture is turned upright; as the library names its turns.
_ORIENTATION = 0x0112
_TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE",
    8: "ROTATE_90",
}  # fmt: skip
# Behind what is see-through: the neutral grey on which frames are judged.
_GROUND = (16, 18, 22)


# Without and with see-through parts: the modes that a profile can speak of. Colour space of a profile -> those modes.
_WITH_PROFILE = (("RGB", "L", "CMYK"), ("RGBA", "LA"))
_SPACES = {"RGB": ("RGB", "RGBA"), "GRAY": ("L", "LA"), "CMYK": ("CMYK",)}


@dataclass(frozen=True, slots=True)
class Pictures:
    """One picture in each of `SIZES` as JPEG bytes. `digest` is over its pixels; width and height of the larger one."""

    digest: str
    width: int
    height: int
    files: dict[int, bytes]


def checked(data: bytes) -> Pictures:
    """Reads a picture by its content, whatever its name. Refused, in one sentence, where it cannot be used.

    The size in pixels is read from the header before anything is decoded, so that a small file that swells to gigabytes
    does no harm. Of an animation the first frame is taken.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise Refused(f"This file is over {MOST_BYTES // 1024 // 1024} MB. Save it smaller first.")
    if not data:
        raise Refused("This file is empty. Choose a picture.")
    if _is_drawing(data):
        raise Refused(f"An SVG cannot be used as a picture. Save it as {_KNOWN} first.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=KINDS)
        width, height = image.size
        if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
            raise Refused(
                f"This picture is {width:,} × {height:,} pixels. Up to {MOST_PIXELS // 1_000_000} megapixels fit, and "
                f"{MOST_SIDE:,} pixels a side: make it smaller first."
            )
        return _kept(image)
    except Image.DecompressionBombError:
        raise Refused(f"This picture is over {MOST_PIXELS // 1_000_000} megapixels. Make it smaller first.") from None
    except UnidentifiedImageError:
        raise Refused(f"This is no picture that can be read. Use {_KNOWN}.") from None
    except _STUMBLES:
        raise Refused(f"This picture is damaged or cut off. Save it anew as {_KNOWN}.") from None


def _is_drawing(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or (b"<svg" in head and not data.startswith(_STARTS))


def _kept(image: object) -> Pictures:
    from PIL import Image

    assert isinstance(image, Image.Image)  # noqa: S101 - for the type checker: the library's own class
    image.draft("RGB", (SIZES[-1] * 2, SIZES[-1] * 2))
    image.load()
    if image.mode in ("I", "I;16", "I;16B"):
        # Sixteen bits a pixel: read as eight they would be all white.
        image = image.point(lambda value: value / 256).convert("L")
    layered = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    profile, oriented = image.info.get("icc_profile"), image.getexif().get(_ORIENTATION, 1)
    wanted = "RGBA" if layered else "RGB"
    image = image if image.mode in _WITH_PROFILE[layered] else image.convert(wanted)
    # Made smaller first: whatever comes after works on few pixels.
    image.thumbnail((SIZES[-1], SIZES[-1]), Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = in_srgb(image, profile, wanted)
    turn = _TURNS.get(oriented)
    plain = image.transpose(Image.Transpose[turn]) if turn else image
    if layered:
        layer, plain = plain, Image.new("RGB", plain.size, _GROUND)
        plain.paste(layer, mask=layer.getchannel("A"))
    files, size = {}, (0, 0)
    for longest in SIZES:
        small = plain.copy()
        small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        # A new image has no metadata: neither place nor camera nor profile goes on.
        clean = Image.frombytes("RGB", small.size, small.tobytes())
        out = io.BytesIO()
        clean.save(out, "JPEG", quality=85, optimize=True, progressive=True)
        files[longest], size = out.getvalue(), clean.size
    digest = hashlib.sha256(files[SIZES[-1]]).hexdigest()
    return Pictures(digest, *size, files)


def in_srgb(image: Image.Image, profile: bytes | None, wanted: str) -> Image.Image:
    """The picture in `wanted` (RGB or RGBA) with the colours that its profile means, as screens show them without one.

    A profile that is broken, or is for another kind of picture, counts as none.
    """
    from PIL import Image, ImageCms

    bands = image.getbands()
    if profile and image.mode in _WITH_PROFILE["A" in bands]:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if image.mode in _SPACES.get(source.profile.xcolor_space.strip(), ()):
                colours = Image.merge(image.mode[:-1], image.split()[:-1]) if "A" in bands else image
                intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
                shown = ImageCms.profileToProfile(colours, source, _srgb(), renderingIntent=intent, outputMode="RGB")
                if shown is not None:
                    if "A" in bands:
                        shown.putalpha(image.getchannel("A"))
                    return shown
        except (ImageCms.PyCMSError, *_STUMBLES):
            pass
    return image if image.mode == wanted else image.convert(wanted)


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
