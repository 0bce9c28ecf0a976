"""The hosts that carry another address, and how they do, as data. carried.py reads it."""

import re
from typing import Final

from core.links.words import words

PATH_CARRIERS: Final = words(
    """archive.ph archive.today archive.is archive.md archive.fo archive.li archive.vn web.archive.org archive.org
    ghostarchive.org wayback.archive.org wayback.archive-it.org archive-it.org web.archive.bibalex.org arquivo.pt
    vefsafn.is wayback.vefsafn.is timetravel.mementoweb.org mementoweb.org webarchive.org.uk webarchive.loc.gov
    webarchive.nationalarchives.gov.uk webarchive.parliament.uk webarchive.nla.gov.au pandora.nla.gov.au
    swap.stanford.edu veebiarhiiv.digar.ee perma.cc perma-archives.org conifer.rhizome.org webrecorder.io oldweb.today
    megalodon.jp gyo.tc freezepage.com peeep.us webcitation.org archive.wikiwix.com cachedview.com cachedview.nl
    webcache.googleusercontent.com cc.bingj.com 12ft.io 1ft.io 13ft.io r.jina.ai s.jina.ai txtify.it outline.com
    freedium.cfd scribe.rip removepaywall.com removepaywalls.com smry.ai textise.net printfriendly.com via.hypothes.is
    unpaywall.org accessify.com i0.wp.com i1.wp.com i2.wp.com i3.wp.com cdn.statically.io image.thum.io s.wordpress.com
    wsrv.nl images.weserv.nl href.li anonym.to anonym.es nullrefer.com dereferer.me jump.5ch.net jump.2ch.net exit.sc
    hidemyass.com proxysite.com croxyproxy.com cors-anywhere.herokuapp.com corsproxy.io proxy.cors.sh crossorigin.me
    click.pstmrk.it track.pstmrk.it mandrillapp.com thingproxy.freeboard.io yacdn.org api.allorigins.win"""
)
"""Hosts that take a name without a scheme, in their path or query, as the place to go or to show."""

REDIRECT_PAGES: Final = words(
    """url redirect redirect.php redir redir.php l l.php away away.php link linkfilter goto go go.php out out.php outgoing
    leave exit exit.php jump jump.php external interstitial r"""
)
"""Last segments of paths that do nothing but lead on: what stands in their parameters is no search."""

SEARCHES: Final = words(
    "q query search s text keyword keywords k term p wd title name msg message body subject"
)
"""Parameters in which a name without a scheme is only spoken of."""

LABELS: Final = re.compile(
    r"(?:^|\.)([^.]+)\.(?:(translate\.goog)|(?:cdn\.)?ampproject\.org|webpkgcache\.com|turbopages\.org|ipns\.[^.]+\.[^.]+"
    r"|(ezproxy\d?(?:\.[^.]+)+|[^.]*\.idm\.oclc\.org|idm\.oclc\.org))\Z"
)
"""Hosts of which one label is a whole name: `bad--forum-net` is `bad-forum.net`. Group 2 or 3: pages are the same there."""

TRACKERS: Final = re.compile(
    r"(?:^|\.)(?:clicks?|clk|track|tracks|tracker|tracking|trk|links?|lnk|urls?|redir|redirect|redirects|go|out|leave|mailtrack|clicktrack|linktrack"
    r"|emaillinks?|email-links?|click-?through)\d{0,3}\.[^.]+\.."
)
"""Hosts that count who follows a link and send them on: a name that is a segment of their path is likely the place."""

AMP_HOSTS: Final = ("cdn.ampproject.org", "bing-amp.com", "amp.cloudflare.com", "webpkgcache.com")

ONION: Final = re.compile(
    r"((?:.+\.)?[a-z2-7]{56,58})(?:\.onion)?\.(?!onion\Z|ip[fn]s\.)"
    r"|((?:.+\.)?[a-z2-7]{16})\.(?:onion\.(?!onion\Z)|(?:d2web|torstorm|tor-gateways|hiddenservice|darknet|darkness|onion2web)\.)"
    r"|(.+)\.(?:tor2web\.[^.]+|onion\.(?:org|io|ly|ws|to|pet|cab|link|city|direct|dog|moe|foundation|sh|re|pw|nu|casa|guide"
    r"|lu|rip|plus|top|si|ink|glass|gq|market|com\.de))\Z"
)
"""Gates into the onion: what they hide behind themselves is in one of the groups. A label of so many such letters is nothing else."""

OTHER_NAMES: Final = re.compile(
    r"(.+\.(?:i2p|eth))\.(?:limo|link|sucks|ac|rocks|xyz|to|us|gateway|eth|domains)\Z"
)
"""Gates to names of other systems: `name.eth.limo`."""

IP_DNS: Final = re.compile(
    r"\.(?:nip\.io|sslip\.io|traefik\.me|xip\.io|xip\.name|backname\.io|plex\.direct|local-ip\.(?:co|sh|dev|medicmobile\.org)"
    r"|ipv6-literal\.net|ip\.linodeusercontent\.com|vultrusercontent\.com|(?<=\d\.)compute-1\.amazonaws\.com"
    r"|[a-z0-9-]+\.compute\.amazonaws\.com|(bc\.googleusercontent\.com|clients\.your-server\.de))\Z"
)
"""Hosts whose labels spell an address in numbers; group 1: the numbers stand backwards."""

TELEGRAM_WEB: Final = words("web.telegram.org webk.telegram.org weba.telegram.org webz.telegram.org")

HOLDS_ANOTHER: Final = re.compile(
    rf"(?:{LABELS.pattern})|(?:^(?:{ONION.pattern}))|(?:{OTHER_NAMES.pattern})|(?:{IP_DNS.pattern})"
)
"""Hosts of which the name alone tells that they carry another host."""

WRITES_IN_CODE: Final = re.compile(
    r"^web[kaz]?\.telegram\.org\Z|\.t\.me\Z|(?:^|\.)(?:urldefense|avanan|checkpoint)\."
)
"""Hosts that write other addresses in a way of their own, so that a look at the names in a text does not find these."""

LABELS_OF_CARRIERS: Final = words(
    """translate ampproject webpkgcache turbopages ipns idm onion d2web torstorm tor-gateways hiddenservice darknet darkness
    onion2web tor2web i2p eth nip sslip traefik xip backname plex local-ip ipv6-literal linodeusercontent vultrusercontent
    amazonaws googleusercontent your-server telegram t urldefense avanan checkpoint"""
)
"""Of these labels each host has one that HOLDS_ANOTHER or WRITES_IN_CODE finds; or one that begins with `ezproxy`, or has 56
letters. Most hosts have none and need not be held against those patterns.
"""
