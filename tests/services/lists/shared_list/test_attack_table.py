"""The table of attacks names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[4]
TABLE = ROOT / "docs" / "decisions" / "0193-attacks-and-what-happens.md"


def test_each_attack_has_a_test() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    attacks = [line for line in rows if not line.startswith(("| attack |", "| --- |"))]
    missing = []
    for line in attacks:
        found = re.search(r"\| `(tests/[\w/]+\.py)::(test_\w+)` \|$", line)
        file = ROOT / found[1] if found else None
        if (
            found is None
            or file is None
            or not file.is_file()
            or f"def {found[2]}(" not in file.read_text("utf-8")
        ):
            missing.append(line)
    assert len(attacks) >= 110
    assert not missing, "\n".join(missing)
