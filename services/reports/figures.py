"""Figures of reports: what was filed, and how cases were closed."""

from typing import Final

from core.reports.cases import CaseOutcome
from services.base.health.figures import Count

REPORTS: Final = Count("reports", "Reports that were filed")
CASES_CLOSED: Final = Count("cases_closed", "Cases that moderators closed", {"outcome": CaseOutcome})
