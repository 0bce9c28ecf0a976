"""Tables `campaign_updates` and `update_versions`: what the state machine of updates returned, and the texts."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CampaignId, ServerId, UpdateId
from core.base.times import to_ms
from core.campaigns.versions import Update, Version, VersionState
from db.base.shared_statements import next_id
from db.campaigns.update_rows import read_update, seal_person
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.campaigns.records import Drafted, SentForm, UpdateChoice, UpdateRecord

_OFFERED = 500  # updates that are offered


class UpdateRows:
    """Fills services.campaigns.versions.UpdateStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, update: UpdateId) -> UpdateRecord | None:
        return await read_update(self._sql, self._vault, update)

    async def state(self, update: UpdateId) -> Update | None:
        row = await self._sql.one(
            "SELECT u.standing, u.withdrawn_at, c.closed_at FROM campaign_updates u "
            "JOIN campaigns c ON c.id = u.campaign_id WHERE u.id = $1",
            update,
        )
        if row is None:
            return None
        versions = await self._sql.all(
            "SELECT version, state, drafted_key FROM update_versions WHERE update_id = $1 ORDER BY version",
            update,
        )
        return Update(
            versions=tuple(
                Version(version["version"], VersionState(version["state"]), version["drafted_key"] or b"")
                for version in versions
            ),
            standing=row["standing"],
            withdrawn=row["withdrawn_at"] is not None,
            closed=row["closed_at"] is not None,
        )

    async def choices(self, server: ServerId) -> Sequence[UpdateChoice]:
        rows = await self._sql.all(
            "SELECT u.id, u.standing, u.withdrawn_at, c.title, v.headline FROM campaign_updates u "
            "JOIN campaigns c ON c.id = u.campaign_id JOIN update_versions v ON v.update_id = u.id "
            "AND v.version = coalesce(u.standing, (SELECT max(n.version) FROM update_versions n WHERE n.update_id = u.id)) "
            "WHERE c.server_id = $1 ORDER BY u.id DESC LIMIT $2",
            server,
            _OFFERED,
        )
        return [
            UpdateChoice(
                id=UpdateId(row["id"]),
                campaign=row["title"],
                headline=row["headline"],
                published=row["standing"] is not None,
                withdrawn=row["withdrawn_at"] is not None,
            )
            for row in rows
        ]

    async def made_by(self, token: str) -> Drafted | None:
        row = await self._sql.one("SELECT update_id, version FROM update_versions WHERE form = $1", token)
        return None if row is None else Drafted(UpdateId(row["update_id"]), row["version"])

    async def begin(self, campaign: CampaignId, now: datetime) -> UpdateId:
        update = UpdateId(await next_id(self._sql, "campaign_updates"))
        await self._sql.run(
            "INSERT INTO campaign_updates (id, campaign_id, made_at) VALUES ($1, $2, $3)",
            update,
            campaign,
            to_ms(now),
        )
        return update

    async def add(
        self, update: UpdateId, version: Version, form: SentForm, by: Caller | None, now: datetime
    ) -> None:
        place = f"update_versions.drafted_by/{update}/{version.number}"
        await self._sql.run(
            "INSERT INTO update_versions (update_id, version, base, form, kind, headline, body, source, warning, state, "
            "drafted_by_sealed, drafted_key, drafted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            update,
            version.number,
            form.base,
            form.token,
            str(form.text.kind),
            form.text.headline,
            form.text.body,
            form.text.source,
            form.text.warning,
            str(version.state),
            None if by is None else seal_person(self._vault, by.user, by.name, place),
            version.drafter,
            to_ms(now),
        )

    async def settle(self, update: UpdateId, version: Version, by: Caller, now: datetime) -> bool:
        place = f"update_versions.settled_by/{update}/{version.number}"
        changed = await self._sql.run(
            "UPDATE update_versions SET state = $1, settled_by_sealed = $2, settled_at = $3 "
            "WHERE update_id = $4 AND version = $5 AND state = 'draft'",
            str(version.state),
            seal_person(self._vault, by.user, by.name, place),
            to_ms(now),
            update,
            version.number,
        )
        return changed == 1

    async def stand(self, update: UpdateId, number: int, now: datetime) -> None:
        await self._sql.run(
            "UPDATE campaign_updates SET standing = $1, published_at = coalesce(published_at, $2) WHERE id = $3",
            number,
            to_ms(now),
            update,
        )

    async def withdraw(self, update: UpdateId, reason: str, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE campaign_updates SET withdrawn_at = $1, withdrawn_reason = $2 "
            "WHERE id = $3 AND withdrawn_at IS NULL",
            to_ms(now),
            reason,
            update,
        )
        return changed == 1
