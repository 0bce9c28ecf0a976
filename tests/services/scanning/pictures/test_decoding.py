"""What QR codes in pictures hold, however they are drawn, and whatever a picture is made of."""

import subprocess
import sys
from collections.abc import Callable
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from core.links import find_links
from services.scanning.pictures.decoding import Fault, ReadPicture, read_picture
from tests.services.scanning.pictures import qr

LINK = "https://listed-forum.net/threads/x.1"
WHITE = 255


def screenshot(width: int, height: int, code: Image.Image) -> Image.Image:
    shot, lines = Image.new("RGB", (width, height), (54, 57, 63)), Random(3)
    drawing = ImageDraw.Draw(shot)
    for y in range(10, height, 24):
        for x in range(20, width - 100, 110):
            drawing.rectangle((x, y, x + lines.randint(10, 90), y + 10), fill=(220, 221, 222))
    shot.paste(code.convert("RGB"), (width * 2 // 3, height // 2))
    return shot


def see_through(dark: int) -> Image.Image:
    """Only the squares of the code are drawn, in this lightness."""
    code = qr.code(LINK)
    drawn = Image.new("LA", code.size, (dark, 0))
    drawn.paste((dark, 255), mask=ImageOps.invert(code))
    return drawn


def in_perspective() -> Image.Image:
    corners = (0, 0, 0, 380, 400, 340, 420, 20)
    return qr.code(LINK, 10).transform((460, 460), Image.Transform.QUAD, corners, fillcolor=WHITE)


def with_logo() -> Image.Image:
    code = qr.code(LINK, 8, ec_level="H")
    code.paste(
        128, (code.width // 2 - 30, code.height // 2 - 30, code.width // 2 + 30, code.height // 2 + 30)
    )
    return code


DRAWN: dict[str, Callable[[], Image.Image]] = {
    "plain": lambda: qr.code(LINK),
    "small": lambda: qr.code(LINK, 2),
    "turned a little": lambda: qr.code(LINK).rotate(15, expand=True, fillcolor=WHITE),
    "turned": lambda: qr.code(LINK).rotate(137, expand=True, fillcolor=WHITE),
    "mirrored": lambda: ImageOps.mirror(qr.code(LINK)),
    "inverted": lambda: ImageOps.invert(qr.code(LINK)),
    "faint": lambda: qr.code(LINK).point(lambda dot: 120 + dot // 40),
    "blurred": lambda: qr.code(LINK).filter(ImageFilter.GaussianBlur(3)),
    "in a dark frame": lambda: ImageOps.expand(ImageOps.crop(qr.code(LINK), 12), border=30, fill=0),
    "without its margin": lambda: ImageOps.crop(qr.code(LINK), 24),
    "coloured": lambda: ImageOps.colorize(qr.code(LINK), (120, 20, 160), (250, 220, 120)),
    "red on green as light": lambda: ImageOps.colorize(qr.code(LINK), (200, 0, 0), (0, 102, 0)),
    "in perspective": in_perspective,
    "with a logo": with_logo,
    "small in a screenshot": lambda: screenshot(1920, 1080, qr.code(LINK, 2)),
    "small in a large screenshot": lambda: screenshot(3840, 2160, qr.code(LINK, 2)),
    "dark on nothing": lambda: see_through(0),
    "light on nothing": lambda: see_through(WHITE),
    "of 16 bits": lambda: qr.code(LINK).convert("I").point(lambda dot: dot * 257).convert("I;16"),
    "with a palette": lambda: qr.code(LINK).convert("P"),
    "of one bit": lambda: qr.code(LINK).convert("1"),
}


@pytest.mark.parametrize("how", DRAWN)
def test_a_code_is_read_however_it_is_drawn(how: str) -> None:
    assert read_picture(qr.written(DRAWN[how]())) == ReadPicture((LINK,))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF"])
def test_a_code_is_read_in_each_format(kind: str) -> None:
    assert read_picture(qr.written(qr.code(LINK).convert("RGB"), kind)) == ReadPicture((LINK,))
    cmyk = qr.written(qr.code(LINK).convert("CMYK"), "JPEG")
    assert read_picture(cmyk) == ReadPicture((LINK,))


def test_several_codes_are_read_and_a_plain_one_hides_no_faint_one() -> None:
    both = Image.new("L", (700, 300), WHITE)
    both.paste(qr.code("https://example.org/"), (0, 0))
    both.paste(qr.code(LINK).point(lambda dot: 120 + dot // 16), (400, 0))
    assert set(read_picture(qr.written(both)).codes) == {"https://example.org/", LINK}


def moving(stands: list[int], shown: int) -> bytes:
    """A picture that moves; one frame of it, `shown`, is a code. `stands`: milliseconds of each frame."""
    code = qr.code(LINK, 4)
    frames = [code if n == shown else Image.new("L", code.size, n % 200) for n in range(len(stands))]
    return qr.written(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=stands, disposal=2)


@pytest.mark.parametrize("shown", [0, 3, 7, 11])
def test_a_code_is_read_in_any_frame_that_can_be_scanned(shown: int) -> None:
    stands = [40] * 12
    stands[shown] = 700
    assert read_picture(moving(stands, shown)).codes == (LINK,)


def test_a_picture_that_moves_without_end_is_left_some_time() -> None:
    still = Image.new("L", (60, 60), WHITE)
    frames = [Image.new("L", (60, 60), n) for n in range(200)]
    data = qr.written(still, "GIF", save_all=True, append_images=frames, duration=400)
    assert read_picture(data) == ReadPicture(fault=Fault.SLOW)


def test_a_picture_that_is_too_large_is_not_decoded() -> None:
    assert read_picture(qr.claiming(30_000, 30_000)) == ReadPicture(fault=Fault.DOTS)
    assert read_picture(qr.claiming(2**31 - 1, 2**31 - 1)).fault is not None
    assert read_picture(qr.claiming(5_000, 4_000)) == ReadPicture(fault=Fault.DOTS)


def test_what_is_no_picture_or_a_broken_one_is_not_known() -> None:
    assert read_picture(b"") == ReadPicture(fault=Fault.KIND)
    assert read_picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>") == ReadPicture(fault=Fault.KIND)
    assert read_picture(qr.written(qr.code(LINK), "TIFF")) == ReadPicture(fault=Fault.KIND)
    whole = qr.written(screenshot(640, 480, qr.code(LINK, 4)))
    for at in range(0, len(whole), len(whole) // 40):
        assert not read_picture(whole[:at]).codes or at > len(whole) // 2


def test_of_a_truncated_picture_is_read_what_its_readers_are_shown() -> None:
    whole = qr.written(
        ImageOps.expand(qr.code(LINK), border=(0, 0, 0, 600), fill=WHITE).convert("RGB"), "JPEG"
    )
    assert read_picture(whole[: len(whole) * 9 // 10]).codes == (LINK,)


@pytest.mark.parametrize(
    ("held", "leads_to"),
    [
        ("HTTPS://LISTED-FORUM.NET/THREADS", "listed-forum.net"),
        ("listed-forum.net/x", "listed-forum.net"),
        ("WIFI:T:WPA;S:listed-forum.net;P:secret;;", "listed-forum.net"),
        ("mailto:someone@example.org?body=https://listed-forum.net/x", "listed-forum.net"),
        ("URLTO:https://listed-forum.net/x", "listed-forum.net"),
        ("MEBKM:TITLE:x;URL:https\\://listed-forum.net/x;;", "listed-forum.net"),
        ("BEGIN:VCARD\nVERSION:3.0\nURL:https://listed-forum.net/x\nEND:VCARD", "listed-forum.net"),
        ("see https://listed-forum.net/x and write", "listed-forum.net"),
        ("موقع https://listed-forum.net/x", "listed-forum.net"),
    ],
)
def test_what_a_code_holds_is_searched_for_links_like_any_text(held: str, leads_to: str) -> None:
    (code,) = read_picture(qr.written(qr.code(held))).codes
    found = [link for link in find_links(code, {leads_to}.__contains__) if leads_to in link.canonical]
    assert found


def test_whoever_has_pictures_read_loads_no_decoder() -> None:
    loaded = "import sys, bot, services.scanning.pictures.looks, services.scanning.pictures.reading; "
    program = loaded + "print([name for name in ('PIL', 'zxingcpp') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603  # our own
    assert told.stdout == "[]\n"
