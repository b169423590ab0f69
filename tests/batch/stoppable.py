"""A run of a batch in a process of its own, to be stopped from outside: FOLDER RECORD [JOBS]."""

import sys

import fake_reader

from servanda.batch.run import read_sources
from servanda.intake import gather
from servanda.store import Record


def main() -> int:
    """Read the folder into the record; say so on stdout for each document; 130 when stopped."""
    folder, where, *rest = sys.argv[1:]
    jobs = int(rest[0]) if rest else 1
    with Record.open(where) as record:
        try:
            for outcome in read_sources(gather([folder]), fake_reader.load_slow, record=record, jobs=jobs):
                print(outcome.status, outcome.path, flush=True)
        except KeyboardInterrupt:
            return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
