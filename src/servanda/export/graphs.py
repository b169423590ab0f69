"""What agreements do to one another: as a tree to read, as nodes and edges, as DOT and Mermaid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from servanda.export.dates import find_bounds, say_date, sort_key
from servanda.export.frame import dim
from servanda.export.trail import NO_PUBLISHER, Trail
from servanda.model import Agreement
from servanda.resolve.relations import Relation, list_texts

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType
    from rich.text import Text
    from rich.tree import Tree

PASSIVE: Final = {
    "implements": "implemented by",
    "amends": "amended by",
    "reaffirms": "reaffirmed by",
    "supersedes": "superseded by",
}
_SHORT: Final = 64


@dataclass(frozen=True, slots=True)
class Node:
    """An agreement, or a text that is one of its own. document: the text's id."""

    id: str
    title: str | None
    kind: str | None
    signed: str | None
    signature_state: str | None
    document: str | None = None

    @property
    def name(self) -> str:
        """The title, or what kind of agreement it is."""
        return self.title or (self.kind or "agreement").capitalize()

    @property
    def label(self) -> str:
        """The name with its date."""
        return f"{self.name} · {say_date(self.signed) if self.signed else 'no date stated'}"


@dataclass(frozen=True, slots=True)
class Graph:
    """Agreements, and what the words say that they do to one another; edges without source name persons."""

    nodes: dict[str, Node]
    edges: tuple[Relation, ...]

    @property
    def lone(self) -> list[Node]:
        """The agreements of which no relation is on record."""
        tied = {name for edge in self.edges for name in (edge.source, edge.target)}
        return [node for node in self.nodes.values() if node.id not in tied]


def make_graph(
    agreements: Sequence[Agreement],
    relations: Iterable[Relation],
    trail: Trail,
    as_of: "date",
    only: Iterable[str] | None = None,
) -> Graph:
    """Return the graph as it stood on a day: without agreements signed, or words published, later.

    only: ids of agreements of which at least one is in every edge.
    """
    wanted = None if only is None else set(only)
    nodes = {
        one.id: Node(one.id, one.title, one.kind, one.signed, one.signature_state)
        for one in sorted(agreements, key=lambda one: (sort_key(one.signed), one.id))
        if _is_there(one.signed, as_of)
    }
    told = list(relations)
    for name, text in list_texts(told, trail.documents).items():
        if _is_there(text.published, as_of):
            nodes[name] = Node(text.id, text.title, "text", text.published, None, text.id)
    edges = tuple(
        edge
        for edge in told
        if edge.target in nodes
        and (edge.source is None or edge.source in nodes)
        and (wanted is None or {edge.source, edge.target} & wanted)
        and any(
            _is_there(trail.documents[trail.claims[claim].document].published, as_of) for claim in edge.claims
        )
    )
    ends = {name for edge in edges for name in (edge.source, edge.target)}
    kept = {name: node for name, node in nodes.items() if name in ends or wanted is None or name in wanted}
    return Graph(kept, edges)


def _is_there(edtf: str | None, as_of: "date") -> bool:
    """Tell whether what has a date may have been there on a day; what has none may."""
    first, _ = find_bounds(edtf)
    return first is None or first <= as_of


def show_tree(graph: Graph, trail: Trail) -> "Iterator[RenderableType]":
    """Yield a tree for every agreement to which others, or persons, did something; then how many stand alone."""
    under: defaultdict[str, list[Relation]] = defaultdict(list)
    for edge in graph.edges:
        under[edge.target].append(edge)
    sources = {edge.source for edge in graph.edges}
    roots = [name for name in graph.nodes if name in under and name not in sources]
    reached = {name for root in roots for name in _reach(root, under)}
    # a circle has no root: begin anywhere in it
    for name in graph.nodes:
        if name in under and name not in reached:
            roots.append(name)
            reached |= _reach(name, under)
    for root in roots:
        tree = _plant(graph.nodes[root])
        _grow(tree, root, under, graph, trail, (root,))
        yield tree
    if not roots:
        yield dim("No agreement on record is said to implement, amend, reaffirm or supersede another.")
    if graph.lone:
        yield dim(f"{len(graph.lone)} more of which no such words are on record")


def _reach(root: str, under: dict[str, list[Relation]]) -> set[str]:
    """Return all that hangs below an agreement, itself among them."""
    reached, waiting = {root}, [root]
    while waiting:
        for edge in under.get(waiting.pop(), ()):
            if edge.source is not None and edge.source not in reached:
                reached.add(edge.source)
                waiting.append(edge.source)
    return reached


def _plant(node: Node) -> "Tree":
    from rich.tree import Tree

    return Tree(_tell_node(node), guide_style="dim")


def _grow(
    tree: "Tree",
    name: str,
    under: dict[str, list[Relation]],
    graph: Graph,
    trail: Trail,
    path: tuple[str, ...],
) -> None:
    """Hang under an agreement what was done to it, and under each of those the same."""
    from rich.text import Text

    for edge in sorted(under.get(name, ()), key=lambda edge: _when(edge, graph, trail)):
        label = Text(f"{PASSIVE.get(edge.relation, edge.relation)} ")
        if edge.source is None:
            label.append(", ".join(edge.by) or "not stated")
        else:
            label.append_text(_tell_node(graph.nodes[edge.source]))
        branch = tree.add(label)
        branch.add(dim(_tell_words(edge, trail)))
        if edge.source is not None and edge.source not in path:
            _grow(branch, edge.source, under, graph, trail, (*path, edge.source))


def _when(edge: Relation, graph: Graph, trail: Trail) -> tuple[Any, ...]:
    """Order edges by the day of what does it, else of the words."""
    source = graph.nodes.get(edge.source or "")
    published = trail.documents[trail.claims[edge.claims[0]].document].published
    return (*sort_key(source.signed if source else published), edge.relation, edge.claims)


def _tell_node(node: Node) -> "Text":
    from rich.text import Text

    return Text.assemble((node.name, "bold"), (f" · {node.label.rpartition(' · ')[2]} · {node.id}", "dim"))


def _tell_words(edge: Relation, trail: Trail) -> str:
    """Return the words that say so, who says them, and the claims."""
    names = []
    for name in edge.claims:
        document = trail.documents[trail.claims[name].document]
        names.append(document.publisher or ("its text" if document.kind == "agreement" else NO_PUBLISHER))
    who = " › ".join(edge.said_by) or ", ".join(dict.fromkeys(names))
    return f"“{_cut(edge.words)}” – {_cut(who)}, claims {', '.join(edge.claims)}"


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"


# for other programs


def describe_graph(graph: Graph, trail: Trail) -> dict[str, Any]:
    """Return nodes and edges, each edge with the claims that say so."""
    return {
        "nodes": [
            {
                "id": node.id,
                "title": node.title,
                "kind": node.kind,
                "signed": node.signed,
                "signature_state": node.signature_state,
                "document": node.document,
            }
            for node in graph.nodes.values()
        ],
        "edges": [
            {
                "source": graph.nodes[edge.source].id if edge.source else None,
                "relation": edge.relation,
                "target": graph.nodes[edge.target].id,
                "by": edge.by,
                "said_by": edge.said_by,
                "words": edge.words,
                "claims": [_describe_claim(name, trail) for name in edge.claims],
            }
            for edge in graph.edges
        ],
    }


def _describe_claim(name: str, trail: Trail) -> dict[str, Any]:
    claim = trail.claims[name]
    document = trail.documents[claim.document]
    return {
        "id": name,
        "quote": document.text[slice(*claim.span)],
        "document": document.id,
        "publisher": document.publisher,
        "published": document.published,
    }


def write_dot(graph: Graph) -> str:
    """Return the graph in the DOT language of Graphviz."""
    ends = _list_ends(graph)
    lines = [
        "digraph agreements {",
        "  rankdir=LR; node [shape=box];",
        *(f"  {_quote(key)} [label={_quote(label)}];" for key, label in ends.items()),
        *(
            f"  {_quote(source)} -> {_quote(target)} [label={_quote(relation)}];"
            for source, relation, target in _list_arrows(graph)
        ),
        "}",
    ]
    return "\n".join(lines) + "\n"


def write_mermaid(graph: Graph) -> str:
    """Return the graph as a Mermaid flowchart."""
    ends = _list_ends(graph)
    names = {key: f"n{place}" for place, key in enumerate(ends)}
    lines = [
        "flowchart LR",
        *(f'  {names[key]}["{label.replace(chr(34), "#quot;")}"]' for key, label in ends.items()),
        *(
            f"  {names[source]} -->|{relation}| {names[target]}"
            for source, relation, target in _list_arrows(graph)
        ),
    ]
    return "\n".join(lines) + "\n"


def _list_ends(graph: Graph) -> dict[str, str]:
    """Return what stands at the ends of edges, by id: agreements, and persons where only they are named."""
    tied = {name for edge in graph.edges for name in (edge.source, edge.target) if name}
    ends = {node.id: node.label for name, node in graph.nodes.items() if name in tied}
    return ends | {_name_persons(edge): _name_persons(edge) for edge in graph.edges if edge.source is None}


def _list_arrows(graph: Graph) -> list[tuple[str, str, str]]:
    return [
        (
            graph.nodes[edge.source].id if edge.source else _name_persons(edge),
            edge.relation,
            graph.nodes[edge.target].id,
        )
        for edge in graph.edges
    ]


def _name_persons(edge: Relation) -> str:
    return ", ".join(edge.by) or "not stated"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
