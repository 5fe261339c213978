"""Are two modules all that a new language needs? One is made up here, put into a copy of the program, and used."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from schemas.vocabulary import Language
from services.conversation import locales
from services.conversation.reading import words

ROOT = Path(__file__).resolve().parents[2]
LOCALES = Path("services") / "conversation" / "locales"
# What is heard in the made-up language, where it is more than nothing. All other lists are empty.
HEARD: dict[str, object] = {
    "NUMBERS": {"tun": 1, "dek": 7},
    "COMMANDS": {"stop": "halu", "ready": "preta", "pause": "pauzu", "help": "helpu"},
    "PHRASES": {"done": "faru", "zero": "nulu doru"},
    "DANGER": {"NUMB": "numu", "SADDLE": "selu", "SMALL": "mi"},
    "CONCEPTS": {"CHEST": "kestu", "PRESS": "presu"},
    "SCORE": {"label": "doru", "fill": "hodiu"},
    "POLITE": "plizu",
    "THANKS": "danku",
    "THANKS_NEEDS": "danku",
    "DENIALS": "nulu",
    "YES": "jesu",
    "DECIMAL_COMMA": True,
    "PAUSE_NAMES": "pauzu",
    "DAY_WORDS": {"tagu": 1},
    "WEEKDAYS": "lu ma me yo ve sa do",
}
# Said to the program with the made-up language among its own.
SCRIPT = """
import json
from dataclasses import asdict, replace
from schemas.vocabulary import Language, OpenQuestion
from schemas.text_kinds import TextKind
from services.console import enrol
from services.conversation.locales import NAMES
from services.conversation.reading import replies
from services.conversation.reading.replies import ReplyContext
from services.conversation.writing import own_words, reading_ease, segments
from services.conversation.writing.texts import render
from services.intake.app import openapi
from infra.ear import corpus

qz = Language("qz")
def read(text, language=qz, question=OpenQuestion.PAIN):
    return replies.as_json(replies.read(text, ReplyContext(language, question, 2)))
texts = {
    name: [own_words.faults(name, qz, words), own_words.longest(name, qz, words)]
    for name, words in own_words.names(qz).items()
}
print(json.dumps({
    "languages": list(Language),
    "names": NAMES,
    "in_the_description": openapi()["components"]["schemas"]["Language"]["enum"],
    "readings": {text: read(text) for text in %(texts)r},
    "of_an_english_patient": read("numu mi selu", Language.ENGLISH),
    "not_english_any_more": read("3, falconry"),
    "kinds": {kind: render(kind, qz, own_words.LONGEST) for kind in TextKind},
    "texts": texts,
    "hardness": reading_ease.hardness("Mi faru lu. Tu faru.", qz),
    "trained": list(corpus.LANGUAGES),
}))
"""
READINGS = {
    "dek": ("pain", 7, "nothing"),
    "doru dek hodiu": ("pain", 7, "nothing"),
    "2,5": ("pain", 3, "nothing"),
    "nulu doru": ("pain", 0, "nothing"),
    "halu plizu": ("stop", None, "nothing"),
    "preta": ("ready", None, "nothing"),
    "faru": ("done", None, "nothing"),
    "pauzu 3 tagu": ("pause", None, "nothing"),
    "danku": ("thanks", None, "everyday"),
    "numu mi selu": ("red_flag", None, "danger"),
    "presu mi kestu": ("red_flag", None, "danger"),
    "4, zumtibu": ("pain", 4, "unread"),
    "STOP": ("stop", None, "nothing"),
}


def _is_a_list(name: str, value: object) -> bool:
    return name.isupper() and not name.startswith("_") and not isinstance(value, ModuleType)


def _said() -> str:
    """A module of what is said: the English one, with every word that is neither a command nor a place made up."""
    lines = ['"""What does Amble say in a language that nobody speaks?"""', ""]
    for name, value in vars(locales.SAID[Language.ENGLISH]).items():
        if _is_a_list(name, value):
            lines.append(f"{name} = {_made_up(value)!r}")
    return "\n".join([*lines, 'NAME = "Quzu"', ""])


def _made_up(value: object) -> object:
    if isinstance(value, dict):
        # What is counted stays: number words and formulas are no sentences.
        return {key: _made_up(entry) for key, entry in value.items()}
    if isinstance(value, str):
        return re.sub(r"(?<![\w{])[A-Z]?[a-z]{2,}(?![\w}])", "lu", value) if " " in value else value
    return value


def _heard() -> str:
    """A module of what is heard: every list that another language has, empty unless named above."""
    lists: dict[str, Any] = {}
    for path in sorted((ROOT / LOCALES).glob("en_*.py")):
        module = locales.part(Language.ENGLISH, path.stem.removeprefix("en_"))
        lists |= {name: value for name, value in vars(module).items() if _is_a_list(name, value)}
    made: dict[str, Any] = {name: HEARD.get(name, _nothing_of(value)) for name, value in lists.items()}
    tables = ("COMMANDS", "PHRASES", "DANGER", "CONCEPTS", "SCORE")
    for name in tables:
        made[name] = dict.fromkeys(lists[name], "") | made[name]
    lines = ['"""What do we hear in a language that nobody speaks?"""', ""]
    return "\n".join([*lines, *(f"{name} = {value!r}" for name, value in made.items()), ""])


def _nothing_of(value: object) -> object:
    return value if isinstance(value, bool) else type(value)()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is, and two modules more."""
    root = tmp_path_factory.mktemp("another_language")
    for folder in ("schemas", "services", "workers", "infra"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / LOCALES / "qz.py").write_text(_said())
    (root / LOCALES / "qz_heard.py").write_text(_heard())
    return root


def _run(tree: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(tree / "pycache")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def used(tree: Path) -> dict[str, Any]:
    return dict(json.loads(_run(tree, "-c", SCRIPT % {"texts": list(READINGS)})))


def test_every_list_of_languages_has_the_new_one(used: dict[str, object]) -> None:
    assert used["languages"] == [*Language, "qz"]
    assert used["names"] == {**locales.NAMES, "qz": "Quzu"}
    assert used["in_the_description"] == [*Language, "qz"]


@pytest.mark.parametrize("text", READINGS)
def test_its_texts_are_read(used: dict[str, dict[str, dict[str, object]]], text: str) -> None:
    reading = used["readings"][text]
    assert (reading["kind"], reading["pain"], reading["words"]) == READINGS[text]


def test_its_dangers_are_heard_from_everybody(used: dict[str, dict[str, object]]) -> None:
    assert used["of_an_english_patient"]["tier"] == "emergency"
    assert used["not_english_any_more"]["words"] == "unread"


def test_every_kind_of_text_is_said_in_it(used: dict[str, dict[str, str]]) -> None:
    for kind, text in used["kinds"].items():
        assert text, kind
        assert "{" not in text, text


def test_its_sentences_are_held_to_the_same_rules(used: dict[str, dict[str, list[list[str]]]]) -> None:
    assert used["texts"]
    assert not {name: faults for name, (faults, _) in used["texts"].items() if faults}


def test_the_command_line_and_the_release_of_the_rule_know_it(tree: Path, tmp_path: Path) -> None:
    assert json.loads(_run(tree, "-m", "services.command_line", "hear", "dek", "--lang", "qz", "--json"))["pain"] == 7
    assert "qz" in _run(tree, "-m", "services.command_line", "hear", "--help")
    assert _run(tree, "-m", "infra.rules.freeze", "--into", str(tmp_path))


def test_the_ear_is_trained_in_the_languages_that_have_phrases(used: dict[str, list[str]]) -> None:
    assert used["trained"] == [path.stem for path in sorted((ROOT / "infra" / "ear" / "phrases").glob("*.txt"))]


def test_every_language_has_every_list() -> None:
    lists = {
        language: {
            name
            for path in (ROOT / LOCALES).glob(f"{language.value}_*.py")
            for name, value in vars(locales.part(language, path.stem.partition("_")[2])).items()
            if _is_a_list(name, value)
        }
        for language in Language
    }
    said = {language: {n for n, v in vars(locales.SAID[language]).items() if _is_a_list(n, v)} for language in Language}
    for language in Language:
        assert lists[language] == lists[Language.ENGLISH]
        assert said[language] == said[Language.ENGLISH]


def _word_lists(source: str) -> list[str]:
    """Sets of words, and strings that are split into words: what a language's modules are for.

    Names of the meanings of phrases are no words.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Set(elts=entries):
                texts = [str(entry.value) for entry in entries if isinstance(entry, ast.Constant)]
                told = {text for text in texts if text.isalpha() and text.islower()} - set(words.MEANINGS)
                is_list = len(told) > 1 and any(len(word) > 1 for word in told)
            case ast.Call(func=ast.Attribute(attr="split", value=ast.Constant())):
                is_list = True
            case _:
                is_list = False
        if is_list:
            found.append(f"line {node.lineno}")  # type: ignore[attr-defined]
    return found


def test_no_list_of_words_stands_outside_the_languages() -> None:
    assert _word_lists('A = {"yes", "oui"}') == _word_lists('A = "yes oui".split()') == ["line 1"]
    # The carriers' own words are the same in every language; and names of places in our sentences are no words.
    allowed = {"own_words.py": 1, "quotes.py": 1}
    for path in (ROOT / "services" / "conversation").rglob("*.py"):
        if LOCALES.name not in path.parts:
            assert len(_word_lists(path.read_text())) == allowed.get(path.name, 0), path
