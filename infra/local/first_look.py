"""What should somebody try first once a clinic has been played, and is there a browser to show it in?"""

import os
import sys
import webbrowser
from collections.abc import Mapping
from urllib.parse import quote


def things_to_try(base: str, phone: str, patient: str) -> list[str]:
    """Three things, each with its address, and who else there is to be."""
    return [
        "Three things to try first:",
        f"  1. Text from a patient's phone (try 7, or a sentence):  {base}/rehearsal#{quote(phone)}",
        f"  2. Open the console as the therapist:                   {base}/rehearsal/console",
        f"  3. Then look at why a plan is what it is:               {base}/console/patients/{patient}",
    ]


def may_open_browser(
    is_terminal: bool, environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> bool:
    """Whether a person sits before a screen here: a terminal, with a display, and not from afar."""
    if not is_terminal or environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    return platform in ("darwin", "win32") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> bool:
    """Show a page in the browser of this machine; false where there is none."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
