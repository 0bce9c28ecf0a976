"""What came of reading a file that Discord keeps."""

from enum import StrEnum


class FileRead(StrEnum):
    """How far a file was read."""

    WHOLE = "whole"
    GONE = "gone"  # Discord has it no more, or not where it should be
    LARGE = "large"  # more than may be read
