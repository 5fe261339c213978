"""May secrets lie in files, as Docker and Kubernetes bring them? A file counts where the variable is empty."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ASK = """
import sys
from services.wiring.configuration import Configuration
print(Configuration(_env_file=None, _secrets_dir=sys.argv[1]).twilio_auth_token.get_secret_value())
"""


@pytest.mark.parametrize(("variable", "counts"), [({}, "of the file"), ({"TWILIO_AUTH_TOKEN": ""}, "of the file"),
                                                  ({"TWILIO_AUTH_TOKEN": "said here"}, "said here")])  # fmt: skip
def test_a_file_counts_where_the_variable_is_empty(variable: dict[str, str], counts: str, tmp_path: Path) -> None:
    (tmp_path / "TWILIO_AUTH_TOKEN").write_text("of the file\n")
    (tmp_path / ".gitignore").write_text("*\n")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TWILIO")} | variable
    command = [sys.executable, "-c", _ASK, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == counts
