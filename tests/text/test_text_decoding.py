import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.errors import ReaderError, Trouble
from reader.text.encodings.decoding import decode

# Geography in the languages that old encodings were made for.
FACTS = {
    "de": "Die Donau fließt durch zehn Länder. Größere Städte an ihren Ufern sind Wien und Budapest; "
    "für die Schifffahrt ist sie überaus wichtig.",
    "fr": "La Loire est le plus long fleuve de France. Elle prend sa source dans le Massif central, à "
    "côté du mont Gerbier-de-Jonc, et se jette dans l’océan Atlantique près de Saint-Nazaire.",
    "es": "El Tajo es el río más largo de la península ibérica. ¿Dónde nace? En la sierra de Albarracín; "
    "atraviesa España y Portugal y desemboca en el océano Atlántico.",
    "pt": "O rio Amazonas nasce nos Andes peruanos e deságua no oceano Atlântico. A região tem uma das "
    "maiores florestas do mundo; são milhões de espécies, e não há outra igual.",
    "it": "Il Po è il fiume più lungo d’Italia: nasce dal Monviso, attraversa la città di Torino e "
    "sfocia nel mare Adriatico. La pianura è tra le più fertili d’Europa.",
    "sv": "Göta älv är en av Sveriges största älvar. Den rinner från Vänern till Västerhavet vid Göteborg, "
    "och på vägen ligger Trollhättan.",
    "pl": "Wisła jest najdłuższą rzeką Polski. Jej źródła leżą w Beskidzie Śląskim, a ujście znajduje się w "
    "Zatoce Gdańskiej. Płynie przez Kraków, Warszawę i Toruń.",
    "cs": "Vltava je nejdelší řeka v České republice. Pramení na Šumavě, protéká Prahou a u Mělníka se "
    "vlévá do Labe. Její délka činí přes čtyři sta kilometrů.",
    "hu": "A Tisza a Duna leghosszabb mellékfolyója. Kárpátalján ered, átszeli az Alföldet, és Szegednél "
    "hagyja el az országot. Vize gyakran árad: a gátak ezért különösen fontosak, és őszintén "
    "szólva erősek.",
    "tr": "Kızılırmak, Türkiye'nin en uzun nehridir. Sivas'ın doğusundaki dağlardan doğar ve Karadeniz'e "
    "dökülür. Üzerinde birçok baraj bulunmaktadır; şehirler için önemlidir.",
    "ru": "Волга — одна из крупнейших рек на Земле и самая длинная в Европе. Она впадает в Каспийское море, "
    "а её исток находится на Валдайской возвышенности.",
    "uk": "Дніпро є найдовшою річкою України. Він бере початок на Валдайській височині й впадає в Чорне "
    "море; його води живлять міста й поля.",
    "el": "Ο Αλιάκμονας είναι ο μεγαλύτερος ποταμός που πηγάζει από ελληνικό έδαφος. Χύνεται στον "
    "Θερμαϊκό κόλπο, κοντά στη Θεσσαλονίκη.",
    "he": "הירדן הוא הנהר הארוך ביותר בישראל. הוא נובע למרגלות החרמון, עובר בכינרת ונשפך אל ים המלח.",
    "ar": "نهر النيل من أطول أنهار العالم. ينبع من بحيرات شرق أفريقيا ويمر بالسودان ومصر ثم يصب في البحر "
    "المتوسط.",
    "lt": "Nemunas yra ilgiausia Lietuvos upė. Jis prasideda Baltarusijoje ir įteka į Kuršių marias; jo "
    "baseinas užima didžiąją šalies dalį, o krantuose įsikūrė žinomi miestai.",
    "ja": "信濃川は日本で最も長い川である。長野県から新潟県へと流れ、日本海に注ぐ。上流では千曲川と呼ばれ"
    "ている。",
    "ko": "낙동강은 남한에서 가장 긴 강이다. 강원도 태백에서 시작하여 부산을 지나 남해로 흘러간다.",
    "zh": "长江是中国最长的河流，也是世界第三长的河流。它发源于青藏高原，在上海流入东海。",
    "th": "แม่น้ำเจ้าพระยาเป็นแม่น้ำสายหลักของประเทศไทย เกิดจากแม่น้ำปิงและแม่น้ำน่านไหลมารวมกันที่จังหวัดนครสวรรค์ "
    "แล้วไหลลงสู่อ่าวไทย",
    "vi": "Sông Mê Kông là một trong những con sông dài nhất châu Á. Sông chảy qua sáu nước trước khi ra "
    "biển ở miền nam Việt Nam.",
    "zh-tw": "濁水溪是臺灣最長的河流，發源於合歡山，向西流入臺灣海峽。沿岸的平原是重要的農業地區。",
}
CODECS = [
    *[(lang, codec) for lang in ("de", "fr", "es", "pt", "it", "sv") for codec in ("cp1252", "latin-1")],
    *[
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("cs", "cp1250"),
        ("cs", "iso8859-2"),
        ("hu", "cp1250"),
        ("tr", "cp1254"),
    ],
    *[("tr", "iso8859-9"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "iso8859-5")],
    *[
        ("uk", "cp1251"),
        ("uk", "koi8-u"),
        ("el", "cp1253"),
        ("el", "iso8859-7"),
        ("he", "cp1255"),
        ("ar", "cp1256"),
    ],
    *[
        ("lt", "cp1257"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("ja", "iso2022_jp"),
        ("ko", "cp949"),
        ("zh", "gb18030"),
    ],
    *[("zh-tw", "big5"), ("de", "mac_roman"), ("es", "mac_roman")],
]


@pytest.mark.parametrize(("lang", "codec"), CODECS)
def test_an_old_encoding_is_recognised_by_its_language(lang, codec):
    fact = FACTS[lang].encode(codec, "ignore").decode(codec)
    assert decode(f"Title\n\n{fact}\n".encode(codec)).text == f"Title\n\n{fact}\n"


@pytest.mark.parametrize("lang", sorted(FACTS))
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_it_is(lang, codec):
    decoded = decode(FACTS[lang].encode(codec))
    assert decoded.text == FACTS[lang]
    assert decoded.encoding == codec
    assert not decoded.doubtful


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec):
    assert decode(("A river\n" + FACTS["ja"]).encode(codec)).text == "A river\n" + FACTS["ja"]


@pytest.mark.parametrize("lang", ["de", "fr", "ru", "ko", "ja"])
def test_mojibake_is_repaired(lang):
    spoilt = FACTS[lang].encode("utf-8").decode("cp1252", "replace")
    if "\ufffd" in spoilt:
        spoilt = FACTS[lang].encode("utf-8").decode("latin-1")
    assert decode(spoilt.encode("utf-8")).text == FACTS[lang]


@pytest.mark.parametrize(
    "text", ["“São Paulo” — “Árbol” ‘É…’", "café “crème” à « Paris »", "Â noite, SÃO JOÃO"]
)
def test_right_text_is_not_repaired(text):
    assert decode(text.encode("utf-8")).text == text


def test_typographic_quotes_alone_are_windows_text():
    text = "The mayor’s plan – “a first step” – passed. It’s the council’s third vote… and the last."
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1251", "cp1254"])
def test_hard_spaces_alone_are_no_letters(codec):
    text = "A title\n\n\u00a0 \nThe river rose.\n\u00a0 \nThe river fell.\n"
    assert decode(text.encode(codec)).text == text


def test_utf_8_cut_within_a_sign_is_still_utf_8():
    data = (FACTS["ko"] * 3).encode("utf-8")[:-2]
    decoded = decode(data)
    assert decoded.text.startswith(FACTS["ko"])
    assert decoded.encoding == "utf-8"
    assert decoded.doubtful


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        bytes(range(256)) * 4,
        b"\x00" * 100,
        b"PK\x03\x04\x14\x00\x00\x00\x08",
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ReaderError) as caught:
        decode(data)
    assert caught.value.code is Trouble.FILE_BINARY


def test_nothing_is_refused():
    with pytest.raises(ReaderError) as caught:
        decode(b"")
    assert caught.value.code is Trouble.FILE_EMPTY


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=80
    )
)
def test_utf_8_comes_back(text):
    # Signs that look like a wrong reading of UTF-8 may be repaired: those are tested above.
    plain = "".join(
        sign for sign in text if not "\u0080" <= sign <= "\u02ff" and not "\u2010" <= sign <= "\u2122"
    )
    if plain and not plain.startswith("\ufeff"):
        assert decode(plain.encode("utf-8")).text == plain


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_give_text_or_an_expected_trouble(data):
    try:
        decoded = decode(data)
    except ReaderError as error:
        assert error.code is Trouble.FILE_BINARY  # noqa: PT017
    else:
        assert isinstance(decoded.text, str)


def in_old(text: str, codec: str) -> bytes:
    """Write a text in an old encoding; the one of Vietnamese has its tones as marks of their own."""
    if codec != "cp1258":
        return text.encode(codec)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = ""
    for sign in text:
        whole = unicodedata.normalize("NFD", sign)
        base = unicodedata.normalize("NFC", "".join(each for each in whole if each not in tones))
        written += base + "".join(each for each in whole if each in tones)
    return written.encode(codec)


SHORT = [
    ("zh", "gb18030"),
    ("zh-tw", "big5"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ko", "cp949"),
    ("th", "cp874"),
    ("ru", "cp1251"),
    ("ru", "koi8-r"),
    ("ru", "cp866"),
    ("uk", "cp1251"),
    ("he", "cp1255"),
    ("ar", "cp1256"),
]


def windows(lang: str, codec: str) -> list[str]:
    """Give passages of about twenty signs, as far as the encoding can write them."""
    text = FACTS[lang].encode(codec, "ignore").decode(codec)
    pieces = [text[start : start + 20].strip() for start in range(0, len(text) - 20, 3)]
    return [piece for piece in pieces if not piece.isascii()]


@pytest.mark.parametrize(("lang", "codec"), SHORT)
def test_twenty_signs_are_enough_for_an_alphabet_or_a_script(lang, codec):
    for piece in windows(lang, codec):
        assert decode(piece.encode(codec)).text == piece


@pytest.mark.parametrize(("lang", "codec"), CODECS)
def test_a_short_text_is_seldom_read_wrongly_without_a_doubt(lang, codec):
    pieces = windows(lang, codec)
    read = [decode(piece.encode(codec)) for piece in pieces]
    silent = [
        each.text
        for each, piece in zip(read, pieces, strict=True)
        if each.text != piece and not each.doubtful
    ]
    assert len(silent) * 10 <= len(pieces), silent


def test_vietnamese_with_its_tones_apart_is_recognised():
    read = decode(in_old(FACTS["vi"], "cp1258"))
    assert (read.encoding, unicodedata.normalize("NFC", read.text)) == ("cp1258", FACTS["vi"])
