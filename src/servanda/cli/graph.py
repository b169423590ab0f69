"""`servanda agreements --graph`: what agreements do to one another."""

from typing import TYPE_CHECKING, Final

import typer

from servanda.cli.hints import say_unknown
from servanda.cli.output import print_bytes, print_tables, wants_json

if TYPE_CHECKING:
    from servanda.cli.filters import Filters

FORMS: Final = ("dot", "mermaid")


def print_graph(
    filters: "Filters",
    form: str | None,
    record: str,
    known_by: str | None,
    codebook: str | None,
    json: bool | None,
) -> None:
    """Print the graph of the agreements that pass: a tree on a terminal, else JSON, DOT or Mermaid."""
    import msgspec

    from servanda.cli import filters as filtering
    from servanda.cli.session import load_view
    from servanda.export import graphs

    if form is not None and form not in FORMS:
        raise typer.BadParameter(say_unknown("form", form, list(FORMS)))
    filtering.check_state(filters.state, "agreements")
    view = load_view(record, codebook, as_of=filters.as_of, known_by=known_by)
    records = view.picture.records
    if filters.topic is not None:
        filtering.check_topic(filters.topic, view.codebook.topics, records)
    rows = filtering.pick(records.agreements, filters, records.actors)
    only = None if len(rows) == len(records.agreements) else [row.id for row in rows]
    graph = graphs.make_graph(
        records.agreements, view.picture.relations, view.trail, view.picture.as_of, only
    )
    if form == "dot":
        print_bytes(graphs.write_dot(graph).encode())
    elif form == "mermaid":
        print_bytes(graphs.write_mermaid(graph).encode())
    elif wants_json(json):
        print_bytes(msgspec.json.encode(graphs.describe_graph(graph, view.trail)) + b"\n")
    else:
        print_tables(graphs.show_tree(graph, view.trail))
