"""Masks what points to a person in a text: where to call, write to, find or bill somebody. It is a net, not anonymity: names
are never caught. Addresses of the web stay, since they are what a report is about; what leads to a person within one is masked
(linked.py): the number that a messenger writes to, the pin on a map.

A text is read as a reader sees it (folding.py): digits of every script are digits, look-alike signs are signs, unseen ones are
not there. What is something else for certain is shielded first (shields.py); then each kind of thing is looked for, the
surest first, and what one kind found no other takes. Every repetition is bounded, so that no text takes long.
"""

from core.base.redact.finding import MASK, Found, Masked, found_in, masked, masked_in, redact
from core.base.redact.late import compile_all

__all__ = ["MASK", "Found", "Masked", "compile_all", "found_in", "masked", "masked_in", "redact"]
