#!/usr/bin/env python3
"""How well sections agree with the lists of contents that documents have themselves.

    python3 tests/bench/outline_truth.py CONCORD FILE...      [--list]

The list is read from the raw file, not from what the program made of it: links to headings in Markdown, styles TOC1 to
TOC9 in DOCX, <toc> in Akoma Ntoso and USLM, "The table of contents for this Act is as follows:" in plain text, lines
that end in dots and a page in PDF. HTML of the Official Journal has no list; there the classes of its headings are the
truth, and for other HTML <h1> to <h6>. Counts headings of the list that are sections (recall), sections with a heading,
not deeper than the list goes, that are in the list (precision), and, of entries with an entry above them, those whose
section lies in the section of that entry (nesting). The title of the document and what stands before the first entry do
not count.
"""
import argparse
import html
import json
import os
import re
import subprocess
import sys
import zipfile


def slug(text):
    return re.sub(r"[\W_]+", "", html.unescape(text).lower())


def words_of(text):
    """Without number, page and marks."""
    text = re.sub(r"^第\w+[條条章節节]\s*", "", text.strip())
    text = re.sub(r"^\W*((article|section|sec\.?|chapter|title|part|annex|appendix|subtitle|division|schedule|§+)\s*)?"
                  r"(\(?[ivxlc]+[.)\s—-]|\(?[a-z][.)]\s|\(?\d+[a-z]?(\.\d+)*[.)]?\s*)?", "", text.strip(), flags=re.I)
    return slug(text)


# ---- lists of contents: (level, text)

def from_markdown(text):
    entries, inside = [], False
    for line in text.splitlines():
        if re.match(r"^#+\s*(table of )?contents\b", line, re.I):
            inside = True
            continue
        if inside and re.match(r"^#+\s", line):
            break
        link = re.match(r"^(\s*)(?:[-*+]|\d+[.)])?\s*\[(.+?)\]\(#.*\)", line)
        if link and (inside or entries):
            entries.append((len(link.group(1).expandtabs(4)) // 2, re.sub(r"[*`\\]", "", link.group(2))))
        elif inside and entries and line.strip() and not link:
            continue
    return entries


def from_docx(path):
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8", "replace")
    entries = []
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", xml, re.S):
        style = re.search(r'<w:pStyle w:val="TOC(\d)"', paragraph)
        if not style:
            continue
        text = "".join(" " if part[0] is None else part for part in
                       [(t if t else " ") for t in re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>|<w:tab/>", paragraph)])
        text = re.sub(r"\s*\d+\s*$", "", text)
        if text.strip():
            entries.append((int(style.group(1)), html.unescape(text)))
    return entries


def from_law_xml(text):
    entries = []
    for item in re.findall(r"<(?:\w+:)?tocItem ([^>]*)>(.*?)</(?:\w+:)?tocItem>", text, re.S):
        level = re.search(r'level="(\d+)"', item[0])
        entries.append((int(level.group(1)) if level else 1, re.sub(r"<[^>]+>", " ", item[1])))
    if entries:
        return entries
    rank = {"division": 0, "title": 1, "subtitle": 2, "part": 3, "subpart": 4, "chapter": 3, "subchapter": 4, "section": 6}
    item = r"<(?:\w+:)?referenceItem [^>]*role=\"(\w+)\"[^>]*>\s*<designator>(.*?)</designator>\s*<label>(.*?)</label>"
    tocs = "".join(re.findall(r"<(?:\w+:)?toc[ >].*?</(?:\w+:)?toc>", text, re.S))
    for role, number, label in re.findall(item, tocs, re.S):
        entries.append((rank.get(role, 6), re.sub(r"<[^>]+>", " ", number + " " + label)))
    return entries


def from_act(text):
    start = re.search(r"table of contents (for|of|in) [^\n]{3,60}as follows:", text, re.I)
    if not start:
        return []
    rank = [("division", 0), ("title", 1), ("subtitle", 2), ("part", 3), ("chapter", 3), ("sec", 6)]
    entries, seen = [], set()
    for line in text[start.end():].splitlines():
        line = line.strip()
        unit = re.match(r"(DIVISION|Division|TITLE|Title|SUBTITLE|Subtitle|PART|Part|CHAPTER|Chapter|Sec\.|SEC\.)\s*([\w.]+?)[.\u2014-]", line)
        if not line:
            continue
        key = line.lower().rstrip(".")
        if not unit or key in seen or (line.startswith("SEC.") and entries):
            break
        seen.add(key)
        entries.append((dict(rank)[unit.group(1).lower().rstrip(".")], line))
    return entries


def from_html(text):
    marks = []
    journal = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip() for body in
               re.findall(r'<p[^>]*class="oj-(?:ti-section-1|ti-art|doc-ti)"[^>]*>(.*?)</p>', text, re.S)]
    levels = (("ANNEX", 0), ("CHAPTER", 1), ("SECTION", 3), ("Article", 6))
    journal = [(level, words) for words in journal for word, level in levels if words.startswith(word)]
    if journal:
        return journal
    sidebar = re.findall(r'<a href="#[^"]*"[^>]*title="([^"]+)"', text)
    if sidebar:
        return [(1, words) for words in sidebar]
    for level, body in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", text, re.S | re.I):
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()
        if words:
            marks.append((int(level), words))
    return marks


def from_pages(lines):
    """Cells below "Contents" in a PDF: numbers, words, pages, in this order, each perhaps a cell of its own."""
    entries, words = [], ""

    def end():
        nonlocal words
        text = re.sub(r"(\s*\.){2,}\s*\d*\s*$|\s+\d{1,3}\s*$", "", words).strip()
        if re.search(r"[A-Za-z]{3}", text):
            number = re.match(r"^(\d+(?:\.\d+)*)\.?\s", text)
            entries.append((number.group(1).count(".") + 1 if number else 1, text))
        words = ""

    for cell in lines:
        if re.fullmatch(r"[\divx]{1,4}", cell):
            end()
            continue
        if re.match(r"^\d+(\.\d+)*\.?(\s|$)", cell) or not re.fullmatch(r"[\d.]+", words.strip()):
            end()
        words = (words + " " + cell).strip()
    end()
    return entries


def sections_of(concord, path):
    out = subprocess.run([concord, "extract", path, "--print", "document"], capture_output=True, encoding="utf-8", errors="replace", check=False)
    sections, lines, contents = [], [], False
    for line in out.stdout.splitlines():
        found = re.match(r"^( *)([\w-]+) (\S+) \[(\d+),(\d+)\)(?: \"(.*?)\")?(?: (.*))?$", line)
        block = re.match(r"^ *- \d+ \w+ \[(\d+),(\d+)\)[^:]*: (.*)$", line)
        if block:
            heading = re.search(r"(?i)\b(table of )?contents$", block.group(3))
            if " heading " in line[:60] or " paragraph " in line[:60]:
                contents = bool(heading)
            if contents and not heading:
                lines.append(block.group(3))
        elif found and found.group(3) != ".":
            sections.append({"depth": len(found.group(1)) // 2, "path": found.group(3), "start": int(found.group(4)),
                             "end": int(found.group(5)), "number": found.group(6) or "", "heading": (found.group(7) or "").strip()})
    return sections, lines


def same(a, b):
    """One is the other, or the beginning that printing kept of it."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 20 and long.startswith(short))


def contents_of(path, lines):
    if path.endswith(".docx"):
        return from_docx(path)
    if path.endswith(".pdf"):
        return from_pages(lines)
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    if path.endswith(".md"):
        return from_markdown(text)
    if path.endswith(".html"):
        return from_html(text)
    if path.endswith(".xml"):
        return from_law_xml(text)
    return from_act(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("concord")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    total = [0] * 6
    for path in args.files:
        sections, lines = sections_of(args.concord, path)
        entries = [(level, text) for level, text in contents_of(path, lines) if words_of(text) or slug(text)]
        if len(entries) < 2:
            print(f"{os.path.basename(path)}: no list of contents", file=sys.stderr)
            continue
        headed = [s for s in sections if s["heading"] or re.match(r"(?i)(article|chapter|title|part|annex|sec|§|第)", s["number"])]
        for s in headed:
            s["names"] = {words_of(s["heading"]), slug(s["heading"]), slug(s["number"] + s["heading"]), slug(s["number"]), slug(s["number"].split(" ")[0])} - {""}
        taken, matched, at = {}, [None] * len(entries), -1
        for e, (level, text) in enumerate(entries):
            names = {slug(text), words_of(text)} - {""}
            options = [i for i, s in enumerate(headed) if i not in taken and any(same(a, b) for a in names for b in s["names"])]
            later = [i for i in options if i > at]
            if later or options:
                matched[e] = at = (later or options)[0]
                taken[at] = e
        found = [m for m in matched if m is not None]
        right = len(found)
        deepest = max((headed[i]["depth"] for i in found), default=0)
        first = min((headed[i]["start"] for i in found), default=0)
        # What is below an entry that has none below it is finer than the list.
        leaves = [headed[m] for e, m in enumerate(matched) if m is not None and
                  (e + 1 == len(entries) or entries[e + 1][0] <= entries[e][0])]
        finer = lambda s: any(leaf["start"] <= s["start"] and s["end"] <= leaf["end"] and s["depth"] > leaf["depth"] for leaf in leaves)
        extra = [s for i, s in enumerate(headed) if i not in taken and s["depth"] <= deepest and s["start"] >= first and s["heading"]
                 and not finer(s)]
        nested, of = 0, 0
        for e, (level, _) in enumerate(entries):
            above = next((k for k in range(e - 1, -1, -1) if entries[k][0] < level), None)
            if above is None or matched[e] is None or matched[above] is None:
                continue
            of += 1
            inner, outer = headed[matched[e]], headed[matched[above]]
            inside = outer["start"] <= inner["start"] and inner["end"] <= outer["end"] and outer["depth"] < inner["depth"]
            nested += inside
            if args.list and not inside:
                print("   not inside:", inner["path"], "|", outer["path"])
        print(f"{os.path.basename(path)[:60]}: recall {right}/{len(entries)}, precision {right}/{right + len(extra)}, nesting {nested}/{of}")
        if args.list:
            for e, (_, text) in enumerate(entries):
                if matched[e] is None:
                    print("   missing:", re.sub(r"\s+", " ", text)[:100])
            for s in extra[:12]:
                print("   extra:", s["path"], s["number"], s["heading"][:80])
        for k, n in enumerate((right, len(entries), right, right + len(extra), nested, of)):
            total[k] += n
    print(f"recall {total[0]}/{total[1]} {total[0] / max(1, total[1]):.3f}, precision {total[2]}/{total[3]} "
          f"{total[2] / max(1, total[3]):.3f}, nesting {total[4]}/{total[5]} {total[4] / max(1, total[5]):.3f}")


if __name__ == "__main__":
    main()
