"""A picture as somebody gives it -> pictures of ours: checked, turned upright, made smaller, without metadata."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from projects.core.findings import Refused

# The longest side in pixels of what is kept: for a card, and for the editor and paper.
SIZES = (480, 1600)
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
SUFFIX = ".jpg"
KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_KNOWN = "PNG, JPEG, WebP or GIF"
# Behind what is see-through: the neutral grey on which frames are judged.
_GROUND = (16, 18, 22)


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
        if width * height > MOST_PIXELS:
            raise Refused(
                f"This picture is {width:,} × {height:,} pixels. Up to {MOST_PIXELS // 1_000_000} megapixels fit: "
                "make it smaller first."
            )
        return _kept(image)
    except Image.DecompressionBombError:
        raise Refused(f"This picture is over {MOST_PIXELS // 1_000_000} megapixels. Make it smaller first.") from None
    except UnidentifiedImageError:
        raise Refused(f"This is no picture that can be read. Use {_KNOWN}.") from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise Refused(f"This picture is damaged or cut off. Save it anew as {_KNOWN}.") from None


def _is_drawing(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in head


def _kept(image: object) -> Pictures:
    from PIL import Image, ImageOps

    assert isinstance(image, Image.Image)  # noqa: S101 - for the type checker: the library's own class
    image.draft("RGB", (SIZES[-1] * 2, SIZES[-1] * 2))
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        plain = Image.new("RGB", layer.size, _GROUND)
        plain.paste(layer, mask=layer.getchannel("A"))
    else:
        plain = upright.convert("RGB")
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
