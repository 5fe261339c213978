"""What does the second ear hear of texts that were written before it was trained, and how is its file refused?"""

import json
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.ear import corpus
from infra.ear.figures import HARMLESS, Heard, held_out, share
from services import wiring
from services.conversation.reading.ear import FLAGGED, LONGEST, STEP, WINDOW, Ear, EarIsWrong, words
from services.wiring.hearing import SHIPPED
from services.wiring.hearing import ear as ear_in

HELD_OUT = held_out(Path(__file__).with_name("ear_held_out.tsv"))
EAR = wiring.ear()


def _heard(*labels: str, language: str = "") -> list[Heard]:
    return [
        Heard(lang, label, EAR.score(text) >= FLAGGED)
        for lang, label, text in HELD_OUT
        if label in labels and language in ("", lang)
    ]


DANGERS = tuple(sorted({label for _, label, _ in HELD_OUT} - set(HARMLESS)))


def test_the_texts_held_out_are_many_and_none_was_trained_on() -> None:
    assert len(_heard(*DANGERS)) >= 150
    assert len(_heard(*HARMLESS)) >= 300
    trained_on = {tuple(words(text.text)) for text in corpus.made(24)}
    # A few words of courtesy, a number and DONE are the same whoever writes them.
    told = {tuple(words(text)) for _, label, text in HELD_OUT if label != "ordinary"}
    assert not {text for text in told if len(text) > 3} & trained_on


def test_at_most_one_ordinary_reply_in_a_hundred_is_flagged() -> None:
    assert share(_heard("ordinary")) <= 0.01


def test_of_all_that_is_harmless_few_are_flagged() -> None:
    assert share(_heard(*HARMLESS)) <= 0.05


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_most_danger_is_heard_in_each_language(language: str) -> None:
    assert share(_heard(*DANGERS, language=language)) >= 0.75


@pytest.mark.parametrize("label", DANGERS)
def test_no_kind_of_danger_is_unheard(label: str) -> None:
    assert share(_heard(label)) >= 0.6


@pytest.mark.parametrize(
    ("plain", "dressed"),
    [
        ("je ne sens plus mon entrejambe", "JE NE SENS PLUS MON ENTREJAMBE"),
        ("no puedo más, quiero morir", "no puedo mas, quiero morir"),
        ("can't feel my groin", "cant feel my groin"),
        ("can't feel my groin", "can’t   feel my groin!!"),
        ("so numb down there 4", "sooooo numb down there 9"),
    ],
)
def test_case_accents_marks_and_numbers_change_nothing(plain: str, dressed: str) -> None:
    assert words(plain)[-3:] == words(dressed)[-3:]
    assert EAR.score(plain.replace("so ", "soo ")) == EAR.score(dressed)


def test_danger_within_a_long_text_is_heard() -> None:
    talk = "The weather was lovely, so we walked to the park with the children and had lunch there. "
    danger = "Both legs are numb and I cannot pee. "
    assert EAR.score(talk * 6) < FLAGGED
    for before in range(7):
        assert EAR.score(talk * before + danger + talk * (6 - before)) >= FLAGGED


@given(st.text(max_size=2000))
def test_every_text_has_a_likelihood_the_same_each_time(text: str) -> None:
    score = EAR.score(text)
    assert 0 <= score <= 1
    assert EAR.score(text) == score
    assert EAR.score(text[:LONGEST]) == score


def test_an_accented_text_is_heard_to_its_last_character() -> None:
    end = " mes deux jambes sont engourdies et je ne peux plus uriner"
    text = "é" * 20 + (" très bien, à côté du pré" * 100)[: LONGEST - 20 - len(end)] + end
    assert len(text) == LONGEST
    assert EAR.score(text) >= FLAGGED > EAR.score(text[: -len(end)])


def test_marks_that_nobody_sees_part_no_word() -> None:
    assert EAR.score("both legs nu\u200bmb \u202ecant\u00ad pee") == EAR.score("both legs numb cant pee")


@pytest.mark.parametrize("text", ["", " ", "!?.", "👍", "\n"])
def test_what_holds_no_word_is_no_danger(text: str) -> None:
    assert EAR.score(text) == 0


def test_every_stretch_of_a_long_text_is_weighed() -> None:
    """Each word stands in a window, and the last window reaches the last word."""
    for length in range(1, 4 * WINDOW):
        starts = range(0, max(1, length - WINDOW + STEP), STEP)
        covered = {place for start in starts for place in range(start, min(length, start + WINDOW))}
        assert covered == set(range(length))


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of the quickest of some rounds."""
    rounds: list[float] = []
    for _ in range(15):
        begun = time.process_time()
        for _ in range(5):
            work()
        rounds.append(time.process_time() - begun)
    return min(rounds)


@pytest.mark.parametrize("text", ["my leg gave way on the stairs this morning and ", "a1 ", "x", "ab’", "é", "ﷺ"])
def test_scoring_is_linear_in_the_length(text: str) -> None:
    quarter, whole = (text * LONGEST)[: LONGEST // 4], (text * LONGEST)[:LONGEST]
    assert _seconds(lambda: EAR.score(whole)) < 8 * _seconds(lambda: EAR.score(quarter))
    assert _seconds(lambda: EAR.score(whole * 20)) < 2 * _seconds(lambda: EAR.score(whole))


def test_loading_costs_little_more_than_hashing_the_file() -> None:
    """Hashing these bytes takes a few milliseconds at most anywhere, and loading may take 50."""
    data = (SHIPPED / "weights.bin").read_bytes()
    digest = sha256(data).hexdigest()
    assert _seconds(lambda: Ear.of(data, digest)) < 5 * _seconds(lambda: sha256(data).hexdigest())


def test_the_file_is_small_and_its_version_names_its_bytes() -> None:
    data = (SHIPPED / "weights.bin").read_bytes()
    assert len(data) <= 512 * 1024
    assert EAR.version == f"1-{sha256(data).hexdigest()[:8]}"
    assert wiring.ear() is EAR


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped weights, to be harmed."""
    for name in ("weights.bin", "weights.sha256"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


def test_a_whole_file_is_taken(folder: Path) -> None:
    assert ear_in(folder).version == EAR.version


def test_a_missing_file_refuses_with_what_to_do(folder: Path) -> None:
    for name in ("weights.sha256", "weights.bin"):
        (folder / name).unlink()
        with pytest.raises(wiring.ConfigurationIsWrong, match=f"are missing: .*{name}.*make ear"):
            ear_in(folder)


def test_a_changed_byte_refuses_with_what_to_do(folder: Path) -> None:
    data = bytearray((folder / "weights.bin").read_bytes())
    data[-1] ^= 1
    (folder / "weights.bin").write_bytes(data)
    with pytest.raises(wiring.ConfigurationIsWrong, match=r"not the ones that were made.*SHA-256.*make ear"):
        ear_in(folder)


@pytest.mark.parametrize("noted", [b"", b"\xff\xfe", b"0" * 64])
def test_a_digest_that_is_none_refuses(folder: Path, noted: bytes) -> None:
    (folder / "weights.sha256").write_bytes(noted)
    with pytest.raises(wiring.ConfigurationIsWrong, match="make ear"):
        ear_in(folder)


def test_a_folder_in_its_place_refuses(folder: Path) -> None:
    (folder / "weights.bin").unlink()
    (folder / "weights.bin").mkdir()
    with pytest.raises(wiring.ConfigurationIsWrong, match="cannot be read"):
        ear_in(folder)


_HEADER = {"format": 1, "version": "1", "corpus": "x", "bias": 0.0, "scale": 1.0, "buckets": 4}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "first line"),
        (b"[]\nabcd", "first line"),
        (b"\xff\nabcd", "first line"),
        (json.dumps(_HEADER | {"bias": "much"}).encode() + b"\nabcd", "first line"),
        (json.dumps(_HEADER | {"format": 2}).encode() + b"\nabcd", "reads format 1"),
        (json.dumps(_HEADER).encode() + b"\nabc", "should hold 4 weights and holds 3"),
        (json.dumps(_HEADER).encode(), "should hold 4 weights and holds 0"),
        (json.dumps(_HEADER | {"buckets": 0}).encode() + b"\n", "should hold 0 weights"),
    ],
)
def test_bytes_that_are_no_weights_are_refused_by_their_cause(data: bytes, sentence: str) -> None:
    with pytest.raises(EarIsWrong, match=sentence):
        Ear.of(data, sha256(data).hexdigest())
