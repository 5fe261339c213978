"""A baseline: the first number from 0 to 10 is the pain, STOP alone stops, and little else is heard.

What a survey by text message does with a reply. Also the shortest example of a reader that can be measured here.
"""

import json
import re
import sys
from typing import Any

_NUMBER = re.compile(r"(?<!\d)(?:10|\d)(?!\d)")
# What a carrier takes for a wish to leave: one of these words alone.
_STOP = re.compile(r"\s*(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)\s*", re.IGNORECASE)
_WORD = re.compile(r"\s*(?:(done|hecho|fait)|(skip)|(part)|(help)|(start))\s*", re.IGNORECASE)
_ASKED = {"pain": ["pain"], "walks": ["walks"], "pain_and_walks": ["pain", "walks"], "none": ["pain"]}


def read(text: str, open_: str = "pain") -> dict[str, Any]:
    """The numbers in the order in which they were asked for, or one of a few words alone."""
    if _STOP.fullmatch(text):
        return {"kind": "stop", "opt_out": "sure"}
    if word := _WORD.fullmatch(text):
        return {"kind": ("done", "skip", "part", "help", "start")[(word.lastindex or 1) - 1]}
    numbers = dict(zip(_ASKED[open_], map(int, _NUMBER.findall(text)), strict=False))
    return {"kind": next(iter(numbers)), **numbers} if numbers else {"kind": "unclear", "person": None}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(read(asked["text"], asked["open"])) + "\n")
