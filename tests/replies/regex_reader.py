"""A baseline: the first number from 0 to 10 is the pain, STOP stops, and nothing else is heard.

What a survey by text message does with a reply. Also the shortest example of a reader that can be measured here.
"""

import json
import re
import sys
from typing import Any

_NUMBER = re.compile(r"(?<!\d)(?:10|\d)(?!\d)")
# What a carrier takes for a wish to leave: one of these words alone.
_STOP = re.compile(r"\s*(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)\s*", re.IGNORECASE)


def read(text: str) -> dict[str, Any]:
    """The pain and the wish to leave that two expressions find."""
    if _STOP.fullmatch(text):
        return {"kind": "stop", "opt_out": "sure"}
    number = _NUMBER.search(text)
    return {"kind": "pain", "pain": int(number.group())} if number else {"kind": "unclear", "person": None}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(read(json.loads(line)["text"])) + "\n")
