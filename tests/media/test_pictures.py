"""Pictures as people give them, good and hostile: what is kept, what is refused and with which sentence."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from projects.core.findings import Refused
from projects.media.pictures import SIZES, checked


def picture(size=(64, 36), kind="PNG", mode="RGB", colour=(200, 40, 40), **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def opened(kept, size):
    return Image.open(io.BytesIO(kept.files[size]))


def png_of(width, height):
    """A PNG whose header says so many pixels in a few bytes of data."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"\x00" * 20_000, 9)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_kind_is_kept_as_jpeg_in_both_sizes(kind):
    kept = checked(picture((3200, 1800), kind))
    assert [opened(kept, size).size for size in SIZES] == [(480, 270), (1600, 900)]
    assert {opened(kept, size).format for size in SIZES} == {"JPEG"}


def test_a_small_picture_stays_as_small_as_it_is():
    assert (checked(picture()).width, checked(picture()).height) == (64, 36)


def test_metadata_does_not_go_on_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Secret camera"
    kept = checked(picture((80, 40), "JPEG", exif=exif))
    assert (opened(kept, SIZES[1]).size, dict(opened(kept, SIZES[1]).getexif())) == ((40, 80), {})
    assert b"Secret camera" not in kept.files[SIZES[1]]


def test_what_is_see_through_stands_on_neutral_grey():
    red, green, blue = opened(checked(picture(mode="RGBA", colour=(0, 0, 0, 0))), SIZES[1]).getpixel((5, 5))
    assert max(red, green, blue) < 40


def test_the_same_pixels_have_the_same_digest():
    assert checked(picture()).digest == checked(picture()).digest


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"GIF89a", "damaged|no picture"),
        (b"hello", "no picture that can be read"),
        (b"%PDF-1.7 x", "no picture that can be read"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "An SVG cannot be used"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><svg/>', "An SVG cannot be used"),
        (picture()[:60], "damaged|no picture"),
        (b"x" * (20 * 1024 * 1024 + 1), "over 20 MB"),
    ],
    ids=["nothing", "cut", "text", "pdf", "svg", "svg with a mark", "half", "large"],
)
def test_what_is_no_usable_picture_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(Refused, match=sentence):
        checked(data)


@pytest.mark.parametrize(("width", "height"), [(13_000, 13_000), (20_000, 20_000), (65_535, 65_535), (1, 50_000_000)])
def test_a_small_file_that_swells_is_refused_before_it_does(width, height):
    bomb = png_of(width, height)
    assert len(bomb) < 20_000
    with pytest.raises(Refused, match="pixels"):
        checked(bomb)


def test_of_an_animation_the_first_frame_is_taken():
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue", "lime")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    red, _, blue = opened(checked(out.getvalue()), SIZES[1]).getpixel((20, 20))
    assert red > 200 > blue


def test_a_line_of_a_pixel_each_is_refused_by_its_header():
    with pytest.raises(Refused, match="30,000 pixels a side"):
        checked(png_of(1, 30_000_001))


def test_sixteen_bits_of_grey_stay_grey():
    grey = Image.frombytes("I;16", (40, 30), struct.pack("<H", 0x8000) * 1200)
    out = io.BytesIO()
    grey.save(out, "PNG")
    assert opened(checked(out.getvalue()), SIZES[1]).getpixel((5, 5)) == (128, 128, 128)


def test_an_orientation_that_is_no_number_turns_nothing():
    # One tag, 0x0112, as a fraction over nothing.
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x05\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\0\0\x06\0\0\0\0"
    kept = checked(picture((80, 40), "JPEG", exif=exif))
    assert (kept.width, kept.height) == (80, 40)


def test_a_photo_that_mentions_a_drawing_is_a_photo():
    assert checked(picture(kind="JPEG", comment=b"made by <svg export>")).width == 64
