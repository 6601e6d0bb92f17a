"""The letters that tell one old encoding from another: what each writes in the languages it was made for."""

from typing import Final

LANGUAGES: Final[dict[str, tuple[str, str]]] = {
    "English": ("éÉ", "the of and to in is that it for on was with as by at are from be"),
    "German": ("äöüßÄÖÜé", "der die und das den ist von mit dem nicht ein eine auf im des sich auch nach"),
    "French": (
        "àâæçèéêëîïôœùûüÀÂÇÈÉÊÎÔŒ",
        "le la les de des et du en un une est que qui dans pour par sur ne pas au ce il",
    ),
    "Spanish": ("áéíñóúüÁÉÍÑÓÚ", "el la los las de que y en un una por con para se del su al no es"),
    "Portuguese": (
        "àáâãçéêíóôõúüÀÁÂÃÇÉÊÍÓÔÕÚ",
        "o a os as de que e do da em um uma para com no na por se dos",
    ),
    "Italian": ("àèéìíîòóùÀÈÉÌÒÙ", "il la di che e un una per non del della con sono nel le si da gli"),
    "Swedish": ("åäöéÅÄÖÉ", "och i att en det som av den med har till var inte om ett de ja on ei se oli"),
    "Danish": ("åæøéòôÅÆØ", "og i det at en den til er som av af ikke for med har de om fra"),
    "Icelandic": ("áðéíóúýþæöÁÐÉÍÓÚÝÞÆÖ", "og er en sem til um var hann ekki af"),
    "Catalan": ("àáèéíïòóúüç·ÀÈÉÍÒÓÚÇ", "el la de que i a en un per amb les els del no"),
    "Dutch": ("éëïóöüèáà", "de het een van en in is dat op te voor met niet zijn"),
    "Estonian": ("äöõüšžÄÖÕÜŠŽ", "ja on ei et see oli kui mis ka ning"),
    "Polish": ("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "i w na z do nie to jest od przez oraz dla po o za ale a jak"),
    "Czech": (
        "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
        "a v na se je z do to za o po by ale od pro jako bylo i ve",
    ),
    "Slovak": ("áäčďéíĺľňóôŕšťúýžÁČĎÉÍĽŇÓŠŤÚÝŽ", "a v na sa je z do to za o po by ale od pre ako bolo vo"),
    "Hungarian": ("áéíóöőúüűÁÉÍÓÖŐÚÜŰ", "a az egy hogy nem is van csak meg de ez mint volt ha ki"),
    "Romanian": ("ăâîşţĂÂÎŞŢ", "de la pe cu un o din care nu este pentru ce mai al sau a"),
    "Croatian": ("čćđšžČĆĐŠŽ", "je i u na da se za od su ne to s in v ki ter bi"),
    "Turkish": ("çğıöşüâîûÇĞİÖŞÜ", "ve bir bu da de ile olan olarak daha en ne var ki kadar sonra yeni her"),
    "Lithuanian": ("ąčęėįšųūžĄČĘĖĮŠŲŪŽ", "ir kad su yra buvo tai bet jo po per dar nuo kai bus"),
    "Latvian": ("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ", "un ir ar no ka par tas bet uz pie gan ne"),
    "Vietnamese": (
        "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúý\u0300\u0301\u0303\u0309\u0323",
        "cho hai trong sau qua cao ba con hay khi theo nhau ra do gia xem lao hay nay va",
    ),
}
"""Languages of the Latin script: letters beyond ASCII, and everyday words within it."""

_WESTERN: Final = (
    "English", "German", "French", "Spanish", "Portuguese", "Italian", "Swedish", "Danish", "Icelandic",
    "Catalan", "Dutch", "Estonian",
)  # fmt: skip

LATIN: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("cp1252", _WESTERN),
    ("iso8859-15", ("French", "German", "Spanish")),
    ("cp1250", ("Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Croatian")),
    ("iso8859-2", ("Polish", "Czech", "Hungarian", "Croatian")),
    ("cp1254", ("Turkish",)),
    ("cp1257", ("Lithuanian", "Latvian", "Estonian")),
    ("cp1258", ("Vietnamese",)),
    ("mac_roman", ("English", "German", "French", "Spanish", "Portuguese", "Swedish", "Danish")),
)
"""Encodings of the Latin script, each with the languages it was made for; likelier ones first."""

_CYRILLIC_COMMON: Final = "оеаинтсрвлкмдпуяызбіьйґєї"
_CYRILLIC_RARE: Final = "гчхжшюцщэфъёўђјљњћџѓќѕ"
_GREEK_COMMON: Final = "αοιετνσηρκπμλυςάίόέή"
_GREEK_RARE: Final = "ύώωγδθβφχζξψϊϋΐΰΆΈΉΊΌΎΏ"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשתךםןףץ"
_ARABIC_COMMON: Final = "اليمنورتبعدهسفكقحجةأیک،"
_ARABIC_RARE: Final = "ثخذزشصضطظغءآؤإئىپچژگ؛؟ًٌٍَُِّْـ"
_THAI: Final = "".join(chr(code) for code in range(0x0E01, 0x0E5C) if not 0x0E3A < code < 0x0E3F)


def _with_capitals(letters: str) -> str:
    return letters + "".join(sign.upper() for sign in letters if len(sign.upper()) == 1)


OTHER_SCRIPTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("cp1251", _with_capitals(_CYRILLIC_COMMON), _with_capitals(_CYRILLIC_RARE)),
    ("koi8_u", _with_capitals(_CYRILLIC_COMMON), _with_capitals(_CYRILLIC_RARE)),
    ("koi8_r", _with_capitals(_CYRILLIC_COMMON), _with_capitals(_CYRILLIC_RARE)),
    ("iso8859-5", _with_capitals(_CYRILLIC_COMMON), _with_capitals(_CYRILLIC_RARE)),
    ("cp866", _with_capitals(_CYRILLIC_COMMON), _with_capitals(_CYRILLIC_RARE)),
    ("cp1253", _with_capitals(_GREEK_COMMON), _with_capitals(_GREEK_RARE)),
    ("iso8859-7", _with_capitals(_GREEK_COMMON), _with_capitals(_GREEK_RARE)),
    ("cp1255", _HEBREW, ""),
    ("cp1256", _ARABIC_COMMON, _ARABIC_RARE),
    ("cp874", _THAI, ""),
)
"""Encodings of other alphabets: codec, its everyday letters, its rarer letters."""

_KANJI: Final = (
    "日一国人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金"
    "員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性"
    "的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権"
    "心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道"
    "信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果"
)
_SIMPLIFIED: Final = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道"
    "行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者"
    "意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被"
    "利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论"
    "处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德"
    "资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南"
    "品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运六百约八九七"
)
_TRADITIONAL: Final = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道"
    "行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者"
    "意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被"
    "利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處"
    "走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直資命山"
    "金指許統區保至隊社便空決治展馬科司五基書非則聽界達光放強難且權思完設式色路記南品住告類求據程北邊死張該"
)
_HANGUL: Final = (
    "이다는을의에가고하기지로한사도은를시자대인어부원해서리정나일수아그과보전들있상제장주국구라며성동면"
    "공경조관연여으선오스비마화계만했미유신건무세중치개방간위문당안소출산진내교실할모들분것것러트우용합"
    "결때게강행등적물바회년월단후명심차입생업체양민까법학되예감통발현거재된말적니려회두김박최북남군식른"
    "면역였습요"
)

SELDOM: Final = {
    "cp1258": 0.12, "mac_roman": 0.15, "iso8859-2": 0.12, "iso8859-15": 0.12, "cp1257": 0.1, "cp874": 0.1,
    "cp866": 0.1,
    "iso8859-5": 0.1, "iso8859-7": 0.05,
}  # fmt: skip
"""How much less is expected of encodings that files are seldom in."""

EAST_ASIA: Final[tuple[tuple[str, str], ...]] = (
    ("cp949", _HANGUL),
    ("cp932", _KANJI),
    ("euc_jp", _KANJI),
    ("gb18030", _SIMPLIFIED),
    ("big5hkscs", _TRADITIONAL),
)
"""Encodings of two bytes a sign, each with the everyday signs of its language."""
