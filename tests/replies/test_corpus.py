"""Are the texts as they must be: of every language, none twice, and read alike by two readings?"""

from collections import Counter
from pathlib import Path

import pytest

from tests.replies.agreement import agreement, kappa
from tests.replies.corpus import FRESH, LANGUAGES, CorpusIsWrong, Reply, everyday, fresh, held_out, name_of
from tests.replies.raters import sheet, take, with_sheet

HEAD = "lang\topen\ttext\tfirst reading\tsecond reading\tway of writing\n"

# What two readers reach who have not seen each other's reading, where it is under 0.8. They differ on whether one weak leg or a hot
# calf is urgent or an emergency, on whether a score with something innocent beside it is also harmless, on whether a bare reaction,
# a yes or a no is talk, and on who asks for a robot.
FLOORS = {"harmless": 0.72, "talk": 0.76, "urgent": 0.67, "who": 0.62}


def key(reply: Reply) -> tuple[str, str, str]:
    return reply.lang, reply.open, " ".join(reply.text.casefold().split())


def differ_by(first: str, second: str, most: int) -> int:
    """Letters to change, put in or take out, counted as far as one more than most."""
    if sum(((Counter(first) - Counter(second)) + (Counter(second) - Counter(first))).values()) > 2 * most:
        return most + 1
    before = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        row = [i]
        for j, other in enumerate(second, start=1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other)))
        before = row
    return before[-1]


def test_the_fresh_texts_are_many_in_each_language_and_in_many_ways() -> None:
    replies = fresh()
    languages = Counter(reply.lang for reply in replies)
    assert len(replies) >= 1200
    assert set(languages) == set(LANGUAGES)
    assert min(languages.values()) >= 400
    assert len({reply.way for reply in replies}) >= 40


@pytest.mark.parametrize(
    ("name", "least"),
    [("score", 600), ("emergency", 200), ("urgent", 50), ("crisis", 80), ("stop", 80), ("ask_stop", 20), ("harmless", 200),
     ("walks", 60), ("event", 90), ("question", 50), ("talk", 80), ("unclear", 60), ("look", 30), ("quoted", 25)],
)  # fmt: skip
def test_every_class_is_there_in_every_language(name: str, least: int) -> None:
    counts = Counter(reply.lang for reply in fresh() if any(name_of(label) == name for label in reply.first))
    assert set(counts) == set(LANGUAGES)
    assert counts.total() >= least


def test_the_everyday_replies_are_two_thousand_and_mostly_numbers() -> None:
    replies = everyday()
    languages: Counter[str] = Counter()
    for reply in replies:
        languages[reply.lang] += reply.times
    assert languages == {"en": 1200, "es": 500, "fr": 300}
    bare = sum(reply.times for reply in replies if reply.text.isdecimal())
    assert 0.4 <= bare / languages.total() <= 0.7


def test_no_text_stands_twice() -> None:
    for replies in (fresh() + held_out(), everyday()):
        counts = Counter(key(reply) if replies[0].way else (reply.lang, reply.open, reply.text) for reply in replies)
        assert [text for text, times in counts.items() if times > 1] == []


def test_the_held_out_texts_are_of_every_language_and_class() -> None:
    replies = held_out()
    assert min(Counter(reply.lang for reply in replies).values()) >= 80
    for lang in LANGUAGES:
        counts = Counter(name_of(label) for reply in replies if reply.lang == lang for label in reply.first)
        assert counts["score"] >= 36
        assert counts["emergency"] + counts["urgent"] + counts["crisis"] >= 16
        assert counts["stop"] + counts["ask_stop"] >= 5
        assert counts["harmless"] >= 7


def test_no_fresh_text_is_nearly_another_fresh_or_held_out_one() -> None:
    near = []
    for lang in LANGUAGES:
        texts = sorted(
            (text for other, _, text in map(key, fresh() + held_out()) if other == lang and len(text) >= 12), key=len
        )
        for i, text in enumerate(texts):
            most = len(text) // 5
            for other in texts[i + 1 :]:
                if len(other) - len(text) > most:
                    break
                if differ_by(text, other, most) <= most:
                    near.append((text, other))
    assert near == []


def test_both_readings_agree_in_every_class() -> None:
    found = agreement(fresh())
    assert {name: value for name, (_, value) in found.items() if value < FLOORS.get(name, 0.8)} == {}
    assert set(FLOORS) <= set(found)
    assert {"score", "emergency", "urgent", "crisis", "stop", "harmless"} <= set(found)


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "expected"),
    [(20, 5, 10, 15, 0.4), (45, 15, 25, 15, 0.1304), (25, 35, 5, 35, 0.2593), (10, 0, 0, 10, 1.0), (0, 10, 10, 0, -1.0), (9, 0, 0, 0, 1.0)],
)  # fmt: skip
def test_kappa_is_cohens(both: int, first: int, second: int, neither: int, expected: float) -> None:
    pairs = [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither
    assert kappa(pairs) == pytest.approx(expected, abs=1e-4)


def test_of_nothing_there_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="nothing to agree about"):
        kappa([])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the first line must name the columns lang, open, text"),
        (HEAD + "en\tpain\t4\tscore=4\tscore=4\n", "line 2: must have 6 columns"),
        (HEAD + "en\tpain\t\tscore=4\tscore=4\tx\n", "none of them empty"),
        (HEAD + "de\tpain\t4\tscore=4\tscore=4\tx\n", "lang must be en, es, fr"),
        (HEAD + "en\tlegs\t4\tscore=4\tscore=4\tx\n", "open pain, walks"),
        (HEAD + "en\tpain\t4\tscore=11\tscore=4\tx\n", "line 2: no reading has score=11"),
        (HEAD + "en\tpain\t4\tscore=4\tscore\tx\n", "no reading has score;"),
        (HEAD + "en\tpain\t4\tevent=party\tscore=4\tx\n", "no reading has event=party"),
        (HEAD + "en\tpain\t4\tdistance=3\tdistance=3mi\tx\n", "no reading has distance=3;"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_its_line(tmp_path: Path, content: str, said: str) -> None:
    (path := tmp_path / "texts.tsv").write_text(content)
    with pytest.raises(CorpusIsWrong) as refused:
        fresh(path)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusIsWrong, match="cannot be read: No such file"):
        fresh(tmp_path / "none.tsv")
    (path := tmp_path / "texts.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorpusIsWrong, match="must be text in UTF-8"):
        fresh(path)


@pytest.mark.parametrize("times", ["0", "-1", "often", "1.5"])
def test_an_everyday_reply_stands_at_least_once(tmp_path: Path, times: str) -> None:
    (path := tmp_path / "texts.tsv").write_text(f"lang\topen\ttext\treading\ttimes\nen\tpain\t4\tscore=4\t{times}\n")
    with pytest.raises(CorpusIsWrong, match="times must be a number from 1"):
        everyday(path)


def test_a_sheet_tells_no_reading_and_is_taken_back(tmp_path: Path) -> None:
    corpus, filled = tmp_path / "fresh.tsv", tmp_path / "sheet.tsv"
    corpus.write_text(
        HEAD + "en\tpain\t> how bad?\\n5\tscore=5\tscore=5\tquoted\nfr\tpain\tbof\tunclear\tunclear\tplain\n"
    )
    head, *lines = sheet(fresh(corpus))
    assert sorted(lines) == ["en\tpain\t> how bad?\\n5\t", "fr\tpain\tbof\t"]
    filled.write_text("\n".join([head, *(line + "score=6 quoted" for line in lines)]) + "\n")
    assert with_sheet(fresh(corpus), filled)[0].second == {"score=6", "quoted"}
    assert take(filled, corpus) == 2
    five, bof = fresh(corpus)
    assert (five.text, bof.text) == ("> how bad?\n5", "bof")
    assert five.first == {"score=5"}
    assert bof.first == {"unclear"}
    assert five.second == bof.second == {"score=6", "quoted"}


def test_a_sheet_of_other_texts_is_refused(tmp_path: Path) -> None:
    (filled := tmp_path / "sheet.tsv").write_text("lang\topen\ttext\treading\nen\tpain\thello\ttalk\n")
    with pytest.raises(CorpusIsWrong, match="texts have no line, the first"):
        with_sheet(fresh(), filled)


def test_what_is_written_back_is_what_was_read(tmp_path: Path) -> None:
    corpus = tmp_path / "fresh.tsv"
    corpus.write_text(FRESH.read_text(encoding="utf-8"), encoding="utf-8")
    head, *lines = sheet(fresh(corpus))
    readings = {(r.lang, r.open, r.text): " ".join(sorted(r.second)) for r in fresh(corpus)}
    told = (line.split("\t")[:3] for line in lines)
    filled = [
        f"{line}{readings[a, b, c.replace(chr(92) + 'n', chr(10))]}"
        for line, (a, b, c) in zip(lines, told, strict=True)
    ]
    (path := tmp_path / "sheet.tsv").write_text("\n".join([head, *filled]) + "\n", encoding="utf-8")
    take(path, corpus)
    assert fresh(corpus) == fresh()
