"""What is deleted of what a server chose, when Rowan left it long ago."""

from db.base.retention_store import of_server

EMPTYING = (
    of_server("policy_rules", "server_id", "tier", "category"),
    of_server("policy_channels", "server_id", "channel_id"),
    of_server("policy_exempt_roles", "server_id", "role_id"),
    of_server("review_readers", "server_id", "role_id"),
    of_server("rehearsals", "id"),
    of_server("blurred_readers", "server_id", "member_key"),
)
