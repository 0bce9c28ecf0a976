"""Putting a benchmark's table between its markers in docs/benchmarks.md."""

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def publish(name: str, text: str, page: Path = PAGE) -> None:
    """Replace the text between `<!-- name:begin -->` and `<!-- name:end -->`. Raises ValueError without these."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, also_found, after = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"{page.name} lacks the markers of {name}")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
