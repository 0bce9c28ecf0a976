"""No statement of the stores is in the words of one database alone. Run by `make check` as `python -m tests.db.check_statements`.

PostgreSQL itself is asked about each statement in tests/plans/test_plans_postgres.py; this finds what a glance can, without a
server.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

DB = Path(__file__).parents[2] / "db"

# What is looked for, and what to say instead.
ALONE = {
    r"\binstr\s*\(": "dialect.holds",
    r"\bgroup_concat\s*\(|\bstring_agg\s*\(": "dialect.lines",
    r"\bjson_group_array\s*\(|\bjson_agg\s*\(": "dialect.numbers",
    r"\bIS\s+(NOT\s+)?\$\d": "= or <>, and IS NULL",
    r"\bIS\s+(NOT\s+)?DISTINCT\s+FROM\b": "= or <>, and IS NULL",
    r"\bGLOB\b|\bILIKE\b|\bSIMILAR\s+TO\b": "LIKE on lower(...)",
    r"\b(INSERT|UPDATE)\s+OR\s+(REPLACE|IGNORE|ABORT|FAIL)\b|\bREPLACE\s+INTO\b": "ON CONFLICT",
    r"\browid\b|\bctid\b|\bsqlite_\w+|\bpg_\w+|\bPRAGMA\b": "a column of the table",
    r"\bAS\s+(INTEGER|BLOB|INT)\s*\)": "AS BIGINT",
    r"::\w+": "CAST",
    r"\b(strftime|unixepoch|julianday|datetime|now|randomblob|hex|encode|ifnull|iif|total|printf)\s*\(": "a value from Python, or coalesce",
    r"(?<!CAST\()(?<!CAST\(coalesce\()\bsum\s*\(": "CAST(sum(...) AS BIGINT), or count with FILTER",
    r"\b[xX]'": "a value that is bound",
    r"\b(INDEXED\s+BY|NOT\s+INDEXED)\b|\bLIMIT\s+-1\b": "nothing",
    r"\bFOR\s+UPDATE\b|\bSKIP\s+LOCKED\b": "nothing: one transaction writes at a time",
}
_STATEMENT = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|VALUES|SET|AND|ORDER BY|GROUP BY)\b")


def faults_in(sql: str) -> list[str]:
    """What of a part of a statement is in the words of one database alone."""
    return [
        f"{found[0].strip()!r}: say {instead}"
        for pattern, instead in ALONE.items()
        if (found := re.search(pattern, sql, re.IGNORECASE if "x'" not in pattern.lower() else 0))
    ]


def faults() -> Iterator[str]:
    """Each fault of each statement of the stores."""
    for path in sorted(DB.rglob("*.py")):
        if path.relative_to(DB).parts[0] == "engine":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and _STATEMENT.search(node.value)
            ):
                yield from (
                    f"db/{path.relative_to(DB)}:{node.lineno}: {fault}" for fault in faults_in(node.value)
                )


def main() -> int:
    found = list(faults())
    print("\n".join(found) or "Statements: in the words of both databases.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
