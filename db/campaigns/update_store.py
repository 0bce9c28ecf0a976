"""Tables `campaign_updates` and `update_versions`: what the state machine of updates returned, and the texts."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CampaignId, ServerId, UpdateId
from core.base.times import to_ms
from core.campaigns.versions import Update, Version, VersionState
from db.base.shared_statements import next_id
from db.campaigns.picture_store import mark_unused, mark_used, mark_withdrawn
from db.campaigns.update_rows import publish_at_in, read_update, seal_person, state_in
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
            "SELECT u.standing, u.withdrawn_at, c.closed_at, c.stopped_at FROM campaign_updates u "
            "JOIN campaigns c ON c.id = u.campaign_id WHERE u.id = $1",
            update,
        )
        if row is None:
            return None
        versions = await self._sql.all(
            "SELECT version, state, agreed, publish_at, drafted_key FROM update_versions WHERE update_id = $1 "
            "ORDER BY version",
            update,
        )
        return Update(
            versions=tuple(
                Version(each["version"], state_in(each), each["drafted_key"] or b"", publish_at_in(each))
                for each in versions
            ),
            standing=row["standing"],
            withdrawn=row["withdrawn_at"] is not None,
            closed=row["closed_at"] is not None,
            stopped=row["stopped_at"] is not None,
        )

    async def choices(self, server: ServerId) -> Sequence[UpdateChoice]:
        rows = await self._sql.all(
            "SELECT u.id, u.standing, u.withdrawn_at, c.title, v.headline, v.state, v.agreed FROM campaign_updates u "
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
                scheduled=state_in(row) is VersionState.SCHEDULED,
            )
            for row in rows
        ]

    async def due(self, now: datetime, most: int) -> Sequence[tuple[UpdateId, int]]:
        rows = await self._sql.all(
            "SELECT update_id, version FROM update_versions WHERE state = 'draft' AND agreed = 1 AND publish_at <= $1 "
            "ORDER BY publish_at, update_id LIMIT $2",
            to_ms(now),
            most,
        )
        return [(UpdateId(row["update_id"]), row["version"]) for row in rows]

    async def pending_in(self, campaign: CampaignId) -> Sequence[UpdateId]:
        rows = await self._sql.all(
            "SELECT u.id FROM campaign_updates u JOIN update_versions v ON v.update_id = u.id AND v.state = 'draft' "
            "WHERE u.campaign_id = $1 ORDER BY u.id",
            campaign,
        )
        return [UpdateId(row["id"]) for row in rows]

    async def made_by(self, token: str) -> Drafted | None:
        row = await self._sql.one(
            "SELECT update_id, version, publish_at FROM update_versions WHERE form = $1", token
        )
        if row is None:
            return None
        return Drafted(UpdateId(row["update_id"]), row["version"], publish_at_in(row))

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
        if form.text.picture is not None:
            await mark_used(self._sql, form.text.picture)
        place = f"update_versions.drafted_by/{update}/{version.number}"
        await self._sql.run(
            "INSERT INTO update_versions (update_id, version, base, form, kind, headline, body, source, warning, state, "
            "drafted_by_sealed, drafted_key, drafted_at, publish_at, picture_id, picture_text) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
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
            None if version.publish_at is None else to_ms(version.publish_at),
            form.text.picture,
            form.text.picture_text,
        )

    async def settle(self, update: UpdateId, version: Version, by: Caller | None, now: datetime) -> bool:
        place = f"update_versions.settled_by/{update}/{version.number}"
        person = None if by is None else seal_person(self._vault, by.user, by.name, place)
        if version.state is VersionState.SCHEDULED:
            changes, still = "agreed = 1, settled_by_sealed = $1, settled_at = $2", "agreed = 0"
        elif (
            by is None and version.state is VersionState.APPROVED
        ):  # its time has come: who approved it stays
            changes, still = (
                "state = $5, settled_by_sealed = coalesce($1, settled_by_sealed), settled_at = $2",
                "agreed = 1",
            )
        else:
            changes, still = "state = $5, settled_by_sealed = $1, settled_at = $2", "agreed IN (0, 1)"
        changed = await self._sql.run(
            f"UPDATE update_versions SET {changes} WHERE update_id = $3 AND version = $4 AND state = 'draft' AND {still}",
            person,
            to_ms(now),
            update,
            version.number,
            *([] if version.state is VersionState.SCHEDULED else [str(version.state)]),
        )
        await mark_unused(self._sql, update, now)
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
        await mark_withdrawn(self._sql, update, now)
        return changed == 1
