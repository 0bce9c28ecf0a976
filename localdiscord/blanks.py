"""The fields of a new server, role or member in Discord's JSON, besides its id and name."""

from localdiscord.shapes import Json

NEW_GUILD: Json = {
    "icon": None,
    "splash": None,
    "banner": None,
    "description": None,
    "discovery_splash": None,
    "afk_channel_id": None,
    "afk_timeout": 300,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "mfa_level": 0,
    "nsfw_level": 0,
    "nsfw": False,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "preferred_locale": "en-US",
    "system_channel_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "vanity_url_code": None,
    "application_id": None,
    "max_members": 500000,
    "max_presences": None,
    "large": False,
    "unavailable": False,
}

NEW_ROLE: Json = {
    "color": 0,
    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    "hoist": False,
    "mentionable": False,
    "icon": None,
    "unicode_emoji": None,
    "flags": 0,
}

NEW_MEMBER: Json = {
    "nick": None,
    "avatar": None,
    "banner": None,
    "deaf": False,
    "mute": False,
    "pending": False,
    "flags": 0,
    "premium_since": None,
    "communication_disabled_until": None,
}
