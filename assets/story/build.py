#!/usr/bin/env python3
"""Makes words.txt, what is common in news: in how many of so many English news texts the stem of a word occurs.

    assets/story/build.py LABELLED

LABELLED holds silver-voa.jsonl, silver-wikinews.jsonl and train-gum.jsonl; NOTICE says whose the texts are. The first line
of words.txt is the number of texts, each other one a stem, a tab, and in how many it occurs; rare stems are left out. The
stems are those of `src/story/stem.rs`, which a test there compares with the ones here by way of this list.
"""
import collections
import json
import os
import re
import sys

WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d+(?:[.,]\d+)*")
FILES = ["silver-voa", "silver-wikinews", "train-gum"]
LEAST = 2


def stem(word):
    word = word.lower().replace("’", "'").split("'")[0]
    if len(word) > 3:
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith("sses"):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us")):
            word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


def main():
    found, texts = collections.Counter(), 0
    for name in FILES:
        with open(os.path.join(sys.argv[1], name + ".jsonl"), encoding="utf-8") as lines:
            for line in lines:
                texts += 1
                found.update({stem(match.group(0)) for match in WORD.finditer(json.loads(line)["text"])})
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "words.txt"), "w", encoding="utf-8") as out:
        print(texts, file=out)
        for word in sorted(word for word in found if found[word] >= LEAST and not word[0].isdigit()):
            print(word, found[word], sep="\t", file=out)


main()
