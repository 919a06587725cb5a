#!/usr/bin/env python3
"""The encoder beside onnxruntime: the same weights and texts, one thread each, in turns.

    encoder.py --data ../shared/data [--program build/eval/sense/eval_encode] [--model models/all-MiniLM-L6-v2] [--lines 400] [--turns 3]

Floats beside floats, eight bits beside onnxruntime's dynamic quantisation of the same model, in pieces a second of processor
time.  The peer gets its sentences sorted by length, as it likes them best: alone or eight together, whichever is faster.  Its
file is made by torch's exporter; --fused has onnxruntime's own optimiser for transformers work on it before.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = pathlib.Path(__file__).resolve().parents[1]
OPSET = 17
TOGETHER = (1, 8)


def sentences(folder, count):
    """Sentences of news, as `polnear` cuts them: one a row of its CoNLL files' words."""
    texts = sorted((folder / "polnear/data/dev/text").glob("*.txt"))
    lines = [line.strip() for path in texts for line in path.read_text().split("\n")]
    cut = [s for line in lines for s in re.split(r"(?<=[.!?]) (?=[A-Z])", line) if len(s.split()) >= 4]
    return cut[::max(1, len(cut) // count)][:count]


def export(model, path, fused):
    """The model as an ONNX file, and beside it with eight bits."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel
    network = AutoModel.from_pretrained(str(model), add_pooling_layer=False, attn_implementation="eager").eval()

    class Hidden(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.network = network

        def forward(self, ids, mask):
            return self.network(input_ids=ids, attention_mask=mask).last_hidden_state

    example = torch.ones(2, 8, dtype=torch.long)
    axes = {"ids": {0: "rows", 1: "pieces"}, "mask": {0: "rows", 1: "pieces"}, "hidden": {0: "rows", 1: "pieces"}}
    torch.onnx.export(Hidden(), (example, example), str(path), input_names=["ids", "mask"], output_names=["hidden"],
                      dynamic_axes=axes, opset_version=OPSET, dynamo=False)
    if fused:
        from onnxruntime.transformers import optimizer
        config = network.config
        optimizer.optimize_model(str(path), model_type="bert", num_heads=config.num_attention_heads,
                                 hidden_size=config.hidden_size).save_model_to_file(str(path))
    small = path.with_suffix(".int8.onnx")
    quantize_dynamic(str(path), str(small), weight_type=QuantType.QInt8)
    return path, small


def theirs(path, encoded, together):
    import numpy
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    pieces = 0
    began = time.process_time()
    for at in range(0, len(encoded), together):
        rows = encoded[at:at + together]
        longest = max(map(len, rows))
        ids = numpy.zeros((len(rows), longest), numpy.int64)
        mask = numpy.zeros((len(rows), longest), numpy.int64)
        for i, row in enumerate(rows):
            ids[i, :len(row)] = row
            mask[i, :len(row)] = 1
            pieces += len(row)
        session.run(None, {"ids": ids, "mask": mask})
    return pieces / (time.process_time() - began)


def ours(program, model, lines, *kind):
    said = subprocess.run([program, "speed", str(model), *kind], input="\n".join(lines) + "\n", stderr=subprocess.PIPE,
                          text=True, check=True).stderr
    return float(re.search(r"pieces, (\d+)", said)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--program", default=str(ROOT / "build/eval/sense/eval_encode"))
    parser.add_argument("--model", type=pathlib.Path, default=ROOT / "models/all-MiniLM-L6-v2")
    parser.add_argument("--lines", type=int, default=400)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--fused", action="store_true")
    args = parser.parse_args()
    try:
        from tokenizers import Tokenizer
    except ImportError as missing:
        sys.exit(f"{missing}: the peer needs onnxruntime, onnx, torch, transformers and tokenizers")
    lines = sentences(args.data, args.lines)
    tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    encoded = sorted((tokenizer.encode(line).ids for line in lines), key=len)
    print(f"{args.model.name}: {len(lines)} sentences, {sum(map(len, encoded))} pieces; pieces a second", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        floats, small = export(args.model, pathlib.Path(folder, "model.onnx"), args.fused)
        for _ in range(args.turns):
            for name, path, kind in (("floats", floats, ()), ("eight bits", small, ("bytes",))):
                own = ours(args.program, args.model, lines, *kind)
                peer = max(theirs(path, encoded, n) for n in TOGETHER)
                print(f"  {name:11} ours {own:7.0f}   onnxruntime {peer:7.0f}   ratio {own / peer:5.2f}", flush=True)


if __name__ == "__main__":
    main()
