"""Phone numbers, however they are written, become what networks use; what is none is refused."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.clock import zone_names
from spotter.language.phone_numbers import e164, whereabouts

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
FORMATS = (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.NATIONAL)


@st.composite
def mobile_numbers(draw: st.DrawFn) -> tuple[phonenumbers.PhoneNumber, str]:
    """A valid mobile number of any country, near the example that the tables give for it, and its country."""
    region = draw(st.sampled_from(REGIONS))
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE) or phonenumbers.example_number(region)
    assert number is not None
    digits = str(number.national_number)
    other = phonenumbers.PhoneNumber()
    other.merge_from(number)
    other.national_number = int(digits[:-3] + draw(st.text("0123456789", min_size=3, max_size=3)))
    return (other if phonenumbers.is_valid_number(other) else number), region


@given(mobile_numbers(), st.sampled_from(FORMATS))
def test_any_valid_number_has_one_form(found: tuple[phonenumbers.PhoneNumber, str], form: int) -> None:
    number, region = found
    expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    written = phonenumbers.format_number(number, form)
    assert e164(written, region) == expected
    assert e164(expected) == expected


@given(st.text(max_size=60))
def test_whatever_is_written_gives_a_number_or_none(text: str) -> None:
    found = e164(text, "FR")
    assert found is None or phonenumbers.is_valid_number(phonenumbers.parse(found))


@given(st.from_regex(r"\+[1-9][0-9]{0,4}|[a-z ]{1,30}|\+0[0-9]{8,12}|\+[1-9][0-9]{16,30}", fullmatch=True))
def test_garbage_is_refused(text: str) -> None:
    assert e164(text) is None


@pytest.mark.parametrize(
    ("written", "country", "number"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("0033 6 12 34 56 78", "FR", "+33612345678"),
        ("+33 (0)6.12.34.56.78", None, "+33612345678"),
        ("(212) 555-1234", "US", "+12125551234"),
        ("＋３３６１２３４５６７８", None, "+33612345678"),
        ("06 12 34 56 78", None, None),
        ("+1 212 555 1234 ext. 5", None, None),
        ("whatsapp:+12125551234", None, None),
        ("911", "US", None),
        ("", "US", None),
    ],
)
def test_numbers_are_read_as_people_of_a_country_write_them(written: str, country: str | None, number: str | None) -> None:
    assert e164(written, country) == number


@pytest.mark.parametrize(
    ("number", "country", "zone"),
    [
        ("+33612345678", "FR", "Europe/Paris"),
        ("+12125551234", "US", "America/New_York"),
        ("+14155552671", "US", "America/Los_Angeles"),
        ("+819012345678", "JP", "Asia/Tokyo"),
        ("+99912345678", None, None),
        ("nonsense", None, None),
    ],
)
def test_a_number_tells_where_it_is_registered(number: str, country: str | None, zone: str | None) -> None:
    assert whereabouts(number) == (country, zone)


@given(mobile_numbers())
def test_the_zone_is_one_that_the_calendar_knows(found: tuple[phonenumbers.PhoneNumber, str]) -> None:
    zone = whereabouts(phonenumbers.format_number(found[0], phonenumbers.PhoneNumberFormat.E164)).time_zone
    assert zone is None or zone in zone_names()
