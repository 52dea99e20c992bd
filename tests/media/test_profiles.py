"""Colour profiles: a picture is kept with the colours that it meant, and without its profile."""

import io
import struct

import pytest
from PIL import Image

from projects.media.pictures import SIZES, checked

ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)), 2.19922
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)), 2.2
WHITE = (0.9642, 1.0, 0.8249)


def fixed(*values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def xyz(values):
    return b"XYZ \0\0\0\0" + fixed(*values)


def curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def profile(space, tags, kind=b"mntr", between=b"XYZ "):
    """An ICC profile, version 2, of these tags."""
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02400000, kind, space, between) + b"\0" * 12 + b"acsp"
    return (head + b"\0" * 28 + fixed(*WHITE)).ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def coloured(columns, gamma):
    names = zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)
    curves = dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve(gamma))
    return profile(b"RGB ", {b"wtpt": xyz(WHITE), **{name: xyz(column) for name, column in names}, **curves})


def grey(gamma):
    return profile(b"GRAY", {b"wtpt": xyz(WHITE), b"kTRC": curve(gamma)})


def black_ink_alone():
    """A profile of four inks of which black alone shows."""
    clut = b"".join(bytes([0 if at % 2 else 255, 128, 128]) for at in range(16))
    ramp = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + ramp * 4 + clut + ramp * 3
    return profile(b"CMYK", {b"wtpt": xyz(WHITE), b"A2B0": table}, b"prtr", b"Lab ")


def kept(mode, colour, icc, kind="PNG"):
    """The colour in the middle of what is kept of a plain picture."""
    out = io.BytesIO()
    Image.new(mode, (64, 36), colour).save(out, kind, icc_profile=icc)
    image = Image.open(io.BytesIO(checked(out.getvalue()).files[SIZES[-1]]))
    assert "icc_profile" not in image.info
    return image.getpixel((32, 18))


def near(found, wanted, most=4):
    return all(abs(one - other) <= most for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("mode", "colour", "icc", "kind", "shown"),
    [
        ("RGB", (219, 0, 0), coloured(*ADOBE), "PNG", (255, 0, 0)),
        ("RGB", (0, 0, 250), coloured(*ADOBE), "PNG", (0, 0, 255)),
        ("RGB", (144, 255, 60), coloured(*ADOBE), "PNG", (0, 255, 0)),
        ("RGBA", (219, 0, 0, 255), coloured(*ADOBE), "PNG", (255, 0, 0)),
        ("RGB", (0, 0, 245), coloured(*P3), "PNG", (0, 0, 255)),
        ("L", 128, grey(1.0), "PNG", (188, 188, 188)),
        ("LA", (128, 255), grey(1.0), "PNG", (188, 188, 188)),
        ("CMYK", (255, 0, 0, 0), black_ink_alone(), "JPEG", (255, 255, 255)),
        ("CMYK", (0, 0, 0, 255), black_ink_alone(), "JPEG", (0, 0, 0)),
    ],
)
def test_colours_are_those_that_the_profile_means(mode, colour, icc, kind, shown):
    found = kept(mode, colour, icc, kind)
    assert near(found, shown), found


@pytest.mark.parametrize("icc", [b"broken", coloured(*ADOBE)[:200], grey(1.0), None])
def test_a_profile_that_is_broken_or_of_another_kind_counts_as_none(icc):
    found = kept("RGB", (219, 0, 0), icc)
    assert near(found, (219, 0, 0)), found
