"""Suggests what to try first once a clinic has been played, and opens a browser if there is one."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from urllib.parse import quote


def things_to_try(base: str, phone: str, patient: str) -> list[str]:
    """Three things to try, each with its address, and the other users to sign in as."""
    return [
        "Three things to try first:",
        f"  1. Text from a patient's phone (try 7, or a sentence):  {base}/rehearsal#{quote(phone)}",
        f"  2. Open the console as the therapist:                   {base}/rehearsal/console",
        f"  3. Then look at why a plan is what it is:               {base}/console/patients/{patient}",
    ]


def may_open_browser(
    is_terminal: bool, environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> bool:
    """Whether a person sits at a screen here: a terminal, with a display, and not a remote one."""
    if not is_terminal or environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    return platform in ("darwin", "win32") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> bool:
    """Open a page in the browser of this machine; false if there is none."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
