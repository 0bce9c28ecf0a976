"""Pictures are decoded by a process of their own: what it takes, what it refuses, and that its death harms nobody."""

import asyncio
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cogs.campaigns import picture_worker
from cogs.campaigns.picture_maker import FAULTS, PictureProcess
from core.campaigns.pictures import GIVEN_DOTS, KEPT_BYTES, KEPT_SIDE, PictureFault

SECRET = b"taken at home"


def picture(form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(out, format=form, **more)
    return out.getvalue()


def telling(form: str) -> bytes:
    """A picture with all that a file may tell besides."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    more: dict[str, Any] = {"exif": exif, "icc_profile": SECRET * 20}
    return picture(form, **more | ({"comment": SECRET} if form == "JPEG" else {"xmp": SECRET}))


def png(width: int, height: int, data: bytes) -> bytes:
    """A PNG that says this size, with these bytes of dots."""

    def chunk(kind: bytes, inside: bytes) -> bytes:
        checked = kind + inside
        return struct.pack(">I", len(inside)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def remade(data: bytes) -> bytes | int:
    return picture_worker.remade(data, dots=GIVEN_DOTS, side=KEPT_SIDE, most=KEPT_BYTES)


def opened(data: bytes | int) -> Image.Image:
    assert isinstance(data, bytes)
    made = Image.open(io.BytesIO(data))
    assert made.format == "WEBP"
    return made


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_a_file_tells_besides_is_left_out_and_it_stands_upright(form: str) -> None:
    given = telling(form)
    assert SECRET in given
    made = remade(given)
    assert isinstance(made, bytes)
    assert SECRET not in made
    shown = opened(made)
    assert shown.size == (30, 40)
    assert not shown.getexif()
    assert {"icc_profile", "exif", "xmp"}.isdisjoint(shown.info)


def test_of_moving_pictures_the_first_is_taken() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue", "green")]
    frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:])
    shown = opened(remade(out.getvalue()))
    assert getattr(shown, "n_frames", 1) == 1
    red, _, blue = shown.convert("RGB").getpixel((5, 5))  # type: ignore[misc]  # a dot of three numbers
    assert red > blue


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_dots_is_taken(mode: str) -> None:
    base = Image.effect_noise((40, 30), 80)
    out = io.BytesIO()
    base.convert(mode if mode != "I;16" else "I").convert(mode).save(out, format="PNG")
    assert opened(remade(out.getvalue())).size == (40, 30)
    assert opened(remade(picture("JPEG", mode="CMYK"))).mode == "RGB"


def test_what_is_large_is_made_smaller_until_it_fits() -> None:
    made = remade(picture("PNG", (2400, 1500)))
    assert isinstance(made, bytes)
    assert len(made) <= KEPT_BYTES
    assert max(opened(made).size) <= KEPT_SIDE
    assert picture_worker.remade(picture("PNG", (400, 300)), dots=GIVEN_DOTS, side=400, most=50) == 11


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PictureFault.KIND),
        (b"hello", PictureFault.KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PictureFault.KIND),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", PictureFault.KIND),
        (picture("BMP"), PictureFault.KIND),
        (picture("TIFF"), PictureFault.KIND),
        (png(60_000, 60_000, b"\0" * 100_000), PictureFault.DOTS),
        (png(2**31 - 1, 2**31 - 1, b""), PictureFault.DOTS),
        (png(6000, 5001, b"\0" * 100), PictureFault.DOTS),
        (png(100, 100, b"\0" * 100), PictureFault.BROKEN),
        (picture("JPEG")[:300], PictureFault.BROKEN),
        (picture("PNG")[:200], PictureFault.BROKEN),
        (picture("WEBP")[:100], PictureFault.BROKEN),
    ],
)
def test_what_is_no_picture_or_too_much_of_one_is_refused_with_its_reason(
    data: bytes, fault: PictureFault
) -> None:
    status = remade(data)
    assert isinstance(status, int)
    # A file that is cut so early that its kind cannot be told is no picture at all.
    assert FAULTS[status] in (fault, PictureFault.KIND if fault is PictureFault.BROKEN else fault)


async def test_the_process_takes_a_picture_and_says_what_it_refuses() -> None:
    maker = PictureProcess()
    made, refused = await asyncio.gather(maker.remade(telling("JPEG")), maker.remade(b"hello"))
    assert opened(made if isinstance(made, bytes) else 0).size == (30, 40)
    assert refused is PictureFault.KIND


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("import os; os.kill(os.getpid(), 11)", PictureFault.BROKEN),
        ("raise MemoryError", PictureFault.BROKEN),
        ("", PictureFault.BROKEN),
        ("import sys; sys.exit(12)", PictureFault.DOTS),
        (
            "import os, sys; sys.stdout.write('ok'); sys.exit(bool({'DISCORD_TOKEN', 'PATH'} & set(os.environ)))",
            None,
        ),
    ],
)
async def test_its_death_is_a_refusal_and_it_sees_no_setting(
    program: str, fault: PictureFault | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    worker = tmp_path / "worker.py"
    worker.write_text(program)
    made = await PictureProcess(worker=worker).remade(b"x" * 1_000_000)
    assert made == fault if fault is not None else isinstance(made, bytes)


async def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import time; time.sleep(1000)")
    assert await PictureProcess(worker=worker, patience=0.05).remade(b"x") is PictureFault.SLOW
