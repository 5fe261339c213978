"""The names that Amble accepts: one line of ordinary characters; of a patient, a first name and nothing else.

An accepted name may appear in a text message: a line end, a mark that changes the direction of writing or an invisible
character would change what the text says.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

# Controls and line ends; marks of direction, of zero width and of format; code points that are no characters.
_UNSEEN = (
    "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"
    "\\ufff0-\\uffff"
)
ONE_LINE = f"^[^{_UNSEEN}]*$"
# In addition, for first names: characters of surnames, birth dates, remarks, links and addresses.
_NO_NAME = '\\[\\](){}<>,;:/\\\\@|=*_#%&"“”!?'
_FIRST_NAME = f"^(?!.*[0-9]{{2}})[^{_UNSEEN}{_NO_NAME}]*$"
# What matters to a patient is said in a text that must fit one segment, whatever the language.
LONGEST_ACTIVITY = 40
_IS_ONE_LINE, _IS_FIRST_NAME = re.compile(ONE_LINE), re.compile(_FIRST_NAME)


def one_line(value: str) -> str:
    """The value, if it is one line of visible characters."""
    if not _IS_ONE_LINE.fullmatch(value):
        raise PydanticCustomError("one_line", "must be one line without invisible characters; type it again")
    return value


def _first_name(value: str) -> str:
    one_line(value)
    if not _IS_FIRST_NAME.fullmatch(value):
        raise PydanticCustomError(
            "first_name", "must be a first name only, such as Ann: no surname, birth date, bracket or remark"
        )
    return value


OneLine = Annotated[str, Field(json_schema_extra={"pattern": ONE_LINE}), AfterValidator(one_line)]
ShortText = Annotated[OneLine, Field(min_length=1, max_length=80)]
ClinicName = Annotated[OneLine, Field(min_length=1, max_length=30)]
# Said in the middle of a text: no number that could be an answer, no link.
Activity = Annotated[
    OneLine,
    Field(min_length=3, max_length=LONGEST_ACTIVITY, json_schema_extra={"examples": ["walk the dog"]}),
]
FirstName = Annotated[
    str,
    Field(max_length=40),
    AfterValidator(_first_name),
    WithJsonSchema({"type": "string", "maxLength": 40, "pattern": _FIRST_NAME, "examples": ["Ann"]}),
]
