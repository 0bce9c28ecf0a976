"""Queries for what still waits for somebody in a review channel,
as each wing gives them for its kinds of outbox rows.
"""

from collections.abc import Mapping

from db.campaigns.still_open import STILL_OPEN as UPDATES
from db.reports.still_open import STILL_OPEN as CASES
from db.scanning.still_open import STILL_OPEN as DETECTIONS
from services.base.outbox import Kind

STILL_OPEN: Mapping[Kind, str] = {**DETECTIONS, **CASES, **UPDATES}
