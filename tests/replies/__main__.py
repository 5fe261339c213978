"""How well is read what patients write? `make replies`: a table on a terminal, one JSON object a line with --json.

make replies                                   our reader, beside two baselines: a bare expression and lists of words
make replies ARGS='--reader "python mine.py"'  another reader (tests/replies/README.md tells what it must answer)
make replies ARGS='--show "score right"'       which texts a figure counts against the reader; never of the held-out ones
make replies ARGS=--agreement                  how far the two readings of the texts agree
make replies ARGS=--sheet > sheet.tsv          the texts without any reading, for one more person to read
make replies ARGS="--agreement sheet.tsv"      how far that person agrees with the first reading; --take makes it the second

Figures are of the texts on which both readings agree. They are kept in .amble/replies.json, and each run says what they were in
the run before. Ends with 1 where a pain was read too low, with 2 where the reader cannot be asked. No other figure
fails a run: they are goals.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.replies.agreement import agreement
from tests.replies.answers import Answer
from tests.replies.corpus import FRESH as FRESH_FILE
from tests.replies.corpus import LANGUAGES, CorpusIsWrong, Reply, everyday, fresh, held_out
from tests.replies.figures import ALL, EVERYDAY, FIGURES, FRESH, HELD_OUT, Figure, Share, share, shares
from tests.replies.kept import KEPT, Kept, change
from tests.replies.raters import sheet, take, with_sheet
from tests.replies.readers import OURS, READERS, ReaderFailed, ask

Read: TypeAlias = dict[str, list[tuple[Reply, Answer]]]
BASELINES = [name for name in READERS if name != OURS]
_CORPORA: dict[str, Callable[[], list[Reply]]] = {FRESH: fresh, HELD_OUT: held_out, EVERYDAY: everyday}
_TITLES = {
    FRESH: "fresh texts, in odd wording",
    HELD_OUT: "texts held out, only counted",
    EVERYDAY: "everyday replies",
}


def _asked(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make replies")
    parser.add_argument(
        "--reader", default=OURS, help=f"{', '.join(READERS)}, or a command in quotes; without it {OURS}"
    )
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="of each file only every Nth text; nothing is kept"
    )
    parser.add_argument("--show", metavar="FIGURE", help="list the texts that this figure counts against the reader")
    parser.add_argument(
        "--agreement",
        nargs="?",
        const="",
        metavar="SHEET",
        help="only how far two readings agree; of a sheet, with the first",
    )
    parser.add_argument("--sheet", action="store_true", help="print the texts in another order, without any reading")
    parser.add_argument("--take", metavar="SHEET", help="write a filled sheet into fresh.tsv as the second reading")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for a machine")
    options = parser.parse_args(words)
    names = sorted({figure.name.strip() for figure in FIGURES})
    if options.show and options.show not in names:
        parser.error(f"there is no figure {options.show!r}; there are: {', '.join(names)}")
    if options.every < 1:
        parser.error("--every must be 1 or more")
    return options


def main(words: list[str] | None = None, kept_at: Path = KEPT) -> int:
    """Read the texts and print the figures; answers the exit code."""
    options = _asked(words)
    try:
        if options.sheet or options.take or options.agreement is not None:
            _readings(options)
            return 0
        kept = Kept(kept_at)
        read = answers(options.reader, options.every)
        if options.show:
            _print_missed(options.show, read)
            return 0
        found = {(figure, lang): s for figure in FIGURES for lang, s in shares(figure, read[figure.corpus]).items()}
        if options.json:
            _print_lines(options.reader, found, kept)
        else:
            others = [name for name in BASELINES if name != options.reader]
            _print_table(options.reader, found, kept, {name: answers(name, options.every) for name in others})
    except (CorpusIsWrong, ReaderFailed, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.every == 1:
        kept.keep(options.reader, found)
    return 1 if any(s.counted for (figure, _), s in found.items() if figure.name == "pain too low") else 0


def _readings(options: argparse.Namespace) -> None:
    if options.sheet:
        print("\n".join(sheet(fresh())))
    elif options.take:
        print(f"{take(Path(options.take), FRESH_FILE)} readings differ from the first.")
    else:
        replies = fresh()
        _print_agreement(with_sheet(replies, Path(options.agreement)) if options.agreement else replies, options.json)


def answers(reader: str, every: int = 1) -> Read:
    """What a reader answers to every Nth text of each file. Raises CorpusIsWrong and ReaderFailed."""
    texts = {name: load()[::every] for name, load in _CORPORA.items()}
    told = iter(ask(reader, [reply for replies in texts.values() for reply in replies]))
    return {name: [(reply, next(told)) for reply in replies] for name, replies in texts.items()}


def _print_table(reader: str, found: dict[tuple[Figure, str], Share], kept: Kept, others: dict[str, Read]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 150)
    for corpus, title in _TITLES.items():
        table = Table(title=f"What {reader} reads, in percent: {title}")
        for column in ("", *LANGUAGES, ALL, "of", "goal", "before", *others):
            table.add_column(column, justify="left" if column in ("", "goal", "before") else "right")
        for figure in (figure for figure in FIGURES if figure.corpus == corpus):
            whole = found[figure, ALL]
            beside = [_shown(figure, share(figure, read[corpus])) for read in others.values()]
            by_language = [_shown(figure, found[figure, lang]) for lang in (*LANGUAGES, ALL)]
            before = change(whole, kept.before(reader, figure, ALL))
            table.add_row(figure.name, *by_language, f"{whole.of:,}", figure.goal(), before, *beside)
        console.print(table)


def _shown(figure: Figure, found: Share) -> str:
    if not found.of:
        return "-"
    # A hundred and none are said only where they are so.
    text = f"{found.percent:.1f}" if 0 < found.counted < found.of else f"{found.percent:.0f}"
    text = {"100.0": ">99.9", "0.0": "<0.1"}.get(text, text)
    met = figure.is_met(found)
    return text if met is None else f"[{'green' if met else 'red'}]{escape(text)}[/]"


def _print_lines(reader: str, found: dict[tuple[Figure, str], Share], kept: Kept) -> None:
    for (figure, lang), now in found.items():
        before = kept.before(reader, figure, lang)
        told = {
            "reader": reader,
            "corpus": figure.corpus,
            "figure": figure.name.strip(),
            "lang": lang,
            "counted": now.counted,
            "of": now.of,
            "percent": round(now.percent, 2),
            "at_least": figure.at_least,
            "at_most": figure.at_most,
            "met": figure.is_met(now),
            "before": round(before.percent, 2) if before else None,
        }
        print(json.dumps(told))


def _print_missed(name: str, read: Read) -> None:
    for figure in (figure for figure in FIGURES if figure.name.strip() == name and figure.corpus != HELD_OUT):
        for reply, answer in read[figure.corpus]:
            if figure.of(reply) and figure.counts(reply, answer) is not figure.is_counted_good():
                said = f"{answer.kind or 'nothing'}, pain {answer.pain}, words {answer.words}, opt-out {answer.opt_out}"
                line = f"{reply.lang} {reply.open}\t{json.dumps(reply.text, ensure_ascii=False)}"
                print(f"{line}\t{' '.join(sorted(reply.either))}\tread: {said}")


def _print_agreement(replies: list[Reply], as_json: bool) -> None:
    found = agreement(replies)
    if as_json:
        for name, (texts, kappa) in found.items():
            print(json.dumps({"class": name, "texts": texts, "kappa": round(kappa, 3)}))
        return
    table = Table("Class", "Texts", "Cohen's kappa", title="Two readings of the fresh texts")
    for name, (texts, kappa) in found.items():
        table.add_row(name, str(texts), f"{kappa:.3f}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
