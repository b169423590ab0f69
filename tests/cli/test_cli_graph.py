"""`servanda agreements --graph`: a tree, nodes and edges, DOT and Mermaid."""

import sys
from pathlib import Path

import pytest
import settlement

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "resolve"))

from test_resolve_relations import write


@pytest.fixture
def graph(servanda, tmp_path):
    path = settlement.keep(
        tmp_path / "graph.sqlite",
        [
            write("The Orla Protocol implements the Halmos Accord."),
            write("Both recalled the Halmos Accord.", codes={"Halmos Accord": "reaffirmed"}, by=("Armenia", "Azerbaijan")),
            write("The Varna Treaty stands alone."),
        ],
    )  # fmt: skip
    return lambda *arguments: servanda("agreements", "--graph", "--record", path, *arguments)


def test_a_tree_on_a_terminal(graph):
    shown = graph("--table").out
    assert "Halmos Accord · no date stated · G-" in shown
    assert "├── implemented by Orla Protocol" in shown or "└── implemented by Orla Protocol" in shown
    assert "reaffirmed by Armenia, Azerbaijan" in shown
    assert "“implements”" in shown
    assert "1 more of which no such words are on record" in shown


def test_nodes_and_edges_with_the_claims_that_say_so(graph):
    found = graph("--json").json
    titles = {node["id"]: node["title"] for node in found["nodes"]}
    assert set(titles.values()) == {"Orla Protocol", "Halmos Accord", "Varna Treaty"}
    edges = {edge["relation"]: edge for edge in found["edges"]}
    done = edges["implements"]
    assert (titles[done["source"]], titles[done["target"]], done["words"]) == (
        "Orla Protocol",
        "Halmos Accord",
        "implements",
    )
    assert done["claims"][0]["quote"] == "The Orla Protocol implements the Halmos Accord."
    assert (edges["reaffirms"]["source"], edges["reaffirms"]["by"]) == (None, ["Armenia", "Azerbaijan"])


def test_only_what_had_been_said_by_a_day(graph):
    assert graph("--json", "--as-of", "2021-05-11").json["edges"] == []


def test_dot_and_mermaid(graph):
    dot = graph("dot").out
    assert dot.startswith("digraph agreements {")
    assert '[label="implements"]' in dot
    assert "-->|implements|" in graph("mermaid").out


def test_a_form_that_there_is_not_and_a_form_without_graph(graph, servanda):
    assert graph("svg").status == 2
    assert servanda("agreements", "dot").status == 2


def test_agreements_in_a_circle_are_shown(servanda, tmp_path):
    path = settlement.keep(
        tmp_path / "circle.sqlite",
        [write("The Orla Protocol amends the Halmos Accord."), write("The Halmos Accord implements the Orla Protocol.")],
    )  # fmt: skip
    shown = servanda("agreements", "--graph", "--table", "--record", path).out
    assert "amended by Orla Protocol" in shown
    assert "implemented by Halmos Accord" in shown
