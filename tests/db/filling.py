"""Writing a row of every kind into a database of any schema since 0008."""

import sqlite3

from tests.db.every_row import EVERY_ROW, SERVER
from tests.db.later_rows import LATER_ROWS


def fill(connection: sqlite3.Connection) -> None:
    """Write every row. Columns that a later schema asks for are given what it made of old rows."""
    connection.execute("PRAGMA foreign_keys = ON")
    for table, rows in (*EVERY_ROW, *LATER_ROWS):
        known = {column[1] for column in connection.execute(f"PRAGMA table_info({table})")}
        for row in rows if known else ():
            values = dict(row)
            if (table, rows) in LATER_ROWS and not values.keys() <= known:
                continue  # no schema before its column could have it
            if table == "case_links" and "server_id" in known:
                values["server_id"] = SERVER
            marks = ", ".join("?" for _ in values)
            connection.execute(
                f"INSERT OR REPLACE INTO {table} ({', '.join(values)}) VALUES ({marks})",
                tuple(values.values()),
            )
    connection.commit()
