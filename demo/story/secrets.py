"""The chapter about the promise to Noor: her name is looked for everywhere."""

import json

from demo.play import Play
from demo.teller import require
from demo.wording import said
from localdiscord.text import message_text


async def secrets(play: Play) -> None:
    """Check that nobody but Noor can have learnt who reported."""
    tell, cast, fd = play.tell, play.cast, play.fd
    tell.chapter(
        "The promise to Noor", "The promise was that nobody learns who reported. So we looked everywhere."
    )
    with tell.step("the reporter stands in no log"):
        log = "\n".join(play.rowan.process.output)
        await tell.moment(
            "Every line that Rowan logged, every byte that it sent to Discord, all that others can see."
        )
        tell.prove(
            cast.noor.id not in log and "Noor" not in log,
            f"She stands in none of {log.count(chr(10)) + 1} log lines.",
        )
    with tell.step("the reporter stands in nothing that Rowan sent"):
        inbox = {"recipient_id": int(cast.noor.id)}
        asked = [call for call in fd.rest if call["path"] == "/users/@me/channels" and call["json"] == inbox]
        sent = [call for call in fd.rest if call.get("json") is not None and call not in asked]
        leaks = [call["path"] for call in sent if cast.noor.id in json.dumps([call["json"], call["reason"]])]
        tell.prove(not leaks, f"She stands in none of the {len(sent)} messages and requests that Rowan sent.")
        await tell.moment(
            "But for one: Rowan asked Discord for her own inbox, to tell her how her report ended."
        )
        tell.prove(
            any(
                said(message_text(message), "outcome-acted", "case", "server")
                for message in fd.dms(cast.noor.id)
            ),
            "There she read that something was done about it, and no moderator's name.",
        )
    with tell.step("the reporter stands in no file in the clear"):
        kept = b"".join(path.read_bytes() for path in play.rowan.folder.iterdir() if path.is_file())
        require(_stands_in(cast.lighthouse.id, kept), "the search finds what is there: Lighthouse's own id")
        tell.prove(
            not _stands_in(cast.noor.id, kept),
            "In Rowan's database she is encrypted: the file alone does not give her away.",
        )
    with tell.step("nobody else was thanked"):
        others = [person for person in cast.people if person not in (cast.noor, cast.jay, cast.huda)]
        tell.prove(
            not any(said(fd.seen_by(person.id), "report-thanks", "case") for person in others),
            "Nobody but those who reported ever saw a thanks.",
        )


def _stands_in(snowflake: str, file: bytes) -> bool:
    """Whether an id stands in a file: written out, or as SQLite keeps a number."""
    return snowflake.encode() in file or int(snowflake).to_bytes(8, "big") in file
