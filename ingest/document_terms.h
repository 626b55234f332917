// What a caller says of a document beside its bytes, and the parts of extraction that depend on it. `ingest`
// and `extract` share these, so that both make the same nodes of the same bytes.
#ifndef CONCORD_INGEST_DOCUMENT_TERMS_H_
#define CONCORD_INGEST_DOCUMENT_TERMS_H_

#include <string>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/facts/facts.h"
#include "ingest/manifest.h"
#include "ingest/resolve/resolver.h"
#include "ingest/source/source.h"

namespace concord {

// Borrows everything.
struct DocumentTerms {
  std::string_view name;                   // below the root of the input, with '/'
  std::string_view key, edition;           // of the work and the version; empty: found
  std::string_view map;                    // Source::map
  const Manifest::Entry* entry = nullptr;  // may be null
};

// Completes what a reader made: its name, what the entry says, the languages of its blocks, its key and its
// edition.
void CompleteDocument(const DocumentTerms& terms, Document* document);

// The fingerprint of the document's unit: what must be equal for a file to be passed over.
std::string FingerprintOf(std::string_view sha256, const DocumentTerms& terms);

// The run that these settings make. An empty format means that it is detected.
RunInfo RunOf(const Facts& facts, std::string_view format, const ReadLimits& limits);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_TERMS_H_
