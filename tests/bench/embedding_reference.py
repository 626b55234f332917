#!/usr/bin/env python3
"""Compares what embedding_bench wrote with the tokenizers library and a numpy BERT.

  embedding_reference.py WEIGHTS.safetensors TOKENIZER.json TEXTS VECTORS PIECES [EVERY [LONGEST]]

Needs numpy, scipy, safetensors, tokenizers. WEIGHTS may be the original ones in 32 bits. Compares the pieces of
all texts, and the vectors of every EVERYth (default 40). Prints how many differ and the least cosine.
"""
import sys

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

LONGEST, HEADS = 256, 12


def unescape(line):
    out, i = [], 0
    while i < len(line):
        if line[i] == "\\" and i + 1 < len(line):
            i += 1
            out.append({"n": "\n", "t": "\t", "r": "\r"}.get(line[i], line[i]))
        else:
            out.append(line[i])
        i += 1
    return "".join(out)


def embed(w, ids):
    def norm(x, name):
        mean = x.mean(-1, keepdims=True)
        variance = ((x - mean) ** 2).mean(-1, keepdims=True)
        return (x - mean) / np.sqrt(variance + 1e-12) * w[name + ".weight"] + w[name + ".bias"]

    def dense(x, name):
        return x @ w[name + ".weight"].T + w[name + ".bias"]

    n, e = len(ids), "embeddings."
    x = w[e + "word_embeddings.weight"][ids] + w[e + "position_embeddings.weight"][:n]
    x = norm(x + w[e + "token_type_embeddings.weight"][0], e + "LayerNorm")
    hidden, layer = x.shape[1], 0
    while f"encoder.layer.{layer}.output.dense.bias" in w:
        p = f"encoder.layer.{layer}."
        q, k, v = (dense(x, p + "attention.self." + part).reshape(n, HEADS, -1).transpose(1, 0, 2)
                   for part in ("query", "key", "value"))
        s = q @ k.transpose(0, 2, 1) / np.sqrt(hidden // HEADS)
        s = np.exp(s - s.max(-1, keepdims=True))
        c = (s / s.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(n, hidden)
        x = norm(x + dense(c, p + "attention.output.dense"), p + "attention.output.LayerNorm")
        h = dense(x, p + "intermediate.dense")
        x = norm(x + dense(h * 0.5 * (1 + erf(h / np.sqrt(2))), p + "output.dense"), p + "output.LayerNorm")
        layer += 1
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def main(weights, tokenizer, texts, vectors, pieces, every=40, longest=0):
    w = {k: v.astype(np.float32) for k, v in load_file(weights).items() if v.dtype != np.int64}
    tok = Tokenizer.from_file(tokenizer)
    tok.no_padding()
    with open(texts, encoding="utf-8") as f:
        lines = [unescape(line.rstrip("\n")) for line in f]
    with open(pieces) as f:
        ours = [list(map(int, line.split())) for line in f]
    # PIECES is cut at LONGEST, or where tokenizer.json says.
    if int(longest) > 0:
        tok.enable_truncation(int(longest))
    theirs = [t.ids for t in tok.encode_batch(lines)]
    print(len(lines), "texts; cut otherwise:", sum(a != b for a, b in zip(ours, theirs, strict=True)))
    v = np.fromfile(vectors, dtype="<i2").reshape(len(lines), -1) / 2048
    tok.enable_truncation(LONGEST)
    cosines = []
    for i in range(0, len(lines), int(every)):
        r = embed(w, tok.encode(lines[i]).ids)
        cosines.append(float(v[i] @ r / np.linalg.norm(v[i])))
    print(len(cosines), "vectors; least cosine:", min(cosines))


main(*sys.argv[1:])
