"""What operators are given to watch over Rowan: rules, a dashboard and a runbook that know of each other."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from services.base.health.figures import Count, Timing
from wiring.health.figures import FIGURES

ROOT = Path(__file__).parents[2]
FILES = ROOT / "docs/operations"
RULES = (FILES / "rowan-alerts.yml").read_text(encoding="utf-8")
RUNBOOK = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
DASHBOARD = json.loads((FILES / "rowan-dashboard.json").read_text(encoding="utf-8"))

_ALERT = re.compile(r"^ +- alert: (\w+)$", re.MULTILINE)
_FIGURE = re.compile(r"\browan_[a-z0-9_]+")

needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="promtool is not installed (Debian's package prometheus)"
)


def series() -> set[str]:
    """The names of all series that Rowan's own figures have."""
    found = set()
    for figure in FIGURES:
        name = f"rowan_{figure.name}"
        if isinstance(figure, Count):
            found.add(f"{name}_total")
        elif isinstance(figure, Timing):
            found |= {f"{name}_{part}" for part in ("bucket", "sum", "count")}
        else:
            found.add(name)
    return found


def labels_of(name: str) -> set[str]:
    (figure,) = [
        each for each in FIGURES if re.fullmatch(f"rowan_{each.name}(_total|_bucket|_sum|_count)?", name)
    ]
    return {*figure.labels, *(["le"] if isinstance(figure, Timing) else [])}


def alerts() -> list[str]:
    return _ALERT.findall(RULES)


def test_each_alert_has_its_section_and_each_section_its_alert() -> None:
    assert len(alerts()) == len(set(alerts())) > 15
    assert re.findall(r"^### (Rowan\w+)$", RUNBOOK, re.MULTILINE) == alerts()
    linked = re.findall(r"runbook: docs/operations\.md#(\w+)", RULES)
    assert linked == [alert.lower() for alert in alerts()]


def test_each_section_says_what_it_means_and_what_to_do() -> None:
    for section in re.split(r"^### ", RUNBOOK, flags=re.MULTILINE)[1:]:
        name, _, text = section.partition("\n")
        if name.startswith("Rowan"):
            assert "**What it means.**" in text, name
            assert "**What to do.**" in text, name


def test_the_dashboard_and_the_rules_ask_for_figures_that_there_are() -> None:
    asked = {name for text in (RULES, json.dumps(DASHBOARD)) for name in _FIGURE.findall(text)}
    assert asked - series() == set()
    told_of = set(_FIGURE.findall(RUNBOOK))
    assert told_of - series() - {f"rowan_{figure.name}" for figure in FIGURES} == set()


def test_labels_that_are_asked_for_are_there() -> None:
    for text in (RULES, json.dumps(DASHBOARD).replace('\\"', '"')):
        for name, chosen in re.findall(r"\b(rowan_\w+)\{([^}]*)\}", text):
            asked = set(re.findall(r"(\w+)=", chosen)) - {"job", "instance"}
            assert asked <= labels_of(name), name


def test_every_figure_is_drawn() -> None:
    drawn = set(_FIGURE.findall(json.dumps(DASHBOARD)))
    assert [each.name for each in FIGURES if not any(f"rowan_{each.name}" in name for name in drawn)] == []


def test_each_panel_has_a_place_and_a_number_of_its_own() -> None:
    panels = DASHBOARD["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    places = [panel["gridPos"] for panel in panels]
    assert all(place["x"] + place["w"] <= 24 for place in places)
    for number, one in enumerate(places):
        for other in places[:number]:
            apart = (
                one["x"] >= other["x"] + other["w"]
                or other["x"] >= one["x"] + one["w"]
                or one["y"] >= other["y"] + other["h"]
                or other["y"] >= one["y"] + one["h"]
            )
            assert apart, (one, other)


def test_each_figure_that_the_code_declares_is_among_those_that_are_answered() -> None:
    declared = set()
    for folder in ("services", "cogs", "db", "wiring"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            declared |= set(re.findall(r"= (?:Count|Timing|Level)\(\s*\"([a-z_]+)\"", text))
    assert declared == {figure.name for figure in FIGURES}


def test_names_are_as_prometheus_has_them() -> None:
    for figure in FIGURES:
        assert re.fullmatch(r"[a-z][a-z_]*[a-z]", figure.name)
        assert not figure.name.endswith(("_total", "_count", "_sum", "_bucket"))
        if isinstance(figure, Timing):
            assert figure.name.endswith("_seconds")
            assert list(figure.buckets) == sorted(figure.buckets)


def promtool(*arguments: str) -> None:
    """What it says must be that all is well."""
    done = subprocess.run(["promtool", *arguments], cwd=FILES, capture_output=True, text=True, check=False)  # noqa: S603, S607  # wherever it is installed
    assert done.returncode == 0, done.stdout + done.stderr


@needs_promtool
def test_promtool_takes_the_rules() -> None:
    promtool("check", "rules", "rowan-alerts.yml")


@pytest.mark.long  # it plays two hours of each
@needs_promtool
def test_alerts_fire_when_they_should_and_not_before() -> None:
    promtool("test", "rules", "rowan-alerts.test.yml")


def queries() -> list[str]:
    """What the dashboard asks Prometheus for."""
    return [target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", [])]


@needs_promtool
def test_promtool_takes_every_query_of_the_dashboard(tmp_path: Path) -> None:
    """It parses a query where it stands in a rule."""
    rules = [{"record": f"panel:{number}", "expr": expr} for number, expr in enumerate(queries())]
    assert len(rules) > 40
    file = tmp_path / "queries.yml"
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}), encoding="utf-8")
    promtool("check", "rules", str(file))


def test_what_is_drawn_is_named_by_labels_that_are_left() -> None:
    """`sum` without `by` leaves no label for a legend to name."""
    for panel in DASHBOARD["panels"]:
        for target in panel.get("targets", []):
            named = set(re.findall(r"{{(\w+)}}", target["legendFormat"]))
            grouped = re.search(r"\bby \(([^)]*)\)", target["expr"])
            left = set(re.split(r", *", grouped[1])) if grouped else {"instance"}
            summed = re.match(r"(sum|max)\(", target["expr"])
            assert named <= (set() if summed else left), target


def test_every_alert_has_a_test_of_when_it_fires() -> None:
    tested = set(
        re.findall(r"alertname: (\w+)", (FILES / "rowan-alerts.test.yml").read_text(encoding="utf-8"))
    )
    assert tested == set(alerts())


def test_every_alert_is_for_somebody_at_once_or_this_day() -> None:
    assert set(re.findall(r"severity: (\w+)", RULES)) == {"page", "ticket"}
    assert RULES.count("severity: ") == len(alerts())
