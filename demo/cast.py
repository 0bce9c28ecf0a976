"""The people of the story: four servers and their members, built on the local Discord. All invented."""

from dataclasses import dataclass

from localdiscord import FakeDiscord, P

# These names are reserved for documentation (RFC 2606): nobody can ever own them.
SITE = "rookery.example"
THREAD = f"https://{SITE}/threads/4417"
NEWS = "https://daily-lantern.example/how-people-left-the-rookery"
SECOND_SITE = "rookery-two.example"
HARBOUR_SITE = "old-harbour.example"
CHOIR = "northern-choir.example"
PROVIDER = "https://nimbus-hosting.example"

_ROWAN = P.DEFAULT | P.MESSAGES | P.MODERATE
_MODERATOR = P.MESSAGES | P.MODERATE
_GOLD, _TEAL, _VIOLET, _RED = 0xC27C0E, 0x11806A, 0x71368A, 0xA84300


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `id`: their user id. `part`: what they are, for people who read along."""

    id: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Place:
    """A channel. `id`: its channel id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Server:
    """A server. `id`: its guild id; `moderators`: the id of their role."""

    id: str
    name: str
    moderators: str
    general: Place
    updates: Place
    review: Place

    @property
    def places(self) -> tuple[Place, ...]:
        return self.general, self.updates, self.review


@dataclass(frozen=True, slots=True)
class Cast:
    """Every person and every place of the story."""

    lighthouse: Server
    mara: Person
    tomas: Person
    noor: Person
    jay: Person
    ines: Person
    harbour: Server
    adwoa: Person
    wei: Person
    pia: Person
    meadow: Server
    yusuf: Person
    lena: Person
    manara: Server
    salma: Person
    karim: Person
    huda: Person
    rami: Person

    @property
    def servers(self) -> tuple[Server, ...]:
        """Those that the story is about from its beginning."""
        return self.lighthouse, self.harbour, self.meadow

    @property
    def all_servers(self) -> tuple[Server, ...]:
        return *self.servers, self.manara

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, in the order in which the page offers their eyes."""
        lighthouse = self.noor, self.jay, self.ines, self.tomas, self.mara
        others = self.pia, self.wei, self.adwoa, self.lena, self.yusuf
        return *lighthouse, *others, self.huda, self.rami, self.karim, self.salma


def gather(fd: FakeDiscord) -> Cast:
    """Build the servers and let everybody join."""
    fd.users[fd.bot] |= {"username": "Rowan"}
    lighthouse, mara = _found(fd, "Lighthouse", "Mara", _GOLD)
    harbour, adwoa = _found(fd, "Harbour", "Adwoa", _TEAL)
    meadow, yusuf = _found(fd, "Meadow", "Yusuf", _VIOLET)
    manara, salma = _found(fd, "منارة", "سلمى", _RED)
    return Cast(
        lighthouse=lighthouse,
        mara=mara,
        tomas=_join(fd, lighthouse, "Tomas", moderator=True),
        noor=_join(fd, lighthouse, "Noor"),
        jay=_join(fd, lighthouse, "Jay"),
        ines=_join(fd, lighthouse, "Ines"),
        harbour=harbour,
        adwoa=adwoa,
        wei=_join(fd, harbour, "Wei", moderator=True),
        pia=_join(fd, harbour, "Pia"),
        meadow=meadow,
        yusuf=yusuf,
        lena=_join(fd, meadow, "Lena"),
        manara=manara,
        salma=salma,
        karim=_join(fd, manara, "كريم", moderator=True),
        huda=_join(fd, manara, "هدى"),
        rami=_join(fd, manara, "رامي"),
    )


def _found(fd: FakeDiscord, name: str, owner: str, colour: int) -> tuple[Server, Person]:
    """Make a server with its owner, a moderators' role, two open channels and a private one."""
    guild = fd.add_guild(name, bot_permissions=_ROWAN)
    role = fd.add_role(guild, "Moderators", _MODERATOR)
    fd.change_role(guild, role, color=colour)
    server = Server(
        id=guild,
        name=name,
        moderators=role,
        general=Place(fd.add_channel(guild, "general"), "general"),
        updates=Place(fd.add_channel(guild, "campaign-news"), "campaign-news"),
        review=Place(fd.add_channel(guild, "reports", private_to=[role, fd.bot_role(guild)]), "reports"),
    )
    founder = fd.guilds[guild]["owner_id"]
    fd.users[founder] |= {"username": owner.lower(), "global_name": owner}
    fd.give_role(guild, founder, role)
    return server, Person(founder, owner, f"runs {name}")


def _join(fd: FakeDiscord, server: Server, name: str, *, moderator: bool = False) -> Person:
    roles = [server.moderators] if moderator else []
    user = fd.add_member(server.id, name.lower(), roles=roles)
    part = f"moderator of {server.name}" if moderator else f"member of {server.name}"
    return Person(user, name, part)
