// The keys of the work and of the edition of a document, according to docs/schema.md.
#ifndef CONCORD_INGEST_RESOLVE_DOCUMENT_KEYS_H_
#define CONCORD_INGEST_RESOLVE_DOCUMENT_KEYS_H_

#include <string>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/facts/facts.h"

namespace concord {

struct DocumentKeys {
  std::string document;  // "eu-ai-act"
  std::string version;   // "eu-ai-act@2024-1689"; also the name of the unit
};

// An identifier of the document (CELEX, ELI, the work of an Akoma Ntoso or USLM file) becomes the key under
// which others cite it: the id of a known document, else the key of the designator ("eu:2024/903",
// "us:pl-115-18"). So a citation and the document become one node, whichever is ingested first.
//
// A document without title or identifier has the key of its file: its number in a collection (see
// NumberOfFile) if `by_number`, which is for callers who know that no other file has it; else a slug of the
// path, shortened at a word and with a hash if it is long.
DocumentKeys KeysOf(const Document& document, const Facts& facts, bool by_number = true);

// The word and number with which long names of files in a collection begin: "lamp-1804" of
// "texts/lamp-1804-On-the-keeping-of-lamps-in-harbours.txt". Empty for short names, and where the word is a
// part of a work ("chapter-2-...").
std::string NumberOfFile(std::string_view path);

// A slug that differs whenever the text does: a long one ends in a hash of the whole text.
std::string DistinctSlug(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_DOCUMENT_KEYS_H_
