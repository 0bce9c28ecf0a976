"""How a street and a house's number are written in languages with Latin letters: a sign that such a form may be there, and the form."""

from typing import Final

from core.base.redact.address.street_form import NO, NO_YEAR, N, form
from core.base.redact.address.street_tail import BRITISH_CODE, STATE, UP, W

_FRENCH_END: Final = r"(?=\s?,|\s-\s|\s\d|\s?[.!?;:)\n]|\s(?:à|au|et|in|at|and|c'est|je|il|elle|mais|avec|chez|dans|pour|près|son|sa|c|pas|svp|ou|où|est|j'ai)(?!\w)|\s?$)"

_GERMAN_SMALL: Final = r"(?!(?:heim|um|rück|hin|aus|schul|arbeits|fahr|geh|rad|bürger|feld|flucht|lösungs|park|spiel|sport|arbeits|sitz|steh|stell|camping|fußball|tennis|lager|studien|ausbildungs|listen|tabellen|dienst)(?:weg|platz)(?!\w))"
_HIGHWAY: Final = r"(?:county (?:road|rd|highway)|co\.? (?:road|rd)|cr|state (?:road|route|highway)|sr|us (?:highway|hwy|route)|hwy|highway|route|rte|fm|ranch road|farm road|township road)"

WEST: Final = (
    # English: a road that has a number, a box on a rural route, a house's number in words
    form(r"road|highway|hwy|route|rte|cr |sr |fm |rd", rf"\d{{1,5}}[a-z]?\s(?:[nsew]\.?\s)?{_HIGHWAY}\s\d{{1,4}}[a-z]?"),
    form("box", r"(?:rr|r\.r\.|rural route|hc|hcr|psc|cmr|unit|star route)\s?#?\s?\d{1,5},?\sbox\s#?\d{1,6}"),
    form("box|gpo|locked bag", r"(?:g\.?p\.?o\.?\sbox|locked bag|private bag|box office)\s?#?\s?\d{2,6}"),
    # German
    form("str[.aß]|gasse|allee|chaussee", rf"(?:{UP}[ -]){{0,3}}[^\W\d_][\w-]{{1,40}}?(?:straße|strasse|str\.|gasse|allee|chaussee)\s?{N}"),
    form(
        "str[.aß]|allee|platz|weg|gasse|ring|damm|ufer|markt",
        rf"(?:{UP}[ -]){{1,4}}(?:straße|strasse|str\.|allee|platz|weg|gasse|ring|damm|ufer|markt|chaussee)\s{N}",
    ),
    form(
        "str|weg|platz|ring|damm|ufer|ste?i|hof|pfad|grab|markt|berg|wink|kamp|park|wall|brück|feld|garten|zeile|gürt|prom|rain|bogen",
        r"(?-i:[A-ZÄÖÜ])\w{2,40}?(?:str\.?|weg|platz|ring|damm|ufer|steig|stieg|hof|pfad|graben|markt|berg|winkel|kamp|park|wall|brücke|feld|garten|"
        rf"zeile|gürtel|promenade|rain|bogen)\s{N}",
    ),
    form(
        r"\d{4,5} ",
        r"(?-i:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Hinter der|Hinter dem|Vor dem|Bei der)\s"
        rf"{UP}(?:\s{UP})?\s\d{{1,4}}[a-z]?(?=,\s(?:D-)?\d{{4,5}}\s{UP})",
    ),
    form(
        r"(?:weg|platz|plein|gasse|ring|damm|ufer|dijk|hof|laan|gracht|pfad|steig|markt|allee|kade|straat|straße|strasse)[ ]\d",
        r"[^\W\d_][\w-]{2,40}?(?:weg|platz|plein|gasse|ring|damm|ufer|dijk|hof|laan|gracht|pfad|steig|markt|allee|kade|straat|straße|strasse)"
        rf"\s\d{{1,4}}(?:\s?[a-z](?!\w)|\sbis(?!\w)|\shs(?!\w))?,?\s(?:(?:d|a|ch|nl)-)?(?:\d{{4}}\s?[a-z]{{2}}|\d{{4,5}})\s{W}",
    ),
    form(
        "weg|gasse|platz|allee|ring|damm|ufer|laan|gracht|kade|straat|stra",
        rf"{_GERMAN_SMALL}[a-zäöüßé-]{{3,30}}(?:weg|gasse|platz|allee|ring|damm|ufer|laan|gracht|kade|straat|straße|strasse|str\.)\s\d{{1,3}}\s?[a-h]?"
        r"(?=\s?(?:$|[,.!?;)\n])|\s(?:in|ist|is|und|bei|wohnt|da|das|geht|op|te|bij|en|d-|\d{4,5})(?!\w))",
    ),
    form(
        r"\d{4,5} ",
        rf"(?:an|in|auf|hinter|vor|bei|unter|zu|zum|zur|am|im|beim|ob|op|aan)\s(?:(?:der|dem|den|die|das|de|het)\s)?{W}(?:\s{W})?\s\d{{1,4}}[a-z]?(?=,?\s(?:[a-z]{{1,2}}-)?\d{{4,5}}\s{W})",
    ),
    form(r"\d{4,5} ", rf"(?:[A-Z]{{1,2}}-)?\d{{4,5}}\s{UP}(?:[ \-]{UP}){{0,2}},\s{UP}(?:[ \-]{UP}){{0,3}}\s\d{{1,4}}\s?[a-z]?"),
    # Dutch
    form(
        "gracht|straat|laan|kade|singel|plein|weg|dijk|markt|haven",
        rf"{UP}(?:[ -]{UP})?\s(?-i:Gracht|Straat|Laan|Kade|Singel|Plein|Weg|Dijk|Markt|Haven)\s{N}",
    ),
    form(
        "straat|laan|gracht|kade|steeg|singel|plants|dreef",
        rf"(?:{UP}[ -]){{0,3}}[^\W\d_]\w{{1,40}}?(?:straat|laan|gracht|kade|steeg|singel|plantsoen|dreef)\s{N}(?:[ -](?:bis|hs|[IVX]{{1,3}}|\d{{1,3}})(?!\w))?",
    ),
    form(
        "weg|plein|dijk|hof|pad|markt|park|baan|wal|lei",
        rf"(?:{UP}[ -]){{0,2}}(?-i:[A-Z])\w{{2,40}}?(?:weg|plein|dijk|hof|pad|markt|park|baan|burgwal|lei)\s{N}",
    ),
    form(
        "laan |weg |plein |kade |singel |straat ",
        rf"(?:laan|weg|plein|kade|singel|straat)\s(?:van|der|de|den|het|'t|'s)(?:\s(?:de|den|der|het))?\s{UP}(?:[ -]{UP}){{0,3}}\s{N}",
    ),
    # Danish, Finnish, Norwegian, Swedish
    form(
        "gata|väg|gränd|torg|stig|gate|vei|veg|vej|gade|allé|stræde|plads|katu|tie|kuja|polku|tori|raitti|gatu",
        rf"(?:{UP}[ -]){{0,3}}(?-i:[A-ZÅÄÖÆØ])\w{{1,40}}?(?:gatan|gata|vägen|väg|gränd|torget|stigen|gaten|gate|veien|vei|vegen|vej|gade|allé|allén|"
        rf"stræde|plads|katu|tie|kuja|polku|tori|raitti)\s{N}(?:\s\d{{1,3}}(?!\s?\w))?",
    ),
    form(
        "gate |gata |vei |veg |väg|vej |plass |plads |gatan|allé |katu |tie ",
        rf"(?!(?:Boarding|Departure|Arrival|Flight|The|At|Your|Our|My|This)\s){UP}(?:[ ]{UP}){{0,2}}\s(?-i:gate|gata|gatan|vei|veg|väg|vägen|vej|plass|plads|allé|katu)\s{N}",
    ),
    form(
        "gatan |gata |vägen |gränd|stigen|gaten |gata |vegen |veien |gade |katu |kuja |polku ",
        r"[a-zåäöæø]{3,40}(?:gatan|gata|vägen|gränd|stigen|gaten|vegen|veien|gade|katu|kuja|polku)\s\d{1,3}(?:\s?[a-h](?!\w))?"
        r"(?:,?\s(?:lgh\.?\s?\d{1,4}|\d\.?\s?(?:tv|th|mf|sal)|as\.?\s?\d{1,3}))?",
    ),
    # French
    form(
        "rue|avenue|boul|bd|blvd|allée|impasse|chemin|quai|faub|ruelle|sentier|chauss|av[.]",
        r"\d{1,4}\s?(?:bis|ter|quater|[A-D](?!\w))?,?\s(?:rue|avenue|boulevard|bd|blvd|allée|impasse|chemin|quai|faubourg|ruelle|sentier|chaussée|av\.)\s"
        rf"{W}(?:[\s'-]{{1,2}}{W}){{0,5}}?{_FRENCH_END}",
    ),
    form(
        "place|cours|route|passage|square|villa|cité|résid|rond-p|parvis|promen",
        r"\d{1,4}\s?(?:bis|ter|quater)?,?\s(?:place|cours|route|passage|square|villa|cité|résidence|rond-point|parvis|promenade)\s"
        rf"(?:(?:de|du|des|la|le|les|l'|d')[\s']?){{0,3}}{UP}(?:[\s'-]{UP}){{0,3}}",
    ),
    form(
        "rue|avenue|boulevard|chauss|quai|drève|clos|impasse|chemin|allée",
        r"(?:rue|avenue|boulevard|chaussée|quai|drève|clos|impasse|chemin|allée)\s(?:(?:de|du|des|la|le|les|l'|d')[\s']?){0,3}"
        rf"(?!\w\s\d){UP}(?:[\s'-]{{1,2}}{W}){{0,4}},?\s{NO}\d{{1,4}}[a-zA-Z]?",
    ),
    form(
        r"pl[.]|r[.]|av|imp[.]|ch[.]|all[.]|rte|crs|fg|bld|boul|bd|sq[.]",
        r"\d{1,4}\s?(?:bis|ter|quater|[A-D](?!\w))?,?\s(?:(?:pl|r|av|imp|ch|all|sq|fg|bd|boul|pass|rés|lot)\.|rte|crs|bld|boul|fbg)\s"
        rf"{W}(?:[\s'-]{{1,2}}{W}){{0,4}}?(?:{_FRENCH_END})",
    ),
    form(
        r"\d{4,5} ",
        rf"(?:rue|avenue|av\.|boulevard|bd|quai|chemin|ch\.|route|place|impasse|allée)\s{W}(?:[\s'-]{{1,2}}{W}){{0,4}}?,?\s\d{{1,4}}[a-z]?(?=,?\s(?:[a-z]{{1,2}}-)?\d{{4,5}}\s)",
    ),
    form(
        "lotiss|résid|resid|lieu|hameau|cité|zac |za ",
        rf"(?:lotissement|résidence|residence|lieu[- ]dit|hameau|cité|zac|za|zone artisanale)\s{W}(?:[\s'-]{{1,2}}{W}){{0,4}}?(?:,?\s(?:n°|no\.?|bât\.?)\s?\w{{1,4}}|(?=,?\s\d{{5}}\s))(?:,?\s\d{{5}}\s{W})?",
    ),
    form(
        "road|street|avenue|lane|drive| rd| st| ave",
        rf"{UP}(?:\s{UP}){{0,2}}\s(?:road|street|avenue|lane|drive|close|crescent|rd|st|ave)\.?,\s(?:house|hse|plot|flat|apt|apartment|no|villa|gate|block|unit|door)\.?\s?(?:no\.?\s?|#)?\d{{1,5}}[a-z]?",
    ),
    form(
        "privada|cerrada|andador|retorno|circuito|prolong|ronda|vía|cuesta|carrer|vial|passeig|plaça",
        rf"(?:privada|cerrada|andador|retorno|circuito|prolongación|ronda|vía|cuesta|costanilla|carrer|passeig|plaça|rambla)\s(?:(?:de|del|la|las|los|el)\s){{0,3}}{UP}(?:\s{W}){{0,4}}?,?\s{NO}\d{{1,5}}[a-zA-Z]?",
    ),
    # Spanish, Catalan
    form(
        "calle|carrer|c/|cl[.]|aveni|av|paseo|pza|traves|jir|jr|pasaje|bulev|glor|calz",
        r"(?:(?:c/|(?:cl|avda?|av|pza|jr)\.)\s?|(?:calle|carrer|avenida|av|avda|avinguda|paseo|travesía|jirón|pasaje|bulevar|glorieta|calzada|callejón)\s)"
        rf"(?:(?:de|del|la|las|los|el)\s){{0,3}}(?:\d{{1,2}}\s(?:de\s)?)?{W}(?:\s{W}){{0,5}}?,?\s{NO}\d{{1,5}}[a-zA-Z]?",
    ),
    form(
        "plaza|paseo|ronda|camino|carretera|rambla|diagonal|transv|colonia|urban|barrio",
        r"(?:plaza|paseo|ronda|camino|carretera|rambla|diagonal|transversal|colonia|urbanización|barrio)\s(?:(?:de|del|la|las|los|el)\s){0,3}"
        rf"{UP}(?:\s{W}){{0,4}}?,?\s{NO}\d{{1,5}}[a-zA-Z]?",
    ),
    form(
        r"(?:calle|cl|cra?|carrera|kra|tv|dg|diag|trans|av)[^\n]{0,24}\d",
        r"(?:calle|cl|carrera|cra|kra|cr|transversal|tv|diagonal|dg|avenida|av)\.?\s\d{1,3}\s?[a-z]?(?:\s(?:sur|norte|bis|este))?\s?"
        r"(?:(?:#|no?\.?|n°)\s?\d{1,3}\s?[a-z]?\s?-\s?\d{1,3}|(?:nro\.?|n°|número|num\.?|#)\s?\d{1,5})",
    ),
    # Italian
    form(
        "via|viale|v[.]|piazza|p[.]|corso|c[.]|vicolo|lungo|contrada",
        r"(?:(?-i:Via|V\.)|in\svia|viale|v\.le|piazza|p\.zza|corso|c\.so|vicolo|lungomare|lungotevere|contrada|piazzale|p\.le)\s"
        rf"(?:{W}\s){{0,4}}?{UP},?\s{NO}(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?:\s?[/-]?\s?[a-zA-Z](?![\w']))?",
    ),
    form(
        "via|viale|piazza|corso|vicolo|largo",
        r"(?:via|viale|piazza|corso|vicolo|largo|piazzale)\s(?:(?:di|del|della|dei|delle|san|santa|don)\s)?"
        rf"(?!(?:con|per|da|il|la|le|i|e|alle|dal)\s){W}(?:\s{W})?,?\s(?:\d{{1,3}}/[a-z](?!\w)|n[.°]\s?\d{{1,3}}|\d{{1,3}}(?=,?\s\d{{5}}(?!\d)))",
    ),
    form(
        "vicolo|viale|piazza|corso|largo|strada|salita|borgo",
        rf"(?:vicolo|viale|piazza|piazzale|largo|salita|borgo|corso)\s{W}(?:\s{W}){{0,2}}?,?\s{NO}\d{{1,3}}(?:/[a-z])?(?=\s?(?:,|$|\n))"
        rf"|strada\s(?:provinciale|statale|comunale|vicinale)\s(?:{W}\s){{0,3}}?(?:\d{{1,3}}\s)?(?:n\.?|n°|km)\s?\d{{1,4}}",
    ),
    # Portuguese
    form(
        "rua|r[.]|travessa|praça|alameda|rodovia|beco|ladeira|largo|estrada|quadra",
        r"(?:rua|r\.|travessa|praça|alameda|rodovia|beco|ladeira|largo|estrada|quadra)\s(?:(?:de|do|da|das|dos)\s){0,2}"
        rf"{W}(?:\s{W}){{0,6}}?,?\s{NO}\d{{1,5}}[a-zA-Z]?",
    ),
    # Polish, Czech, Slovak, South Slavic
    form(
        "ul[.i ]|al[.e]|os[.i]|pl[.a]|rondo|nám|tř",
        r"(?:(?:ul|al|os|pl|nám|tř)\.\s?|(?:ul|ulica|ulicy|ulici|ulice|aleja|alei|aleje|osiedle|plac|placu|rondo|náměstí|třída|námestie)\s)"
        rf"(?:\d{{1,2}}\s)?(?:{W}\s){{0,3}}?{W}\s{NO_YEAR}\d{{1,4}}[a-zA-Z]?(?:\s?(?:/|m\.?|lok\.?|č\.)\s?\d{{1,4}})?",
    ),
    form(
        "nám|třída|tř[.]|ulic|nábř|námestie|trg|ulica|cesta|gatv|iela|prosp|bulv|tänav|mnt|puies| pr[.]| g[.]| tn",
        rf"{UP}(?:\s{UP})?\s(?:náměstí|nám\.|třída|tř\.|ulice|nábřeží|nábř\.|námestie|ulica|trg|cesta|gatvė|g\.|pr\.|prospektas|iela|prospekts|bulvāris|tänav|(?-i:tn|mnt)|puiestee)\s{NO_YEAR}\d{{1,4}}(?:[/-]\d{{1,4}})?[a-z]?",
    ),
    # Hungarian, Romanian
    form(
        "utca|út|u[.]|tér|tere|kör|krt|sét|köz|sor|rakp",
        rf"(?:{UP}[ -]){{0,3}}{UP}\s(?:utca|út|útja|u\.|tér|tere|körút|krt\.|sétány|köz|sor|fasor|rakpart)\s\d{{1,4}}(?:[/-]\w{{1,3}})?\.?(?:\s(?:[IVX]{{1,4}}\.|\d{{1,2}}[./])\s?(?:em\.?\s)?\d{{1,3}}\.?)?",
    ),
    form(
        "str[.a]|bd[.]|bulev|b-dul|calea|aleea|șos|şos|piața|intrarea",
        r"(?:str\.|strada|bd\.|bulevardul|b-dul|calea|aleea|șos\.|șoseaua|şoseaua|piața|intrarea)\s"
        rf"(?:{W}\s){{0,4}}?{W},?\s{NO}\d{{1,4}}[a-zA-Z]?(?:,\s?(?:bl|sc|et|ap)\.?\s?\w{{1,4}}){{0,4}}",
    ),
    # A box at a post office; a street without a word for it, and its town with a code
    form(
        "box|postfach|postale?|b[.]?p|apartado|postbus|postboks|skrytka|а/я|ص|صندوق",
        r"(?:p\.?\s?o\.?\s?box|postfach|boîte postale|b\.?p\.?|apartado(?: de correos| postal)?|casella postale|caixa postal|postbus|postboks|skrytka pocztowa|а/я|"
        r"ص\.?\s?ب\.?|صندوق بريد)\s?(?:رقم\s)?[:#°]?\s?\d{2,7}",
    ),
    form(r"\d{5}", rf"\d{{1,5}}[a-z]?\s(?:{UP}\s?){{1,4}},\s{UP}(?:\s{UP}){{0,2}},?\s{STATE}\s\d{{5}}(?:-\d{{4}})?"),
    form(
        r"\d",
        rf"{UP}(?:[ -]{UP}){{0,3}}\s\d{{1,4}}[a-z]?(?:/\d{{1,4}})?(?:\s(?:bus|bte|top|apt|app)\.?\s\w{{1,3}})?,\s(?:[A-Z]{{1,2}}-)?(?:\d{{4}}\s?(?-i:[A-Z]{{2}})|\d{{3}}\s\d{{2}}|\d{{2}}-\d{{3}}|\d{{4,5}})\s{UP}(?:[ -]{UP}){{0,2}}",
    ),
    form(r"\d{3} \d{2}", rf"{UP}(?:\s{UP}){{0,2}}\s\d{{1,4}}[a-z]?,\s{UP}(?:\s{UP})?,?\s\d{{3}}\s\d{{2}}"),
    form(r"[a-z]\d[a-z\d]? \d[a-z]{2}", BRITISH_CODE),
)  # fmt: skip
