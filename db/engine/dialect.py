"""What SQLite and PostgreSQL say in different words. All else that stores say is in the words that both have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one database. Each takes expressions of SQL, and is one."""

    name: str
    """Which folder of db/migrations has its schema."""
    _holds: str
    _lines: str
    _numbers: str
    now_ms: str
    """The database's own time in milliseconds since 1970: the same for every process, whatever its machine's clock says."""

    def holds(self, text: str, part: str) -> str:
        """Whether a text holds another, to the letter."""
        return self._holds.format(text=text, part=part)

    def lines(self, text: str) -> str:
        """Texts of many rows as one, a line each; an aggregate, NULL over no rows."""
        return self._lines.format(text=text)

    def numbers(self, number: str, where: str = "true") -> str:
        """Whole numbers of many rows as a JSON array; an aggregate, `[]` over no rows. `where`: of these rows."""
        return self._numbers.format(number=number, where=where)


SQLITE = Dialect(
    name="sqlite",
    _holds="instr({text}, {part}) > 0",
    _lines="group_concat({text}, char(10))",
    _numbers="json_group_array({number}) FILTER (WHERE {where})",
    now_ms="CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
)
POSTGRES = Dialect(
    name="postgres",
    _holds="strpos({text}, {part}) > 0",
    _lines="string_agg({text}, chr(10))",
    _numbers="coalesce(CAST(json_agg({number}) FILTER (WHERE {where}) AS TEXT), '[]')",
    now_ms="CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
)
