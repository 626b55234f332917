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
DocumentKeys KeysOf(const Document& document, const Facts& facts);

// A slug that differs whenever the text does: a long one ends in a hash of the whole text.
std::string DistinctSlug(std::string_view text);

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_DOCUMENT_KEYS_H_
