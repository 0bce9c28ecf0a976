"""Tables `servers` and `policy_rules`: in how many servers a shared entry acts."""

from core.base.categories import Category
from core.servers.policy import Action, Tier
from db.engine.statements import Statements


class ReachRows:
    """Fills services.lists.previews.previews.ReachStore. No preset leaves a tier off, so only rules do."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def acting(self, tier: Tier, category: Category, *, trusted_only: bool) -> int:
        trusted = "AND trust_group IS NOT NULL " if trusted_only else ""
        rule = "(SELECT action FROM policy_rules WHERE server_id = s.id AND tier = $1 AND category = {})"
        row = await self._sql.one(
            "SELECT count(*) AS n FROM servers s WHERE set_up_at IS NOT NULL AND left_at IS NULL AND banned_at IS NULL "
            f"{trusted}AND coalesce({rule.format('$2')}, {rule.format(repr(''))}, '') <> '{Action.OFF}'",
            str(tier),
            str(category),
        )
        return 0 if row is None else int(row["n"])
