"""How does a machine behave whose clock is wrong? `python -m tests.faults.wrong_clock SECONDS COMMAND`, ahead or behind."""

import sys
from datetime import timedelta

import time_machine


def main() -> None:
    """Run a command of the program by that clock; what is measured in a process goes on as it does."""
    time_machine.travel(timedelta(seconds=int(sys.argv.pop(1))), tick=True).start()
    from services.command_line.main import run

    run()


if __name__ == "__main__":
    main()
