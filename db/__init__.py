"""Everything that speaks SQL: connection, migrations, and one store a topic (rows to values and back)."""
