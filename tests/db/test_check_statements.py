"""What `make check` finds in statements."""

import pytest

from tests.db.check_statements import faults, faults_in


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT instr(a, $1) > 0",
        "SELECT group_concat(a) FROM t",
        "AND a IS NOT $3",
        "INSERT OR REPLACE INTO t VALUES ($1)",
        "SELECT CAST($1 AS INTEGER)",
        "SELECT $1::bigint",
        "SELECT sum(a) FROM t",
        "SELECT coalesce(sum(a), 0) FROM t",
        "UPDATE t SET a = x'00'",
        "SELECT rowid FROM t",
        "SELECT a FROM t WHERE a GLOB 'x*'",
        "SELECT a FROM t FOR UPDATE",
    ],
)
def test_the_words_of_one_database_are_found(sql: str) -> None:
    assert faults_in(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT CAST(sum(a) AS BIGINT) FROM t",
        "SELECT CAST(coalesce(sum(a), 0) AS BIGINT) FROM t",
        "AND a IS NOT NULL AND (a IS NULL OR a <> $3)",
        "SELECT count(*) FILTER (WHERE a = 1) FROM t",
        "INSERT INTO t (a) VALUES ($1) ON CONFLICT DO NOTHING",
    ],
)
def test_the_words_of_both_are_fine(sql: str) -> None:
    assert faults_in(sql) == []


def test_no_statement_of_the_stores_is_of_one_database_alone() -> None:
    assert list(faults()) == []
