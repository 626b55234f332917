"""Questions, as methods. Made by python/tools/generate_questions.py from query/queries.def; do not edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .table import Answer


class Questions:
    """One method for each question. Each returns an Answer: a table whose rows carry the passages that prove them
    (``row.evidence``); ``answer.columns`` names the columns and their types, and docs/queries.md explains them."""

    def _ask(self, query: str, words: list[str], options: Mapping[str, Any]) -> Answer:
        raise NotImplementedError

    def map(
        self,
        a: str,
        b: str,
        *,
        top: int | None = None,
        min: float | None = None,
        subject: str | None = None,
        leaves: bool = False,
        level: int | None = None,
        sentences: bool = False,
        suggest_only: bool = False,
        settled: bool = False,
        no_chains: bool = False,
        mix_rationales: bool = False,
        steps: int | None = None,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
    ) -> Answer:
        """Find the items of two frameworks or documents that correspond, with the evidence.

        top: Suggestions for each item of A (default 3)
        min: Only suggestions with at least this confidence, 0 to 1 (default 0)
        subject: Only this item of A.
        leaves: Suggest only items of B without items below them.
        level: Suggest only items of B on this level; 1 is the top.
        sentences: Show from each side the sentence with most of the shared words.
        suggest_only: Show only suggestions, made as if the store had no mappings between A and B.
        settled: Also suggest for items that somebody says have no counterpart.
        no_chains: Ignore mappings through other frameworks.
        mix_rationales: Let chains combine rows of different rationale.
        steps: Follow chains of up to N mappings, 1 to 6 (default 2)
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: compare words and shared concepts only.
        """
        words = [a, b]
        options = {
            "top": top,
            "min": min,
            "subject": subject,
            "leaves": leaves,
            "level": level,
            "sentences": sentences,
            "suggest-only": suggest_only,
            "settled": settled,
            "no-chains": no_chains,
            "mix-rationales": mix_rationales,
            "steps": steps,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
        }
        return self._ask("map", words, options)

    def codes(
        self,
        key: str,
        *,
        scheme: str | None = None,
        top: int | None = None,
        min: float | None = None,
        item: str | None = None,
        again: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
    ) -> Answer:
        """Suggest codes of a taxonomy for items, learning from what is classified already.

        scheme: Taxonomy to take codes from (`topics` lists them)
        top: Codes to suggest for each item (default 3)
        min: Only codes with at least this confidence, 0 to 1 (default 0)
        item: Only this item.
        again: Also suggest codes for items that already have some, learning only from other documents.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: compare words only.
        """
        words = [key]
        options = {
            "scheme": scheme,
            "top": top,
            "min": min,
            "item": item,
            "again": again,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
        }
        return self._ask("codes", words, options)

    def eval(
        self,
        set: str,
        *more: str,
        min_subjects: int | None = None,
        no_chains: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
    ) -> Answer:
        """Measure how well suggestions find the rows of a mapping set, compared with plain BM25.

        min_subjects: Skip pairs of frameworks with fewer mapped items (default 1)
        no_chains: Ignore mappings through other frameworks.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: compare words and shared concepts only.
        """
        words = [set, *more]
        options = {
            "min-subjects": min_subjects,
            "no-chains": no_chains,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
        }
        return self._ask("eval", words, options)

    def paths(
        self,
        item: str,
        other_item: str,
        *,
        steps: int | None = None,
        top: int | None = None,
        mix_rationales: bool = False,
    ) -> Answer:
        """Show every chain of mappings between two items, and what the chains prove together.

        steps: Follow chains of up to N mappings, 1 to 6 (default 3)
        top: Chains to show, the most specific first (default 20)
        mix_rationales: Let chains combine rows of different rationale.
        """
        words = [item, other_item]
        options = {
            "steps": steps,
            "top": top,
            "mix-rationales": mix_rationales,
        }
        return self._ask("paths", words, options)

    def forums(
        self,
        topic: str,
        *more: str,
        top: int | None = None,
        of: str | Iterable[str] | None = None,
        only_forums: bool = False,
        fold: bool = False,
        threshold: float | None = None,
        near: float | None = None,
        within: int | str | None = None,
        also: str | Iterable[str] | None = None,
        drop: str | Iterable[str] | None = None,
        no_expand: bool = False,
        no_index: bool = False,
        type: str | Iterable[str] | None = None,
        documents: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        since: str | date | None = None,
        jurisdiction: str | Iterable[str] | None = None,
        drafts: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Show which forums issue documents on a topic, and which forums these documents name.

        top: Forums to show (default 30)
        of: Only these forums, including silent ones: keys, names, or members:BODY.
        only_forums: Leave out issuers that are not forums: parliaments, ministries, companies.
        fold: Name a body beside the one that it is part of, or that is part of it, if that one has all its documents.
        threshold: Free text: share of the words that a paragraph must contain, counting the headings above it
            (default 0.75; 1: all words)
        near: Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)
        within: Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for
            an adjective with its noun, 100 for more) or 'paragraph' (anywhere in the paragraph and the headings above
            it)
        also: Free text: further words for the topic.
        drop: Free text: ignore these of the words that the answer says it searched for.
        no_expand: Free text: search for your words only, not for synonyms.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        type: Only documents of these kinds: law, treaty, declaration, dataset, catalogue, register, ...; none: of
            unknown kind; any: also datasets, catalogues and registers, in which words are not looked for otherwise.
        documents: Only documents whose key starts with one of these.
        language: Only documents in these languages (en, fr)
        since: Only documents of this date or later.
        jurisdiction: Only documents of these issuers and of their parts (country:US, eu)
        drafts: Count drafts also if the store has the final text: same title and issuer.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: match words only.
        as_of: Answer with the documents and memberships of this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 2)

        TOPIC is one of these:
        - words of your own: incident reports. Words in "..." must stand side by side. Join several with + (or) and -
          (but not): 'drones + "unmanned aerial" - toys'.
        - a concept: its key (mit-risk-domain:7), or its code if only one scheme has that code (`topics` lists them)
        - a topic that you saved (`topic save`)

        A paragraph is on the topic if it contains enough of the words (threshold=) or, with a model, is similar in
        meaning (near=).

        The columns: issued counts the documents on the topic that a forum issued. by organs counts those that only a
        part of it issued. named counts how often documents on the topic name the forum, and named in counts these
        documents; the roles are venue (under, within, at), partner (with), object (establish, join, support), host,
        issuer of a cited text, and other. measures counts the sentences in its documents that ask for something on
        the topic: binding or soft. trend compares the last three years with the three before. state is issued, by
        organs, named, silent (the store has texts of the forum, but none on the topic) or no text. A key that begins
        with new: belongs to a body that no data file lists; a text or a manifest names it.

        Quotes prove the numbers. If evidence= is all, you see each of them; the format evidence-csv is a list with
        forum, relation, document, title and quote. `why DOCUMENT FORUM` explains how a name was understood; `forum
        ID` shows what else a forum does.
        """
        words = [topic, *more]
        options = {
            "top": top,
            "of": of,
            "only-forums": only_forums,
            "fold": fold,
            "threshold": threshold,
            "near": near,
            "within": within,
            "also": also,
            "drop": drop,
            "no-expand": no_expand,
            "no-index": no_index,
            "type": type,
            "documents": documents,
            "language": language,
            "since": since,
            "jurisdiction": jurisdiction,
            "drafts": drafts,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("forums", words, options)

    def briefing(
        self,
        topic: str,
        *more: str,
        top: int | None = None,
        of: str | Iterable[str] | None = None,
        no_fold: bool = False,
        threshold: float | None = None,
        near: float | None = None,
        within: int | str | None = None,
        also: str | Iterable[str] | None = None,
        drop: str | Iterable[str] | None = None,
        no_expand: bool = False,
        no_index: bool = False,
        type: str | Iterable[str] | None = None,
        documents: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        since: str | date | None = None,
        jurisdiction: str | Iterable[str] | None = None,
        drafts: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
    ) -> Answer:
        """Write a briefing on a topic: how it was read, key quotes, forums, timeline, what is missing.

        top: Forums to show (default 15)
        of: Only these forums, including silent ones: keys, names, or members:BODY.
        no_fold: Give each body a row, also where one that it is part of has all its documents.
        threshold: Free text: share of the words that a paragraph must contain, counting the headings above it
            (default 0.75; 1: all words)
        near: Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)
        within: Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for
            an adjective with its noun, 100 for more) or 'paragraph' (anywhere in the paragraph and the headings above
            it)
        also: Free text: further words for the topic.
        drop: Free text: ignore these of the words that the answer says it searched for.
        no_expand: Free text: search for your words only, not for synonyms.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        type: Only documents of these kinds: law, treaty, declaration, dataset, catalogue, register, ...; none: of
            unknown kind; any: also datasets, catalogues and registers, in which words are not looked for otherwise.
        documents: Only documents whose key starts with one of these.
        language: Only documents in these languages (en, fr)
        since: Only documents of this date or later.
        jurisdiction: Only documents of these issuers and of their parts (country:US, eu)
        drafts: Count drafts also if the store has the final text: same title and issuer.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: match words only.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)

        TOPIC is read as in `forums`. The briefing is a document in Markdown (or, by format, for Word) with five
        parts: the question and how it was read; five quotes (from documents that a forum issued, if there are any;
        one quote per document); the forums with their numbers; documents by year; and what the store lacks.

        If you choose the forums, the table has a row for each and gives its state: issued, by organs (only a part of
        it issued), named, silent (the store has texts of it, but none on the topic) or no text.

        A body stands beside the one that it is part of, or that is part of it, if that one has all its documents.
        """
        words = [topic, *more]
        options = {
            "top": top,
            "of": of,
            "no-fold": no_fold,
            "threshold": threshold,
            "near": near,
            "within": within,
            "also": also,
            "drop": drop,
            "no-expand": no_expand,
            "no-index": no_index,
            "type": type,
            "documents": documents,
            "language": language,
            "since": since,
            "jurisdiction": jurisdiction,
            "drafts": drafts,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
            "as-of": as_of,
        }
        return self._ask("briefing", words, options)

    def issuers(
        self,
        *,
        top: int | None = None,
        state: str | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """List documents whose issuer is unknown or in doubt, with proposals from their own text.

        top: Documents to show (default 50)
        state: Only documents in this state: none, conflict or accepted.
        evidence: Passages to show for each proposal, or 'all' (default 1)

        A proposal comes from the start of the title, from a line of the letterhead that contains only a name, from a
        formula ("adopted by the ...") or from "We, the members of ...". A body that is merely named is not proposed.

        state is none (no issuer is known), conflict (the text names an issuer that differs from the known one and is
        neither a part of it nor its parent) or accepted (by `issuer accept`). told lists the known issuers, and
        source says where they come from.

        The format sheet has a row for each document, with empty columns decision, by and on. Write accept, or the key
        or name of another body, or undo into decision; `issuer sheet FILE` stores all of them.
        """
        words: list[str] = []
        options = {
            "top": top,
            "state": state,
            "evidence": evidence,
        }
        return self._ask("issuers", words, options)

    def diff(
        self,
        a: str,
        b: str,
        *,
        all: bool = False,
        kind: str | None = None,
        change: str | None = None,
        top: int | None = None,
        ignore_notes: bool = False,
    ) -> Answer:
        """Show what became of each part of an edition in a later one, and which mappings that affects.

        all: Also show parts that did not change.
        kind: Only section or measure (default: both)
        change: Only this change: unchanged, renumbered, reworded, split, merged, regrouped, added, removed.
        top: Candidates for each part (default 5)
        ignore_notes: Ignore placeholders such as "[Withdrawn: moved to 7.2]".
        """
        words = [a, b]
        options = {
            "all": all,
            "kind": kind,
            "change": change,
            "top": top,
            "ignore-notes": ignore_notes,
        }
        return self._ask("diff", words, options)

    def coverage(
        self,
        a: str | None = None,
        *,
        by: str | Iterable[str] | None = None,
        steps: int | None = None,
        rows: str | None = None,
        cols: str | Iterable[str] | None = None,
        measure: str | None = None,
        of: str | Iterable[str] | None = None,
        top: int | None = None,
        threshold: float | None = None,
        near: float | None = None,
        within: int | str | None = None,
        also: str | Iterable[str] | None = None,
        drop: str | Iterable[str] | None = None,
        no_expand: bool = False,
        no_index: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Show how far frameworks cover another one, or how much each forum covers of each topic.

        by: Frameworks that may cover the items of A (default: all that crosswalks join with A)
        steps: With by=: follow chains of up to N mappings, 1 to 6 (default 2)
        rows: What the rows are: forum (default), actor, document, jurisdiction or year.
        cols: What the columns are: the top concepts of a scheme, or topics with commas between them.
        measure: What is counted: documents (default), measures, or strength (binding measures)
        of: Rows for only these, also if they cover nothing: keys, names, or members:BODY.
        top: Rows to show (default 30)
        threshold: Free text: share of the words that a paragraph must contain, counting the headings above it
            (default 0.75; 1: all words)
        near: Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)
        within: Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for
            an adjective with its noun, 100 for more) or 'paragraph' (anywhere in the paragraph and the headings above
            it)
        also: Free text: further words for the topic.
        drop: Free text: ignore these of the words that the answer says it searched for.
        no_expand: Free text: search for your words only, not for synonyms.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: match words only.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 1)

        With a framework A, each row is one of its items. Without it, each row is a forum (or another kind, see rows)
        and each column a topic. A document counts for every body that issued it, and for those that this body is part
        of.
        """
        words = [*([a] if a is not None else [])]
        options = {
            "by": by,
            "steps": steps,
            "rows": rows,
            "cols": cols,
            "measure": measure,
            "of": of,
            "top": top,
            "threshold": threshold,
            "near": near,
            "within": within,
            "also": also,
            "drop": drop,
            "no-expand": no_expand,
            "no-index": no_index,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("coverage", words, options)

    def topics(
        self,
        topic: str | None = None,
        *,
        top: int | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """List the topics you can ask for: taxonomies, the concepts of one, saved topics.

        top: Topics to show (default 100)
        evidence: Passages to show for each number, or 'all' (default 1)
        """
        words = [*([topic] if topic is not None else [])]
        options = {
            "top": top,
            "evidence": evidence,
        }
        return self._ask("topics", words, options)

    def timeline(
        self,
        topic: str,
        *more: str,
        threshold: float | None = None,
        near: float | None = None,
        within: int | str | None = None,
        also: str | Iterable[str] | None = None,
        drop: str | Iterable[str] | None = None,
        no_expand: bool = False,
        no_index: bool = False,
        type: str | Iterable[str] | None = None,
        documents: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        since: str | date | None = None,
        jurisdiction: str | Iterable[str] | None = None,
        drafts: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Follow a topic year by year: documents, measures, and how often forums are named.

        threshold: Free text: share of the words that a paragraph must contain, counting the headings above it
            (default 0.75; 1: all words)
        near: Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)
        within: Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for
            an adjective with its noun, 100 for more) or 'paragraph' (anywhere in the paragraph and the headings above
            it)
        also: Free text: further words for the topic.
        drop: Free text: ignore these of the words that the answer says it searched for.
        no_expand: Free text: search for your words only, not for synonyms.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        type: Only documents of these kinds: law, treaty, declaration, dataset, catalogue, register, ...; none: of
            unknown kind; any: also datasets, catalogues and registers, in which words are not looked for otherwise.
        documents: Only documents whose key starts with one of these.
        language: Only documents in these languages (en, fr)
        since: Only documents of this date or later.
        jurisdiction: Only documents of these issuers and of their parts (country:US, eu)
        drafts: Count drafts also if the store has the final text: same title and issuer.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: match words only.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 1)
        """
        words = [topic, *more]
        options = {
            "threshold": threshold,
            "near": near,
            "within": within,
            "also": also,
            "drop": drop,
            "no-expand": no_expand,
            "no-index": no_index,
            "type": type,
            "documents": documents,
            "language": language,
            "since": since,
            "jurisdiction": jurisdiction,
            "drafts": drafts,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("timeline", words, options)

    def naming(
        self,
        topic: str,
        *more: str,
        top: int | None = None,
        threshold: float | None = None,
        near: float | None = None,
        within: int | str | None = None,
        also: str | Iterable[str] | None = None,
        drop: str | Iterable[str] | None = None,
        no_expand: bool = False,
        no_index: bool = False,
        type: str | Iterable[str] | None = None,
        documents: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        since: str | date | None = None,
        jurisdiction: str | Iterable[str] | None = None,
        drafts: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Show who names whom on a topic: which issuers name which forums, in which role and when.

        top: Pairs to show (default 50)
        threshold: Free text: share of the words that a paragraph must contain, counting the headings above it
            (default 0.75; 1: all words)
        near: Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)
        within: Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for
            an adjective with its noun, 100 for more) or 'paragraph' (anywhere in the paragraph and the headings above
            it)
        also: Free text: further words for the topic.
        drop: Free text: ignore these of the words that the answer says it searched for.
        no_expand: Free text: search for your words only, not for synonyms.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        type: Only documents of these kinds: law, treaty, declaration, dataset, catalogue, register, ...; none: of
            unknown kind; any: also datasets, catalogues and registers, in which words are not looked for otherwise.
        documents: Only documents whose key starts with one of these.
        language: Only documents in these languages (en, fr)
        since: Only documents of this date or later.
        jurisdiction: Only documents of these issuers and of their parts (country:US, eu)
        drafts: Count drafts also if the store has the final text: same title and issuer.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: match words only.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 1)

        who is the issuer, and whom is the forum that its documents on the topic name. documents counts these
        documents, and mentions counts how often they do. The roles are those of `forums`. first and last are the
        years of these documents, and years counts the mentions in each. A body that names itself is left out.
        """
        words = [topic, *more]
        options = {
            "top": top,
            "threshold": threshold,
            "near": near,
            "within": within,
            "also": also,
            "drop": drop,
            "no-expand": no_expand,
            "no-index": no_index,
            "type": type,
            "documents": documents,
            "language": language,
            "since": since,
            "jurisdiction": jurisdiction,
            "drafts": drafts,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("naming", words, options)

    def compare(
        self,
        topic: str,
        *more: str,
        dates: str | Iterable[str] | None = None,
        top: int | None = None,
        threshold: float | None = None,
        near: float | None = None,
        within: int | str | None = None,
        no_expand: bool = False,
        no_index: bool = False,
        type: str | Iterable[str] | None = None,
        documents: str | Iterable[str] | None = None,
        language: str | Iterable[str] | None = None,
        jurisdiction: str | Iterable[str] | None = None,
        drafts: bool = False,
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        evidence: int | str | None = None,
    ) -> Answer:
        """Compare two topics, or one topic at two dates: who covers both, and who covers only one.

        dates: Compare one topic at two dates: 2021,2024.
        top: Rows to show of each group (default 30)
        threshold: Free text: share of the words that a paragraph must contain, counting the headings above it
            (default 0.75; 1: all words)
        near: Free text, with a model: how similar in meaning a paragraph must be (default 0.7; 1: match words only)
        within: Free text: most words from the first match to the last; 'near' (the default: 12 for two words, 2 for
            an adjective with its noun, 100 for more) or 'paragraph' (anywhere in the paragraph and the headings above
            it)
        no_expand: Free text: search for your words only, not for synonyms.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        type: Only documents of these kinds: law, treaty, declaration, dataset, catalogue, register, ...; none: of
            unknown kind; any: also datasets, catalogues and registers, in which words are not looked for otherwise.
        documents: Only documents whose key starts with one of these.
        language: Only documents in these languages (en, fr)
        jurisdiction: Only documents of these issuers and of their parts (country:US, eu)
        drafts: Count drafts also if the store has the final text: same title and issuer.
        model_dir: Folder of an embedding model (default: the installed one)
        embedder: Use an embedding service with the interface of OpenAI's /v1/embeddings instead; it receives the
            texts.
        embedder_model: Name of the model at embedder=.
        no_model: Use no embedding model: match words only.
        evidence: Passages to show for each number, or 'all' (default 1)

        Each topic is read as in `forums`. Put a topic of several words in quotation marks, unless you compare dates.

        The rows come in three groups: issuer (forums that issued a document on the topic), named (forums that such a
        document names) and document. The columns first and second count documents on each side; the column in says
        whether a row belongs to both sides.
        """
        words = [topic, *more]
        options = {
            "dates": dates,
            "top": top,
            "threshold": threshold,
            "near": near,
            "within": within,
            "no-expand": no_expand,
            "no-index": no_index,
            "type": type,
            "documents": documents,
            "language": language,
            "jurisdiction": jurisdiction,
            "drafts": drafts,
            "model-dir": model_dir,
            "embedder": embedder,
            "embedder-model": embedder_model,
            "no-model": no_model,
            "evidence": evidence,
        }
        return self._ask("compare", words, options)

    def gaps(
        self,
        a: str | None = None,
        *,
        by: str | None = None,
        all: bool = False,
        side: str | None = None,
        leaves: bool = False,
        live: bool = False,
        forum: str | None = None,
        cols: str | Iterable[str] | None = None,
        peers: int | None = None,
        top: int | None = None,
        no_index: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Find items of a framework without a counterpart, or topics that a forum leaves to its peers.

        by: Items of A without a counterpart in B, items of B without one in A, and why.
        all: With by=: also show items that have a counterpart.
        side: With by=: only the items of A, or only those of B.
        leaves: With by=: only items without items below them.
        live: With by=: leave out items that only say that they were withdrawn.
        forum: The forum to compare with its peers: key, name, acronym or the start of a key.
        cols: With forum=: topics to compare, as in `coverage` (default: all concepts in use)
        peers: Number of peers: the forums that share most topics with it (default 10)
        top: With forum=: topics to show (default 30)
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 1)
        """
        words = [*([a] if a is not None else [])]
        options = {
            "by": by,
            "all": all,
            "side": side,
            "leaves": leaves,
            "live": live,
            "forum": forum,
            "cols": cols,
            "peers": peers,
            "top": top,
            "no-index": no_index,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("gaps", words, options)

    def overlap(
        self,
        *,
        min: float | None = None,
        cols: str | Iterable[str] | None = None,
        top: int | None = None,
        no_index: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Group forums by the topics they share: communities, and the forums that connect them.

        min: Share of common topics that makes two forums neighbours (Jaccard; default 0.1)
        cols: Topics to compare, as in `coverage` (default: all concepts in use)
        top: Forums to show (default 30)
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 1)
        """
        words: list[str] = []
        options = {
            "min": min,
            "cols": cols,
            "top": top,
            "no-index": no_index,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("overlap", words, options)

    def forum(
        self,
        id: str,
        *more: str,
        top: int | None = None,
        no_index: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Profile a forum: what it issued, its topics, who names it, standards, neighbours.

        top: Rows to show of each group (default 10)
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        as_of: Answer with what was known on this date (2024, 2024-03 or 2024-03-21)
        evidence: Passages to show for each number, or 'all' (default 1)

        ID is a key, a name, an acronym or the start of a key. The rows come in groups: issued (documents that the
        forum issued), topic (concepts under which these documents are classified; how is the strength of a measure),
        named by (documents that name the forum; how is the role), standard (standards that its documents reference),
        member and organ (bodies that belong to it) and neighbour (forums with common topics; how is the share of
        them). count says how many passages, documents or topics each row stands for.
        """
        words = [id, *more]
        options = {
            "top": top,
            "no-index": no_index,
            "as-of": as_of,
            "evidence": evidence,
        }
        return self._ask("forum", words, options)

    def standard(
        self,
        id: str,
        *more: str,
        top: int | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """List the documents that reference a standard, with the words: dated or not, normative or not.

        top: Documents to show (default 30)
        evidence: Passages to show for each number, or 'all' (default 2)
        """
        words = [id, *more]
        options = {
            "top": top,
            "evidence": evidence,
        }
        return self._ask("standard", words, options)

    def why(
        self,
        from_: str,
        to: str,
        *,
        type: str | None = None,
        top: int | None = None,
    ) -> Answer:
        """Explain an edge: the words behind it, the rule that made it, and its source.

        type: Only edges of this type (INVOLVES_FORUM, REFERENCES, ...)
        top: Edges to explain (default 20)
        """
        words = [from_, to]
        options = {
            "type": type,
            "top": top,
        }
        return self._ask("why", words, options)

    def search(
        self,
        text: str,
        *more: str,
        kind: str | None = None,
        top: int | None = None,
        document: str | None = None,
        explain: bool = False,
        no_index: bool = False,
    ) -> Answer:
        """Find measures and sections by their words, best first.

        kind: Only measure, section or document (default: measures and sections)
        top: Hits to show (default 10)
        document: Search only this document.
        explain: Explain each score.
        no_index: Read all texts instead of the saved index; slower, with the same answer.
        """
        words = [text, *more]
        options = {
            "kind": kind,
            "top": top,
            "document": document,
            "explain": explain,
            "no-index": no_index,
        }
        return self._ask("search", words, options)

    def show(
        self,
        key: str,
        *,
        top: int | None = None,
    ) -> Answer:
        """Show one node: its properties, its text and place, its edges in both directions.

        top: Edges to show of each type (default 20)
        """
        words = [key]
        options = {
            "top": top,
        }
        return self._ask("show", words, options)

    def stats(
        self,
    ) -> Answer:
        """Count what the store holds.

        The rows come in groups: store (the whole; units are files and tables that were ingested; documents known by
        name are those that texts or data files mention, without a text in the store), label (nodes of each kind),
        edge (edges of each type), format and language (versions of documents). docs/schema.md explains labels and
        types. `topics`, `forums TOPIC` and `show KEY` look inside.
        """
        words: list[str] = []
        return self._ask("stats", words, {})

    def check(
        self,
        *,
        top: int | None = None,
        deep: bool = False,
    ) -> Answer:
        """Check the store for faults: edges, spans, quotes, indexes, schema, contradicting mappings.

        top: Findings to show of each kind (default 100)
        deep: Also verify the checksum of every block of the store's files.
        """
        words: list[str] = []
        options = {
            "top": top,
            "deep": deep,
        }
        return self._ask("check", words, options)
