#!/usr/bin/env python3
"""Train a reader: both tasks over one encoder, their batches mixed.

    train.py --encoder models/all-MiniLM-L6-v2 --data ../shared/data --program build/demarche OUT.safetensors

Scores on the dev parts are printed and a checkpoint is written after each round; a run that was stopped goes on from
OUT.checkpoint.  What ships is a running mean of the weights.
"""
import argparse
import os
import time

import torch
from torch import nn

import acts
import attribution
import files
import taught
import units
from reader import Reader

MEAN_EVERY, MEAN_KEEPS = 10, .98  # the mean remembers about 500 steps


def spread(tasks, size, generator):
    """All batches of a run, (rows, task, indices): each task's passes in order, the tasks mixed evenly.

    tasks: (rows, name, passes, share of the rows that a pass reads)."""
    out = []
    for rows, name, passes, share in tasks:
        of_task = []
        for n in range(passes):
            chosen = [i for i in range(len(rows)) if i % share == n % share]
            for batch in units.batches([rows[i] for i in chosen], size, generator, key=lambda e: len(e.unit.ids)):
                of_task.append((rows, name, [chosen[i] for i in batch]))
        luck = torch.rand(len(of_task), generator=generator).tolist()
        out += [((n + luck[n]) / len(of_task), batch) for n, batch in enumerate(of_task)]
    return [batch for _, batch in sorted(out, key=lambda b: b[0])]


def optimizer_of(reader, rate, steps):
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": list(reader.encoder.parameters()), "lr": rate},
                                   {"params": heads, "lr": 2 * rate}], weight_decay=.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1, (n + 1) / (.05 * steps)) * max(.02, 1 - n / steps))
    return optimizer, schedule


def learn(reader, batches, rate, rounds, mask_id, generator, out=None, after=lambda number: None):
    """One step a batch; after each round the mean of the weights is put in for `after`, and a checkpoint is written."""
    optimizer, schedule = optimizer_of(reader, rate, len(batches))
    mean = {name: value.clone() for name, value in files.trained(reader).items()}
    number = 0
    state = out and files.resume(out)
    if state:
        files.restore(state, reader, optimizer, schedule, generator)
        number, mean = state["round"], state["mean"]
        print(f"goes on after round {number}", flush=True)
    while number < rounds:
        began, lost = time.time(), {}
        reader.train()
        for step in range(len(batches) * number // rounds, len(batches) * (number + 1) // rounds):
            rows, task, chosen = batches[step]
            loss = reader.loss(task, [rows[i] for i in chosen], mask_id)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost.setdefault(task, []).append(loss.item())
            if step % MEAN_EVERY == 0:
                keep = min(MEAN_KEEPS, step / (step + 5 * MEAN_EVERY))
                for name, value in files.trained(reader).items():
                    mean[name].lerp_(value, 1 - keep)
        number += 1
        print(f"round {number} of {rounds}, {time.time() - began:.0f} s, loss " +
              " ".join(f"{task} {sum(v) / len(v):.2f}" for task, v in lost.items()), flush=True)
        now = {name: value.clone() for name, value in files.trained(reader).items()}
        if out:
            files.checkpoint(out, reader, optimizer, schedule, generator, round=number, mean=mean)
        reader.load_state_dict(mean, strict=False)
        after(number)
        if number < rounds:
            reader.load_state_dict(now, strict=False)
    reader.eval()


def folds(args, plv, roots, pairs, mask_id):
    """Figures on plv by folds: each trained without its part, from the encoder as it is published or from --warm."""
    order = torch.randperm(len(plv), generator=torch.Generator().manual_seed(5)).tolist()
    by_root = sorted(order, key=lambda i: plv[i].pair[2][0])
    fold_of = {i: n % args.folds for n, i in enumerate(by_root)}
    gold, said, quads, quad_said = [], [], [], []
    for fold in range(args.folds):
        torch.manual_seed(args.seed)
        generator = torch.Generator().manual_seed(args.seed)
        reader = Reader(args.encoder, args.rank, roots)
        reader.encoder.freeze(args.frozen)
        if args.warm:
            files.warm(reader.encoder, args.warm)
        test = [e for i, e in enumerate(plv) if fold_of[i] == fold]
        rows = [e for i, e in enumerate(plv) if fold_of[i] != fold] + pairs
        learn(reader, spread([(rows, "acts", args.gold, 1)], args.batch, generator), args.rate, 1, mask_id, generator)
        answers = acts.score_pairs(reader, test)
        gold += [e.pair[2][0] for e in test]
        said += [int(a[0].argmax()) for a in answers]
        quads += [e.pair[3] for e in test]
        quad_said += [int(a[1].argmax()) for a in answers]
        print(f"folds so far {fold + 1}: root macro-F1 {acts.macro(gold, said, range(len(roots))):.1f}  "
              f"quad {acts.macro(quads, quad_said, range(4)):.1f}", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--encoder", required=True)
    ap.add_argument("--data", required=True, help="the folder of polnear, plv and the documents of the corpus")
    ap.add_argument("--program", default="build/demarche")
    ap.add_argument("--silver", help="what silver.py wrote")
    ap.add_argument("--taught", help="what teach.py wrote")
    ap.add_argument("--start", help="the checkpoint of another run to begin with")
    ap.add_argument("--attributions", type=int, default=4, help="how often polnear is read")
    ap.add_argument("--parts", type=int, default=1, help="each time only one of so many parts of it is")
    ap.add_argument("--gold", type=int, default=12, help="how often the corpus and plv are read")
    ap.add_argument("--late", default="", help="files of data/corpus/own that came late, by name: column,pairs")
    ap.add_argument("--late-gold", type=int, default=12, help="how often those are read")
    ap.add_argument("--lessons", type=int, default=3, help="how often what was taught is read")
    ap.add_argument("--quiet-share", type=float, default=.25, help="of the paragraphs without an attribution, how many are read")
    ap.add_argument("--rounds", type=int, default=8)
    ap.add_argument("--rate", type=float, default=8e-4)
    ap.add_argument("--rank", type=int, default=16)
    ap.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as published")
    ap.add_argument("--looks", type=int, default=1, help="score on the dev parts after so many rounds")
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=17)
    ap.add_argument("--limit", type=int, default=0, help="texts of polnear, for a trial")
    ap.add_argument("--folds", type=int, default=0, help="only print the figures on plv; writes nothing")
    ap.add_argument("--few-pairs", action="store_true", help="folds: of pairs beside plv only those of pairs.tsv")
    ap.add_argument("--warm", help="folds: a trained file whose adapters to begin with")
    ap.add_argument("out", nargs="?")
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    cutter = units.tokenizer(args.encoder)
    mask_id = cutter.token_to_id("[MASK]") or cutter.token_to_id("<mask>")

    plv, roots = acts.plv_examples(os.path.join(args.data, "plv", "PLV_train.tsv"), args.program, cutter)
    sentences = [*acts.corpus.read_own(), *acts.corpus.read_standoff(args.data)]
    late = set(args.late.split(",")) - {""}
    came = lambda rows, lately: [s for s in rows if (s["id"].rsplit("-", 1)[0] in late) == lately]
    marked = acts.corpus_examples(came(sentences, False), args.program, cutter)
    part = {p: [e for e in marked if e.part == p] for p in ("train", "dev", "test")}
    taught_from = [s for s in sentences if s["part"] == "train"]
    pairs = acts.corpus_pairs(came(taught_from, False), roots, args.program, cutter)
    own_pairs = acts.own_pairs(roots, args.program, cutter)
    lately = [*acts.corpus_examples(came(taught_from, True), args.program, cutter),
              *acts.corpus_pairs(came(taught_from, True), roots, args.program, cutter)]
    (lately if "pairs" in late else pairs).extend(own_pairs)
    if args.folds:
        return folds(args, plv, roots, own_pairs if args.few_pairs else pairs + [e for e in lately if e.pair], mask_id)
    generator = torch.Generator().manual_seed(args.seed)
    polnear = os.path.join(args.data, "polnear", "data")
    _, quoted = attribution.examples(polnear, "train", args.program, cutter, args.limit)
    dev_texts, dev_quoted = attribution.examples(polnear, "dev", args.program, cutter, args.limit)
    luck = torch.rand(len(quoted), generator=generator).tolist()
    quoted = [e for e, share in zip(quoted, luck) if not e.quiet or share < args.quiet_share]
    silver = acts.silver_examples(args.silver, args.program, cutter) if args.silver else []
    tasks = [(quoted, "attribution", args.attributions, args.parts), (plv + part["train"] + pairs, "acts", args.gold, 1),
             (lately, "acts", args.late_gold, 1)]
    if silver:
        tasks.append((silver, "acts", args.attributions, 2))
    if args.taught:
        tasks.append((taught.examples(args.taught), "taught", args.lessons, 1))
    batches = spread(tasks, args.batch, generator)
    print(f"units: polnear {len(quoted)}, plv {len(plv)}, silver {len(silver)}, pairs {len(pairs)}, late {len(lately)}, corpus " +
          ", ".join(f"{p} {len(r)} ({sum(len(e.acts) for e in r)} acts)" for p, r in part.items()) +
          f"; {len(batches)} batches", flush=True)
    reader = Reader(args.encoder, args.rank, roots)
    reader.encoder.freeze(args.frozen)
    if args.start:
        reader.load_state_dict(torch.load(args.start)["mean"], strict=False)

    def show(number):
        reader.write(args.out)
        if number % args.looks and number < args.rounds:
            return
        quotes = attribution.evaluate(reader, dev_quoted, dev_texts)
        found = acts.score_acts(reader, part["dev"])
        print("  dev: " + " ".join(f"{r.lower()} {f:.1f}" for r, f in quotes.items()) + "; " +
              acts.line_of(found, ("word", "typed", *acts.ROLES, *acts.FLAGS)), flush=True)

    learn(reader, batches, args.rate, args.rounds, mask_id, generator, args.out, show)
    for name in ("dev", "test"):
        print(f"\n{name} part of the corpus")
        for what, (f, wanted) in acts.score_acts(reader, part[name]).items():
            print(f"  {what:16} F1 {f:5.1f}  of {wanted}")


if __name__ == "__main__":
    main()
