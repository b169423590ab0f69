"""A program that opens a record that may only be read: WHERE. Says how many documents it has, and what adding says."""

import sys

from samples import make_reading, make_run

from servanda.store import Record, RecordError

try:
    with Record.open(sys.argv[1]) as record:
        print(len(list(record.readings())), len(record.search("talks")))
        record.add(make_reading(99), make_run())
except RecordError as error:
    print(error)
