// From a Document to Findings. One file below ingest/extractors/ and one row in
// ingest/extractors/extractors.def make an extractor.
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
  // Appends to *findings; earlier rows' findings for the same passage are there to be read. Time linear in
  // the passage.
  void (*extract)(const TextStretch& passage, Findings* findings);
};

std::span<const Extractor> Extractors();  // in the order of extractors.def

// Made once for a set of facts, shared by threads.
class ExtractorSet {
 public:
  static Result<std::unique_ptr<ExtractorSet>> Create(std::shared_ptr<const Facts> facts);
  ~ExtractorSet();

  const Facts& facts() const { return *facts_; }
  const Lexicon& lexicon() const { return *lexicon_; }

  // Calls `visit` with the findings of each passage, in reading order. Sections' and measures' indexes
  // in one call's findings are those of the document and of that call.
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
