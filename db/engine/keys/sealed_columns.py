"""Every column that is sealed, with the place that its values are bound to: by this list a value is found, opened and sealed anew.

A test holds it against the schema, and against what the stores seal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Final

from db.engine.statements import Row


@dataclass(frozen=True)
class SealedTable:
    """A table with sealed columns. `key`: what tells its rows apart; `places`: by column, the place of its value, with names of
    columns in braces. `heavy`: its values may be large.
    """

    name: str
    key: Sequence[str]
    places: Mapping[str, str]
    heavy: bool = False

    @cached_property
    def columns(self) -> Sequence[str]:
        """The key, what else places name, and the sealed columns."""
        named = [name for place in self.places.values() for _, name, _, _ in Formatter().parse(place) if name]
        return list(dict.fromkeys([*self.key, *named, *self.places]))

    def place(self, column: str, row: Row) -> str:
        """Where the value of a column of this row is bound to."""
        template = self.places[column]
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        return template.format_map({name: _written(row[name]) for name in names})


def _written(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _of(name: str, *columns: str, key: str = "id", sealed: str = "") -> SealedTable:
    """A table whose column `x_sealed` is bound to `name.x/key`; `sealed`: a column of just that name."""
    places = {f"{column}_sealed": f"{name}.{column}/{{{key}}}" for column in columns}
    if sealed:
        places[sealed] = f"{name}.{sealed}/{{{key}}}"
    return SealedTable(name, (key,), places)


_FILE, _VERSION, _LINE = "{case_id}/{file_id}", "{update_id}/{version}", "{server_id}/{action}/{subject}/{at}"

SEALED: Final[Mapping[str, SealedTable]] = {
    table.name: table
    for table in (
        _of("servers", "set_up_by"),
        _of("own_entries", "added_by"),
        _of("imports", "by"),
        _of("allows", "by"),
        _of("list_questions", key="token", sealed="sealed"),
        _of("stances", "by"),
        _of("short_links", "link", "way", key="link_key"),
        _of("published_lists", sealed="sealed"),
        SealedTable(
            "detections",
            ("id",),
            {
                f"{column}_sealed": f"detections.{column}/{{message_id}}/{{text_key}}"
                for column in ("text", "author", "settled_by", "note")
            },
        ),
        _of("sweeps", "starter", "undoing"),
        _of("author_notices", "author"),
        _of("appeals", "text", "decided_by", "against", "reason"),
        _of("report_drafts", key="token", sealed="sealed"),
        _of("cases", "evidence", "author", "claimed_by", "freed_from", "note"),
        SealedTable(
            "case_files",
            ("case_id", "file_id"),
            {
                "sealed": f"case_files.sealed/{_FILE}",
                "url_sealed": f"case_files.url/{_FILE}",
                "sha256_sealed": f"case_files.sha256/{_FILE}",
            },
        ),
        _of("reports", "reporter", "details"),
        _of("relay_messages", "text"),
        _of("campaigns", "made_by"),
        SealedTable(
            "update_versions",
            ("update_id", "version"),
            {
                f"{column}_sealed": f"update_versions.{column}/{_VERSION}"
                for column in ("drafted_by", "settled_by")
            },
        ),
        _of("deliveries", "settled_by"),
        _of("update_listeners", "member"),
        SealedTable(
            "update_pictures", ("id",), {"picture_sealed": "update_pictures.picture/{id}"}, heavy=True
        ),
        _of("picture_offers", "offer", key="form"),
        SealedTable(
            "audit",
            ("id",),
            {f"{column}_sealed": f"audit.{column}/{_LINE}" for column in ("actor", "reason")},
        ),
    )
}
