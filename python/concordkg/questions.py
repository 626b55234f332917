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
        """Which items of two frameworks or documents correspond, and by what evidence.

        top: suggestions for each subject (default 3)
        min: suggestions at least this sure, 0 to 1 (default 0): do experts list this one of B for this one of A?
        subject: this item of A alone.
        leaves: suggest items of B only that have none below them.
        level: suggest items of B only that stand on this level, 1 at the top.
        sentences: show of either side the sentence that has most of the words that both share.
        suggest_only: leave out what is stored between A and B, and do not look at it.
        settled: suggest too for items of which somebody says that they have no counterpart.
        no_chains: suggest without looking at mappings through other frameworks.
        mix_rationales: let chains join rows of different rationale.
        steps: follow chains of up to N mappings, 1 to 6 (default 2)
        model_dir: the folder of an embedding model (default: what concord model add installed)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: suggest by words and shared concepts alone.
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
        """Codes of a taxonomy that items may deserve, by what is classified already.

        scheme: the taxonomy (concord topics lists them)
        top: codes for each item (default 3)
        min: codes at least this sure, 0 to 1 (default 0)
        item: this item alone.
        again: judge what has codes too, learning from other documents alone.
        model_dir: the folder of an embedding model (default: what concord model add installed)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: suggest by words alone.
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
        """How well suggestions find what a mapping set says, which they do not look at, beside plain BM25.

        min_subjects: leave out pairs of frameworks with fewer subjects that are mapped (default 1)
        no_chains: suggest without looking at mappings through other frameworks.
        model_dir: the folder of an embedding model (default: what concord model add installed)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: suggest by words and shared concepts alone.
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
        """Every chain of mappings between two items, and what all of them prove together.

        steps: chains of up to N mappings, 1 to 6 (default 3)
        top: chains to show, those that say most first (default 20)
        mix_rationales: let chains join rows of different rationale.
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
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Which forums issue documents on a topic, and which ones these documents name.

        top: forums to show (default 30)
        of: these bodies alone, also those that say nothing: keys or names, or members:BODY (see the column state)
        only_forums: leave out issuers that are no forums: parliaments, ministries, companies.
        threshold: for free text: least share of the words that a paragraph must have, with the headings above it
            (default 0.75; 1: all)
        near: for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)
        within: for free text: most words from the first to the last of them, 'near' (default: 12 of two words, 100 of
            more) or 'paragraph' (anywhere in it and the headings above it)
        also: for free text: what it is also called.
        drop: for free text: what it is not called, of what the answer says that it was read as.
        no_expand: for free text: no other words for it.
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        type: only these kinds of documents: law, treaty, declaration, ...; none: those that say no kind.
        documents: only documents whose keys begin so.
        language: only documents in these languages (en, fr)
        since: only documents of this date and later.
        jurisdiction: only documents of these issuers and of their parts (country:US, eu)
        model_dir: embedding model (else the installed one, if any)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: for free text: words alone.
        as_of: what was known then: works, memberships (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 2)

        TOPIC is a concept (its key, or its code where one scheme alone has it: see `topics`), several of them with +
        and - between them, a topic that was saved (`topic save`), or words of your own, which + (or) and - (but not)
        join too: 'drones + "unmanned aerial" - toys'. Words in "..." must stand side by side. Paragraphs count that
        have enough of the words (threshold) or, with a model, are near in meaning (near; the vectors of the
        paragraphs that are compared are kept in the store).

        issued counts the documents on the topic that a body issued itself, by organs those that only parts of it
        issued. named counts how often texts on the topic name it, and named in in how many of them: as venue (under,
        within, at), partner (with), object (establish, join, support), host, issuer of a text that is cited, or
        other. measures are the sentences on the topic in its documents that ask, bind (binding) or advise (soft).
        trend sets the last three years beside the three before. state is issued, by organs, named, silent (texts of
        it are in the store, none on the topic) or no text. A key new:... is a body that no fact file knows, but a
        text or a manifest does.

        Quotes prove the numbers: evidence all shows each, format evidence-csv lists them with body, relation,
        document, title and quote. `why DOCUMENT FORUM` tells how a name was understood, `forum ID` what else a body
        did.
        """
        words = [topic, *more]
        options = {
            "top": top,
            "of": of,
            "only-forums": only_forums,
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
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
    ) -> Answer:
        """A document for a meeting: how the question was read, telling quotes, who, when, what is missing.

        top: bodies to show (default 15)
        of: these bodies, also those that say nothing: keys or names, or members:BODY.
        threshold: for free text: least share of the words that a paragraph must have, with the headings above it
            (default 0.75; 1: all)
        near: for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)
        within: for free text: most words from the first to the last of them, 'near' (default: 12 of two words, 100 of
            more) or 'paragraph' (anywhere in it and the headings above it)
        also: for free text: what it is also called.
        drop: for free text: what it is not called, of what the answer says that it was read as.
        no_expand: for free text: no other words for it.
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        type: only these kinds of documents: law, treaty, declaration, ...; none: those that say no kind.
        documents: only documents whose keys begin so.
        language: only documents in these languages (en, fr)
        since: only documents of this date and later.
        jurisdiction: only documents of these issuers and of their parts (country:US, eu)
        model_dir: embedding model (else the installed one, if any)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: for free text: words alone.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)

        TOPIC is what `forums` takes. The document is Markdown: the question and how it was read, five quotes (what a
        body issued before what only names one, each document once), the bodies with their numbers, documents by year,
        and what the store lacks. of names the bodies that matter; of each the state is issued, by organs, named,
        silent (texts of it are in the store, none on the topic) or no text.
        """
        words = [topic, *more]
        options = {
            "top": top,
            "of": of,
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
        """Documents without a known issuer, with proposals from their own words; and what was told otherwise.

        top: documents to show (default 50)
        state: only none, conflict or accepted (default: all three)
        evidence: passages for each proposal, or 'all' (default 1)

        A proposal stands on the begin of the title, a line of the letterhead that is nothing but a name, a formula
        ("adopted by the ...") or "We, the members of ...". A body that is only named is none. state is none (nobody
        told the issuer), conflict (the text names another than was told, which is neither a part nor the whole of it)
        or accepted (`issuer accept`). told are the issuers in the graph, source who told them.
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
        """What became of each part of an edition in another one, and which mappings that puts at risk.

        all: show what did not change as well.
        kind: section or measure (default: both)
        change: this alone: unchanged, renumbered, reworded, split, merged, regrouped, added, removed.
        top: candidates for each part (default 5)
        ignore_notes: do not believe placeholders such as "[Withdrawn: moved to 7.2]".
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
        """How far frameworks cover another one, or how much each forum, issuer, document, state or year covers of each topic.

        by: with a framework A: how far these cover each of its items (default: all that crosswalks join with it)
        steps: with by: follow chains of up to N mappings, 1 to 6 (default 2)
        rows: forum (default), actor, document, jurisdiction or year.
        cols: a scheme: its top concepts; or topics (concepts, saved ones, words), with commas between them.
        measure: documents (default), measures, or strength: measures that bind.
        top: rows to show (default 30)
        threshold: for free text: least share of the words that a paragraph must have, with the headings above it
            (default 0.75; 1: all)
        near: for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)
        within: for free text: most words from the first to the last of them, 'near' (default: 12 of two words, 100 of
            more) or 'paragraph' (anywhere in it and the headings above it)
        also: for free text: what it is also called.
        drop: for free text: what it is not called, of what the answer says that it was read as.
        no_expand: for free text: no other words for it.
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        model_dir: embedding model (else the installed one, if any)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: for free text: words alone.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 1)

        A document stands in the rows of all bodies that issued it, and of those that they are part of.
        """
        words = [*([a] if a is not None else [])]
        options = {
            "by": by,
            "steps": steps,
            "rows": rows,
            "cols": cols,
            "measure": measure,
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
        """The topics that can be asked for: schemes, or the concepts of one, with counts.

        top: topics to show (default 100)
        evidence: passages for each number, or 'all' (default 1)
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
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """A topic year by year: documents, measures, and how often forums are named.

        threshold: for free text: least share of the words that a paragraph must have, with the headings above it
            (default 0.75; 1: all)
        near: for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)
        within: for free text: most words from the first to the last of them, 'near' (default: 12 of two words, 100 of
            more) or 'paragraph' (anywhere in it and the headings above it)
        also: for free text: what it is also called.
        drop: for free text: what it is not called, of what the answer says that it was read as.
        no_expand: for free text: no other words for it.
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        type: only these kinds of documents: law, treaty, declaration, ...; none: those that say no kind.
        documents: only documents whose keys begin so.
        language: only documents in these languages (en, fr)
        since: only documents of this date and later.
        jurisdiction: only documents of these issuers and of their parts (country:US, eu)
        model_dir: embedding model (else the installed one, if any)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: for free text: words alone.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 1)
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
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        as_of: str | date | None = None,
        evidence: int | str | None = None,
    ) -> Answer:
        """Who names whom on a topic: issuers, the bodies that their texts name, in which role and when.

        top: pairs to show (default 50)
        threshold: for free text: least share of the words that a paragraph must have, with the headings above it
            (default 0.75; 1: all)
        near: for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)
        within: for free text: most words from the first to the last of them, 'near' (default: 12 of two words, 100 of
            more) or 'paragraph' (anywhere in it and the headings above it)
        also: for free text: what it is also called.
        drop: for free text: what it is not called, of what the answer says that it was read as.
        no_expand: for free text: no other words for it.
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        type: only these kinds of documents: law, treaty, declaration, ...; none: those that say no kind.
        documents: only documents whose keys begin so.
        language: only documents in these languages (en, fr)
        since: only documents of this date and later.
        jurisdiction: only documents of these issuers and of their parts (country:US, eu)
        model_dir: embedding model (else the installed one, if any)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: for free text: words alone.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 1)

        who is an issuer, whom a body that its documents on the topic name. documents counts the documents that do,
        mentions how often. The roles (venue, partner, object, host, issuer, other) are those of `forums`. first and
        last are years of these documents, years counts the mentions of each. A body that names itself is left out.
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
        model_dir: str | None = None,
        embedder: str | None = None,
        embedder_model: str | None = None,
        no_model: bool = False,
        evidence: int | str | None = None,
    ) -> Answer:
        """Two topics, or one topic at two dates: who and what is in both, only here, only there.

        dates: compare what was known of one topic at two dates: 2021,2024.
        top: rows to show of each group (default 30)
        threshold: for free text: least share of the words that a paragraph must have, with the headings above it
            (default 0.75; 1: all)
        near: for free text, with a model: how near a paragraph's meaning must be (default 0.7; 1: not by meaning)
        within: for free text: most words from the first to the last of them, 'near' (default: 12 of two words, 100 of
            more) or 'paragraph' (anywhere in it and the headings above it)
        no_expand: for free text: no other words for it.
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        type: only these kinds of documents: law, treaty, declaration, ...; none: those that say no kind.
        documents: only documents whose keys begin so.
        language: only documents in these languages (en, fr)
        jurisdiction: only documents of these issuers and of their parts (country:US, eu)
        model_dir: embedding model (else the installed one, if any)
        embedder: instead: a service like OpenAI's /v1/embeddings, which is sent the texts.
        embedder_model: the model of embedder, as the service calls it.
        no_model: for free text: words alone.
        evidence: passages for each number, or 'all' (default 1)

        Groups of rows: issuer (bodies that issued a document on the topic), named (bodies that such a document
        names), document. first and second count the documents of each side; in says whether both have any. Each topic
        is read as by `forums`. A topic of several words needs quotation marks, unless dates is given.
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
        """Items of a framework without a counterpart in another, or topics that a forum's peers cover and it does not.

        by: items of A without a counterpart in B, and of B without one in A, and why.
        all: with by: the items that have one, too.
        side: with by: the items of A, or of B, alone.
        leaves: with by: only items that have no items below them.
        live: with by: without items that only say that they went ("[Withdrawn: moved to 7.2]")
        forum: the forum: key, acronym or beginning of a key.
        cols: with forum: the topics, as in `coverage` (default: every concept that something is classified as)
        peers: forums to compare with: those that share most of its topics (default 10)
        top: with forum: topics to show (default 30)
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 1)
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
        """Forums by the topics that they share: communities, and who stands between them.

        min: least share of topics in common that makes neighbours (Jaccard; default 0.1)
        cols: the topics, as in `coverage` (default: every concept that something is classified as)
        top: forums to show (default 30)
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 1)
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
        """One forum: what it issued, its topics by strength, who names it, standards, neighbours.

        top: rows of each group (default 10)
        no_index: read everything anew instead of what is saved for it; the answer is the same.
        as_of: what was known then (2024, 2024-03 or 2024-03-21)
        evidence: passages for each number, or 'all' (default 1)
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
        """Who references a standard: dated or not, normatively or not, with the words.

        top: documents to show (default 30)
        evidence: passages for each number, or 'all' (default 2)
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
        """What made an edge: its words, trigger, the gate that an ambiguous name passed, its source.

        type: edges of this type only (INVOLVES_FORUM, REFERENCES, ...)
        top: edges to explain (default 20)
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
        """Measures and sections that speak of something, best first.

        kind: measure, section or document (default: measures and sections)
        top: hits to show (default 10)
        document: in this document alone.
        explain: say how each score came about.
        no_index: read all texts instead of the saved index; the answer is the same.
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
        """One node: its properties, its text and place, its edges both ways.

        top: edges of each type to show (default 20)
        """
        words = [key]
        options = {
            "top": top,
        }
        return self._ask("show", words, options)

    def stats(
        self,
    ) -> Answer:
        """What the store holds, counted.
        """
        words: list[str] = []
        return self._ask("stats", words, {})

    def check(
        self,
        *,
        top: int | None = None,
        deep: bool = False,
    ) -> Answer:
        """Prove the store: edges, spans and quotes, indexes, counts, schema, mappings that contradict one another.

        top: findings to show of each kind (default 100)
        deep: also read every block of the store's files and compare its checksum.
        """
        words: list[str] = []
        options = {
            "top": top,
            "deep": deep,
        }
        return self._ask("check", words, options)
