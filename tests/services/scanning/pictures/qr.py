"""Pictures with QR codes in them, as tests need them."""

import io
import struct
import zlib
from typing import Any

import zxingcpp
from PIL import Image


def code(text: str, dots: int = 6, **how: Any) -> Image.Image:
    """A QR code that holds this text; `dots`: of each of its squares."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, **how)
    drawn = memoryview(zxingcpp.write_barcode_to_image(made, scale=dots))
    height, width = drawn.shape[0], drawn.shape[1]
    return Image.frombytes("L", (width, height), drawn.tobytes())


def written(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A file of a hundred bytes that says it is a picture of this size."""

    def part(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = part(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + dots + part(b"IEND", b"")


def file(text: str, name: str = "picture.png", **how: Any) -> tuple[str, bytes, str]:
    """A file with a code in it, as it is posted."""
    return name, written(code(text, **how)), "image/png"
