"""Shows what Amble does for a clinic, played through the API on the real processes; then it stays up."""

import signal
import sys
from datetime import timedelta
from types import FrameType
from typing import Protocol

from rich.console import Console

from infra.local.first_look import may_open_browser, open_browser, things_to_try
from infra.local.full_clinic import FullClinic
from infra.local.people_by_seed import FEWEST, LONGEST_WEEKS, MOST, SHORTEST_WEEKS
from infra.local.played_clinic import PlayedClinic, Watch, today
from infra.local.small_demo import SmallDemo
from infra.local.stack import Stack

_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
USUAL_DAYS, MOST_DAYS = 5, 60
USUAL_PATIENTS, USUAL_WEEKS = 40, 6
# The phone network of this machine has no registration to respect; a clinic's morning leaves in a second.
_QUICK = {"SENDER_SEGMENTS_PER_SECOND": "1000"}


class Story(Protocol):
    """A story to play."""

    def introduce(self) -> None:
        """Print who the patients are, before anything runs."""

    def play(self, stack: Stack) -> PlayedClinic:
        """Play all of it; returns the clinic as it is at the end."""

    def check(self) -> list[str]:
        """The places where the loop did not close, as sentences."""

    def told(self) -> str:
        """A sentence about the patients for whom the loop closed."""

    def examples(self) -> tuple[str, str]:
        """A phone to text from, and the id of a patient whose plans are worth a look."""


def story_of(console: Console, *, days: int | None, patients: int | None, weeks: int | None, seed: int) -> Story:
    """Six patients from today on, or a full clinic up to this morning. Raises ValueError with what would be right."""
    if patients is None and weeks is None:
        days = USUAL_DAYS if days is None else days
        if not 0 <= days <= MOST_DAYS:
            raise ValueError(f"--days {days}: play 0 to {MOST_DAYS} days.")
        return SmallDemo(console, days, today())
    if days is not None:
        raise ValueError("--days is for the small clinic of six; a full one is played by --patients and --weeks.")
    patients = USUAL_PATIENTS if patients is None else patients
    weeks = USUAL_WEEKS if weeks is None else weeks
    if not FEWEST <= patients <= MOST:
        raise ValueError(f"--patients {patients}: a full clinic has {FEWEST} to {MOST} patients.")
    if not SHORTEST_WEEKS <= weeks <= LONGEST_WEEKS:
        raise ValueError(f"--weeks {weeks}: a full clinic is played for {SHORTEST_WEEKS} to {LONGEST_WEEKS} weeks.")
    return FullClinic(console, patients=patients, weeks=weeks, seed=seed, first=today() - timedelta(weeks=weeks))


def _stop_once(_number: int, _frame: FrameType | None) -> None:
    # The first signal stops everything, which takes seconds and has its own time limits; `make` passes a second one on.
    for name in _ENDS:
        signal.signal(name, signal.SIG_IGN)
    raise KeyboardInterrupt


def play(story: Story, *, console: Console, stay: bool, port: int, browser: bool) -> int:
    """Run the demo; 0 if the loop closed for every patient, else 1."""
    for name in _ENDS:
        signal.signal(name, _stop_once)
    story.introduce()
    console.print("[dim]Nothing is installed: servers run as you, or as the user `nobody` where you are root.[/]")
    setting_up = Watch()

    def say(line: str) -> None:
        console.print(f"[dim]{line}[/]")

    with Stack(port=port, say=say, durable=False, environment=_QUICK) as stack:
        set_up = str(setting_up)
        console.print(f"[dim]Up after {set_up}. The story begins; its clock is turned.[/]")
        telling = Watch()
        clinic = story.play(stack)
        wrong = story.check()
        for sentence in wrong:
            console.print(f"[bold red]The loop did not close.[/] {sentence}")
        if not wrong:
            console.print(f"[bold green]The loop closed for {story.told()}.[/]")
        console.print(f"Set-up of the servers took {set_up}, the story {telling}.")
        if stay:
            _stay(console, clinic, story, browser=browser)
    return 1 if wrong else 0


def _stay(console: Console, clinic: PlayedClinic, story: Story, *, browser: bool) -> None:
    base = clinic.stack.base_url
    console.print("\n[bold]Still up.[/] Ctrl-C stops everything.")
    for line in things_to_try(base, *story.examples()):
        console.print(line, soft_wrap=True)
    console.print(f"  API docs {base}/docs")
    logins = [f"    {who:<10} {key}" for who, key in clinic.keys.items()]
    console.print("  Logins (Authorization: Bearer KEY)", *logins, sep="\n")
    sys.stdout.flush()
    if browser and may_open_browser(console.is_terminal):
        open_browser(f"{base}/rehearsal/console")
    try:
        while True:
            signal.pause()
    except KeyboardInterrupt:
        console.print("Stopping.")
        sys.stdout.flush()
