"""How a street and a house's number are written in each language: a sign that such a form may be there, and the form."""

import re
from typing import Final, NamedTuple

from core.base.redact.edges import END
from core.base.redact.late import Late
from core.base.redact.street_tail import BRITISH_CODE, STATE, UP, W

NAME: Final = (
    r"(?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West|Old|New|Upper|Lower|Great|Saint|St\.?|Mount|Mt\.?|Fort|Ft\.?)\.?\s)?"
    rf"(?:(?:{W}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}?"
)
_N: Final = r"\d{1,5}(?:[ ]?[a-zA-Z](?![\w']))?(?:[-/]\d{1,4}[a-zA-Z]?){0,3}(?:/[a-zA-Z](?!\w))?"
_NO: Final = r"(?:n(?:[°o.]|r\.?|ro\.?|úm(?:ero)?\.?|umero|um\.?)\s?:?\s?|#\s?|nummer\s)?"
_NO_YEAR: Final = r"(?!(?:19|20)\d\d(?!\d))"
_ARABIC_HOUSE: Final = r"(?:ال)?(?:رقم|مبنى|مبني|عمارة|عماره|بناية|بنايه|فيلا|منزل|بيت|شقة|شقه|بلوك|قطعة|برج|دار|دور|طابق|قسيمة|غرفة|مكتب)"
_ARABIC_WORD: Final = r"[^\W\d_]{1,20}"
_ARABIC_NAME: Final = rf"(?!(?:منذ|في|من|على|إلى|الى|بعد|قبل|عند|كان|كانت|مغلق|مغلقة|مع|حوالي|لمدة|هذا|هذه|كل|فيه|فيها|يوم|سنة|عام|طوله)\s){_ARABIC_WORD}"
_FRENCH_END: Final = r"(?=\s?,|\s-\s|\s\d|\s?[.!?;:)\n]|\s(?:à|au|et|in|at|and|c'est|je|il|elle|mais|avec|chez|dans|pour|près|son|sa|c|pas|svp|ou|où|est|j'ai)(?!\w)|\s?$)"


class Form(NamedTuple):
    """A way to write an address. `sign`: what must stand in the text, in lower case."""

    sign: Late
    pattern: Late


def _form(sign: str, pattern: str, *, glued: bool = False) -> Form:
    """`glued`: it may stand behind another letter, as in scripts that write no spaces, or write prepositions together."""
    begin, end = ("", END) if glued else (r"(?<![\w@#$€£/.-])", r"(?!\w|\.\d)")
    return Form(Late(sign), Late(f"{begin}(?:{pattern}){end}", re.IGNORECASE))


_CYRILLIC, _ARABIC, _HAN = "[а-яіїє]", "[ء-ی]", "[一-龥]"

FORMS: Final = (
    # German
    _form("str[.aß]|gasse|allee|chaussee", rf"(?:{UP}[ -]){{0,3}}[^\W\d_][\w-]{{1,40}}?(?:straße|strasse|str\.|gasse|allee|chaussee)\s?{_N}"),
    _form(
        "str[.aß]|allee|platz|weg|gasse|ring|damm|ufer|markt",
        rf"(?:{UP}[ -]){{1,4}}(?:straße|strasse|str\.|allee|platz|weg|gasse|ring|damm|ufer|markt|chaussee)\s{_N}",
    ),
    _form(
        "str|weg|platz|ring|damm|ufer|ste?i|hof|pfad|grab|markt|berg|wink|kamp|park|wall|brück|feld|garten|zeile|gürt|prom|rain|bogen",
        r"(?-i:[A-ZÄÖÜ])\w{2,40}?(?:str\.?|weg|platz|ring|damm|ufer|steig|stieg|hof|pfad|graben|markt|berg|winkel|kamp|park|wall|brücke|feld|garten|"
        rf"zeile|gürtel|promenade|rain|bogen)\s{_N}",
    ),
    _form(
        r"\d{4,5} ",
        r"(?-i:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Hinter der|Hinter dem|Vor dem|Bei der)\s"
        rf"{UP}(?:\s{UP})?\s\d{{1,4}}[a-z]?(?=,\s(?:D-)?\d{{4,5}}\s{UP})",
    ),
    _form(
        r"(?:weg|platz|plein|gasse|ring|damm|ufer|dijk|hof|laan|gracht|pfad|steig|markt|allee|kade|straat|straße|strasse)[ ]\d",
        r"[^\W\d_][\w-]{2,40}?(?:weg|platz|plein|gasse|ring|damm|ufer|dijk|hof|laan|gracht|pfad|steig|markt|allee|kade|straat|straße|strasse)"
        rf"\s\d{{1,4}}(?:\s?[a-z](?!\w)|\sbis(?!\w)|\shs(?!\w))?,?\s(?:(?:d|a|ch|nl)-)?(?:\d{{4}}\s?[a-z]{{2}}|\d{{4,5}})\s{W}",
    ),
    # Dutch
    _form(
        "gracht|straat|laan|kade|singel|plein|weg|dijk|markt|haven",
        rf"{UP}(?:[ -]{UP})?\s(?-i:Gracht|Straat|Laan|Kade|Singel|Plein|Weg|Dijk|Markt|Haven)\s{_N}",
    ),
    _form(
        "straat|laan|gracht|kade|steeg|singel|plants|dreef",
        rf"(?:{UP}[ -]){{0,3}}[^\W\d_]\w{{1,40}}?(?:straat|laan|gracht|kade|steeg|singel|plantsoen|dreef)\s{_N}(?:[ -](?:bis|hs|[IVX]{{1,3}}|\d{{1,3}})(?!\w))?",
    ),
    _form(
        "weg|plein|dijk|hof|pad|markt|park|baan|wal|lei",
        rf"(?:{UP}[ -]){{0,2}}(?-i:[A-Z])\w{{2,40}}?(?:weg|plein|dijk|hof|pad|markt|park|baan|burgwal|lei)\s{_N}",
    ),
    _form(
        "laan |weg |plein |kade |singel |straat ",
        rf"(?:laan|weg|plein|kade|singel|straat)\s(?:van|der|de|den|het|'t|'s)(?:\s(?:de|den|der|het))?\s{UP}(?:[ -]{UP}){{0,3}}\s{_N}",
    ),
    # Danish, Finnish, Norwegian, Swedish
    _form(
        "gata|väg|gränd|torg|stig|gate|vei|veg|vej|gade|allé|stræde|plads|katu|tie|kuja|polku|tori|raitti|gatu",
        rf"(?:{UP}[ -]){{0,3}}(?-i:[A-ZÅÄÖÆØ])\w{{1,40}}?(?:gatan|gata|vägen|väg|gränd|torget|stigen|gaten|gate|veien|vei|vegen|vej|gade|allé|allén|"
        rf"stræde|plads|katu|tie|kuja|polku|tori|raitti)\s{_N}(?:\s\d{{1,3}}(?!\s?\w))?",
    ),
    _form(
        "gate |gata |vei |veg |väg|vej |plass |plads |gatan|allé |katu |tie ",
        rf"(?!(?:Boarding|Departure|Arrival|Flight|The|At|Your|Our|My|This)\s){UP}(?:[ ]{UP}){{0,2}}\s(?-i:gate|gata|gatan|vei|veg|väg|vägen|vej|plass|plads|allé|katu)\s{_N}",
    ),
    _form(
        "gatan |gata |vägen |gränd|stigen|gaten |gata |vegen |veien |gade |katu |kuja |polku ",
        r"[a-zåäöæø]{3,40}(?:gatan|gata|vägen|gränd|stigen|gaten|vegen|veien|gade|katu|kuja|polku)\s\d{1,3}(?:\s?[a-h](?!\w))?"
        r"(?:,?\s(?:lgh\.?\s?\d{1,4}|\d\.?\s?(?:tv|th|mf|sal)|as\.?\s?\d{1,3}))?",
    ),
    # French
    _form(
        "rue|avenue|boul|bd|blvd|allée|impasse|chemin|quai|faub|ruelle|sentier|chauss|av[.]",
        r"\d{1,4}\s?(?:bis|ter|quater|[A-D](?!\w))?,?\s(?:rue|avenue|boulevard|bd|blvd|allée|impasse|chemin|quai|faubourg|ruelle|sentier|chaussée|av\.)\s"
        rf"{W}(?:[\s'-]{{1,2}}{W}){{0,5}}?{_FRENCH_END}",
    ),
    _form(
        "place|cours|route|passage|square|villa|cité|résid|rond-p|parvis|promen",
        r"\d{1,4}\s?(?:bis|ter|quater)?,?\s(?:place|cours|route|passage|square|villa|cité|résidence|rond-point|parvis|promenade)\s"
        rf"(?:(?:de|du|des|la|le|les|l'|d')[\s']?){{0,3}}{UP}(?:[\s'-]{UP}){{0,3}}",
    ),
    _form(
        "rue|avenue|boulevard|chauss|quai|drève|clos|impasse|chemin|allée",
        r"(?:rue|avenue|boulevard|chaussée|quai|drève|clos|impasse|chemin|allée)\s(?:(?:de|du|des|la|le|les|l'|d')[\s']?){0,3}"
        rf"{UP}(?:[\s'-]{{1,2}}{W}){{0,4}},?\s{_NO}\d{{1,4}}[a-zA-Z]?",
    ),
    # Spanish, Catalan
    _form(
        "calle|carrer|c/|cl[.]|aveni|av|paseo|pza|traves|jir|jr|pasaje|bulev|glor|calz",
        r"(?:(?:c/|(?:cl|avda?|av|pza|jr)\.)\s?|(?:calle|carrer|avenida|av|avda|avinguda|paseo|travesía|jirón|pasaje|bulevar|glorieta|calzada|callejón)\s)"
        rf"(?:(?:de|del|la|las|los|el)\s){{0,3}}{W}(?:\s{W}){{0,5}}?,?\s{_NO}\d{{1,5}}[a-zA-Z]?",
    ),
    _form(
        "plaza|paseo|ronda|camino|carretera|rambla|diagonal|transv|colonia|urban|barrio",
        r"(?:plaza|paseo|ronda|camino|carretera|rambla|diagonal|transversal|colonia|urbanización|barrio)\s(?:(?:de|del|la|las|los|el)\s){0,3}"
        rf"{UP}(?:\s{W}){{0,4}}?,?\s{_NO}\d{{1,5}}[a-zA-Z]?",
    ),
    _form(
        r"(?:calle|cl|cra?|carrera|kra|tv|dg|diag|trans|av)[^\n]{0,24}\d",
        r"(?:calle|cl|carrera|cra|kra|cr|transversal|tv|diagonal|dg|avenida|av)\.?\s\d{1,3}\s?[a-z]?(?:\s(?:sur|norte|bis|este))?\s?"
        r"(?:#|no?\.?|n°)\s?\d{1,3}\s?[a-z]?\s?-\s?\d{1,3}",
    ),
    # Italian
    _form(
        "via|viale|v[.]|piazza|p[.]|corso|c[.]|vicolo|lungo|contrada",
        r"(?:(?-i:Via|V\.)|in\svia|viale|v\.le|piazza|p\.zza|corso|c\.so|vicolo|lungomare|lungotevere|contrada|piazzale|p\.le)\s"
        rf"(?:{W}\s){{0,4}}?{UP},?\s{_NO}(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?:\s?[/-]?\s?[a-zA-Z](?![\w']))?",
    ),
    _form(
        "via|viale|piazza|corso|vicolo|largo",
        r"(?:via|viale|piazza|corso|vicolo|largo|piazzale)\s(?:(?:di|del|della|dei|delle|san|santa|don)\s)?"
        rf"(?!(?:con|per|da|il|la|le|i|e|alle|dal)\s){W}(?:\s{W})?,?\s(?:\d{{1,3}}/[a-z](?!\w)|n[.°]\s?\d{{1,3}}|\d{{1,3}}(?=,?\s\d{{5}}(?!\d)))",
    ),
    # Portuguese
    _form(
        "rua|r[.]|travessa|praça|alameda|rodovia|beco|ladeira|largo|estrada|quadra",
        r"(?:rua|r\.|travessa|praça|alameda|rodovia|beco|ladeira|largo|estrada|quadra)\s(?:(?:de|do|da|das|dos)\s){0,2}"
        rf"{W}(?:\s{W}){{0,6}}?,?\s{_NO}\d{{1,5}}[a-zA-Z]?",
    ),
    # Polish, Czech, Slovak, South Slavic
    _form(
        "ul[.i ]|al[.e]|os[.i]|pl[.a]|rondo|nám|tř",
        r"(?:(?:ul|al|os|pl|nám|tř)\.\s?|(?:ul|ulica|ulicy|ulici|ulice|aleja|alei|aleje|osiedle|plac|placu|rondo|náměstí|třída|námestie)\s)"
        rf"(?:{W}\s){{0,3}}?{W}\s{_NO_YEAR}\d{{1,4}}[a-zA-Z]?(?:\s?(?:/|m\.?|lok\.?|č\.)\s?\d{{1,4}})?",
    ),
    _form(
        "nám|třída|tř[.]|ulic|nábř|námestie|trg|ulica|cesta|gatv|iela|prosp|bulv|tänav|mnt|puies| pr[.]| g[.]| tn",
        rf"{UP}(?:\s{UP})?\s(?:náměstí|nám\.|třída|tř\.|ulice|nábřeží|nábř\.|námestie|ulica|trg|cesta|gatvė|g\.|pr\.|prospektas|iela|prospekts|bulvāris|tänav|(?-i:tn|mnt)|puiestee)\s{_NO_YEAR}\d{{1,4}}(?:[/-]\d{{1,4}})?[a-z]?",
    ),
    # Hungarian, Romanian
    _form(
        "utca|út|u[.]|tér|tere|kör|krt|sét|köz|sor|rakp",
        rf"(?:{UP}[ -]){{0,3}}{UP}\s(?:utca|út|útja|u\.|tér|tere|körút|krt\.|sétány|köz|sor|fasor|rakpart)\s\d{{1,4}}(?:[/-]\w{{1,3}})?\.?(?:\s(?:[IVX]{{1,4}}\.|\d{{1,2}}[./])\s?(?:em\.?\s)?\d{{1,3}}\.?)?",
    ),
    _form(
        "str[.a]|bd[.]|bulev|b-dul|calea|aleea|șos|şos|piața|intrarea",
        r"(?:str\.|strada|bd\.|bulevardul|b-dul|calea|aleea|șos\.|șoseaua|şoseaua|piața|intrarea)\s"
        rf"(?:{W}\s){{0,4}}?{W},?\s{_NO}\d{{1,4}}[a-zA-Z]?(?:,\s?(?:bl|sc|et|ap)\.?\s?\w{{1,4}}){{0,4}}",
    ),
    # Russian, Ukrainian and their neighbours
    _form(
        _CYRILLIC,
        rf"(?:{UP},\s)?{UP}(?:\s{UP})?\s(?:улица|ул\.|проспект|пр\.|пр-т|просп\.|переулок|пер\.|бульвар|б-р|шоссе|набережная|наб\.|площадь|вулиця)\s?,?\s?"
        rf"(?:д\.?|дом|буд\.?)?\s?{_NO_YEAR}\d{{1,4}}\s?[а-я]?(?!\w)(?:\s?,?\s?(?:к|корп|стр|кв|оф)\.?\s?\d{{1,4}}){{0,3}}",
    ),
    _form(
        _CYRILLIC,
        rf"(?:(?:г|гор|город|м|с|пос|обл)\.?\s?{UP}(?:\s{UP})?,?\s|{UP},\s)?"
        r"(?:(?:ул|бул|пр-?к?т|просп|пер|пл|ш|наб|вул)\.\s?|(?:ул|улиц[аеуы]|пр-?к?т|проспект[еау]?|переул\w{1,3}|площад[ьи]|бульвар[еу]?|б-р|шоссе|"
        r"набережн\w{2,3}|проезд[еу]?|вулиц[яіую]|провул\w{1,3}|тупик)\s)"
        rf"(?:(?!(?:в|во|на|с|со|из|до|за|после|для|и|от|по|уже|где|около|была?|есть)\s){W}[\s,]{{1,2}}){{1,4}}?(?:д\.?|дом[еау]?|буд\.?|будин\w{{1,3}})?\s?{_NO_YEAR}\d{{1,4}}"
        r"\s?[а-яіa-z]?(?!\w)(?:\s?/\s?\d{1,3})?(?:\s?,?\s?(?:к|корп(?:ус)?|стр|ап|вх|ет|бл|кв(?:артира)?|оф|под(?:ъезд)?|эт(?:аж)?|строение)\.?\s?\d{1,4}){0,4}",
    ),
    _form(_CYRILLIC, r"(?:д|дом|буд)\.?\s?\d{1,4}\w?\s?,\s?(?:к(?:орп)?\.?\s?\d{1,3},?\s?)?кв(?:артира)?\.?\s?\d{1,4}"),
    # Turkish
    _form(
        "cad|cd[.]|sok|sk[.]|bulv|blv|yolu",
        rf"(?:(?:{W}\s){{1,4}}?(?:mah(?:allesi|\.)|mh\.)[\s,]{{1,2}})?(?:(?:{UP}|\d{{1,4}}\.)\s){{1,4}}?(?:caddesi|cad\.|cd\.|sokak|sokağı|sok\.|sk\.|bulvarı|bulv\.|blv\.|yolu)"
        r"[\s,]{0,2}(?:no|numara)?[.:]?\s?\d{1,4}(?:\s?/\s?\w{1,4})?(?:[\s,]{1,2}(?:daire|d|kat|k)[.:]?\s?\d{1,3}){0,2}",
    ),
    # Greek, Hebrew
    _form("[α-ω]", rf"(?:οδός|οδού|οδό|λεωφόρος|λεωφ\.|λεωφόρου|πλατεία|πλατείας)\s(?:{W}\s){{0,3}}?{W}\s\d{{1,4}}"),
    _form(
        "[א-ת]",
        rf"(?:ב?רחוב|רח'|רח|ב?שדרות|שד'|ב?דרך|ב?סמטת|ב?כיכר)\s(?:{W}\s){{0,3}}?{W}\s\d{{1,4}}(?:\s?/\s?\d{{1,3}})?(?:,?\s?(?:דירה|כניסה|קומה)\s?\w{{1,3}}){{0,2}}",
        glued=True,
    ),
    _form(
        "תל אביב|ירושלים|חיפה|באר שבע|ראשון|פתח|אשדוד|נתניה|חולון|בת ים|רמת|הרצליה|כפר סבא|רעננה|רחובות|גבעתיים",
        r"[א-ת]{2,20}(?:\s[א-ת]{2,20})?\s\d{1,3}(?:/\d{1,3})?,?\s(?:תל אביב|ירושלים|חיפה|באר שבע|ראשון לציון|פתח תקווה|אשדוד|נתניה|חולון|בת ים|רמת גן|הרצליה|כפר סבא|רעננה|רחובות|גבעתיים)",
    ),
    # Arabic
    _form(
        _ARABIC,
        rf"(?:حي|الحي|بحي|منطقة|مدينة)\s(?:{_ARABIC_WORD}\s?){{1,3}}?,?\s?(?:شارع\s(?:\d{{1,3}}\s|(?:{_ARABIC_WORD}\s?){{1,3}}?),?\s?)?"
        rf"{_ARABIC_HOUSE}\s?(?:رقم\s?)?\d{{1,5}}",
    ),
    _form(
        _ARABIC,
        rf"(?:[وبلف]{{0,2}}(?:ال)?(?:شارع|ش\.|زنقة|نهج|جادة|كورنيش|درب|حارة|طريق|ميدان|محور))\s(?:{_ARABIC_NAME}\s){{0,5}}?{_ARABIC_NAME}\s?,?\s?-?\s?"
        rf"(?:{_ARABIC_HOUSE}\s?(?:رقم\s?)?|{_NO_YEAR})\d{{1,5}}(?:\s?,?\s?و?{_ARABIC_HOUSE}\s?(?:رقم\s?)?\d{{1,4}}){{0,4}}",
    ),
    _form(
        _ARABIC,
        rf"(?:رقم\s)?\d{{1,5}}\s?,?\s?(?:أ|ب|مكرر)?\s?(?:شارع|ش\.?|زنقة|نهج|جادة|حارة|درب)\s(?:{_ARABIC_WORD}\s){{0,2}}{_ARABIC_WORD}(?:\s?,\s?(?:{_ARABIC_WORD}\s){{0,2}}{_ARABIC_WORD}){{0,2}}",
    ),
    _form(
        _ARABIC,
        r"(?:عمارة|عماره|بناية|بنايه|مبنى|فيلا|برج|بلوك|قطعة|منزل|بيت|مجمع)\s(?:رقم\s)?\d{1,5}\s?,?\s?"
        rf"و?(?:ال)?(?:شقة|شقه|دور|طابق|شارع|طريق|مدخل|مجمع)\s(?:رقم\s)?(?:\d{{1,4}}|{_ARABIC_WORD}(?:\s{_ARABIC_WORD}){{0,3}})"
        r"(?:\s?,?\s?(?:و?(?:ال)?(?:شقة|شقه|دور|طابق|شارع|طريق|مجمع)\s(?:رقم\s)?\d{1,4})){0,3}",
    ),
    # Persian, Urdu, Hindi
    _form(
        _ARABIC,
        r"(?:[ء-ی]{2,15}(?:\s[ء-ی]{2,15})?\s?,\s){0,2}(?:خیابان|خيابان|کوچه|كوچه|بلوار|میدان|بزرگراه|محله|شهرک|خ\.)\s(?:\w{1,20}[\s,]{1,3}){1,8}?(?:پلاک|پ\.?|شماره|واحد|طبقه)\s?\d{1,4}"
        r"(?:\s?,?\s?(?:واحد|طبقه|زنگ)\s?\d{1,3}){0,3}",
    ),
    _form(
        _ARABIC,
        r"(?:مکان|گھر|فلیٹ|پلاٹ|گلی|کوٹھی)\sنمبر\s\d{1,4}\w?(?:\s?,?\s?(?:گلی|سٹریٹ|بلاک|سیکٹر|محلہ|فیز)\s?(?:نمبر\s)?\w{1,12}){0,3}",
    ),
    _form("[ऀ-ॿ]", r"(?:मकान|घर|फ्लैट|प्लॉट|गली)\s?(?:नंबर|नं\.?|संख्या|न\.)\s?\d{1,5}\w?(?:,\s?[^,\n।]{2,40}){0,3}"),
    _form(
        "[ऀ-ॿ]",
        r"(?:\d{1,4}(?:/\d{1,4})?\w?,?\s(?:[ऀ-ॿ]{1,20}\s){1,3}?(?:मार्ग|रोड|सड़क|सडक|गली|नगर|कॉलोनी|चौक|मोहल्ला|विहार|बाग)(?=\s?,|\s\d{6})|"
        r"(?:सेक्टर|ब्लॉक|वार्ड)\s(?:नंबर\s)?\d{1,3},?\s(?:मकान|घर|फ्लैट)\s(?:(?:नंबर|नं\.?)\s)?\d{1,4})(?:,?\s[ऀ-ॿ]{1,20}(?:\s[ऀ-ॿ]{1,20})?){0,2}(?:[\s,-]{1,3}\d{6})?",
    ),
    # Thai
    _form(
        "[ก-๙]",
        r"\d{1,4}(?:/\d{1,4}\s(?:หมู่(?:ที่)?|ม\.|ซอย|ซ\.|ถนน|ถ\.)\s?[ก-๙\d]{1,40}(?:\s[ก-๙.]{1,40}(?:\s?\d{1,3})?){0,6}(?:\s\d{5})?|"
        r"\s(?:หมู่(?:ที่)?|ม\.|ซอย|ซ\.|ถนน|ถ\.)\s?[ก-๙\d]{1,40}(?:\s[ก-๙.]{1,40}(?:\s?\d{1,3})?){0,6}\s\d{5})",
        glued=True,
    ),
    # Japanese, Chinese, Korean
    _form(
        _HAN,
        r"(?:〒?\d{3}-\d{4}\s?)?(?:[一-龥]{1,4}[都道府県])?[一-龥ぁ-んァ-ヶ]{1,8}[市区町村郡][一-龥ぁ-んァ-ヶー]{0,12}(?:\d{1,2}条[東西南北]?)?\d{1,4}"
        r"(?:丁目\d{1,4}番地?\d{0,4}号?|番地?\d{0,4}|(?:-\d{1,4}){1,3}|丁目(?:\d{1,4}(?:-\d{1,4}){0,2})?)(?:\s?[^\s\d]{0,12}?\d{1,4}号室?|\s?[ァ-ヶー]{2,12}[一-龥]{0,4}\s?\d{2,4})?",
        glued=True,
    ),
    _form(
        _HAN,
        r"(?:[一-龥]{2,8}[省市区县區縣州]){0,3}[一-龥]{1,8}(?:路|街|道|巷|弄|大街|胡同|村)(?:[一二三四五六七八九十]{1,3}段)?\d{1,5}(?:巷\d{1,4})?(?:弄\d{1,4})?"
        r"[号號](?:之\d{1,3})?(?:[^\W_]{0,10}?(?:室|楼|樓|栋|幢|座|层|單元|单元)){0,3}(?:\d{1,4}室?)?",
        glued=True,
    ),
    _form(
        "[가-힣]",
        r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)시?\s)?(?:[가-힣]{1,8}(?:특별시|광역시|특별자치시|도|시|군|구)\s){1,3}[가-힣\d]{1,12}(?:로|길|대로)\s?\d{1,4}(?:번길\s?\d{1,4})?(?:-\d{1,3})?"
        r"(?:,?\s?\d{1,4}동)?(?:,?\s?(?:지하\s?)?\d{1,3}층)?(?:,?\s?\d{1,4}호)?",
        glued=True,
    ),
    _form("[가-힣]", r"(?:[가-힣]{1,8}(?:시|군|구)\s)?[가-힣]{1,8}(?:동|읍|면|리)\s\d{1,4}(?:-\d{1,4})?번지", glued=True),
    _form(
        "[가-힣]",
        r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종)시?\s)?(?:[가-힣]{1,8}(?:시|군|구)\s){1,2}[가-힣\d]{1,8}(?:동|읍|면|리|가)\s(?:\d{1,4}-\d{1,4}(?:\s?번지)?|\d{1,4}\s?번지)",
        glued=True,
    ),
    # Indonesian, Malay, Vietnamese
    _form("jl|jalan|jln|lorong", rf"(?:no\.?|lot)\s?\d{{1,4}}[a-z]?,?\s(?:jl\.?|jalan|jln\.?|lorong)\s{W}(?:\s{W}){{0,3}}"),
    _form(
        "jl|jalan|jln|gang|gg[.]|lorong",
        rf"(?:jl\.?|jalan|jln\.?|gang|gg\.|lorong)\s(?:{W}\s){{0,5}}?{W}\s?,?\s?(?:no\.?|nomor|blok)?\s?\w{{0,2}}\d{{1,4}}\w?(?:,?\s?rt\.?\s?\d{{1,3}}\s?/\s?(?:rw\.?\s?)?\d{{1,3}})?",
    ),
    _form(
        "đường|phố|ngõ|hẻm|ngách",
        rf"(?:số\s)?\d{{1,4}}\w?(?:/\d{{1,4}}\w?){{0,4}}\s(?:đường|phố|ngõ|hẻm|ngách)\s{UP}(?:\s{UP}){{0,3}}(?:,\s(?:{W}\s?){{1,4}}\d{{0,2}}){{0,3}}",
    ),
    _form(
        "quận|phường|p[.]|q[.]|huyện",
        rf"(?:số\s)?\d{{1,4}}\w?(?:/\d{{1,4}}){{0,3}}\s{UP}(?:\s{UP}){{0,3}},\s(?:quận|phường|p\.|q\.|huyện)\s?(?:\d{{1,2}}|{UP}(?:\s{UP}){{0,2}})",
    ),
    # India, Pakistan, the Philippines, Singapore
    _form(
        "flat|house|plot|door|h[.]? ?no|d[.]? ?no|shop|quarter|bungalow",
        rf"(?:flat|house|plot|door|h\.?\s?no|d\.?\s?no|shop|quarter|bungalow)\.?\s?(?:no\.?|number|#)?\s?[a-z]?-?\d{{1,5}}[\w/-]{{0,8}},\s(?:{W}[\s,.]{{1,2}}){{0,8}}?"
        r"(?:road|rd|street|nagar|colony|sector|marg|layout|enclave|society|phase|block|vihar|cross|main|gali|lane|bagh|puram|park|town|scheme|market|mohalla)(?:\s\d{1,3})?",
    ),
    _form(
        "nagar|colony|marg|vihar|bagh|layout|enclave|sector",
        rf"[\da-z]{{0,3}}-?\d{{1,4}}(?:/\d{{1,3}})?,?\s(?:{UP}\s){{1,3}}(?:nagar|colony|marg|vihar|bagh|layout|enclave|sector\s\d{{1,3}})",
    ),
    _form("blk|block", r"(?:blk|block)\.?\s?\d{1,4}\w?,?\s(?:lot\s\d{1,3}|[^\W\d_][\w ]{2,40}?#\d{1,3}-\d{1,4})(?:,?\s[^\W\d_][\w ]{2,40})?"),
    # A box at a post office; a street without a word for it, and its town with a code
    _form(
        "box|postfach|postale?|b[.]?p|apartado|postbus|postboks|skrytka|а/я|ص|صندوق",
        r"(?:p\.?\s?o\.?\s?box|postfach|boîte postale|b\.?p\.?|apartado(?: de correos| postal)?|casella postale|caixa postal|postbus|postboks|skrytka pocztowa|а/я|"
        r"ص\.?\s?ب\.?|صندوق بريد)\s?(?:رقم\s)?[:#°]?\s?\d{2,7}",
    ),
    _form(r"\d{5}", rf"\d{{1,5}}[a-z]?\s(?:{UP}\s?){{1,4}},\s{UP}(?:\s{UP}){{0,2}},?\s{STATE}\s\d{{5}}(?:-\d{{4}})?"),
    _form(
        r"\d",
        rf"{UP}(?:[ -]{UP}){{0,3}}\s\d{{1,4}}[a-z]?(?:/\d{{1,4}})?(?:\s(?:bus|bte|top|apt|app)\.?\s\w{{1,3}})?,\s(?:[A-Z]{{1,2}}-)?(?:\d{{4}}\s?(?-i:[A-Z]{{2}})|\d{{3}}\s\d{{2}}|\d{{2}}-\d{{3}}|\d{{4,5}})\s{UP}(?:[ -]{UP}){{0,2}}",
    ),
    _form(r"\d{3} \d{2}", rf"{UP}(?:\s{UP}){{0,2}}\s\d{{1,4}}[a-z]?,\s{UP}(?:\s{UP})?,?\s\d{{3}}\s\d{{2}}"),
    _form(r"[a-z]\d[a-z\d]? \d[a-z]{2}", BRITISH_CODE),
)  # fmt: skip
