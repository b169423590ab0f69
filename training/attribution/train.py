"""Train the network of `servanda.read.attributions` on a folder of brat annotations.

    python training/attribution/train.py FOLDER [--out weights.npz] [--folds 4]

FOLDER holds text/*.txt and attributions/*.ann. Needs torch beside servanda; one
thread, seeded, minutes. The weights hold numbers only: the features are the
parse, the codebook's word lists and the quotations, so no word of the corpus
enters them. With --folds the figures of a cross-validation by document come first.
"""

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as loss_of

from servanda.bench.attribution import ROLES, Article, Tally, load_articles, mark_tokens
from servanda.model import Document, digest_text
from servanda.read.attributions import find
from servanda.read.attributions.attribution import Attribution, Spans
from servanda.read.attributions.columns import Columns, build_columns
from servanda.read.attributions.features import (
    Marks,
    build_codes,
    build_features,
    build_marks,
    find_candidates,
)
from servanda.read.attributions.lexicon import load_lexicon
from servanda.read.attributions.network import LAYERS, TENSOR_SCALE, Network
from servanda.read.attributions.pairs import SIZES, Pairs, build_pairs
from servanda.text.layout import lay_out
from servanda.text.tokens import load_parser, parse_layout

HIDDEN = 64
EPOCHS = 20
RATE = 2e-3
DECAY = 1e-3
DROPOUT = 0.3
PAIR_WEIGHT, CUE_WEIGHT = 4.0, 0.05
SEED = 20


@dataclass(eq=False)
class Example:
    """A text ready for training: columns, features, and for each annotator the cue heads and the pairs."""

    article: Article
    columns: Columns
    marks: Marks
    features: torch.Tensor
    candidates: torch.Tensor
    answers: list[tuple[torch.Tensor, Pairs, torch.Tensor]]


def prepare(articles: list[Article]) -> list[Example]:
    """Parse the texts and lay the annotations on their tokens."""
    parser, lexicon = load_parser(), load_lexicon()
    codes = build_codes(parser.vocab.strings, lexicon)
    examples = []
    for article in articles:
        text = article.text
        layout = lay_out(Document(id=digest_text(text), language="en", text=text))
        parts = [(p.body[0], doc.source) for p, doc in parse_layout(text, layout, parser) if len(doc)]
        if layout.title is not None:
            parts.insert(0, (layout.title[0], parser(text[slice(*layout.title)])))
        columns = build_columns(text, parts)
        features = build_features(columns, codes)
        marks = build_marks(columns, features, codes, lexicon)
        every = np.concatenate([features, columns.tensor * TENSOR_SCALE], axis=1)
        candidates = torch.tensor(find_candidates(columns, codes))
        words = np.isin(columns.pos, [codes.parts[part] for part in ("VERB", "AUX", "NOUN")])
        marked = [_answer(columns, marks, words, gold) for gold in article.gold]
        examples.append(Example(article, columns, marks, torch.tensor(every), candidates, marked))
    return examples


def _answer(
    columns: Columns, marks: Marks, words: np.ndarray, gold: tuple[Attribution, ...]
) -> tuple[torch.Tensor, Pairs, torch.Tensor]:
    """Return what the network should say of a text: cue heads, and the roles of the pairs."""
    by_head: dict[int, list[Attribution]] = {}
    for attribution in gold:
        rows = _rows(columns, attribution.cue)
        if len(rows):
            tops = [row for row in rows if columns.head[row] not in rows or columns.head[row] == row]
            head = min(tops, key=lambda row: (not words[row], columns.depth[row], row))
            by_head.setdefault(int(head), []).append(attribution)
    heads = np.zeros(len(columns), dtype=np.float32)
    heads[list(by_head)] = 1
    pairs = build_pairs(
        columns, marks.deps, marks.pauses, marks.strong, np.array(sorted(by_head), dtype=np.int64)
    )
    roles = np.zeros((len(pairs.cue), len(ROLES)), dtype=np.float32)
    for head, attributions in by_head.items():
        own = np.nonzero(pairs.cue == head)[0]
        for attribution in attributions:
            for number, role in enumerate(ROLES):
                roles[own[np.isin(pairs.token[own], _rows(columns, getattr(attribution, role)))], number] = 1
    return torch.tensor(heads), pairs, torch.tensor(roles)


def _rows(columns: Columns, spans: Spans) -> np.ndarray:
    pieces = [
        np.arange(np.searchsorted(columns.ends, start, "right"), np.searchsorted(columns.starts, end, "left"))
        for start, end in spans
    ]
    return np.unique(np.concatenate(pieces)) if pieces else np.zeros(0, dtype=np.int64)


class Net(nn.Module):
    """The network of `servanda.read.attributions.network`, with dropout, for torch."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inward = nn.Linear(width, HIDDEN)
        self.own = nn.ModuleList(nn.Linear(HIDDEN, HIDDEN) for _ in range(LAYERS))
        self.near = nn.ModuleList(
            nn.ModuleList(nn.Linear(HIDDEN, HIDDEN, bias=False) for _ in range(4)) for _ in range(LAYERS)
        )
        self.cue = nn.Linear(HIDDEN, 1)
        self.table = nn.EmbeddingBag(int(sum(SIZES)), HIDDEN, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.of_cue = nn.Linear(HIDDEN, HIDDEN)
        self.of_token = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.of_branch = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.mix_before = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.mix_after = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, len(ROLES))
        self.drop = nn.Dropout(DROPOUT)
        self.drop_in = nn.Dropout(0.2)

    def tokens(self, example: Example) -> torch.Tensor:
        """Return the states of the tokens."""
        head = torch.tensor(example.columns.head)
        states = self.drop(torch.relu(self.inward(self.drop_in(example.features))))
        for own, (before, after, above, below) in zip(self.own, self.near, strict=True):
            new = own(states) + above(states)[head]
            back, forth = before(states), after(states)
            new = new + torch.cat([back[:1], back[:-1]]) + torch.cat([forth[1:], forth[-1:]])
            new = new + torch.zeros_like(new).index_add_(0, head, below(states))
            states = self.drop(torch.relu(new)) + states
        return states

    def pairs(self, states: torch.Tensor, pairs: Pairs) -> torch.Tensor:
        """Return the logits of the three roles."""
        cue, token, branch = (torch.tensor(rows) for rows in (pairs.cue, pairs.token, pairs.branch))
        hidden = self.of_cue(states)[cue] + self.of_token(states)[token] + self.of_branch(states)[branch]
        hidden = self.drop(torch.relu(hidden + self.table(torch.tensor(pairs.features))))
        joined = (cue[1:] == cue[:-1]).float()[:, None]
        blank = torch.zeros(1, HIDDEN)
        before = torch.cat([blank, hidden[:-1] * joined])
        after = torch.cat([hidden[1:] * joined, blank])
        mixed = torch.relu(self.mix(hidden) + self.mix_before(before) + self.mix_after(after))
        return self.out(self.drop(mixed) + hidden)


def train(examples: list[Example], seed: int = SEED) -> Net:
    """Train on the texts; an annotator of several is drawn anew each time."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    net = Net(examples[0].features.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    order, step, steps = list(examples), 0, EPOCHS * len(examples)
    net.train()
    for _ in range(EPOCHS):
        draw.shuffle(order)
        for example in order:
            heads, pairs, roles = draw.choice(example.answers)
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 60) * max(0.02, 1 - step / steps)
            step += 1
            states = net.tokens(example)
            cues = net.cue(states)[:, 0][example.candidates]
            loss = CUE_WEIGHT * loss_of(cues, heads[example.candidates], reduction="sum")
            if len(pairs.cue):
                told = loss_of(net.pairs(states, pairs), roles, reduction="sum")
                loss = loss + PAIR_WEIGHT * told / len(pairs.cue)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
    return net.eval()


def freeze(net: Net, width: int) -> dict[str, np.ndarray]:
    """Return the weights by the names that `Network` knows; width: features before the parser's vectors."""

    def matrix(*layers: nn.Linear) -> np.ndarray:
        return np.concatenate([layer.weight.detach().numpy().T for layer in layers], axis=1)

    def bias(layer: nn.Linear) -> np.ndarray:
        return layer.bias.detach().numpy()

    weights = {
        "in.features": matrix(net.inward)[:width],
        "in.tensor": matrix(net.inward)[width:] * TENSOR_SCALE,
        "in.bias": bias(net.inward),
        "cue": matrix(net.cue)[:, 0],
        "cue.bias": bias(net.cue),
        "pair.cue": matrix(net.of_cue),
        "pair.bias": bias(net.of_cue),
        "pair.token": matrix(net.of_token),
        "pair.branch": matrix(net.of_branch),
        "pair.features": net.table.weight.detach().numpy(),
        "pair.mix": matrix(net.mix, net.mix_before, net.mix_after),
        "pair.mix.bias": bias(net.mix),
        "out": matrix(net.out),
        "out.bias": bias(net.out),
    }
    for number, (own, near) in enumerate(zip(net.own, net.near, strict=True)):
        weights[f"mix{number}"] = matrix(own, *near)
        weights[f"mix{number}.bias"] = bias(own)
    return {name: array.astype(np.float16) for name, array in weights.items()}


def predict(example: Example, network: Network) -> list[Attribution]:
    """Return the attributions that a network finds, as `find_attributions` would."""
    columns = example.columns
    features = example.features.numpy()[:, : network.weights["in.features"].shape[0]]
    states = network.weigh_tokens(columns, features)
    likely = network.weigh_cues(states) * example.candidates.numpy()
    rows = np.nonzero(likely > find.CUE_FLOOR)[0].astype(np.int64)
    pairs = build_pairs(columns, example.marks.deps, example.marks.pauses, example.marks.strong, rows)
    return find.assemble(
        find.Weighed(example.article.text, columns, likely, pairs, network.weigh_pairs(states, pairs))
    )


def score(examples: list[Example], network: Network, tallies: dict[str, Tally]) -> None:
    """Add a network's tokens to the tallies."""
    for example in examples:
        found = mark_tokens(example.article.text, predict(example, network))
        for answer in example.article.gold:
            wanted = mark_tokens(example.article.text, answer)
            for role in ROLES:
                for name in (role, "micro"):
                    tallies[name].add(wanted[role], found[role], 1 / len(example.article.gold))


def make(examples: list[Example], seed: int = SEED) -> dict[str, np.ndarray]:
    """Train and return the weights."""
    net = train(examples, seed)
    return freeze(net, examples[0].features.shape[1] - examples[0].columns.tensor.shape[1])


def restore(weights: dict[str, np.ndarray]) -> Network:
    """Return stored weights as a network."""
    return Network({name: np.ascontiguousarray(array, dtype=np.float32) for name, array in weights.items()})


def main() -> None:
    """Read the folder, cross-validate if asked, train on all of it and write the weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--only", type=Path, help="train on the texts named in this file")
    arguments.add_argument("--test", type=Path, help="score the texts named in this file")
    chosen = arguments.parse_args()
    torch.set_num_threads(1)
    articles = [article for article in load_articles(chosen.folder) if article.gold]
    examples = prepare(articles)
    tested = _named(examples, chosen.test)
    trained = _named(examples, chosen.only) or [e for e in examples if e not in tested]
    if chosen.folds:
        order = list(trained)
        random.Random(SEED).shuffle(order)
        tallies = {role: Tally() for role in (*ROLES, "micro")}
        for fold in range(chosen.folds):
            held = order[fold :: chosen.folds]
            rest = [example for example in order if not any(example is other for other in held)]
            score(held, restore(make(rest)), tallies)
        print({role: tally.rate() for role, tally in tallies.items()}, flush=True)
    if chosen.out or tested:
        weights = make(trained)
        if tested:
            tallies = {role: Tally() for role in (*ROLES, "micro")}
            score(tested, restore(weights), tallies)
            print({role: tally.rate() for role, tally in tallies.items()}, flush=True)
        if chosen.out:
            np.savez_compressed(chosen.out, **weights)


def _named(examples: list[Example], names: Path | None) -> list[Example]:
    if names is None:
        return []
    wanted = set(names.read_text(encoding="utf-8").split())
    return [example for example in examples if example.article.name in wanted]


if __name__ == "__main__":
    main()
