"""What stands around a street and a house's number: flats and floors, quarters, codes. Data of some thirty languages."""

from typing import Final

from core.base.redact.address.street_tail import BRITISH_CODE, STATE, UP, W

# Words that a number or a letter follows: `apt 4b`, `شقة 12`, `кв. 7`.
_LATIN_UNITS: Final = (
    r"apt|appt|appartement|apartment|appartamento|apartamento|apartamentul|apto|ap|app|unit|suite|ste|flat|room|rm|floor|flr|fl|bldg|building|block|blk|blok|bloco|bloque|bloc|"
    r"bl|tower|torre|tour|wing|level|door|entrance|stair|staircase|lot|lote|lt|plot|bay|box|shop|office|villa|house|house no|hse|cabin|pitch|tür|hlm|dg|"
    r"wohnung|whg|top|stiege|stg|haus|aufgang|eingang|hs|bât|bat|bâtiment|batiment|esc|escalier|étage|etage|porte|bte|boîte|boite|imm|immeuble|interphone|digicode|studio|"
    r"piso|pta|puerta|depto|dpto|departamento|escalera|int|interior|interno|ext|local|manzana|mz|mza|mzn|oficina|of|casa|conjunto|conj|cj|sala|andar|fração|quadra|qd|qda|"
    r"scala|sc|piano|citofono|palazzina|pal|pian|m|lok|lokal|klatka|kl|mieszkanie|mieszk|piętro|daire|d|kat|k|no|nr|numara|kapı|dış kapı|iç kapı|bina|"
    r"bus|huis|hoog|verdieping|lgh|tr|vån|port|oppgang|inng|leil|as|krs|rappu|byt|patro|emelet|em|ajtó|et|etaj|scara|"
    r"phòng|tầng|căn|căn hộ|tòa|tòa nhà|lầu|số nhà|số|rt|rw|lantai|lt|kav|kavling|tower|pintu|lot"
)
_OTHER_UNITS: Final = (
    r"кв|квартира|квартиры|подъезд|под|пд|этаж|эт|корп|корпус|к|стр|строение|оф|офис|домофон|литера|литер|лит|комн|комната|секция|д|дом|буд|будинок|будинку|"
    r"під'їзд|підізд|під|поверх|пов|секція|кімната|ап|вх|ет|бл|стан|улаз|спрат|διαμ|διαμέρισμα|όροφος|"
    r"(?:ال)?(?:شقة|شقه|دور|طابق|عمارة|عماره|بناية|بنايه|بناء|مبنى|مبني|فيلا|برج|بيت|منزل|دار|مدخل|بلوك|قطعة|قطعه|مجمع|غرفة|مكتب|باب|رقم|قسيمة|عدد|وحدة|قسم)|ق|د|ش|"
    r"پلاک|پ|واحد|طبقه|ط|زنگ|بلوک|ساختمان|ورودی|"
    r"דירה|דירת|קומה|כניסה|בניין|בנין|דלת|ד'|ק'|"
    r"مکان|فلیٹ|فلور|بلاک|سیکٹر|فیز|اسٹریٹ|سٹریٹ|गली|मकान|घर|फ्लैट|मंजिल|ब्लॉक|सेक्टर|वार्ड|प्लॉट"
)
_NUMBER_SIGN: Final = r"(?:\.?\s?(?:no|nr|nro|n°|num|numéro|número|numero|nº|رقم|نمبر|नंबर|नं|номер|#|№)\.?)?"
_ORDINAL_WORDS: Final = (
    r"الاول|الأول|الاولى|الأولى|الثاني|الثانية|الثالث|الثالثة|الرابع|الرابعة|الخامس|الخامسة|السادس|السابع|الثامن|التاسع|العاشر|الارضي|الأرضي|الاخير|الأخير|"
    r"اول|دوم|سوم|چهارم|پنجم|همکف|זמין|קרקע|first|second|third|ground|top"
)
_VALUE: Final = rf"(?:[\s.:]{{0,2}}#?\s?(?:[a-z]{{0,2}}-?\d{{1,5}}[a-z]?(?:[-/]\w{{1,4}})?|\d{{1,4}}\s?[א-ת]'?)(?![\w])|(?:\.|\.?[\s:]{{1,2}})(?:[a-z]|[а-я]|[ء-ي]|[א-ת]'?|[ivx]{{1,4}})(?!\w)|\s(?:{_ORDINAL_WORDS})(?!\w))"
_SIDES: Final = r"(?:\s?(?:links|rechts|mitte|li|re|izq\w{0,6}|dcha|derecha|dto|drt|esq|fte|frente|gauche|droite|left|right|rear|front|tv|th|mf|[a-d])\.?(?!\w))?"
UNIT: Final = (
    rf"(?:(?<![\w])(?:{_LATIN_UNITS}|{_OTHER_UNITS}){_NUMBER_SIGN}{_VALUE}"
    # The number first: `3rd floor`, `2. OG links`, `3º B`, `4. th.`, `12/F`, `B Blok`.
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|e|è|ème|eme|°|ª|\.|-?[йи]|a|o|do|to|ro|da)?\s?(?:floor|flr|fl|og|o\.g\.|stock|etage|étage|obergeschoss|piso|andar|piano|pietro|piętro|p\.|kat|sal|tr|vån|krs|em|emelet|patro|hoog|"
    rf"verdieping|этаж|эт|поверх|подъезд|під'їзд|קומה|tầng|lầu|тх|tv|th|mf)\.?(?!\w){_SIDES}"
    r"|\d{1,2}\.?\s?(?:°|ª|º|-)\s?(?:[a-d]|\d{1,2}|izq\w{0,6}|de?re?cha|dcha|dto|dir|fte|frente|esq)\.?(?!\w)"
    r"|\d{1,2}(?:do|to|er|ro|mo|vo)\s?[a-d](?!\w)|\d{1,2}\s?(?:izq\w{0,6}|dcha|derecha|dto|esq)\.?(?!\w)|\d{1,2}°(?!\w)"
    r"|\d{1,2}(?:n|r|t|è|a|°)\.?\s\d{1,2}\.?(?:a|n|r|t|ª|°)(?!\w)"
    r"|\d{1,3}/f(?!\w)|[a-z]\s(?:blok|blk|block|wing|tower)(?!\w)"
    r"|(?:erdgeschoss|eg|dg|ug|dachgeschoss|souterrain|parterre|hinterhaus|hinterhof|vorderhaus|seitenflügel|rez-de-chaussée|rdc|r/c|bajos?|ático|entresuelo|planta baja|pb|rés-do-chão|cave|"
    r"(?:ground|first|second|third|fourth|fifth|top|lower|upper|basement) (?:floor|flat|level)(?: (?:left|right|rear|front))?|basement|penthouse|zemin kat|bodrum kat|giriş kat|parter|suterén|fszt\.?|stuen|st\.?\s(?:tv|th|mf)|"
    r"bel-?etage|(?-i:II|III|IV))(?!\w)(?:\s[a-d](?!\w))?"
    r"|#\s?\d{1,4}[a-z]?(?:-\d{1,4})?(?!\w)|\d{1,4}동\s?\d{1,4}호|(?:지하\s?)?\d{1,3}층|\d{1,4}호|\d{1,4}号室?|\d{1,3}[楼樓階层層][a-z]?)"
)
"""A flat, a floor, a building, an entrance."""

_NAME: Final = rf"{W}(?:[ '\-]{W}){{0,2}}"
_SMALL_DISTRICTS: Final = (
    r"col|colonia|barrio|b°|urb|urbanización|urbanizacion|fracc|fraccionamiento|delegación|residencial|edificio|edif|bairro|jardim|jd|vila|parque|setor|condomínio|condominio|cond|"
    r"loc|località|localita|fraz|frazione|quartiere|quartier|résidence|residence|lotissement|lieu-dit|hameau|cité|brgy|barangay|subd|sitio|purok|"
    r"kel|kelurahan|kec|kecamatan|desa|kota|kab|kabupaten|perum|perumahan|komplek|kompleks|komp|dusun|kp|kampung|taman|"
    r"phường|p|quận|q|huyện|h|xã|thôn|tổ|khu phố|kp|ấp|tp|thành phố|tỉnh|thị trấn|thị xã|chung cư|kđt|khu đô thị|"
    r"ortsteil|ot|bezirk|dzielnica|dz|gmina|gm|woj|okres|sector|sectorul|județul|jud|com"
)
_OTHER_DISTRICTS: Final = (
    r"г|гор|город|м-н|мкр|микрорайон|р-н|район|п|пос|посёлок|поселок|с|село|деревня|дер|обл|область|станица|жк|снт|кп|м|місто|смт|селище|мікрорайон|гр|"
    r"(?:ب?(?:ال)?(?:حي|منطقة|منطقه|ضاحية|ضاحيه|محافظة|محافظه|قرية|قريه|مخيم|محلة|محله|زقاق|قضاء|ناحية|مدينة|مدينه|مجمع|كومباوند|شارع|طريق|زنقة|ممر|سكة))|ابراج|أبراج|"
    r"شهرک|محله|منطقه|خیابان|کوچه|بلوار|شهر|میدان|فاز|خ|ك|ک|ב?שכונת|שכונה|محلہ|گلی|ٹاؤن|کالونی|नगर|मोहल्ला|कॉलोनी"
)
DISTRICT: Final = (
    rf"(?:(?<!\w)(?:{_SMALL_DISTRICTS}|{_OTHER_DISTRICTS})(?:\.\s?|\s){_NUMBER_SIGN}\s?(?:\d{{1,4}}(?!\w)|{_NAME}(?:\s\d{{1,3}}(?!\w))?)"
    rf"|(?:{W}\s){{1,3}}?(?:mah(?:allesi|alle)?|mh|köyü|ilçesi|sitesi|apartmanı|apt|mahalle|район|р-н|район|область|обл|nagar|colony|vihar|enclave|layout|bagh|society|phase|extension|cross|main|township|mohalla|"
    rf"村|नगर|विहार|कॉलोनी|बाग|ٹاؤن|کالونی)(?!\w)\.?(?:\s(?:\d{{1,3}}|[ivx]{{1,3}})(?!\w))?"
    rf"|(?:{W}\s){{1,3}}?(?:فیز|بلاک|سیکٹر|फेज)\s\d{{1,2}}(?!\w)"
    r"|(?:\d{1,2}(?:st|nd|rd|th)\s(?:cross|main|block|phase|stage|sector))(?!\w)|(?:sector|phase|block|street|road|lane|cross|main|stage|ward|gali|gate|zone|avenue)[\s-]{1,2}(?:\d{1,4}[a-z]?|[a-z]|[ivx]{1,3})(?!\w)|[a-z]-\d{1,2}(?:/\d{1,2})?(?!\w)"
    rf"|(?:near|opp\.?|opposite|behind|nr\.?)\s{UP}(?:\s{UP}){{0,3}})"
)
"""A quarter, a village, a housing estate."""

_CODE_WORD: Final = r"(?:(?:cep|c\.?p\.?|plz|pin(?:code)?|zip(?: ?code)?|kode ?pos|postal ?code|postcode|الرمز البريدي|کد ?پستی|индекс|інд\.?|מיקוד)[\s:.-]{1,3})"
CODE: Final = (
    rf"(?:{_CODE_WORD}?(?:{BRITISH_CODE}|{STATE}\s(?:\d{{5}}(?:-\d{{4}})?|\d{{4}}|(?-i:[A-Z]\d[A-Z] ?\d[A-Z]\d))|"
    r"[a-z]\d[a-z] \d[a-z]\d|[a-z]\d[\dw] [a-z\d]{4}|[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|(?:[A-Z]{1,2}-)?(?:\d{4}\s?(?-i:[A-Z]{2})|\d{3}\s\d{2}|\d{2}-\d{3}|\d{5}-\d{3}|\d{4}-\d{3}|\d{4,7}(?:-\d{3,4})?))(?![\w:/]|\.\d)|"
    r"(?-i:[A-Z]{1,2}\d{1,2}[A-Z]?)(?![\w-])|d\d{1,2}(?!\w)|〒?\d{3}-\d{4}(?!\w))"
)
"""A postal code."""
LONE_CODE: Final = rf"(?:{BRITISH_CODE}|{STATE}\s\d{{5}}(?:-\d{{4}})?|(?-i:[A-Z]\d[A-Z] ?\d[A-Z]\d))(?!\w)"
"""A code that is nothing else, also where no street's word stands before it."""
BUILDING: Final = (
    rf"(?:(?:the\s)?(?:{W}\s){{1,3}}?(?:house|court|mill|lodge|cottage|farm|residency|residences?|towers?|apartments?|apts?|mansions?|heights|building|bldg|manor|hall|barn|chawl|complex|villas?|hostel|halls|arcade|estate|park|gardens|point|flats|chambers|studios|wharf|plaza|centre|center|block|place|sitesi|apartmanı)"
    rf"|(?:hlm|résidence|residence|rés|résid|immeuble|imm|lotissement|bâtiment|edificio|edif|ed|condomínio|condominio|cond|conjunto|residencial|urb|urbanización|palazzo|villa|жк|perumahan|perum|komplek|apartemen|chung cư|مجمع|ابراج|أبراج|برج|عمارة|ساختمان|مجتمع)\.?\s{W}(?:\s{W}){{0,2}})"
)
"""A house that has a name."""
