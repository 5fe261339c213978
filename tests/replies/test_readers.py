"""Can any reader be asked, is each figure what it says, and did ours ever read a pain too low?"""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.replies.__main__ import answers, main
from tests.replies.answers import AnswerIsWrong, answer_of
from tests.replies.corpus import Reply
from tests.replies.figures import EVERYDAY, FIGURES, FRESH, Figure, Share, is_too_low, share, shares
from tests.replies.kept import Kept, change
from tests.replies.readers import OURS, READERS, ReaderFailed, ask


def reply(text: str, readings: str, second: str | None = None, lang: str = "en", times: int = 1) -> Reply:
    first = frozenset(readings.split())
    return Reply(lang, "pain", text, first, first if second is None else frozenset(second.split()), times=times)


def figure(name: str, corpus: str = FRESH) -> Figure:
    return next(figure for figure in FIGURES if figure.corpus == corpus and figure.name.strip() == name)


def program(tmp_path: Path, body: str) -> str:
    (path := tmp_path / "reader.py").write_text("import json, sys\nfor line in sys.stdin:\n    " + body)
    return f"{sys.executable} {path}"


def test_no_pain_is_read_too_low_by_ours() -> None:
    read = answers(OURS)
    low = [(r.text, a.pain) for pairs in read.values() for r, a in pairs if r.scores() and is_too_low(r, a)]
    assert low == []


@pytest.mark.parametrize("name", READERS)
def test_each_of_the_readers_is_asked_and_measured(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--reader", name, "--every", "20", "--json"], tmp_path / "kept.json") in (0, 1)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == len(FIGURES) * 4
    assert {line["reader"] for line in lines} == {name}
    assert any(line["counted"] for line in lines)
    assert not (tmp_path / "kept.json").exists(), "a part of the texts replaces nothing"


def test_the_table_has_the_baselines_beside_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--every", "40"], tmp_path / "kept.json") == 0
    printed = capsys.readouterr().out
    for word in ("What amble reads", "regex", "list", "first run", *(figure.name for figure in FIGURES)):
        assert word in printed


def test_a_pain_that_a_bare_expression_reads_too_low_is_seen() -> None:
    read = answers("regex", every=7)
    assert share(figure("pain too low"), read[FRESH]).counted > 0


def test_somebody_elses_reader_is_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = program(
        tmp_path, "print(json.dumps({'pain': 10, 'person': 'now', 'sends': 'safety_emergency', 'mine': 1}))\n"
    )
    assert main(["--reader", command, "--every", "40", "--json"], tmp_path / "kept.json") == 0
    found = {(f["figure"], f["lang"], f["corpus"]): f for f in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found["danger or crisis seen by someone", "all", FRESH]["percent"] == 100
    assert found["false emergency", "all", EVERYDAY]["percent"] == 100


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("pass\n", "answered 0 lines to 1 texts; it must answer one to each"),
        ("print('{}'); print('{}')\n", "answered 2 lines to 1 texts"),
        ("print('four')\n", "line 1 of its answer: this is not JSON"),
        ("print('[4]')\n", "an answer must be a JSON object"),
        ("print('{\"pain\": 4.5}')\n", "pain must be null or a whole number from 0 to 10, not 4.5"),
        ("sys.exit('no model here')\n", "ended with 1: no model here"),
        ("sys.stdout.buffer.write(bytes([255, 10]))\n", "must answer in UTF-8"),
    ],
)
def test_a_reader_that_cannot_be_used_is_told_why(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(ReaderFailed) as failed:
        ask(program(tmp_path, body), [reply("4", "score=4")])
    assert said in str(failed.value)


@pytest.mark.parametrize(
    ("command", "said"), [("no-such-reader", "cannot be started: No such file"), ("", "A reader is one of amble, regex, list"), ("'", "is no command")]
)  # fmt: skip
def test_what_is_no_reader_is_said(command: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--reader", command, "--every", "400"], tmp_path / "kept.json") == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"), [("--every 0", "must be 1 or more"), ("--show mood", "there is no figure 'mood'; there are:")]
)
def test_what_cannot_be_asked_is_said(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert (ended.value.code, said in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, {"pain": None, "words": "nothing", "opt_out": "no", "person": None, "sends": None, "may_rise": True}),
        ({"kind": "unclear"}, {"person": "same_day", "may_rise": False}),
        ({"kind": "pain", "pain": 4, "unread": ["odd"]}, {"words": "unread", "person": "same_day", "may_rise": False}),
        ({"kind": "pain", "pain": 4, "unread": ["odd"], "words": "everyday", "person": None}, {"words": "everyday", "person": None, "may_rise": True}),
        ({"kind": "red_flag", "tier": "urgent"}, {"words": "danger", "person": "hour", "sends": "safety_urgent", "is_alarm": True}),
        ({"kind": "red_flag", "tier": "emergency"}, {"person": "now", "sends": "safety_emergency"}),
        ({"kind": "crisis"}, {"words": "crisis", "person": "now", "sends": "safety_crisis", "is_safety_sent": True}),
        ({"kind": "red_flag", "tier": "emergency", "sends": None}, {"is_safety_sent": False, "is_alarm": True}),
        ({"kind": "pain", "third_person_danger": True}, {"words": "caution", "person": "hour"}),
        ({"kind": "stop"}, {"opt_out": "sure"}),
        ({"kind": "pain", "opt_out": True}, {"opt_out": "sure"}),
        ({"kind": "unclear", "opt_out": "likely"}, {"opt_out": "likely"}),
        ({"kind": "death"}, {"events": {"death"}, "person": "same_day"}),
        ({"kind": "stop", "wrong_person": True}, {"events": {"wrong_person"}, "person": "same_day"}),
        ({"events": ["injection_today", "hospital"]}, {"events": {"injection", "hospital"}}),
        ({"kind": "reaction"}, {"quoted": True}),
        ({"kind": "pain", "possible_red": True}, {"may_rise": False}),
    ],
)  # fmt: skip
def test_a_key_that_is_not_there_means_what_it_means_today(told: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = answer_of(told)
    assert {name: getattr(answer, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"words": "odd"}, "words must be one of nothing, everyday, unread, caution, danger, crisis, not 'odd'"),
        ({"opt_out": "maybe"}, "opt_out must be one of sure, likely, no"),
        ({"person": "soon"}, "person must be one of null, now, hour, same_day"),
        ({"pain": 11}, "pain must be null or a whole number from 0 to 10"),
        ({"pain": True}, "pain must be null"),
        ({"walks": -1}, "walks must be null or a whole number from 0 to 99"),
    ],
)
def test_an_answer_that_is_wrong_is_told_by_its_key(told: dict[str, Any], said: str) -> None:
    with pytest.raises(AnswerIsWrong) as wrong:
        answer_of(told)
    assert said in str(wrong.value)


@pytest.mark.parametrize(
    ("name", "readings", "told", "counted"),
    [
        ("score right", "score=4", {"pain": 4}, 1),
        ("score right", "score=4", {"pain": 5}, 0),
        ("pain too low", "score=4", {"pain": 3}, 1),
        ("pain too low", "score=4", {"pain": 5}, 0),
        ("pain too low", "score=4", {}, 0),
        ("scored though no score", "harmless", {"pain": 7}, 1),
        ("walks right", "walks=3", {"kind": "done"}, 1),
        ("walks right", "walks=0", {"kind": "skip"}, 1),
        ("walks right", "walks=2", {"walks": 3}, 0),
        ("danger or crisis seen by someone", "urgent", {"kind": "unclear"}, 1),
        ("danger or crisis seen by someone", "crisis", {"kind": "pain"}, 0),
        ("safety text sent", "crisis", {"kind": "crisis"}, 1),
        ("safety text sent", "emergency", {"kind": "unclear"}, 0),
        ("leaving obeyed or asked", "ask_stop", {"opt_out": "likely"}, 1),
        ("obeyed at once, where sure", "stop", {"opt_out": "likely"}, 0),
        ("stopped though not asked", "harmless", {"opt_out": "sure"}, 1),
        ("look-alike frozen", "harmless score=4", {"kind": "red_flag", "tier": "urgent", "pain": 4}, 1),
        ("look-alike frozen", "harmless score=4", {"pain": 4, "unread": ["odd"]}, 0),
        ("command right", "flare", {"kind": "pain", "stopped_early": True}, 1),
        ("command right", "done score=4", {"kind": "pain", "pain": 4}, 0),
        ("command right", "part", {"walks": 2}, 1),
        ("command right", "who", {"kind": "question"}, 1),
        ("event seen by someone", "event=hospital", {"kind": "pain"}, 0),
        ("by its own kind", "event=hospital", {"events": ["hospital"]}, 1),
        ("question answered or handed on", "question", {"kind": "why"}, 1),
        ("quotation taken for an answer", "quoted talk", {"walks": 3}, 1),
    ],
)  # fmt: skip
def test_each_figure_counts_what_it_says(name: str, readings: str, told: dict[str, Any], counted: int) -> None:
    assert share(figure(name), [(reply("a text", readings), answer_of(told))]) == Share(counted, 1)


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("score right", "harmless"),
        ("scored though no score", "score=4"),
        ("look-alike frozen", "harmless emergency"),
        ("stopped though not asked", "stop"),
        ("stopped though not asked", "event=death"),
        ("event seen by someone", "event=out_of_office"),
        ("quotation taken for an answer", "quoted score=4"),
    ],
)
def test_a_figure_is_of_its_own_texts_only(name: str, readings: str) -> None:
    assert share(figure(name), [(reply("a text", readings), answer_of({}))]).of == 0


def test_where_the_readings_differ_only_too_low_for_both_counts() -> None:
    disputed = reply("4, no 6", "score=6", "score=4")
    pairs = [(disputed, answer_of({"pain": pain})) for pain in (3, 4, 5, 6)]
    assert share(figure("score right"), pairs).of == 0
    assert share(figure("pain too low"), pairs) == Share(1, 4)


def test_an_everyday_reply_counts_as_often_as_it_stands() -> None:
    pairs = [
        (reply("4", "score=4", times=9), answer_of({"pain": 4})),
        (reply("5", "score=5", lang="es"), answer_of({})),
    ]
    found = shares(figure("score right", EVERYDAY), pairs)
    assert (found["all"], found["en"], found["es"], found["fr"]) == (
        Share(9, 10),
        Share(9, 9),
        Share(0, 1),
        Share(0, 0),
    )


def test_a_run_says_what_the_one_before_found(tmp_path: Path) -> None:
    kept, right = Kept(path := tmp_path / "deep" / "replies.json"), figure("score right")
    assert kept.before(OURS, right, "all") is None
    kept.keep(OURS, {(right, "all"): Share(3, 4)})
    assert Kept(path).before(OURS, right, "all") == Share(3, 4)
    assert Kept(path).before("list", right, "all") is None
    assert [change(Share(3, 4), before) for before in (None, Share(3, 4), Share(1, 4))] == [
        "first run",
        "the same",
        "was 25.0",
    ]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"amble": 3}', '{"amble": {"a": 1}}', '{"amble": {"a": [1]}}'])
def test_a_file_that_is_not_ours_is_named(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    (path := tmp_path / "replies.json").write_text(content)
    assert main(["--every", "400"], path) == 2
    assert "does not hold figures of readers; remove it and run again" in capsys.readouterr().err


def test_what_a_figure_counts_against_a_reader_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--reader", "regex", "--show", "safety text sent", "--every", "9"], tmp_path / "kept.json") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all("read: " in line for line in lines)
    assert all({"emergency", "urgent", "crisis"} & set(line.split("\t")[2].split()) for line in lines)


def test_the_agreement_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--agreement", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(line["kappa"] >= 0.6 and line["texts"] for line in lines)
