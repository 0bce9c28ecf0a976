"""What Discord's media proxy does with a picture, and what Discord says of one.

Discord's client asks the proxy for pictures in other sizes by `width` and `height`; it never makes one larger, and keeps its shape.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from localdiscord.shapes import File, Json

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
_MOST = 4096  # dots of a side that can be asked for


@dataclass
class Media:
    """The CDN and the media proxy. `fetched`: what was asked of them, path and query; `status`: with what they answer instead of
    any file.
    """

    fetched: list[str] = field(default_factory=list)
    status: int | None = None


def smaller(data: bytes, kind: str, query: Mapping[str, str]) -> bytes:
    """The picture, as large as fits into the size that is asked for; as it is where that is no smaller, or where it is none."""
    from PIL import Image

    asked = [query.get(name, "") for name in ("width", "height")]
    if not all(each.isdigit() for each in asked) or kind not in _FORMATS:
        return data
    width, height = (min(_MOST, int(each)) for each in asked)
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width <= width and picture.height <= height:
                return data
            picture.thumbnail((width, height))
            picture.save(out, format=_FORMATS[kind])
    except (OSError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return data
    return out.getvalue()


def shown_size(file: File) -> Json:
    """What Discord says of a picture besides: its size, where the file is one by its type and by its first bytes."""
    from PIL import Image

    _, data, kind = file
    if kind.split(";")[0] not in _FORMATS:
        return {}
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return {"width": picture.width, "height": picture.height}
    except (OSError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {}
