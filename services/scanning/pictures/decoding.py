"""The QR codes in the bytes of a picture. Only the other process calls this (`reading.py`): a picture may be made to take all
time and all memory, or to break the decoder. Pillow and zxing-cpp are loaded there alone.

The declared type of a file is not asked: four decoders are opened, which know their formats by the first bytes. The header's
size is held against the limit before a dot is decoded. A picture that moves is looked at as a telephone would be held before
it: each half second, and whenever it stands still so long.
"""

import io
import os
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

from core.scanning.pictures import DECODED_DOTS

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]  # asked for before each use

if TYPE_CHECKING:
    from PIL import Image

_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")
_SECONDS: Final = 2.0  # of the processor, for the frames of one picture
_FRAMES: Final = 40  # that are looked at
_DECODED_FRAMES: Final = 1000
_LOOK_EVERY: Final = 500  # milliseconds of a picture that moves
_STANDS: Final = 300  # milliseconds for which a frame must stand to be looked at by itself
_QUICKEST, _USUAL = 10, 100  # a frame that says less is shown as long as this
_AGAIN_SIDE: Final = 1280  # dots of the longer side, of the second look
_LONGEST: Final = 5_000  # letters of one code; no QR code holds more
_WHITE, _BLACK = 255, 0
_NICE: Final = 10


class Fault(StrEnum):
    """Why a picture is not known, or not wholly."""

    KIND = "kind"  # none of the four formats
    DOTS = "dots"  # too many
    BROKEN = "broken"
    SLOW = "slow"  # some of its frames were not looked at


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """What the codes of a picture hold, each once, and what kept it from being read, if something did."""

    codes: tuple[str, ...] = ()
    fault: Fault | None = None


def prepare() -> None:
    """Give way to whoever else wants the processor, load what decoding needs, and write nothing to the disk from then on: no file,
    no image of the memory.
    """
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICE)
    import zxingcpp  # noqa: F401  # loaded before the first picture
    from PIL import GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401  # likewise

    if resource is not None:
        for what in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
            resource.setrlimit(what, (0, 0))


def read_picture(data: bytes) -> ReadPicture:
    """Read the codes of a picture. Whatever it is made of, nothing is raised."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    strict, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    # Readers are shown what there is of a broken picture; whoever decodes others in this process may want them whole.
    Image.MAX_IMAGE_PIXELS = DECODED_DOTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    codes: dict[str, None] = {}
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > DECODED_DOTS:
                return ReadPicture(fault=Fault.DOTS)
            fault = _read_frames(opened, codes)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        fault = Fault.DOTS
    except UnidentifiedImageError:
        fault = Fault.KIND
    except Exception:  # noqa: BLE001  # decoders raise whatever they like on a broken file
        fault = Fault.BROKEN
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = strict
    return ReadPicture(tuple(codes), fault)


def _read_frames(opened: "Image.Image", codes: dict[str, None]) -> Fault | None:
    """Look at the frames that stand long enough; fills `codes`. Returns why some were not looked at."""
    begun, looks, since = time.process_time(), 0, 0.0
    frames = getattr(opened, "n_frames", 1)
    for number in range(min(frames, _DECODED_FRAMES)):
        opened.seek(number)
        shown = _milliseconds(opened)
        since += shown
        if number in (0, frames - 1) or since >= _LOOK_EVERY or shown >= _STANDS:
            codes.update(dict.fromkeys(_codes_of(opened)))
            looks, since = looks + 1, 0.0
        if frames > 1 and (looks >= _FRAMES or time.process_time() - begun > _SECONDS):
            return None if number == frames - 1 else Fault.SLOW
    return Fault.SLOW if frames > _DECODED_FRAMES else None


def _milliseconds(opened: "Image.Image") -> float:
    said = opened.info.get("duration", _USUAL)
    return said if isinstance(said, int | float) and said > _QUICKEST else _USUAL


def _codes_of(opened: "Image.Image") -> list[str]:
    """The codes of a frame: of its light and dark, and then of each of its colours with all contrast that it has, smaller. The
    second look is taken also where the first found a code, which may stand there to be found.
    """
    return [code for look in chain(_lights(opened), _planes(opened)) for code in _read(look)]


def _lights(opened: "Image.Image") -> Iterator["Image.Image"]:
    """The light and dark of a frame: on white, and where it lets what is behind it through, on black, too."""
    from PIL import Image

    if opened.mode.startswith("I"):  # 16 bits: all but the highest would be taken for white
        yield opened.point(lambda dot: dot / 256).convert("L")
    elif not opened.has_transparency_data:
        yield opened.convert("L")
    else:
        seen = opened.convert("RGBA")
        for behind in (_WHITE, _BLACK):
            ground = Image.new("RGBA", seen.size, (behind, behind, behind, 255))
            yield Image.alpha_composite(ground, seen).convert("L")


def _planes(opened: "Image.Image") -> Iterator["Image.Image"]:
    from PIL import Image, ImageOps

    if opened.mode.startswith("I"):
        smaller = opened.point(lambda dot: dot / 256).convert("L")
    else:
        smaller = opened.convert("RGB")
    smaller.thumbnail((_AGAIN_SIDE, _AGAIN_SIDE), Image.Resampling.BILINEAR)
    light = smaller.convert("L")
    yield ImageOps.autocontrast(light, cutoff=1)
    yield ImageOps.equalize(light)  # what is faint beside what is not
    if smaller.mode == "RGB":
        for plane in smaller.split():
            if plane.tobytes() != light.tobytes():
                yield ImageOps.autocontrast(plane, cutoff=1)


def _read(light: "Image.Image") -> list[str]:
    import zxingcpp

    found = zxingcpp.read_barcodes(light, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text[:_LONGEST] for code in found if code.text]
