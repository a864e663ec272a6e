import json

from tests.web.exports.sessions import cancelled, played, said, surveyed
from web.exports import csv, md
from web.exports.json import write


def test_it_holds_the_whole_document() -> None:
    document = said(surveyed(7))
    assert json.loads(write(document)) == document


def test_all_other_formats_can_be_made_from_it_again() -> None:
    document = said(cancelled())
    again = json.loads(write(document))
    assert csv.write(again) == csv.write(document)
    assert md.write(again) == md.write(document)


def test_its_keys_do_not_change_with_the_language() -> None:
    assert keys_of(json.loads(write(said(played(), "fr")))) == keys_of(
        json.loads(write(said(played(), "en")))
    )


def keys_of(value: object) -> object:
    match value:
        case dict():
            return {key: keys_of(one) for key, one in value.items()}
        case list():
            return [keys_of(one) for one in value]
    return None
