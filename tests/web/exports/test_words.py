import string

from web.exports.words import labels


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    french, english = labels("fr"), labels("en")
    assert french.keys() == english.keys()
    for key, text in french.items():
        missing = places(text) ^ places(english[key])
        assert missing <= {"number"}, key


def test_french_typography_is_kept() -> None:
    for key, text in labels("fr").items():
        assert "'" not in text, key
        assert " :" not in text, key
        assert " ?" not in text, key
