// Extraction of a text that a test writes out, as one line would be read from a file.
#ifndef CONCORD_TESTS_INGEST_EXTRACTION_H_
#define CONCORD_TESTS_INGEST_EXTRACTION_H_

#include <string>
#include <string_view>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/document/findings.h"
#include "ingest/extractors/extractor.h"

namespace concord::testing {

// The extractors over the bundled datasets; made once.
const ExtractorSet& BundledExtractors();

// A document of one section with a paragraph for each line. A line that starts with "- " is an item under
// the last line that does not, one that starts with "# " a heading.
Document MakeDocument(std::string_view text);

// All findings of a document, passage by passage.
Findings Extract(const Document& document);

// "obligation [the Board] meet twice a year": modality, "not" for what must not be done, addressees, quote.
std::vector<std::string> Measures(std::string_view text);
// Likewise for a document of which the file says its language.
std::vector<std::string> MeasuresIn(std::string_view language, std::string_view text);
// "un:venue", in the order of the text; with `issuer` as the document's issuer.
std::vector<std::string> Forums(std::string_view text, std::string_view issuer = {});
// The quotes of the actors.
std::vector<std::string> Actors(std::string_view text);
// "the Board = new:bell-board": the quote and the key of each.
std::vector<std::string> KeysOfActors(std::string_view text);

}  // namespace concord::testing

#endif  // CONCORD_TESTS_INGEST_EXTRACTION_H_
