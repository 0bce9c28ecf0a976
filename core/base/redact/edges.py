"""Where a word ends: also between a letter of a script that writes no spaces and a digit."""

from typing import Final

_UNSPACED: Final = "ぁ-ゖァ-ヺー々一-鿿가-힣\u0e00-\u0e7f\u0900-\u097f"
"""Letters of Japanese, Chinese, Korean, Thai and Hindi. Korean and Hindi write particles onto a number."""
LETTER: Final = rf"[^\W{_UNSPACED}]"
"""A letter or a digit that would make one word with the digit beside it."""
BEGIN: Final = rf"(?<!{LETTER})"
END: Final = rf"(?!{LETTER})"
