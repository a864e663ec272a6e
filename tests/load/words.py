"""What is sent: entries of about 200 bytes, each with its number in its text, as `<<0000042>>`."""

import re

TAG = re.compile(rb"<<(\d{7})>>")
COLUMNS = ("relevant_questions", "learned", "my_question", "note")
SAID = "« Qu’avez-vous déjà essayé, et qu’en avez-vous retenu ? »"
LENGTH = 170


def text_of(number: int) -> str:
    """The words of an entry."""
    return f"<<{number:07}>> {SAID}".ljust(LENGTH, ".")


def entry(number: int, run: str) -> dict[str, str]:
    """What an observer notes; `run` tells the entries of one load from those of another."""
    column = COLUMNS[number % len(COLUMNS)]
    return {"entry_id": f"{number:08}-{run}", "column": column, "text": text_of(number)}
