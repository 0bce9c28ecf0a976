"""`bot.py doctor [--discord] [--json]`: everything is looked at, whatever was found before; the status says the worst of it."""

import argparse
import json

from core.base.errors import Unavailable
from core.base.well_formed import readable
from db.engine.database import DatabaseFault
from services.base.operators.findings import Finding, Weight, heaviest, wrong
from services.base.ports import system_clock
from settings import Settings
from wiring.database import place_of, say
from wiring.doctor.database import of_database
from wiring.doctor.machine import of_machine

_MARKS = {Weight.FINE: "ok", Weight.LOOK: "look", Weight.WRONG: "WRONG"}


async def doctor(settings: Settings, options: argparse.Namespace) -> int:
    """Do `doctor`; the status is 0 where all is well, 1 where somebody should look, 2 where something is wrong."""
    found = of_machine(settings, system_clock())
    try:
        found += await of_database(settings, system_clock)
        if options.discord:
            from wiring.doctor.discord_side import of_discord  # without Discord nobody needs its library

            found += await of_discord(settings)
    except DatabaseFault as fault:
        found.append(wrong(fault.key, **fault.values))
    except Unavailable as error:
        busy = place_of(settings).fault_of("database-busy", error)
        found.append(wrong(busy.key, **busy.values))
    _print(found, as_json=options.json)
    return heaviest(found)


def _print(found: list[Finding], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"status": heaviest(found), "findings": [_plain(each) for each in found]}))
        return
    for each in sorted(
        found, key=lambda finding: finding.weight
    ):  # what is worst stands last, where one looks
        print(f"{_MARKS[each.weight]:>5}  {readable(say(each.key, **each.values))}")
    print(say("doctor-end", status=heaviest(found)))


def _plain(finding: Finding) -> dict[str, object]:
    return {
        "weight": finding.weight.name.lower(),
        "key": finding.key,
        "values": dict(finding.values),
        "sentence": say(finding.key, **finding.values),
    }
