"""Figures of campaigns; how many copies of an update were posted is told by the outbox."""

from typing import Final

from services.base.health.figures import Count

UPDATES: Final = Count("updates_published", "Updates and corrections that began to go out")
