"""The chapter about disguises: the same link in other clothes, and what only looks like it."""

from demo.cast import SITE
from demo.play import Play
from localdiscord import message_text

_NAME = SITE.split(".", maxsplit=1)[0]
_ZERO_WIDTH = "\u200b"
_FULL_WIDTH = str.maketrans({chr(plain): chr(plain + 0xFEE0) for plain in range(0x21, 0x7F)})

DISGUISES: tuple[tuple[str, str], ...] = (
    (
        "invisible characters",
        f"https://{_NAME[:4]}{_ZERO_WIDTH}{_NAME[4:]}.exam{_ZERO_WIDTH}ple/threads/4417",
    ),
    ("hxxp and brackets", f"hxxps://{_NAME}[.]example/threads/4417"),
    ("a masked link", f"[cute cat picture](https://{SITE}/threads/4417)"),
    ("full-width letters", f"https://{SITE}".translate(_FULL_WIDTH)),
    ("a spoiler, in capitals", f"||HTTPS://{SITE.upper()}./threads||"),
    ("an archive of it", f"https://web.archive.org/web/2026/https://{SITE}/threads/4417"),
)
INNOCENT = (
    "We walked past a real rookery by the lake today. Forty nests!",
    f"The best jam is at https://b{SITE} and nowhere else.",
)


async def disguises(play: Play) -> None:
    """Post disguises and harmless messages: each disguise is removed, each harmless message stays."""
    tell, cast, act = play.tell, play.cast, play.act
    tell.chapter(
        "Jay tries again",
        "Whoever harasses does not stop at the plain address. Rowan reads what a browser would open.",
    )
    with tell.step("every disguised form of the link is removed"):
        posts = [await act.writes(cast.jay, cast.lighthouse.general, text) for _, text in DISGUISES]
        for (disguise, _), post in zip(DISGUISES, posts, strict=True):
            with tell.step(f"the link disguised by {disguise} is removed"):
                await act.removed(post, f"Removed by Rowan: the listed site, disguised ({disguise})")
        await tell.shows("Six disguises within a few seconds.", *posts)
        tell.prove(not any(act.stands(post) for post in posts), "All six are gone.")
    with tell.step("a harmless message stays"):
        harmless = [await act.writes(cast.noor, cast.lighthouse.general, text) for text in INNOCENT]
        # Once a message that was written after it is removed, Rowan has certainly read this one.
        last = await act.writes(cast.jay, cast.lighthouse.general, f"https://{SITE}")
        await act.removed(last, "Removed by Rowan: on Lighthouse's own list")
        await tell.shows("Noor talks of birds, and of a shop whose name only ends like it.", *harmless)
        tell.prove(await act.stays(*harmless), "Both stay: Rowan removes what is listed, nothing else.")
    with tell.step("the moderators see how it was disguised"):
        card = await act.card(cast.lighthouse.review, r"detection:\d+:undo", lambda text: "disguised" in text)
        await tell.shows("Each removal is told to the moderators, with how it was disguised.", card)
        tell.prove("disguised" in message_text(card), "The card says how.")
