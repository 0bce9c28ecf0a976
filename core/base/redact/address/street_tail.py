"""What may stand behind a street and a house's number: a flat, a town, its code. And what a word of a name is."""

from typing import Final

from core.base.redact.address.street_words import UNIT

W: Final = r"[^\W\d_](?:[^\W\d_]|['.\-]){0,40}(?!\w|-\d)"
UP: Final = r"(?-i:[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩЀ-ЯІЇЄҐ])(?:[^\W\d_]|['.\-]){0,40}(?!\w|-\d)"
STATE: Final = (
    r"(?-i:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|"
    r"TX|UT|VT|VA|WA|WV|WI|WY|DC|ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|NSW|VIC|QLD|TAS|ACT|NT)"
)
BRITISH_CODE: Final = r"(?-i:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]) \d[ABD-HJLNP-UW-Z]{2})"
_CODE: Final = (
    rf"(?:{BRITISH_CODE}|{STATE}\s(?:\d{{5}}(?:-\d{{4}})?|\d{{4}}|(?-i:[A-Z]\d[A-Z] ?\d[A-Z]\d))|"
    r"(?-i:[A-Z]\d[A-Z] \d[A-Z]\d|[A-Z]\d[\dW] [A-Z\d]{4})|(?:[A-Z]{1,2}-)?(?:\d{4}\s?(?-i:[A-Z]{2})|\d{3}\s\d{2}|\d{2}-\d{3}|\d{4,6}(?:-\d{3,4})?))(?!\w)"
)
_FLAT: Final = (
    rf"(?:{UNIT}|(?:piso|esc|dpto|depto|interno|int|ap|app|apt|apto|appartement|wohnung|whg|top|stiege|lgh|кв|квартира|эт|этаж|под|подъезд|daire|kat|dùpto|bus|bte|boîte|étage|lok|ап|вх|ет|бл|sector(?:ul)?|scala|escalera|esc|puerta|pta|lote|torre|sc|bl|et|m)"
    r"(?:\.?[\s:]?\s?\d{1,4}[a-z]?|(?:\.|\.?[\s:]{1,2})[a-z])(?!\w)|"
    r"\d{1,2}\.?\s?[°ºª](?:\s?(?:[a-z]|\d|izq\w{0,6}|de?re?cha|dcha|dto|dir|fte|frente|esq)\.?)?(?!\w)|(?:bajos?|ático|entresuelo|rés-do-chão|r/c|rdc|parterre|erdgeschoss|suterén)(?!\w)|\d{1,2}\.\s?(?:stock|og|etg|sal|kat|tv|th|mf|krs|em|patro)\.?|[1-9](?:er|e|è|ème|eme|nd|rd|th)\s(?:étage|etage|floor)|(?:شقة|شقه|الدور|دور|طابق|الطابق|واحد)\s?\d{1,4})"
)
_ARABIC_TOWN: Final = r"[ء-ی]{2,20}(?:\s[ء-ی]{2,20})?(?=\s?(?:,|$|[\n.!؟]))"
_SURE_CODE: Final = r"(?:[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|(?:nsw|vic|qld|wa|sa|tas|act|nt) \d{4}|(?-i:[A-Z]\d[\dW] [A-Z\d]{4})|[a-z]{2}\s\d{5}(?:-\d{4})?|[a-z]\d[a-z] ?\d[a-z]\d|\d{4} ?(?-i:[A-Z]{2})|\d{5}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}|\d{5,6})(?!\w)"
"""A code that is nothing else where a street stands before it: towns in small letters may stand between."""
_TOWN: Final = rf"{UP}(?:[ \-](?:(?:(?:im|am|an|in|der|ob|sur|sous|la|le|les|de|del|di|da|do|upon|nad|pod)\s){{1,2}}{UP}|{UP}|\d{{1,2}}(?!\w))){{0,2}}"
_CODES_TOWN: Final = (
    rf"(?:,?\s{_TOWN}|(?<!\W[a-z]{{2}}\s\d{{5}})(?<=\d{{5}})\s{W}|\s{W}(?=\s?(?:$|[\n.!?;])))?"
)
TAIL: Final = (
    rf"(?:\s?[,/\-]?\s{_FLAT}(?!\w)){{0,3}}"
    rf"(?:,?\s(?:{W},?\s){{1,3}}{_SURE_CODE}{_CODES_TOWN}|(?:,|\s-)?\s{_CODE}{_CODES_TOWN}|\s{UP}(?:\s?/\s?{UP}|(?=\s?(?:$|\n)))|"
    rf"(?:,\s{_ARABIC_TOWN}){{1,3}}|(?:(?:,|\s-)\s{UP}(?:[ \-]{UP}){{0,3}}(?:\s\d{{1,2}}(?!\w))?){{0,4}}(?:,?\s{_CODE}(?:,?\s{_TOWN})?)?)"
)
"""What may follow the number: a flat, a town, its code."""
