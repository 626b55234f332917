#!/usr/bin/env python3
"""Writes two invented frameworks as tables of items, for map_bench and concord map.

  make_frameworks.py FOLDER [ITEMS]      10,000 items each, in FOLDER/left.tsv and FOLDER/right.tsv

Words are drawn from 8,000 made-up ones as language draws them (Zipf), titles of four and texts of twenty-five; every
fourth item of the right takes half of its words from an item of the left, so that there is something to find. The same
call writes the same bytes.
"""
import os
import random
import sys


def main(folder, items=10000):
    pick = random.Random(7)
    parts = ["ba", "co", "di", "fen", "gra", "hul", "ker", "lo", "mar", "nip", "or", "pel", "quo", "rast", "su", "ti", "vel", "wy"]
    words = sorted({"".join(pick.choice(parts) for _ in range(pick.randint(2, 4))) for _ in range(12000)})[:8000]
    pick.shuffle(words)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    draw = lambda count: pick.choices(words, weights, k=count)
    os.makedirs(folder, exist_ok=True)
    texts = {}
    for name in ("left", "right"):
        with open(os.path.join(folder, name + ".tsv"), "w", encoding="utf-8") as out:
            out.write("framework\tid\tparent_id\ttitle\ttext\n")
            for i in range(int(items)):
                text = draw(25)
                if name == "right" and i % 4 == 0:
                    text[:12] = pick.sample(texts[pick.randrange(int(items))], 12)
                if name == "left":
                    texts[i] = text
                out.write(f"{name}\t{name}:{i + 1}\t\t{' '.join(draw(4))}\t{' '.join(text)}.\n")


main(*sys.argv[1:])
