"""Tables `campaign_updates` and `update_versions`: drafted, approved, corrected, withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId, UpdateId
from core.base.times import to_ms
from core.campaigns import versions as campaigns
from core.campaigns.texts import UpdateText
from core.campaigns.versions import Update, Version, VersionState
from db.base.shared_statements import arm, arm_anew, next_id, note
from db.campaigns.delivery_rows import publish, recall
from db.campaigns.update_rows import read_published, read_update, seal_person
from db.engine.database import Database, Statements
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.campaigns.records import UpdateRecord
from services.campaigns.updates import Drafted, UpdateChoice

_OFFERED = 500  # updates that can be chosen from


class UpdateRows:
    """Fills services.campaigns.updates.UpdateStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def get(self, update: UpdateId) -> UpdateRecord | None:
        return await read_update(self._db.read, self._vault, update)

    async def published(self, campaign: CampaignId) -> Sequence[UpdateRecord]:
        return await read_published(self._db.read, self._vault, campaign)

    async def choices(self, server: ServerId) -> Sequence[UpdateChoice]:
        rows = await self._db.read.all(
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

    async def draft(
        self, campaign: CampaignId, text: UpdateText, form: str, by: Caller, now: datetime
    ) -> Drafted:
        async with self._db.bulk() as tx:
            known = await _drafted_by(tx, form)
            if known is not None:
                return known
            row = await tx.one("SELECT closed_at FROM campaigns WHERE id = $1", campaign)
            if row is None or row["closed_at"] is not None:
                raise UserError("campaign-closed-already")
            update = UpdateId(await next_id(tx, "campaign_updates"))
            await tx.run(
                "INSERT INTO campaign_updates (id, campaign_id, made_at) VALUES ($1, $2, $3)",
                update,
                campaign,
                to_ms(now),
            )
            drafted = Drafted(update, 1)
            await self._write(tx, drafted, None, text, form, by, now)
        return drafted

    async def made_by(self, form: str) -> Drafted | None:
        return await _drafted_by(self._db.read, form)

    async def redraft(
        self, update: UpdateId, base: int, text: UpdateText, form: str, by: Caller, now: datetime
    ) -> Drafted:
        async with self._db.bulk() as tx:
            known = await _drafted_by(tx, form)
            if known is not None:
                return known
            before = await _state(tx, update)
            after = campaigns.redraft(before, self._key(by))
            assert after.draft is not None  # noqa: S101  # that is what redraft makes
            if before.draft is not None:
                await self._settle(tx, update, before.draft.number, VersionState.REPLACED, by, now)
            drafted = Drafted(update, after.draft.number)
            await self._write(tx, drafted, base, text, form, by, now, anew=before.draft is None)
        return drafted

    async def approve(self, update: UpdateId, number: int, by: Caller, now: datetime, *, second: bool) -> int:
        async with self._db.bulk() as tx:
            before = await _state(tx, update)
            campaigns.approve(before, number, self._key(by), second=second)
            await self._settle(tx, update, number, VersionState.APPROVED, by, now)
            await tx.run(
                "UPDATE campaign_updates SET standing = $1, published_at = coalesce(published_at, $2) WHERE id = $3",
                number,
                to_ms(now),
                update,
            )
            reached = await publish(tx, update, number, now, first=before.standing is None)
            await self._told(tx, update, number, "update-approve", by, now)
        return reached

    async def discard(self, update: UpdateId, number: int, by: Caller, now: datetime) -> None:
        async with self._db.bulk() as tx:
            campaigns.discard(await _state(tx, update), number)
            await self._settle(tx, update, number, VersionState.DISCARDED, by, now)
            await self._told(tx, update, number, "update-discard", by, now)

    async def withdraw(self, update: UpdateId, reason: str, by: Caller, now: datetime) -> None:
        async with self._db.bulk() as tx:
            before = await _state(tx, update)
            campaigns.withdraw(before)
            if before.draft is not None:
                await self._settle(tx, update, before.draft.number, VersionState.DISCARDED, by, now)
            changed = await tx.run(
                "UPDATE campaign_updates SET withdrawn_at = $1, withdrawn_reason = $2 "
                "WHERE id = $3 AND withdrawn_at IS NULL",
                to_ms(now),
                reason,
                update,
            )
            if changed != 1:
                raise UserError("update-withdrawn-already")
            await recall(tx, update, now)
            await self._told(tx, update, before.standing, "update-withdraw", by, now)

    def _key(self, by: Caller) -> bytes:
        return self._vault.member_key(by.server, by.user)

    async def _write(
        self,
        tx: Statements,
        drafted: Drafted,
        base: int | None,
        text: UpdateText,
        form: str,
        by: Caller,
        now: datetime,
        *,
        anew: bool = False,
    ) -> None:
        place = f"update_versions.drafted_by/{drafted.update}/{drafted.version}"
        await tx.run(
            "INSERT INTO update_versions (update_id, version, base, form, kind, headline, body, source, warning, state, "
            "drafted_by_sealed, drafted_key, drafted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11, $12)",
            drafted.update,
            drafted.version,
            base,
            form,
            str(text.kind),
            text.headline,
            text.body,
            text.source,
            text.warning,
            seal_person(self._vault, by.user, by.name, place),
            self._key(by),
            to_ms(now),
        )
        await (arm_anew if anew else arm)(tx, Kind.UPDATE_DRAFT, drafted.update, by.server, now)
        subject = f"update/{drafted.update}"
        await note(
            tx,
            self._vault,
            by.server,
            by.user,
            "update-draft",
            subject,
            now,
            after=f"version {drafted.version}",
        )

    async def _settle(
        self, tx: Statements, update: UpdateId, number: int, state: VersionState, by: Caller, now: datetime
    ) -> None:
        changed = await tx.run(
            "UPDATE update_versions SET state = $1, settled_by_sealed = $2, settled_at = $3 "
            "WHERE update_id = $4 AND version = $5 AND state = 'draft'",
            str(state),
            seal_person(self._vault, by.user, by.name, f"update_versions.settled_by/{update}/{number}"),
            to_ms(now),
            update,
            number,
        )
        if changed != 1:  # another click was first
            raise UserError("draft-approved-already")

    async def _told(
        self, tx: Statements, update: UpdateId, number: int | None, action: str, by: Caller, now: datetime
    ) -> None:
        await arm(tx, Kind.UPDATE_DRAFT, update, by.server, now)
        await note(
            tx, self._vault, by.server, by.user, action, f"update/{update}", now, after=f"version {number}"
        )


async def _drafted_by(tx: Statements, form: str) -> Drafted | None:
    row = await tx.one("SELECT update_id, version FROM update_versions WHERE form = $1", form)
    return None if row is None else Drafted(UpdateId(row["update_id"]), row["version"])


async def _state(tx: Statements, update: UpdateId) -> Update:
    row = await tx.one(
        "SELECT u.standing, u.withdrawn_at, c.closed_at FROM campaign_updates u "
        "JOIN campaigns c ON c.id = u.campaign_id WHERE u.id = $1",
        update,
    )
    if row is None:
        raise UserError("update-unknown")
    versions = await tx.all(
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
