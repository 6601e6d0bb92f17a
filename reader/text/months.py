"""The words of dates: months, weekdays, halves of the day and time zones, as newspapers print them."""

from typing import Final

_MONTHS: Final = (
    # English, German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Czech, Turkish, ...
    (
        "jan january januar jänner janv janvier ene enero janeiro gen gennaio januari sty stycznia styczeń "
        "led ledna leden oca ocak янв января январь січ січня ιαν ιανουαρίου ianuarie januára tammikuuta "
        "tammikuu január jaanuar يناير ינואר"
    ),
    (
        "feb february februar febr fév février févr febrero fev fevereiro febbraio februari lut lutego "
        "luty úno února únor şub şubat фев февр февраля февраль лют лютого φεβ φεβρουαρίου februarie "
        "februára helmikuuta helmikuu február veebruar فبراير פברואר"
    ),
    (
        "mar march mär märz mrz mars marzo março maart mrt marca marzec bře března březen mart мар марта "
        "март бер березня μαρ μαρτίου martie maaliskuuta maaliskuu március márc märts مارس מרץ מרס"
    ),
    (
        "apr april avr avril abr abril aprile kwi kwietnia kwiecień dub dubna duben nis nisan апр апреля "
        "апрель кві квіт квітня απρ απριλίου aprilie apríla huhtikuuta huhtikuu április ápr aprill أبريل "
        "ابريل אפריל"
    ),
    (
        "may mai mayo maio mag maggio mei maj maja kvě května květen mayıs мая май тра трав травня μαι "
        "μαΐου μαΐ mája toukokuuta toukokuu május máj مايو מאי"
    ),
    (
        "jun june juni juin junio junho giu giugno cze czerwca czerwiec června červen haz haziran июн июня "
        "июнь чер черв червня ιουν ιουνίου iunie júna kesäkuuta kesäkuu június jún juuni يونيو יוני"
    ),
    (
        "jul july juli juil juillet julio julho lug luglio lip lipca lipiec července červenec tem temmuz "
        "июл июля июль лип липня ιουλ ιουλίου iulie júla heinäkuuta heinäkuu július júl juuli يوليو יולי"
    ),
    (
        "aug august août aou ago agosto augustus sie sierpnia sierpień srp srpna srpen ağu ağustos авг "
        "августа август сер серп серпня αυγ αυγούστου augusti elokuuta elokuu augusztus augusta أغسطس "
        "اغسطس אוגוסט"
    ),
    (
        "sep sept september septembre septiembre setiembre set setembro settembre wrz września wrzesień "
        "zář září eyl eylül сен сент сентября сентябрь вер вересня σεπ σεπτ σεπτεμβρίου septembrie "
        "septembra syyskuuta syyskuu szeptember szept سبتمبر ספטמבר"
    ),
    (
        "oct october okt oktober octobre octubre out outubro ott ottobre paź października październik říj "
        "října říjen eki ekim окт октября октябрь жов жовт жовтня οκτ οκτωβρίου octombrie októbra "
        "lokakuuta lokakuu október oktoober أكتوبر اكتوبر אוקטובר"
    ),
    (
        "nov november novembre noviembre novembro lis listopada listopad kas kasım ноя нояб ноября ноябрь "
        "листопада νοε νοεμβρίου noiembrie novembra marraskuuta marraskuu نوفمبر נובמבר"
    ),
    (
        "dec december dez dezember déc décembre dic diciembre dezembro dicembre des desember gru grudnia "
        "grudzień pro prosince prosinec ara aralık дек декабря декабрь гру груд грудня δεκ δεκεμβρίου "
        "decembrie decembra joulukuuta joulukuu detsember ديسمبر דצמבר"
    ),
)

# Indonesian and Malay where they differ from the above.
_MORE_MONTHS: Final = {
    "januari": 1, "pebruari": 2, "maret": 3, "mac": 3, "juni": 6, "jun": 6, "juli": 7, "julai": 7,
    "agustus": 8, "agu": 8, "ogos": 8, "oktober": 10, "desember": 12, "disember": 12, "październiku": 10,
}  # fmt: skip

MONTHS: Final[dict[str, int]] = {
    **{word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()},
    **_MORE_MONTHS,
}
"""Names of months, case-folded and without the full stop, to their numbers."""

_FILLERS: Final = (
    "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun "
    "sunday mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado "
    "domingo segunda terça quarta quinta sexta feira lunedì martedì mercoledì giovedì venerdì sabato "
    "domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag "
    "fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek środa czwartek piątek "
    "sobota niedziela pondělí úterý středa čtvrtek pátek neděle pazartesi salı çarşamba perşembe cuma "
    "cumartesi pazar понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок "
    "середа четвер п'ятниця субота неділя senin selasa rabu kamis jumat sabtu minggu 월 화 수 목 금 토 "
    "일 月 火 水 木 金 土 日 월요일 화요일 수요일 목요일 금요일 토요일 일요일 月曜日 火曜日 水曜日 "
    "木曜日 金曜日 土曜日 日曜日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 uhr at on the um om "
    "kl klo klokken o at à a às alle ore las le el den der dne dnia godz saat pukul jam wib h u в о г "
    "года р року ч 時 分 local time hrs hours and of de del del año thứ hai ba tư năm sáu bảy chủ nhật "
    "ngày lúc"
)
FILLERS: Final = frozenset(_FILLERS.split())
"""Words that may stand in a line with a date without making it more than that."""

MORNING: Final = frozenset(("am", "a.m.", "a.m", "오전", "午前", "上午"))
AFTERNOON: Final = frozenset(("pm", "p.m.", "p.m", "오후", "午後", "下午"))

ZONES: Final[dict[str, str]] = {
    "Z": "UTC", "UTC": "UTC", "GMT": "UTC",
    "KST": "Asia/Seoul", "JST": "Asia/Tokyo", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore",
    "WIB": "Asia/Jakarta", "MSK": "Europe/Moscow", "МСК": "Europe/Moscow",
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "CT": "America/Chicago", "CDT": "America/Chicago", "MT": "America/Denver", "MDT": "America/Denver",
    "PT": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
    "AEST": "Australia/Brisbane", "AEDT": "Australia/Sydney",
    "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}  # fmt: skip
"""Abbreviations that name one zone of the press; those with two meanings (CST, IST) are not here."""
