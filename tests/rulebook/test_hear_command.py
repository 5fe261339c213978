"""Does `amble hear` read one text, and many as JSON lines, and say which line is wrong?"""

import json

from typer.testing import CliRunner

from services.command_line.main import app

SHAPE = {
    "kind", "pain", "walks", "possible_red", "tier", "day", "candidates", "pause_days", "pause_until", "why", "unread", "opt_out",
    "third_person_danger", "denied", "asks_whether_new", "stopped_early", "flare", "foot_only", "menu", "wrong_person", "died",
    "words", "quoted", "person", "sends", "may_rise", "minutes", "miles", "events", "function", "reader", "ear",
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


def test_each_word_is_shown_with_what_it_was_taken_for() -> None:
    result = CliRunner().invoke(app, ["hear", "3. my groin is numb, falconry", "--explain"])
    words = dict(line.split() for line in result.stdout.split("\n\n")[0].splitlines())
    assert (words["3"], words["groin"], words["numb"], words["falconry"]) == ("number", "danger", "danger", "unread")
    assert "\x1b" not in result.stdout


def test_what_the_patient_gets_and_who_reads_it_is_told() -> None:
    texts = {
        "my groin is numb": ("danger", "now", "safety_emergency", False),
        "I want to die": ("crisis", "now", "safety_crisis", False),
        "4. falconry": ("unread", "same_day", "noted_unread", False),
        "4. toilet falconry": ("caution", "hour", "caution_question", False),
        "4 thanks": ("nothing", None, "reply_thanks", True),
        "4. lovely weather": ("everyday", None, "reply_thanks", True),
        "Thanks!": ("everyday", None, None, True),
        "STOP": ("nothing", None, "opt_out_confirmation", True),
    }
    for text, told in texts.items():
        reading = json.loads(CliRunner().invoke(app, ["hear", text, "--json"]).stdout)
        assert (reading["words"], reading["person"], reading["sends"], reading["may_rise"]) == told, text


def test_walks_and_events_are_facts_of_their_own() -> None:
    reading = json.loads(CliRunner().invoke(app, ["hear", "walked 45 min, pain 1", "--json"]).stdout)
    assert (reading["minutes"], reading["pain"]) == (45, 1)
    reading = json.loads(CliRunner().invoke(app, ["hear", "0, walked 3 miles", "--json"]).stdout)
    assert (reading["miles"], reading["pain"], reading["reader"]) == (3.0, 0, "3")
    reading = json.loads(CliRunner().invoke(app, ["hear", "had my injection today, 3", "--json"]).stdout)
    assert (reading["events"], reading["person"]) == (["injection_today"], "same_day")
