"""Every surface in every state: a file a topic, in the order in which people meet them."""

from collections.abc import Sequence

from tests.desk.scenes import (
    appeals,
    automod,
    brigades,
    brought,
    cards,
    decisions,
    detections,
    figures,
    files,
    followed,
    found_authors,
    lists,
    members,
    missed,
    more,
    setting_up,
    sharing,
    short_links,
    sites,
    sweeps,
)
from tests.desk.scenes.campaigns import campaign_cards, feeds, updates
from tests.desk.surface import Scene

CHAPTERS: dict[str, Sequence[Scene]] = {
    "Setting up": setting_up.SCENES.all,
    "What members see": members.SCENES.all,
    "The card of a case": cards.SCENES.all,
    "Deciding a case": decisions.SCENES.all,
    "More about a case": more.SCENES.all,
    "Queue and figures": figures.SCENES.all,
    "Lists": lists.SCENES.all,
    "Lists from files": brought.SCENES.all,
    "Lists from files, and what they would do": files.SCENES.all,
    "Lists that are followed": followed.SCENES.all,
    "Sites, and what a list says of a place": sites.SCENES.all,
    "Messages that were found": detections.SCENES.all,
    "Short links": short_links.SCENES.all,
    "Whoever wrote what was found": found_authors.SCENES.all,
    "Authors who object": appeals.SCENES.all,
    "Brigades": brigades.SCENES.all,
    "What was posted in an absence": missed.SCENES.all,
    "Sweeps": sweeps.SCENES.all,
    "Discord's AutoMod": automod.SCENES.all,
    "Campaigns": updates.SCENES.all,
    "What becomes of updates": campaign_cards.SCENES.all,
    "Feeds of campaigns": feeds.SCENES.all,
    "Between servers": sharing.SCENES.all,
}
EVERY_SCENE = [scene for scenes in CHAPTERS.values() for scene in scenes]
