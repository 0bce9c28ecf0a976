"""Reading updates with their versions, for the stores that show them."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import CampaignId, PictureId, UpdateId
from core.base.times import from_ms
from core.campaigns.texts import UpdateText
from core.campaigns.versions import UpdateKind, VersionState
from db.campaigns.campaign_store import CampaignRows
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from services.campaigns.records import Campaign, UpdateRecord, VersionRecord


async def read_update(read: Statements, vault: Vault, update: UpdateId) -> UpdateRecord | None:
    """Read one update with its campaign."""
    row = await read.one("SELECT * FROM campaign_updates WHERE id = $1", update)
    campaign = None if row is None else await CampaignRows(read, vault).get(CampaignId(row["campaign_id"]))
    if row is None or campaign is None:
        return None
    versions = await read.all("SELECT * FROM update_versions WHERE update_id = $1 ORDER BY version", update)
    return _record_of(row, versions, campaign, vault)


async def read_published(read: Statements, vault: Vault, campaign: CampaignId) -> list[UpdateRecord]:
    """Read every update of a campaign that was ever approved, oldest first."""
    known = await CampaignRows(read, vault).get(campaign)
    if known is None:
        return []
    rows = await read.all(
        "SELECT * FROM campaign_updates WHERE campaign_id = $1 AND standing IS NOT NULL ORDER BY published_at, id",
        campaign,
    )
    versions: dict[int, list[Row]] = {row["id"]: [] for row in rows}
    for version in await read.all(
        "SELECT v.* FROM update_versions v JOIN campaign_updates u ON u.id = v.update_id "
        "WHERE u.campaign_id = $1 AND u.standing IS NOT NULL ORDER BY v.update_id, v.version",
        campaign,
    ):
        versions[version["update_id"]].append(version)
    return [_record_of(row, versions[row["id"]], known, vault) for row in rows]


def _record_of(row: Row, versions: Sequence[Row], campaign: Campaign, vault: Vault) -> UpdateRecord:
    return UpdateRecord(
        id=UpdateId(row["id"]),
        campaign=campaign,
        versions=tuple(_version(version, vault) for version in versions),
        standing=row["standing"],
        published_at=None if row["published_at"] is None else from_ms(row["published_at"]),
        withdrawn_at=None if row["withdrawn_at"] is None else from_ms(row["withdrawn_at"]),
        withdrawn_reason=row["withdrawn_reason"],
    )


def _version(row: Row, vault: Vault) -> VersionRecord:
    place = f"{row['update_id']}/{row['version']}"
    return VersionRecord(
        number=row["version"],
        base=row["base"],
        text=UpdateText(
            UpdateKind(row["kind"]),
            row["headline"],
            row["body"],
            row["source"],
            row["warning"],
            picture=None if row["picture_id"] is None else PictureId(row["picture_id"]),
            picture_text=row["picture_text"],
        ),
        state=state_in(row),
        drafted_by=name_in(vault, row["drafted_by_sealed"], f"update_versions.drafted_by/{place}"),
        drafted_at=from_ms(row["drafted_at"]),
        settled_by=name_in(vault, row["settled_by_sealed"], f"update_versions.settled_by/{place}"),
        settled_at=None if row["settled_at"] is None else from_ms(row["settled_at"]),
        publish_at=publish_at_in(row),
    )


def state_in(row: Row) -> VersionState:
    """The state of a version: one that was agreed on stays a draft in the table until its time has come."""
    state = VersionState(row["state"])
    return VersionState.SCHEDULED if state is VersionState.DRAFT and row["agreed"] else state


def publish_at_in(row: Row) -> datetime | None:
    """When a version is to stand at the earliest; None: once it is approved."""
    return None if row["publish_at"] is None else from_ms(row["publish_at"])


def seal_person(vault: Vault, user: int, name: str, place: str) -> bytes:
    """Seal id and name of a moderator together: by the id it can be erased, the name is shown to colleagues."""
    return vault.seal(f"{user} {name}", place)


def name_in(vault: Vault, sealed: bytes | None, place: str) -> str | None:
    """The name that `seal_person` sealed; None where it was erased."""
    opened = vault.open_or_none(sealed, place)
    return None if opened is None else opened.partition(" ")[2]
