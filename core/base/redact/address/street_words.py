"""The words of English addresses, and those that tell a sentence from a street's name."""

from typing import Final

_STRONG_WORDS: Final = "street st road rd avenue ave boulevard blvd lane ln terrace terr parkway pkwy highway hwy turnpike expressway"
STRONG: Final = frozenset(_STRONG_WORDS.split())
_WEAK_WORDS: Final = (
    "drive dr court ct way place pl square sq crescent cres close grove gardens gdns mews circle cir trail trl loop row walk hill rise view "
    "park plaza alley path green wharf quay broadway vale bend ridge run pass point cove landing heights estate parade esplanade chase croft "
    "dale end drv av ctr xing hollow glen brae yard fold garth knoll meadow meadows paddock orchard wynd loan crossing causeway embankment"
)
WEAK: Final = frozenset(_WEAK_WORDS.split())
"""Words that are much else, too: the name before them has a capital letter."""
UNIT: Final = (
    r"(?:apt|apartment|unit|suite|ste|flat|room|rm|floor|fl|bldg|building|block|lot|no|dept|tower|wing|level|shop|villa|house|#)"
    r"(?:\.?\s?(?:no\.?\s?)?#?\s?(?:[a-z]{0,2}-?\d{1,5}[a-z]?(?:-\d{1,4})?|\d\w{0,4})|\.?[\s#]{1,2}[a-z]|\s(?:one|two|three|four|five|six|seven|eight|nine|ten))(?!\w)"
)
_NO_NAME_WORDS: Final = (
    "the a an of in on at to for from by with and or but is are was were be been my your his her our their this that these those it its we "
    "i you he she they there here more other another same next last first second one two three four five six people cars kids guys minutes "
    "minute min mins hours hour hr hrs days day weeks week months month years year miles mile km kilometers metres meters blocks block lanes "
    "ways times shops houses lights seconds feet foot yards about just only like down up across along off over under near into out new per "
    "every each no not all any some points percent degrees million thousand hundred pm am than which when if so as what who dead big side "
    "busy open players player members server servers users messages level"
)
NO_NAME: Final = frozenset(_NO_NAME_WORDS.split())
ALSO_NAMES: Final = frozenset(
    (
        "New",
        "Big",
        "Side",
        "First",
        "Second",
        "Three",
        "Mile",
        "Open",
        "Two",
        "One",
        "Four",
        "Seven",
        "Out",
        "Over",
        "Under",
        "Off",
    )
)
"""Of these the ones that a street's name holds where they begin with a capital letter."""
