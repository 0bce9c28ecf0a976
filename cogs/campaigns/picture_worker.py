"""The program that decodes a picture that somebody gave, and writes it anew. It runs alone, in a process that may die.

It takes the file from its input and gives WebP on its output. Its exit status says what was wrong; whatever kills it, a
broken decoder or a limit that it set itself, harms nobody else. Only four decoders are opened. Nothing but the dots of the
first picture goes over: no place where it was taken, no comment, no thumbnail, no colour profile.
"""

import io
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
LARGE, DOTS, KIND, BROKEN = 11, 12, 13, 14
_MEMORY = 1024 * 1024 * 1024  # bytes
_SECONDS = 10  # of the processor
_TRIES = ((1.0, 88), (1.0, 75), (0.75, 75), (0.5, 70), (0.35, 60), (0.2, 50))


def limit_itself() -> None:
    """Let the system end this process where it takes too much. Windows has no such limits; there the parent waits only so long."""
    try:
        import resource  # not everywhere
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def remade(data: bytes, *, dots: int, side: int, most: int) -> bytes | int:
    """The first picture in `data` as WebP of at most `most` bytes and `side` dots a side; or the exit status that says why not.

    `dots`: what has more is not decoded.
    """
    Image.MAX_IMAGE_PIXELS = dots
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > dots:
                return DOTS
            opened.draft("RGB", (side, side))  # a JPEG is decoded smaller at once
            opened.seek(0)
            upright = ImageOps.exif_transpose(opened)
            picture = _bare(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return DOTS
    except UnidentifiedImageError:
        return KIND
    except Exception:  # noqa: BLE001  # decoders raise whatever they like on a broken file
        return BROKEN
    picture.thumbnail((side, side))
    return _written(picture, most)


def _bare(picture: Image.Image) -> Image.Image:
    """The dots alone, in colours that WebP has."""
    has_alpha = picture.has_transparency_data
    coloured = picture.convert("RGBA" if has_alpha else "RGB")
    bare = Image.new(coloured.mode, coloured.size)
    bare.paste(coloured)
    return bare


def _written(picture: Image.Image, most: int) -> bytes | int:
    for share, quality in _TRIES:
        size = max(1, round(picture.width * share)), max(1, round(picture.height * share))
        smaller = picture if share == 1 else picture.resize(size)
        out = io.BytesIO()
        smaller.save(out, format="WEBP", quality=quality, method=4, exif=b"", xmp=b"", icc_profile=b"")
        if out.tell() <= most:
            return out.getvalue()
    return LARGE


def main() -> int:
    """Serve one picture. The arguments are the limits: dots, side, bytes."""
    limit_itself()
    dots, side, most = map(int, sys.argv[1:4])
    made = remade(sys.stdin.buffer.read(), dots=dots, side=side, most=most)
    if isinstance(made, int):
        return made
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
