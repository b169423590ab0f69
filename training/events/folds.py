"""The supervised second figure: the kept network, tuned on four fifths of a labelled file and tested on the fifth, in turns.

`python -m training.events.folds FILE.tsv --net KEPT.pt`: FILE as the suite plv reads it. Nothing of it is kept.
"""

import argparse
from pathlib import Path

import numpy
import torch
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from servanda.bench.plv import QUADS
from training.events.net import Net, Plan, judge, load_tokenizer, tune
from training.events.sentences import MARKS, load_leaves


def main() -> None:
    """Print root and quad macro-F1 of every fold, and their mean, before and after tuning."""
    arguments = argparse.ArgumentParser(prog="python -m training.events.folds", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--net", type=Path, required=True, help="what training.events --keep wrote")
    arguments.add_argument("--folds", type=int, default=5)
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    chosen = arguments.parse_args()
    torch.set_num_threads(chosen.threads)
    texts, roots = _load(chosen.file)
    names = sorted(QUADS)
    leaves, tokenizer = load_leaves(), load_tokenizer()
    codes = [{"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(leaf["code"], leaf["code"]) for leaf in leaves]
    groups = [names.index(code) if code in names else len(names) for code in codes]
    marks = tokenizer.convert_tokens_to_ids(list(MARKS.values()))
    state = torch.load(chosen.net)
    figures = []
    splits = StratifiedKFold(chosen.folds, shuffle=True, random_state=chosen.seed)
    for number, (learnt, tested) in enumerate(splits.split(texts, roots), 1):
        net = Net(len(leaves), marks)
        net.load_state_dict(state)
        before = _score(net.eval(), texts, roots, tested, names, groups, tokenizer)
        labels = [names.index(roots[at]) for at in learnt]
        plan = Plan(epochs=chosen.epochs, rate=1e-4, seed=chosen.seed, joined=0.0)
        tune(net, [texts[at] for at in learnt], labels, groups, tokenizer, plan)
        after = _score(net, texts, roots, tested, names, groups, tokenizer)
        figures.append((*before, *after))
        print(
            f"fold {number}: root {before[0]:.1f} → {after[0]:.1f}, quad {before[1]:.1f} → {after[1]:.1f}",
            flush=True,
        )
    mean = numpy.mean(figures, axis=0)
    print(f"mean: root {mean[0]:.1f} → {mean[2]:.1f}, quad {mean[1]:.1f} → {mean[3]:.1f}")


def _load(path: Path) -> tuple[list[str], list[str]]:
    from servanda.bench.plv import load_marked

    rows = [(marked, root) for marked, root in load_marked(path) if root in QUADS]
    return [marked for marked, _ in rows], [root for _, root in rows]


def _score(net, texts, roots, rows, names, groups, tokenizer) -> tuple[float, float]:
    chances = judge(net, [texts[at] for at in rows], tokenizer).numpy()
    sums = numpy.zeros((len(rows), len(names) + 1))
    for leaf, group in enumerate(groups):
        sums[:, group] += chances[:, leaf]
    found = [names[at] for at in sums[:, : len(names)].argmax(axis=1)]
    wanted = [roots[at] for at in rows]
    quads = [[QUADS[root] for root in side] for side in (wanted, found)]
    return (
        100 * f1_score(wanted, found, average="macro", labels=sorted(set(wanted)), zero_division=0),
        100 * f1_score(*quads, average="macro"),
    )


if __name__ == "__main__":
    main()
