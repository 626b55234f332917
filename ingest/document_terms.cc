#include "ingest/document_terms.h"

#include <fmt/format.h>

#include "base/sha256.h"
#include "base/version.h"
#include "ingest/language/language.h"

namespace concord {

void CompleteDocument(const DocumentTerms& terms, Document* document) {
  document->path = terms.name;
  if (terms.entry != nullptr) Manifest::Apply(*terms.entry, &document->metadata);
  MarkLanguages(document);
  if (!terms.key.empty()) document->metadata.key = terms.key;
  if (!terms.edition.empty()) document->metadata.edition = terms.edition;
}

std::string FingerprintOf(std::string_view sha256, const DocumentTerms& terms) {
  const std::string said = fmt::format("{}\n{}\n{}{}{}", terms.entry != nullptr ? terms.entry->row : "",
                                       terms.key, terms.edition, terms.map.empty() ? "" : "\n", terms.map);
  return fmt::format("{}:{}", sha256, Sha256Hex(said).substr(0, 16));
}

RunInfo RunOf(const Facts& facts, std::string_view format, const ReadLimits& limits) {
  return {
      std::string(kVersion),
      fmt::format("datasets={} format={} max_depth={} max_file_bytes={}", facts.fingerprint().substr(0, 16),
                  format.empty() ? "detect" : format, limits.max_depth, limits.max_file_bytes)};
}

}  // namespace concord
