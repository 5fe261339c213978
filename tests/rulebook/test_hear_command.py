"""Does `amble hear` read one text, and many as JSON lines, and say which line is wrong?"""

import json

from typer.testing import CliRunner

from services.command_line.main import app

SHAPE = {"kind", "pain", "walks", "possible_red", "tier", "day", "candidates", "pause_days", "why"}


def test_one_text_is_read() -> None:
    result = CliRunner().invoke(app, ["hear", "STOP 5", "--json"])
    reading = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(reading) == SHAPE
    assert (reading["kind"], reading["pain"]) == ("stop", 5)


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
