"""One true example of each button, select and form, by wing."""

from tests.permissions.routes.campaigns import CAMPAIGNS
from tests.permissions.routes.lists import LISTS
from tests.permissions.routes.reports import REPORTS
from tests.permissions.routes.scanning import SCANNING
from tests.permissions.routes.servers import SERVERS
from tests.permissions.samples import Sample

ROUTES: dict[str, Sample] = {**REPORTS, **SCANNING, **LISTS, **SERVERS, **CAMPAIGNS}
"""A row of docs/permissions.md to its example."""
