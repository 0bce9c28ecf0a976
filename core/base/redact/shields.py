"""What is something else for certain, and stays: addresses of the web, Discord's marks, hashes, dates, prices, versions."""

import re
from collections.abc import Iterator
from typing import Final

from core.base.redact.late import Late

_CURRENCY: Final = (
    r"(?:[$€£¥₹₽₺₩₪₫₴₦₱฿]|US\$|C\$|A\$|R\$|(?:USD|EUR|GBP|JPY|CNY|INR|RUB|(?-i:TRY)|BRL|MXN|CHF|SEK|NOK|DKK|PLN|CZK|HUF|AED|SAR|EGP|IQD|"
    r"SYP|KWD|QAR|JOD|LBP|MAD|DZD|TND|IRR|KRW|IDR|VND|BTC|ETH|USDT|XMR|zł|Kč|kr|лв|руб|dollars?|euros?|pounds?|pesos?|reais|bucks|robux|"
    r"v-?bucks|gold|coins|points|followers|views|subs|members|people|users|messages|bytes|dólares|millones|Euro|Mio|"
    r"ريال|دولار|جنيه|درهم|دينار|ليرة|يورو|تومان|ریال)(?![^\W\d_]))"
)
_AMOUNT: Final = r"\d{1,3}(?:[ .,']\d{3}){1,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,8})?"
_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|ago|dic|"
    r"gen|mag|giu|lug|set|ott|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|ocak|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|"
    r"يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر)[^\W\d_]{0,7}\.?"
)

_SHIELDS: Final = (
    # Addresses of the web, and Discord's own marks. Without a scheme one ends at a backslash: Discord takes that away.
    r"[a-z][a-z0-9+.\-]{1,20}://\S{1,2100}",
    r"(?<![\w@.+-])www\.\S{1,2000}",
    r"(?<![\w@.+\-])(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,18}/[^\s\\]{0,2000}",
    r"<(?:@[!&]?|\#|a?:\w{1,32}:|/[^:>]{1,64}:|t:-?|id:)\d{0,20}(?::[a-zA-Z])?>",
    # Hashes, identifiers, snowflakes.
    r"(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])",
    r"(?<!\w)(?!(?-i:\d{8}[A-F])(?!\w))(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,128}(?!\w)",
    r"(?<!\w)0x[0-9a-f]{1,128}(?!\w)",
    r"(?<![\w+])(?:sha(?:1|256|512)|md5)[:\- ][0-9a-z+/=]{7,128}",
    r"(?<![\w.+-])\d{17,20}(?![\w-])(?<!\d{21})",
    r"(?<!\w)(?:97[89][ -]?)(?:\d[ -]?){9}[\dx](?!\w)",  # ISBN-13
    r"(?<!\w)(?:isbn(?:-1[03])?|issn|ean|upc|gtin|barcode|imei):?\s{0,2}(?:\d[ -]?){9,12}[\dx](?!\w)",
    # Days and times.
    r"(?<![\w.])(?:19|20|13|14)\d\d([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:[T ,]{0,2}\d\d?:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|\s?[+-]\d\d:?\d\d)?)?",
    r"(?<![\w.])(?:3[01]|[12]\d|0?[1-9])([-/.])(?:3[01]|[12]\d|0?[1-9])\1(?:(?:19|20|13|14)\d\d|\d\d(?![./]\d))(?![\d-])(?:[T ,]{0,2}\d\d?:\d\d(?::\d\d)?)?",
    rf"(?<!\w)(?:3[01]|[12]\d|0?[1-9])\.?(?:st|nd|rd|th|er|º|°)?\s(?:of\s|de\s|d')?{_MONTH},?\s(?:de\s)?(?:19|20|13|14)\d\d(?!\d)",
    rf"(?<!\w){_MONTH}\s(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s(?:19|20)\d\d(?!\d)",
    r"(?<![\w:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\.?)?(?![\w:])",
    r"(?<!\d)(?:1[5-9]|20)\d\d\s?(?:-|/|to|bis|until)\s?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d-])",
    r"(?<!\w)(?:unix|timestamp|epoch|ts)[ :=]{1,3}\d{9,16}(?!\d)",
    # Money, amounts, measures.
    rf"{_CURRENCY}\s?(?:{_AMOUNT})(?![\d-])",
    rf"(?<![\w.,+-])(?:{_AMOUNT})\s?(?:k|m|mio|mrd|bn|millions?|billions?|thousand)?\s?{_CURRENCY}",
    (
        r"(?<![\w.,+-])\d{1,12}(?:[.,]\d{1,6})?\s?(?:%|‰|°[CFc](?!\w)|°(?![ \d.,'a-z])|(?:ms|µs|ns|sec|min|hrs?|km|cm|mm|mi|ft|kg|mg|lbs?|oz|gb|mb|kb|tb|kib|mib|gib|"
        r"mhz|ghz|hz|kwh|kw|mw|px|dpi|fps|rpm|bpm|kcal|kmh|mph|psi|dB|x)(?![^\W_]))"
    ),
    r"(?<![\w.,+-])\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?(?![\w,-])",
    # Versions, and the numbers of things.
    r"(?<!\w)v\d{1,6}(?:\.\d{1,6}){1,5}(?:-?(?:alpha|beta|rc|dev|pre|post)[.\-]?\d{0,6})?(?!\w)",
    (
        r"(?<!\w)(?:version|ver|build|release|firmware|kernel|driver|patch|update|windows|macos|ios|android|chrome|firefox|node|python|php|java|gcc|"
        r"glibc|openssl|nginx|apache|linux|ubuntu|debian|versie|wersja|versione|إصدار|الإصدار|نسخة|نسخه|версия|versión|versão|sürüm|バージョン|版本)[ :/#v]{1,3}\d{1,6}(?:[.\-_]\d{1,8}){0,5}(?!\w)"
    ),
    r"(?<!\w)\w{1,30}(?:==|>=|<=|~=|@\^?)\d{1,6}(?:\.\d{1,8}){1,4}(?!\w)",
    (
        r"(?<!\w)(?<!area )(?<!country )(?:order|invoice|ticket|case|issue|bug|pr|pull request|commit|tracking|ref|reference|serial|sku|model|part|item|product|id|uid|steamid|"
        r"steam id|user id|message id|server id|channel id|guild id|seed|code|error|err|hresult|port|line|page|chapter|level|room|flight|"
        r"episode|score|isin|doi|pmid|arxiv|rfc|cve|article|section|paragraph|law|act|statute|bestellnummer|bestelling|bestellung|zamówieni\w|ordine|ordre|beställning|tilaus|objednávka|auftrag|rechnung|factura|commande|pedido|"
        r"заказ|sipariş|заявка|سفارش|הזמנה|注文|订单|訂單|주문|طلب|الطلب|فاتورة|رقم الطلب|تذكرة|معرف)(?:\s?(?:number|no\.?|nr\.?|n°|num|id|رقم))?(?:\s?[#:№=]\s?|\s)#?[a-z]{0,4}-?\d[\d-]{1,30}(?![\w@])"
    ),
    r"(?<!\w)#\d{6,12}(?!\w)",
    r"(?<!\w)10\.\d{4,9}/[^\s]{1,200}",  # DOI
)
_PATTERNS: Final = tuple(Late(each, re.IGNORECASE) for each in _SHIELDS)
_FEWEST: Final = 3  # digits without which nothing of the rest is told from anything
_WITHOUT_DIGIT: Final = 4  # the first ones shield what may hold no digit


def shielded(text: str, digits: int) -> Iterator[tuple[int, int]]:
    """Where things stand that are left alone. `digits`: how many the text has."""
    for pattern in _PATTERNS if digits >= _FEWEST else _PATTERNS[:_WITHOUT_DIGIT]:
        for match in pattern.finditer(text):
            yield match.span()
