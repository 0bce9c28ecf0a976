"""Messages: made, edited, deleted, reacted to, whoever does it."""

import copy
import re
from collections.abc import Iterable, Sequence
from typing import Any

from localdiscord.bits import I, P
from localdiscord.errors import ApiError, invalid, missing
from localdiscord.events import Events
from localdiscord.ids import now, snowflake
from localdiscord.media.pictures import shown_size
from localdiscord.payload_rules import message_rules
from localdiscord.shapes import EPHEMERAL, File, Json, is_ephemeral, public, walk_components

REPLY = 19
FORWARD = 1


def number_components(components: list[Json] | None) -> list[Json]:
    """Copy components and give each an id, as Discord does."""
    numbered = copy.deepcopy(components or [])
    for number, (_, component) in enumerate(walk_components(numbered), 1):
        component["id"] = component.get("id") or number
    return numbered


def check_body(body: Json, files: Sequence[File] = ()) -> None:
    """Refuse (ApiError) a message that Discord would not take from a bot."""
    something = any(
        body.get(key) for key in ("content", "embeds", "components", "sticker_ids", "poll", "attachments")
    )
    forward = (body.get("message_reference") or {}).get("type") == FORWARD
    if not (something or files or forward):
        raise ApiError(400, 50006, "Cannot send an empty message")
    if issues := message_rules(body):
        raise invalid(*issues)


def _require_files(components: list[Json] | None, attachments: list[Json]) -> None:
    """Refuse (ApiError) a message that shows a file which it does not carry."""
    carried = {f"attachment://{each['filename']}" for each in attachments}
    for path, component in walk_components(components):
        shown = [component.get("file"), *(item.get("media") for item in component.get("items") or [])]
        for media in shown:
            url = str((media or {}).get("url") or "")
            if url.startswith("attachment://") and url not in carried:
                raise invalid(
                    (path, "COMPONENT_INVALID_ATTACHMENT", "The referenced attachment was not found")
                )


class Posting(Events):
    """Makes, edits and deletes messages, and sends the events of that;
    whether it is permitted is the caller's business.
    """

    def find_message(self, channel: str, message: str) -> Json:
        if message not in self.messages.get(channel, {}):
            raise missing("Message", 10008)
        return self.messages[channel][message]

    def exists(self, message: Json) -> bool:
        """Whether a message still stands somewhere, in its channel or before its one reader."""
        if message["channel_id"] not in self.channels:
            return False
        if is_ephemeral(message):
            return any(shown["id"] == message["id"] for _, shown in self.ephemerals)
        return message["id"] in self.messages[message["channel_id"]]

    def make_message(
        self,
        cid: str,
        author: str,
        body: Json,
        *,
        files: Sequence[File] = (),
        webhook: Json | None = None,
        **extra: Any,
    ) -> Json:
        """Post a message; what is ephemeral is not stored with the channel. `extra`: fields as Discord has them."""
        if cid not in self.channels:
            raise missing("Channel", 10003)
        message: Json = {
            "id": snowflake(),
            "channel_id": cid,
            "author": self._webhook_author(webhook, body) if webhook else self.users[author],
            "content": body.get("content") or "",
            "timestamp": now(),
            "edited_timestamp": None,
            "tts": False,
            **self._pings(cid, author, body),
            "attachments": self._attachments(cid, body, files),
            "embeds": [{"type": "rich", **embed} for embed in body.get("embeds") or []],
            "pinned": False,
            "type": 0,
            "components": number_components(body.get("components")),
            "flags": body.get("flags") or 0,
            "nonce": body.get("nonce"),
            **extra,
        }
        if body.get("message_reference"):
            message |= self._reference(cid, body["message_reference"])
        _require_files(message["components"], message["attachments"])
        if webhook:
            message["webhook_id"] = webhook["id"]
        if not is_ephemeral(message):
            self._store(cid, message)
        return message

    def _store(self, cid: str, message: Json) -> None:
        channel = self.channels[cid]
        self.messages[cid][message["id"]] = message
        channel["last_message_id"] = message["id"]
        if "message_count" in channel:
            channel["message_count"] += 1
        self.emit_message("MESSAGE_CREATE", message)

    def _webhook_author(self, webhook: Json, body: Json) -> Json:
        name = body.get("username") or webhook["name"]
        return {"id": webhook["id"], "username": name, "avatar": None, "discriminator": "0000", "bot": True}

    def _pings(self, cid: str, author: str, body: Json) -> Json:
        """Find whom a message mentions, after `allowed_mentions`; text displays count as content."""
        texts = [component.get("content") or "" for _, component in walk_components(body.get("components"))]
        text = "\n".join([body.get("content") or "", *texts])
        allowed = body.get("allowed_mentions")
        if allowed is None:
            allowed = {"parse": ["users", "roles", "everyone"]}
        parse = allowed.get("parse") or []
        users, roles = ({str(one) for one in allowed.get(kind) or []} for kind in ("users", "roles"))
        asked = dict.fromkeys(re.findall(r"<@!?(\d+)>", text))
        asked_roles = dict.fromkeys(re.findall(r"<@&(\d+)>", text))
        everyone = "everyone" in parse and re.search("@(everyone|here)", text)
        return {
            "mention_everyone": bool(everyone and self.perms(author, cid) & P.EVERYONE),
            "mentions": [
                self.users[one] for one in asked if one in self.users and ("users" in parse or one in users)
            ],
            "mention_roles": [one for one in asked_roles if "roles" in parse or one in roles],
        }

    def _attachments(self, cid: str, body: Json, files: Sequence[File]) -> list[Json]:
        kept = [attachment for attachment in body.get("attachments") or [] if attachment.get("url")]
        return kept + [self.store_file(f"attachments/{cid}", file) for file in files]

    def _edited_attachments(self, message: Json, body: Json, files: Sequence[File]) -> list[Json]:
        """Give what a message carries after an edit: of its own files those that the edit names, and the new ones."""
        own: list[Json] = message["attachments"]
        if "attachments" in body:
            named = {str(each.get("id")) for each in body["attachments"] or []}
            own = [each for each in own if each["id"] in named]
        return own + [self.store_file(f"attachments/{message['channel_id']}", file) for file in files]

    def store_file(self, folder: str, file: File) -> Json:
        """Put a file on the CDN; returns its attachment."""
        (name, data, content_type), aid = file, snowflake()
        self.files[f"{folder}/{aid}/{name}"] = (data, content_type)
        url = f"{self.url}/cdn/{folder}/{aid}/{name}"
        return {
            "id": aid,
            "filename": name,
            "size": len(data),
            "url": url,
            "proxy_url": url,
            "content_type": content_type,
            **shown_size(file),
        }

    def proxied(self, url: str, file: File) -> Json:
        """What an embed says of a stranger's picture, of which Discord keeps a copy that the media proxy gives."""
        name, data, content_type = file
        path = f"external/{snowflake()}/{url.replace('://', '/', 1)}"
        self.files[path] = (data, content_type)
        return {"url": url, "proxy_url": f"{self.url}/cdn/{path}", **shown_size((name, data, content_type))}

    def _reference(self, cid: str, reference: Json) -> Json:
        mid = str(reference["message_id"])
        referenced = self.messages[cid].get(mid)
        return {
            "type": REPLY,
            "message_reference": {
                **reference,
                "channel_id": str(reference.get("channel_id") or cid),
                "message_id": mid,
            },
            "referenced_message": public(referenced) if referenced else None,
        }

    def apply_edit(self, message: Json, body: Json, files: Sequence[File] = ()) -> Json:
        """Change what `body` names; earlier states stay in ``_versions``. Refuses (10008) a message that is gone."""
        if not self.exists(message):
            raise missing("Message", 10008)
        merged = {
            key: body.get(key, message.get(key)) for key in ("content", "embeds", "components", "flags")
        }
        check_body({**merged, "attachments": body.get("attachments", message["attachments"])}, files)
        attachments = self._edited_attachments(message, body, files)
        _require_files(merged["components"], attachments)
        message["attachments"] = attachments
        if "content" in body:
            message["content"] = body["content"] or ""
        if "embeds" in body:
            message["embeds"] = [{"type": "rich", **embed} for embed in body["embeds"] or []]
        if "components" in body:
            message["components"] = number_components(body["components"])
        if "flags" in body:
            message["flags"] = (message["flags"] & EPHEMERAL) | ((body["flags"] or 0) & ~EPHEMERAL)
        message["edited_timestamp"] = now()
        message.setdefault("_versions", []).append(public(message))
        if not is_ephemeral(message):
            self.emit_message("MESSAGE_UPDATE", message)
        return message

    def remove_messages(self, cid: str, ids: Iterable[str], by: str, *, bulk: bool = False) -> None:
        """Delete messages, one event for each, or with `bulk` one for all; `deleted` keeps them."""
        ids = list(ids)
        guild = self.channels[cid].get("guild_id")
        for mid in ids:
            self.deleted.append({"by": by, "message": self.messages[cid].pop(mid)})
        where: Json = {"channel_id": cid} | ({"guild_id": guild} if guild else {})
        intent = I.MSG if guild else I.DM
        if bulk:
            self.emit("MESSAGE_DELETE_BULK", {"ids": ids, **where}, guild, intent, cid)
            return
        for mid in ids:
            self.emit("MESSAGE_DELETE", {"id": mid, **where}, guild, intent, cid)

    def set_reaction(self, cid: str, mid: str, emoji: str, uid: str, *, on: bool) -> None:
        """Add or remove a reaction. `emoji`: the character, or `name:id`."""
        message, guild = self.find_message(cid, mid), self.channels[cid].get("guild_id")
        reactions: dict[str, list[str]] = message.setdefault("_reactions", {})
        who = reactions.setdefault(emoji, [])
        if on == (uid in who):
            return
        if on:
            who.append(uid)
        else:
            who.remove(uid)
        message["reactions"] = [self._reaction(name, users) for name, users in reactions.items() if users]
        event: Json = {
            "user_id": uid,
            "channel_id": cid,
            "message_id": mid,
            "emoji": _emoji(emoji),
            "burst": False,
            "type": 0,
        }
        if guild:
            event |= {"guild_id": guild} | ({"member": self.guilds[guild]["_members"][uid]} if on else {})
        intent = I.REACT if guild else I.DM_REACT
        self.emit("MESSAGE_REACTION_ADD" if on else "MESSAGE_REACTION_REMOVE", event, guild, intent, cid)

    def _reaction(self, emoji: str, users: list[str]) -> Json:
        return {
            "emoji": _emoji(emoji),
            "count": len(users),
            "me": self.bot in users,
            "count_details": {"burst": 0, "normal": len(users)},
            "me_burst": False,
            "burst_colors": [],
        }


def _emoji(emoji: str) -> Json:
    name, _, eid = emoji.partition(":")
    return {"name": name, "id": eid or None}
