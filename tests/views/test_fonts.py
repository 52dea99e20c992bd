"""Fonts of the packages over HTTP: a browser is told of every script, and gets the font of each."""

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_every_script_has_a_font_that_is_to_be_had(client):
    style = client.get(reverse("fonts_style"))
    assert style["Content-Type"] == "text/css; charset=utf-8"
    rules = style.content.decode().splitlines()
    spans = {rule.split('url("')[1].split('"')[0]: rule for rule in rules}
    assert len(spans) == len(rules) > 15
    for address, character in (("NotoSansArabic", 0x645), ("NotoSansCJK-VF", 0x671D), ("NotoEmoji", 0x1F305)):
        ranges = re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", spans[reverse("font", args=[address])])
        assert any(int(first, 16) <= character <= int(last, 16) for first, last in ranges)
    for address in spans:
        font = client.get(address)
        head = next(iter(font.streaming_content))[:4]
        font.close()
        assert (address, font.status_code, head in (b"\0\1\0\0", b"ttcf", b"OTTO")) == (address, 200, True)
        assert font["Cache-Control"] == "public, max-age=2592000"


def test_a_font_that_no_package_brings_is_nothing_here(client):
    assert client.get(reverse("font", args=["Comic"])).status_code == 404
