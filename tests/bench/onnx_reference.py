#!/usr/bin/env python3
"""Compares what embedding_bench wrote with ONNX Runtime, in vectors and in time.

  onnx_reference.py WEIGHTS.safetensors TOKENIZER.json TEXTS VECTORS [THREADS]
  onnx_reference.py --export WEIGHTS.safetensors MODEL.onnx [--int8]

Needs numpy, safetensors, tokenizers, onnx, onnxruntime. The graph is made here from the weights, of the operators
that the runtime's own optimiser makes of a BERT (Attention, SkipLayerNormalization, BiasGelu), with the inputs and the
output that exports of BERT have. Texts of like length are batched, as the runtime needs padding; the cutting into
pieces is not timed. Prints pieces a second and the least cosine. Run embedding_bench before and after on the same
cores: only figures of one quiet run compare. --export writes the graph, for a folder that embedding_bench and
concord read with the runtime itself; --int8 with the runtime's dynamic quantisation. --export knows MPNet too.
"""
import sys
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LONGEST, HEADS, BATCH = 256, 12, 32


def mpnet_bias(table, longest):
    """What MPNet adds to the attention between two places, by their distance (12 heads, `longest` squared).

    Near distances have a row of the table each, farther ones share rows, evenly by their logarithm up to 128.
    """
    half, exact, most = table.shape[0] // 2, table.shape[0] // 4, 128
    distance = np.arange(longest)[None, :] - np.arange(longest)[:, None]
    size = np.abs(distance)
    far = exact + (np.log(np.maximum(size, 1) / exact) / np.log(most / exact) * (half - exact)).astype(np.int64)
    bucket = np.where(distance > 0, half, 0) + np.where(size < exact, size, np.minimum(far, half - 1))
    return np.ascontiguousarray(table[bucket].transpose(2, 0, 1)[None].astype(np.float32))


def with_bert_names(w):
    """The arrays of an MPNet under the names that BERT's have."""
    parts = {"attention.attn.q": "attention.self.query", "attention.attn.k": "attention.self.key",
             "attention.attn.v": "attention.self.value", "attention.attn.o": "attention.output.dense",
             "attention.LayerNorm": "attention.output.LayerNorm"}
    named = {}
    for name, array in w.items():
        for old, new in parts.items():
            name = name.replace("." + old + ".", "." + new + ".")
        named[name] = array
    return named


def graph(w):
    nodes, constants = [], []
    is_mpnet = "encoder.relative_attention_bias.weight" in w
    epsilon = 1e-5 if is_mpnet else 1e-12
    if is_mpnet:
        w = with_bert_names(w)

    def constant(name, array):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(op, inputs, output, domain="", **attributes):
        nodes.append(helper.make_node(op, inputs, [output], domain=domain, **attributes))
        return output

    ms = "com.microsoft"
    e = "embeddings."
    words = node("Gather", [constant("words", w[e + "word_embeddings.weight"]), "input_ids"], "at_words")
    # The first places, as many as there are pieces.
    length = node("Shape", ["input_ids"], "length", start=1, end=2)
    # MPNet's first two rows are for padding.
    places = w[e + "position_embeddings.weight"][2 if is_mpnet else 0:]
    at = node("Slice", [constant("places", places), constant("zero", np.array([0], dtype=np.int64)), length, "zero"],
              "at_places")
    x = node("Add", [words, at], "sum0")
    beside = []
    if is_mpnet:
        bias = constant("distances", mpnet_bias(w["encoder.relative_attention_bias.weight"], len(places)))
        square = node("Concat", [length, length], "square", axis=0)
        constant("corner", np.array([0, 0], dtype=np.int64))
        beside = ["", node("Slice", [bias, "corner", square, constant("sides", np.array([2, 3], dtype=np.int64))],
                           "distances_here")]
    else:
        kinds = constant("kinds", w[e + "token_type_embeddings.weight"])
        x = node("Add", [x, node("Gather", [kinds, "token_type_ids"], "at_kinds")], "sum1")
    mask = node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    x = node("LayerNormalization", [x, constant("g0", w[e + "LayerNorm.weight"]), constant("b0", w[e + "LayerNorm.bias"])],
             "x0", epsilon=epsilon, axis=-1)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.bias" in w:
        p, n = f"encoder.layer.{layer}.", str(layer + 1)
        parts = [p + "attention.self." + part for part in ("query", "key", "value")]
        qkv = constant("qkv" + n, np.concatenate([w[part + ".weight"].T for part in parts], axis=1))
        bias = constant("qkvb" + n, np.concatenate([w[part + ".bias"] for part in parts]))
        a = node("Attention", [x, qkv, bias, mask] + beside, "a" + n, ms, num_heads=HEADS)

        def dense(value, name, out):
            return node("MatMul", [value, constant(out + "w", w[name + ".weight"].T)], out)

        def norm(value, skip, name, dense_bias, out):
            return node("SkipLayerNormalization",
                        [value, skip, constant(out + "g", w[name + ".weight"]), constant(out + "b", w[name + ".bias"]),
                         constant(out + "d", w[dense_bias])], out, ms, epsilon=epsilon)

        d = dense(a, p + "attention.output.dense", "o" + n)
        x = norm(d, x, p + "attention.output.LayerNorm", p + "attention.output.dense.bias", "y" + n)
        h = dense(x, p + "intermediate.dense", "h" + n)
        h = node("BiasGelu", [h, constant("hb" + n, w[p + "intermediate.dense.bias"])], "g" + n, ms)
        d = dense(h, p + "output.dense", "d" + n)
        last = f"encoder.layer.{layer + 1}.output.dense.bias" not in w
        x = norm(d, x, p + "output.LayerNorm", p + "output.dense.bias", "last_hidden_state" if last else "x" + n)
        layer += 1
    whole = helper.make_graph(
        nodes, "bert",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "s"])
         for name in ("input_ids", "attention_mask") + (() if is_mpnet else ("token_type_ids",))],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["b", "s", w[e + "word_embeddings.weight"].shape[1]])],
        constants)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(ms, 1)],
                             ir_version=8)


def read(weights):
    return {k: v.astype(np.float32) for k, v in load_file(weights).items() if v.dtype != np.int64}


def export(weights, file, *options):
    onnx.save(graph(read(weights)), file)
    if "--int8" in options:
        from onnxruntime.quantization import quantize_dynamic
        # A scale for each column: with one for the whole matrix suggestions lose .017 of MRR (docs/suggestions.md).
        quantize_dynamic(file, file, per_channel=True, extra_options={"DefaultTensorType": TensorProto.FLOAT})


def main(weights, tokenizer, texts, vectors, threads=0):
    w = read(weights)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(threads)
    session = onnxruntime.InferenceSession(graph(w).SerializeToString(), options, providers=["CPUExecutionProvider"])
    tok = Tokenizer.from_file(tokenizer)
    tok.no_padding()
    tok.enable_truncation(LONGEST)
    with open(texts, encoding="utf-8") as f:
        lines = [line.rstrip("\n").replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r").replace("\\\\", "\\")
                 for line in f]
    ids = [t.ids for t in tok.encode_batch(lines)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = np.zeros((len(ids), w["embeddings.word_embeddings.weight"].shape[1]), dtype=np.float32)
    start = time.monotonic()
    for at in range(0, len(order), BATCH):
        batch = order[at:at + BATCH]
        lengths = np.array([len(ids[i]) for i in batch], dtype=np.int32)
        padded = np.zeros((len(batch), lengths.max()), dtype=np.int64)
        for row, i in enumerate(batch):
            padded[row, :len(ids[i])] = ids[i]
        mask = np.arange(lengths.max())[None, :] < lengths[:, None]
        last = session.run(None, {"input_ids": padded, "attention_mask": mask.astype(np.int64),
                                  "token_type_ids": np.zeros_like(padded)})[0]
        for row, i in enumerate(batch):
            mean = last[row, :lengths[row]].mean(0)
            out[i] = mean / np.linalg.norm(mean)
    took = time.monotonic() - start
    pieces = sum(map(len, ids))
    print(f"ONNX Runtime {onnxruntime.__version__}, 32 bits: {len(ids)} texts, {pieces} pieces in {took:.2f} s, "
          f"{pieces / took:.0f} pieces/s")
    v = np.fromfile(vectors, dtype="<i2").reshape(len(lines), -1) / 2048
    cosines = (v * out).sum(1) / np.linalg.norm(v, axis=1)
    print(f"{len(cosines)} vectors; least cosine {cosines.min():.7f}, mean {cosines.mean():.7f}")


if sys.argv[1:2] == ["--export"]:
    export(*sys.argv[2:])
else:
    main(*sys.argv[1:])
