"""The sentence that a person reads about an invalid value: our own words, also for pydantic's own checks."""

from typing import Any

# For errors that our own checks do not word; in braces, pydantic's numbers.
_SENTENCES = {
    "missing": "must be given",
    "extra_forbidden": "is not a field here; check its spelling",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_type": "must be a text",
    "string_unicode": "must be a text in UTF-8",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number of ordinary size",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
    "uuid_parsing": "must be an id",
    "uuid_type": "must be an id",
    "list_type": "must be a list",
    "dict_type": "must be an object with its fields",
    "model_type": "must be an object with its fields",
    "model_attributes_type": "must be an object with its fields",
    "time_parsing": "must be a local time, such as 08:30",
    "date_from_datetime_parsing": "must be a date, such as 2026-12-24",
}


def sentence(error: Any) -> str:
    """The sentence for one of pydantic's errors; it never repeats what was sent."""
    own = _SENTENCES.get(error["type"])
    if own is None:
        return str(error["msg"]).removeprefix("Value error, ").rstrip(".")
    return own.format(**error.get("ctx", {}))
