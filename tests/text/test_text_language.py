import pytest

from reader.places import resource
from reader.text.language import Languages
from reader.text.shingles import kept_share, text_key


@pytest.fixture(scope="module")
def languages():
    return Languages(resource("models/lid/lid.176.ftz"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Danube flows through ten countries, more than any other river in the world.", "en"),
        ("Die Donau fließt durch zehn Länder, mehr als jeder andere Fluss der Welt.", "de"),
        ("La Loire est le plus long fleuve de France et se jette dans l'Atlantique.", "fr"),
        ("Волга — одна из крупнейших рек на Земле и самая длинная в Европе.", "ru"),
        ("نهر النيل من أطول أنهار العالم ويصب في البحر المتوسط", "ar"),
        ("낙동강은 남한에서 가장 긴 강", "ko"),
        ("낙동강 유역", None),
        ("信濃川は日本で最も長い川である", "ja"),
        ("长江是中国最长的河流，也是世界第三长的河流，它发源于青藏高原", "zh"),
        ("Short words", None),
        ("1234567890 " * 20, None),
        ("", None),
        ("\n\n", None),
    ],
)
def test_languages(languages, text, code):
    assert languages.of(text) == code


def test_letters_without_a_language_are_unknown(languages):
    assert languages.of("zzxq vvkp wwqj xxzr qqkv pjwx zzkq vxqp wjzk") is None


def test_the_model_is_read_late(tmp_path):
    assert Languages(tmp_path / "missing").of("2025") is None


def test_line_ends_are_no_trouble(languages):
    assert languages.of("The Danube\nflows through\n\nten countries on its way to the sea.") == "en"


def test_kept_share():
    old = "one two three four five six"
    assert kept_share(old, old) == 1.0
    assert kept_share(old, "one two three four seven eight") == 0.5
    assert kept_share(old, "nothing of that") == 0.0
    assert kept_share("", "anything") == 1.0
    assert kept_share("长江是中国最长的河流", "长江是中国最长的河流。它流入东海") == 1.0


def test_text_key_is_of_the_words():
    assert text_key("One, two – THREE!") == text_key("one two three")
    assert text_key("one two three") != text_key("one two four")
    assert len(text_key("")) == 64
