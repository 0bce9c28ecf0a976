"""What is counted: behind a number such a word says that it is no house's: `la calle estaba vacía, 12 personas`."""

from typing import Final

from core.base.redact.late import Late

_NOUNS: Final = (
    "people|persons?|cars?|houses?|guys|kids|times|minutes?|hours?|days?|weeks?|months?|years?|km|metres|meters|"
    "personas?|coches|carros|autos|casas|perros|gatos|veces|minutos?|horas?|días?|semanas?|mes(?:es)?|años?|metros|policías|pessoas?|vezes|dias?|anos?|"
    "personnes?|voitures?|maisons?|fois|heures?|jours?|semaines?|mois|ans|mètres|personen|leute|menschen|autos?|häuser|mal|minuten|stunden|tage|wochen|monate|jahre|"
    "persone|macchine|volte|minuti|ore|giorni|settimane|mesi|anni|metri|"
    "км|человека?|людей|машин[аы]?|домов|дома|раза?|минут[аы]?|час(?:а|ов)?|дн(?:я|ей)|лет|года?|метр(?:а|ов)|кота|котов|осіб|людини|машини|разів|хвилин|годин|днів|років|"
    "osób|osoby|ludzi|samochod(?:y|ów)|aut|domów|razy|minuty?|godzin[ya]?|dni|lat|metrów|lidí|osob|aut|krát|minut|hodin|let|"
    "orang|mobil|motor|rumah|kali|menit|jam|hari|minggu|bulan|tahun|người|xe|nhà|lần|phút|giờ|ngày|năm|kişi|araba|ev|kez|kere|dakika|saat|gün|hafta|ay|yıl|"
    "(?:ال)?(?:سيارات|سيارة|أشخاص|اشخاص|شخصا?|ناس|رجال|بيوت|بيتا|مرات|مرة|دقائق|دقيقة|ساعات|ساعة|أيام|ايام|يوما?|أسابيع|أشهر|سنوات|سنة|متر|أمتار|نفر|ماشین|بار|دقیقه|ساعت|روز|هفته|ماه|سال)|"
    "אנשים|מכוניות|פעמים|דקות|שעות|ימים|שנים|άτομα|αυτοκίνητα|λεπτά|ώρες|μέρες"
)
COUNTED: Final = Late(rf"\s(?:{_NOUNS})(?!\w)")
