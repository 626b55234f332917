// Finds facts in a Document: the Findings. Each extractor has one file below ingest/extractors/ and one row
// in ingest/extractors/extractors.def.
#ifndef CONCORD_INGEST_EXTRACTORS_EXTRACTOR_H_
#define CONCORD_INGEST_EXTRACTORS_EXTRACTOR_H_

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "ingest/document/document.h"
#include "ingest/document/findings.h"
#include "ingest/facts/facts.h"
#include "ingest/language/text_stretch.h"

namespace concord {

struct Extractor {
  std::string_view name;
  std::string_view title;
  // Appends to *findings, which already contains what earlier rows found in the same passage. Time is linear
  // in the passage.
  void (*extract)(const TextStretch& passage, Findings* findings);
};

std::span<const Extractor> Extractors();  // in the order of extractors.def

// Made once for a set of facts; threads share it.
class ExtractorSet {
 public:
  static Result<std::unique_ptr<ExtractorSet>> Create(std::shared_ptr<const Facts> facts);
  ~ExtractorSet();

  const Facts& facts() const { return *facts_; }
  const Lexicon& lexicon() const { return *lexicon_; }

  // Calls `visit` with the findings of each passage, in reading order. In the findings of a call, indexes of
  // sections refer to the document, and indexes of measures to that call.
  void Extract(const Document& document,
               const std::function<void(const TextStretch&, Findings)>& visit) const;

 private:
  ExtractorSet();
  std::shared_ptr<const Facts> facts_;
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<OtherLexicons> others_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_EXTRACTOR_H_
