"""A program that adds readings to a record until it is killed: WHERE FIRST LAST [CLAIMS]. Says each id once kept."""

import sys

from samples import make_reading, make_run  # pyright: ignore — run as a script

from servanda.store import Record


def add_all(where, first, last, claims):
    places = [f"Place {number}" for number in range(claims)]
    with Record.open(where) as record:
        print("open", flush=True)
        for number in range(first, last):
            reading = make_reading(number, places=places)
            record.add(reading, make_run())
            print(reading.document.id, flush=True)


if __name__ == "__main__":
    add_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 20)
