"""Does `amble hear` read one text, and many as JSON lines, and say which line is wrong?"""

import json

from typer.testing import CliRunner

from services.command_line.main import app

SHAPE = {
    "kind", "pain", "walks", "possible_red", "tier", "day", "candidates", "pause_days", "why", "unread", "opt_out",
    "third_person_danger", "stopped_early", "flare", "foot_only", "menu", "wrong_person", "died",
}  # fmt: skip


def test_one_text_is_read() -> None:
    result = CliRunner().invoke(app, ["hear", "STOP 5", "--json"])
    reading = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(reading) == SHAPE
    assert (reading["kind"], reading["pain"]) == ("stop", 5)


def test_whoever_asks_is_shown_the_words_that_a_person_would_read() -> None:
    result = CliRunner().invoke(app, ["hear", "STOP. [bold]zebras by the door", "--json"])
    reading = json.loads(result.stdout)
    assert (reading["kind"], reading["opt_out"]) == ("stop", "sure")
    assert reading["unread"] == ["bold", "zebras", "door"]


def test_what_a_text_does_not_say_is_not_printed() -> None:
    result = CliRunner().invoke(app, ["hear", "3. zebras [everywhere]"])
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert (lines["kind"], lines["pain"], lines["unread"]) == ("pain", "3", "zebras, everywhere")
    assert "tier" not in lines
    assert "None" not in result.stdout


def test_many_texts_are_read_line_by_line() -> None:
    lines = [{"text": "siete", "lang": "es"}, {"text": "4 2", "open": "pain_and_walks"}, {"text": "2", "open": "walks"}]
    result = CliRunner().invoke(app, ["hear", "--batch", "--json"], input="\n".join(map(json.dumps, lines)))
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(reading["pain"], reading["walks"]) for reading in readings] == [(7, None), (4, 2), (None, 2)]


def test_a_wrong_line_is_named_and_those_before_it_are_read() -> None:
    result = CliRunner().invoke(app, ["hear", "--batch", "--json"], input='{"text": "7"}\n\n{"txt": "7"}\n')
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert "line 3: text: field required" in result.stderr
    assert "line 1: must be a JSON object" in CliRunner().invoke(app, ["hear", "--batch"], input="7\n").stderr
    assert "line 1: this is not JSON" in CliRunner().invoke(app, ["hear", "--batch"], input="seven\n").stderr
