"""The phone numbers that Amble accepts: complete ones that exist; of patients and staff, ones that can get texts.

Some countries write one mobile number in two ways. A number is stored as given, and looked up by `one_spelling`.
"""

import re
from typing import Annotated, Any

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType
from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from schemas.names import OneLine

CHECKED = "phone_checked_because"
_EXAMPLE = "+14155550123"
# Mexico's networks put a 1 before a mobile number, Argentina's a 9; neither can be dialled from everywhere.
_TWO_SPELLINGS = ((re.compile(r"\+521([0-9]{10})\Z"), r"+52\1"), (re.compile(r"\+549([0-9]{10})\Z"), r"+54\1"))
_NO_TEXTS = {
    PhoneNumberType.TOLL_FREE: "is a toll-free number",
    PhoneNumberType.PREMIUM_RATE: "is a premium-rate number",
    PhoneNumberType.SHARED_COST: "is a shared-cost number",
    PhoneNumberType.UAN: "is a company's single number for all its sites",
    PhoneNumberType.VOICEMAIL: "is a voicemail number",
    PhoneNumberType.PAGER: "is a pager number",
    PhoneNumberType.PERSONAL_NUMBER: "is a number that forwards to another",
}
_NORTH_AMERICA, _MEXICO, _ARGENTINA = 1, 52, 54
_OF_NORTH_AMERICA = re.compile(r"([2-9][0-9]{2}){2}[0-9]{4}")


def one_spelling(phone: str) -> str:
    """The one spelling by which an E.164 number is looked up, however a network or a clinic writes it."""
    for pattern, plain in _TWO_SPELLINGS:
        phone = pattern.sub(plain, phone)
    return phone


def is_known(phone: str) -> bool:
    """Whether our copy of the numbering plan has this number, and it can get texts."""
    number = _parsed(phone)
    return number is not None and phonenumbers.is_valid_number(number) and not _is_fixed(number)


def in_e164(phone: str) -> str:
    """A number as it is stored, for looking it up; anything else stays as it is, and matches nobody."""
    number = _parsed(phone)
    return phone if number is None else _written(number)


def _parsed(value: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(value, None)
        if number.country_code == _MEXICO and not number.extension:
            # The spelling with a 1 can no longer be dialled.
            number = phonenumbers.parse(one_spelling(_written(number)), None)
    except phonenumbers.NumberParseException:
        return None
    return number


def _written(number: PhoneNumber) -> str:
    written: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written


def _is_fixed(number: PhoneNumber) -> bool:
    """Whether a line is certainly fixed. Argentina's mobile numbers look fixed if the 9 is left out."""
    is_fixed: bool = phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE
    return is_fixed and number.country_code != _ARGENTINA


def _could_become_real(number: PhoneNumber) -> bool:
    """Whether a North American number could exist: area codes and exchanges, present and future, begin with 2 to 9."""
    return number.country_code != _NORTH_AMERICA or _OF_NORTH_AMERICA.fullmatch(str(number.national_number)) is not None


def _wrong(sentence: str) -> PydanticCustomError:
    # The sentence is a value and not the template: a brace in it would be read as a field.
    return PydanticCustomError("phone", "{sentence}", {"sentence": sentence})


def _whole(value: str) -> PhoneNumber:
    number = _parsed(value)
    if number is None:
        raise _wrong(f"must be a real phone number with its country code, such as {_EXAMPLE}")
    if number.extension:
        raise _wrong(f"has an extension, which no text reaches: give the number alone, such as {_EXAMPLE}")
    return number


def _any_phone(value: str) -> str:
    number = _whole(value)
    if not phonenumbers.is_valid_number(number):
        raise _wrong(f"must be a real phone number with its country code, such as {_EXAMPLE}")
    return _written(number)


def _texted_phone(value: str, info: ValidationInfo) -> str:
    number, checked = _whole(value), bool(info.data.get(CHECKED))
    no_texts = _NO_TEXTS.get(phonenumbers.number_type(number))
    if no_texts is not None:
        raise _wrong(f"{no_texts} and gets no texts: give a mobile number, such as {_EXAMPLE}")
    if not phonenumbers.is_possible_number(number) or not _could_become_real(number):
        raise _wrong(f"must be a real phone number with its country code, such as {_EXAMPLE}")
    if checked:
        return _written(number)
    if not phonenumbers.is_valid_number(number):
        raise _wrong(
            f"must be a real phone number with its country code, such as {_EXAMPLE}; this area code or beginning is "
            f"not known here: if it is new, and you have checked the number, say how in {CHECKED}"
        )
    if _is_fixed(number):
        raise _wrong(
            f"is a fixed line, which gets no texts: give a mobile number, or, if you know that this one gets texts, "
            f"say how in {CHECKED}"
        )
    return _written(number)


def _schema(description: str) -> WithJsonSchema:
    schema: dict[str, Any] = {
        "type": "string", "format": "phone", "maxLength": 40, "description": description, "examples": [_EXAMPLE],
    }  # fmt: skip
    return WithJsonSchema(schema)


Phone = Annotated[
    str, Field(max_length=40), AfterValidator(_any_phone),
    _schema("With its country code; without an extension"),
]  # fmt: skip
TextedPhone = Annotated[
    str, Field(max_length=40), AfterValidator(_texted_phone),
    _schema("A phone that gets texts, with its country code; no extension, toll-free or premium number"),
]  # fmt: skip
# Must come before the phone in a model: a validator sees only the fields before its own.
PhoneChecked = Annotated[
    Annotated[OneLine, Field(min_length=3, max_length=200)] | None,
    Field(
        description="How the phone was checked, where its area code is too new to be known here, or it is a fixed line "
        "that gets texts; kept with the phone, and in the audit that it was said"
    ),
]
