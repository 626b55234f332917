#!/usr/bin/env python3
"""How often title, issuer and date as the texts say them agree with a manifest that it was not shown.

    python3 tests/bench/metadata_truth.py CONCORD CORPUS [--half even|odd|all] [--list title|issuer|date]

A value of the manifest counts only where the text states it: where the words of the title, a name of the issuer, or the
date in one of its usual forms are in the first 6,000 or last 3,000 characters of the file. What the manifest has from a
file name counts never. The half of a file is the first hex digit of the SHA-256 of its name; rules are developed on
`even` and measured on `odd`. Prints right, of those stated, and the wrong and missing ones apart.
"""
import argparse
import concurrent.futures
import csv
import hashlib
import json
import os
import re
import subprocess
import tempfile

HEAD, TAIL = 6000, 3000
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]

# Names under which a text states the issuer of a manifest, where they differ.
OTHER_NAMES = {
    "united states congress": ["house of representatives of the united states", "in congress assembled",
                               "in the house of representatives", "in the senate of the united states",
                               "congress of the united states", "united states congress"],
    "us congress": ["united states congress"],
    "us congress / ofr": ["united states congress"],
    "european union": ["european parliament", "european commission", "council of the european union"],
    "european union (oj)": ["european union"],
    "executive office of the president": ["the white house", "as president by the constitution",
                                          "president of the united states"],
    "nist": ["national institute of standards and technology"],
    "national institute of standards and technology": ["nist"],
    "gsa fedramp": ["fedramp"],
    "us gpo": ["government publishing office", "gpo"],
    "us ofr": ["office of the federal register"],
    "uk parliament": ["be it enacted by the king", "be it enacted by the queen"],
    "french senate": ["sénat"],
    "germany (bgbl)": ["der bundestag", "bundesregierung", "bundesministerium"],
    "owasp ai exchange": ["owasp"],
    "oecd": ["organisation for economic co-operation and development"],
    "unesco": ["general conference"],
    "united nations": ["general assembly"],
    "office of management and budget": ["omb"],
    "government of australia": ["australian government"],
    "government of canada": ["treasury board", "minister of"],
    "cosai (oasis open)": ["coalition for secure ai", "cosai"],
}
# What counts as the same or a part of the issuer, by words of the answer.
SAME = {
    "united states congress": ["congress", "house of representatives", "united states senate", "senate of the united states"],
    "european union": ["european", "council of the european union"],
    "executive office of the president": ["president", "white house"],
    "nist": ["nist", "national institute of standards and technology", "department of commerce"],
    "gsa fedramp": ["fedramp", "federal risk and authorization", "general services administration"],
    "us gpo": ["government publishing office", "government printing office"],
    "us ofr": ["federal register"],
    "uk parliament": ["parliament of the united kingdom", "united kingdom", "uk parliament"],
    "germany (bgbl)": ["bundes", "germany", "deutsch"],
    "owasp ai exchange": ["owasp"],
    "united nations": ["united nations"],
    "unesco": ["unesco", "united nations educational"],
    "government of australia": ["austral"],
    "government of canada": ["canad", "treasury board"],
    "cosai (oasis open)": ["cosai", "coalition for secure ai", "oasis"],
    "office of management and budget": ["management and budget"],
}
ALIASES = {"us congress": "united states congress", "us congress / ofr": "united states congress",
           "european union (oj)": "european union",
           "national institute of standards and technology": "nist"}
STATES = ("Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois "
          "Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri "
          "Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio "
          "Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia "
          "Washington West_Virginia Wisconsin Wyoming").replace("_", "\0").split()
STATES = {state.replace("\0", " ").lower() for state in STATES}


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def is_even(path):
    return int(hashlib.sha256(os.path.basename(path).encode()).hexdigest()[0], 16) % 2 == 0


def looks_like_file(title):
    return " " not in title or re.search(r"\.(md|xml|json|pdf|tsv|csv|html|docx|xlsx)$", title) is not None \
        or title.endswith("(HTML)")


def title_variants(title):
    """The title as a whole, without what a catalogue puts in front or behind, and the heading of a fragment."""
    found = [title]
    bare = re.sub(r"\s*\((?:[A-Z]+\.? ?){1,3}\d+[^)]*\)$", "", title)
    found.append(bare)
    quoted = re.search(r"\(\"(.+?)\.?\"\)$", title)
    if quoted:
        found.append(quoted.group(1))
    return [slug(one) for one in found if len(slug(one)) >= 8]


def date_forms(date):
    parts = date.split("-")
    if len(parts) < 3:
        return []
    y, m, d = (int(p) for p in parts)
    month = MONTHS[m - 1]
    day_names = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    nth = f"{d}{day_names.get(d, 'th')}"
    forms = [f"{d} {month} {y}", f"{month} {d}, {y}", f"{month} {d:02}, {y}", date, f"{m}/{d}/{y}", f"{m:02}/{d:02}/{y}",
             f"{d}.{m}.{y}", f"{nth} day of {month}, {y}", f"{nth} {month} {y}", f"{nth} of {month} {y}", f"{month} {d} {y}",
             f"{month} {nth}, {y}", f"{month[:3]}. {d}, {y}", f"{d:02} {month} {y}"]
    return [form.lower() for form in forms]


def bounded(text, word):
    return re.search(r"(?<![a-z0-9])" + re.escape(word) + r"(?![a-z0-9])", text) is not None


def is_stated_date(text, form):
    """A date from which an act is effective is not the date of the act."""
    return any(not re.search(r"effect", text[max(0, found.start() - 60):found.start()])
               for found in re.finditer(r"(?<![a-z0-9])" + re.escape(form) + r"(?![a-z0-9])", text))


def names_of(issuer):
    low = issuer.lower()
    names = {low} | set(OTHER_NAMES.get(low, [])) | set(OTHER_NAMES.get(ALIASES.get(low, ""), []))
    if ALIASES.get(low):
        names.add(ALIASES[low])
    place = re.sub(r", [A-Z]{2}$", "", issuer).lower()
    names.add(place)
    return names


STATING = (r"enact|resolv|ordain|legislature|general assembly|general court|governor|mayor|seal of|issue[sd]? |published by|prepared by|"
           r"released by|adopted by|statutes|compiled|consolidated| code|general laws|copyright|\(c\)|\u00a9|authority vested|assembled|"
           r"memorandum|attorney general|regulation \(eu|commission decision|agency:|department of|office of the")


def is_stated_issuer(issuer, text, head, tail, path):
    """The name opens or closes the text, or stands beside a word that says who acts. A name alone is a mention.
    OSCAL files name their own parties, which the manifest overrides with the publisher of the examples."""
    low = issuer.lower()
    if re.match(r"(other|various|state governments|chinese)", low) or path.startswith("oscal-"):
        return False
    for name in ([low] if low in STATES else names_of(issuer)):
        for found in re.finditer(r"(?<![a-z0-9])" + re.escape(name) + r"(?![a-z0-9])", text):
            if low == "virginia" and text[:found.start()].endswith("west "):
                continue
            around = text[max(0, found.start() - 80):found.end() + 80]
            if name in head or name in tail or re.search(STATING, around):
                return True
    return False


def is_right_issuer(issuer, answers):
    low = issuer.lower()
    canon = ALIASES.get(low, low)
    accepted = SAME.get(canon, []) + [canon, re.sub(r", [A-Z]{2}$", "", issuer).lower()]
    for answer in answers:
        said = " ".join(answer).lower()
        if canon == "virginia" and "west virginia" in said:
            continue
        if any(word in said for word in accepted):
            return True
        if "european" in canon and re.search(r"\beu\b|^ec |council", said):
            return True
    return False


def read(concord, path):
    """The properties of the version of a file, and its issuers: (key, name, name as written)."""
    out = subprocess.run([concord, "extract", path, "--jsonl"], capture_output=True, encoding="utf-8", errors="replace", check=False)
    version, issuers, names = {}, [], {}
    for line in out.stdout.splitlines():
        if '"Version"' not in line and '"ISSUED_BY"' not in line and '"Actor"' not in line:
            continue
        record = json.loads(line)
        properties = record.get("properties", {})
        if "Version" in record.get("labels", []):
            version = {name: value for name, value in properties.items() if name != "text"}
        elif "Actor" in record.get("labels", []):
            names[record["key"]] = properties.get("name", "")
        elif record.get("type") == "ISSUED_BY" and properties.get("role") == "issuer":
            issuers.append((record["to"], properties.get("name", "")))
    return version, [(key, names.get(key, ""), name) for key, name in issuers]


def shortened(path, folder):
    """A text file without its middle, which says nothing of title, issuer and date: extraction reads all of it."""
    with open(path, "rb") as file:
        data = file.read()
    if not path.endswith((".txt", ".md")) or len(data) < 14000:
        return path
    head, tail = data[:9000], data[-4000:]
    short = os.path.join(folder, os.path.basename(path))
    with open(short, "wb") as file:
        file.write(head[:head.rfind(b"\n") + 1 or None] + tail[tail.find(b"\n") + 1:])
    return short


def version_text(concord, path):
    """The text of a PDF file, as concord-pdf gives it: words, one a line behind its numbers."""
    tool = os.path.join(os.path.dirname(concord), "concord-pdf")
    with open(path, "rb") as file:
        out = subprocess.run([tool], stdin=file, capture_output=True, encoding="utf-8", errors="replace", check=False)
    return " ".join(line.rsplit("\t", 1)[-1] for line in out.stdout.splitlines())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("concord")
    parser.add_argument("corpus")
    parser.add_argument("--half", default="even", choices=["even", "odd", "all"])
    parser.add_argument("--list", default="", choices=["", "title", "issuer", "date", "all"])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--largest", type=int, default=300_000, help="bytes of files other than plain text")
    args = parser.parse_args()
    counts = {what: [0, 0, 0] for what in ("title", "issuer", "date")}  # right, wrong, missing
    with open(os.path.join(args.corpus, "MANIFEST.tsv"), encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if args.half == "all" or is_even(row["path"]) == (args.half == "even")]
    rows = [row for row in rows if not row["path"].startswith(("tsv-sssom/", "csv/", "xlsx/", "docx/"))]
    rows = [row for row in rows if os.path.getsize(os.path.join(args.corpus, row["path"])) <= args.largest
            or row["path"].endswith((".txt", ".md"))]
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool, tempfile.TemporaryDirectory() as folder:
        answers_of = list(pool.map(
            lambda row: read(args.concord, shortened(os.path.join(args.corpus, row["path"]), folder)), rows))
    for row, (version, answers) in zip(rows, answers_of):
        path = row["path"]
        if path.startswith("pdf/"):
            text = version_text(args.concord, os.path.join(args.corpus, path))
        else:
            with open(os.path.join(args.corpus, path), encoding="utf-8", errors="replace") as file:
                text = file.read()
        text = re.sub(r"<[^>]*>", " ", text) if path.endswith((".xml", ".html")) else text
        text = re.sub(r"\s+", " ", text)
        window = (text[:HEAD] + "\n" + text[-TAIL:]).lower()

        def tell(what, verdict, truth, said):
            counts[what][verdict] += 1
            if args.list in (what, "all") and verdict != 0:
                print(f"{'-WM'[verdict]} {what}\t{path}\t{truth}\t{said}")

        title = row["title"]
        if not looks_like_file(title):
            stated = [v for v in title_variants(title) if v in slug(window)]
            ours = slug(version.get("title", ""))
            if stated:
                right = any(v in ours or (ours and ours in v and len(ours) * 10 >= len(v) * 6) for v in stated)
                tell("title", 0 if right else (1 if ours else 2), title, version.get("title", ""))
        if is_stated_issuer(row["issuer"], window, text[:250].lower(), text[-300:].lower(), path):
            right = is_right_issuer(row["issuer"], answers)
            tell("issuer", 0 if right else (1 if answers else 2), row["issuer"], answers)
        if any(is_stated_date(window, form) for form in date_forms(row["date"])):
            ours = str(version.get("date", ""))
            tell("date", 0 if ours == row["date"] else (1 if ours else 2), row["date"], ours)
    for what, (right, wrong, missing) in counts.items():
        of = right + wrong + missing
        print(f"{what}: {right} of {of} ({right / max(of, 1):.3f}), {wrong} wrong, {missing} missing")


if __name__ == "__main__":
    main()
