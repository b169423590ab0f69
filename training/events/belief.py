"""A second output of the event model: how far what a word tells is presented as done.

`python -m training.events.belief TRAIN.jsonl --net KEPT.pt [--check OTHER.jsonl]`: TRAIN as the suite `force` reads it.
Goes on from the network that `training.events --keep` wrote, sentences with labels and our own in turns, so that the first
output does not suffer, and writes the model anew with both outputs. About ten minutes on one core.
"""

import argparse
import random
from pathlib import Path

import numpy
import torch
from torch import nn

from servanda.bench.force import load_rows, mend
from training.events.__main__ import OUT, write
from training.events.net import Net, Plan, batch, encode, join, load_tokenizer, loss_of_types
from training.events.sentences import MARKS, load_leaves, load_sentences


def main() -> None:
    """Train both outputs together and write the model."""
    arguments = argparse.ArgumentParser(prog="python -m training.events.belief", description=__doc__)
    arguments.add_argument("train", type=Path)
    arguments.add_argument("--net", type=Path, required=True)
    arguments.add_argument("--check", type=Path)
    arguments.add_argument("--out", type=Path, default=OUT)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    chosen = arguments.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    leaves, sentences, tokenizer = load_leaves(), load_sentences(), load_tokenizer()
    net = Net(len(leaves), tokenizer.convert_tokens_to_ids(list(MARKS.values())))
    net.load_state_dict(torch.load(chosen.net))
    net.believe()
    _train(net, load_targets(chosen.train, tokenizer), sentences, leaves, tokenizer, chosen)
    net.eval()
    if chosen.check is not None:
        found, wanted = predict(net, load_targets(chosen.check, tokenizer))
        error, r = abs(found - wanted).mean(), numpy.corrcoef(found, wanted)[0, 1]
        print(f"{chosen.check.name}: mean absolute error {error:.3f}, r {r:.3f}", flush=True)
    if chosen.keep is not None:
        torch.save(net.state_dict(), chosen.keep)
    write(net, tokenizer, chosen.out, Plan(seed=chosen.seed), len(sentences))


def load_targets(path: Path, tokenizer) -> list[tuple[list[int], list[tuple[int, int, float]]]]:
    """Return word pieces and, for each target, its first and last piece and its label."""
    loaded = []
    for row in load_rows(path):
        mended = mend(row.text.split(" "))
        coded = tokenizer(mended.words, is_split_into_words=True, truncation=True, max_length=160)
        places: dict[int, list[int]] = {}
        for at, word in enumerate(coded.word_ids()):
            if word is not None:
                places.setdefault(word, []).append(at)
        targets = [
            (pieces[0], pieces[-1], target.label)
            for target in row.targets
            if target.label is not None and (pieces := places.get(mended.at[target.span1[0]]))
        ]
        if targets:
            loaded.append((coded["input_ids"], targets))
    return loaded


def _train(net: Net, rows, sentences, leaves, tokenizer, chosen) -> None:
    dice = random.Random(chosen.seed)
    names = [leaf["leaf"] for leaf in leaves]
    codes = sorted({leaf["code"] for leaf in leaves})
    group = torch.tensor([codes.index(leaf["code"]) for leaf in leaves])
    labels = torch.tensor([names.index(sentence.leaf) for sentence in sentences])
    texts = [sentence.text for sentence in sentences]
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    slow = [*(p for p in net.encoder.parameters() if p.requires_grad), *net.head.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": 2e-4}, {"params": net.belief.parameters(), "lr": 1e-3}], weight_decay=0.01
    )
    steps = chosen.epochs * -(-len(rows) // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * steps), max(0.0, 1 - step / steps))
    )
    own = iter(())
    for epoch in range(chosen.epochs):
        net.train()
        total, count = 0.0, 0
        for at, ids, mask in batch([pieces for pieces, _ in rows], 16, dice):
            loss = abs(_believe(net, ids, mask, [rows[n][1] for n in at]) - _labels(rows, at)).mean()
            loss.backward()
            total, count = total + loss.item(), count + 1
            step = next(own, None)
            if step is None:
                pieces = encode([join(text, texts, dice, 0.35) for text in texts], tokenizer)
                own = iter(list(batch(pieces, 16, dice)))
                step = next(own)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits, _ = net(*step[1:])
            logits, wanted = logits.float(), labels[step[0]]
            loss = nn.functional.cross_entropy(logits, wanted, label_smoothing=0.05)
            (loss + loss_of_types(logits, group, group[wanted])).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
        print(f"epoch {epoch + 1} of {chosen.epochs}: mean absolute error {total / count:.3f}", flush=True)


def _believe(net: Net, ids: torch.Tensor, mask: torch.Tensor, targets) -> torch.Tensor:
    """Return the belief of every target: the mean of its first and last piece."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        _, belief = net(ids, mask)
    belief = belief.float()
    return torch.stack(
        [(belief[n, a] + belief[n, z]) / 2 for n, row in enumerate(targets) for a, z, _ in row]
    )


def _labels(rows, at: list[int]) -> torch.Tensor:
    return torch.tensor([label for n in at for _, _, label in rows[n][1]])


@torch.no_grad()
def predict(net: Net, rows) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return what is believed of every target, and its label, in the order of the rows' lengths."""
    found, wanted = [], []
    for at, ids, mask in batch([pieces for pieces, _ in rows], 32, None):
        found += _believe(net, ids, mask, [rows[n][1] for n in at]).clamp(-3, 3).tolist()
        wanted += _labels(rows, at).tolist()
    return numpy.array(found), numpy.array(wanted)


if __name__ == "__main__":
    main()
