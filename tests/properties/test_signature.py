"""Is a webhook genuine for us exactly where it is for the carrier's own client, however its URL is written?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from services.carrier.signature import is_genuine, sign

TOKEN = "12345"
_words = st.text(alphabet="abcxyzABC019-._~", min_size=1, max_size=8)
_hosts = st.one_of(
    st.lists(st.text(alphabet="abcXYZ09", min_size=1, max_size=6), min_size=1, max_size=3).map(".".join),
    st.ip_addresses(v=4).map(str),
)
_ports = st.one_of(st.none(), st.sampled_from([80, 443, 8443, 8000]), st.integers(1, 65_535))
_queries = st.one_of(st.just(""), _words.map(lambda word: f"?message={word}&attempt=2"))
_forms = st.dictionaries(st.text(max_size=6), st.text(max_size=12), max_size=5)


@st.composite
def _urls(draw: st.DrawFn) -> list[str]:
    """One address under several ports: the first is what we believe ours to be, all are what may have been signed."""
    scheme, host, path, query = draw(st.sampled_from(["https", "http"])), draw(_hosts), draw(_words), draw(_queries)
    ports = [draw(_ports), None, 80, 443, draw(_ports)]
    return [f"{scheme}://{host}{f':{port}' if port else ''}/{path}{query}" for port in ports]


@given(_urls(), _forms)
def test_we_believe_what_the_carriers_own_client_believes_and_nothing_else(
    urls: list[str], form: dict[str, str]
) -> None:
    validator = RequestValidator(TOKEN)
    fields = list(form.items())
    for signed in urls:
        signature = validator.compute_signature(signed, form)
        assert is_genuine([TOKEN], urls[0], fields, signature) == validator.validate(urls[0], form, signature), (
            urls[0],
            signed,
        )
        assert not is_genuine([TOKEN], urls[0], fields, validator.compute_signature(signed + "x", form))


@pytest.mark.parametrize("host", ["amble.test", "[2001:db8::1]", "user:pass@amble.test"])
def test_a_port_of_our_own_may_be_left_out_of_what_was_signed(host: str) -> None:
    ours, without = f"https://{host}:8443/webhooks/twilio/sms", f"https://{host}/webhooks/twilio/sms"
    form = [("Body", "7"), ("From", "+12025550143")]
    assert is_genuine([TOKEN], ours, form, sign(TOKEN, ours, form))
    assert is_genuine([TOKEN], ours, form, sign(TOKEN, without, form))
    assert not is_genuine([TOKEN], ours, form, sign(TOKEN, without.replace("https://", "https://x."), form))
    assert not is_genuine([TOKEN], ours, form, sign(TOKEN, ours.replace("8443", "8444"), form))


@pytest.mark.parametrize("url", ["https://amble.test:99999/x", "https://[::1/x", "https:///x", "ftp://amble.test/x"])
def test_an_address_that_cannot_be_read_is_compared_as_it_is_written(url: str) -> None:
    assert is_genuine([TOKEN], url, [], sign(TOKEN, url, []))
    assert not is_genuine([TOKEN], url, [], sign(TOKEN, "https://amble.test/x", []))
