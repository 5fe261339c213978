"""Does our count of segments agree with another counter, for any text?"""

import smsutil
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.conversation.writing import segments

GSM = "abcXYZ 019@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€"


@given(st.text(GSM, max_size=700) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
@settings(max_examples=300, deadline=None)
def test_segments_agree_with_another_counter(text: str) -> None:
    assume(text)
    oracle = smsutil.split(text)
    counted = segments.count(text)
    assert counted.segments == max(1, len(oracle.parts))
    assert (counted.encoding == segments.GSM_7) is smsutil.is_valid_gsm(text)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_text_folded_to_gsm_fits_it(text: str) -> None:
    assert segments.count(segments.in_gsm(text)).encoding == segments.GSM_7
