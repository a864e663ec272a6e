"""The JSON export: the `Document` itself, as `shapes.py` describes it, complete and indented.

    schema, version     what this file is, and which edition of these keys
    language, timezone  of the sentences and of the local times
    id, title, place, date, host, deck, revision, phase_code, phase, participants, organisations
    lede, about         the heading as sentences, and field by field: {code, label, text}
    reminder            the rule that goes with every report
    rounds[]            number, label, title, game, state, about, replay_of, started, players, cards,
                        set_aside, durations, floor, columns[].entries[], noted, steps[].notes[], doors[]
    to_check[]          what the group wanted verified: {round, label, text}
    survey              null when it was not asked; `shown` false and no answer below `least` answers
    left_out[]          what is not in the file

A moment is {utc, local, said, clock}. The other five formats are made from this one and hold no more.
"""

import orjson

from web.exports.shapes import Document


def write(document: Document) -> bytes:
    """The document as UTF-8 JSON."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
