// RDF as a list of triples, from Turtle, N-Triples or RDF/XML. Knows no vocabulary.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_RDF_TRIPLES_H_
#define CONCORD_INGEST_READERS_EXCHANGE_RDF_TRIPLES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/source/placed_text.h"
#include "ingest/source/source_text.h"

namespace concord {

struct RdfTerm {
  enum class Kind : uint8_t { kIri, kBlank, kLiteral };
  Kind kind = Kind::kIri;
  std::string value;     // an IRI in full; a blank node's name in its file
  std::string language;  // of a literal; may be empty
  // Where a literal stands, found by looking for its letters behind the one before, since parsers do not
  // tell. `exact` when it stands there as it is, without escapes; else the place is nearby.
  uint64_t at = 0;
  bool exact = false;

  PlacedText Placed() const;
};

struct RdfTriple {
  RdfTerm subject, predicate, object;
};

// In the order of the file. Both fail with line and offset where the parser tells: kInvalid for what is none
// of the syntax, kLimit for nesting deeper than limits->max_depth and more than kMaxTriples triples. Nothing
// is fetched: no imports, no external entities.
Result<std::vector<RdfTriple>> ReadTurtle(const SourceText& source);  // N-Triples too, which is a part of it
Result<std::vector<RdfTriple>> ReadRdfXml(const SourceText& source);

inline constexpr size_t kMaxTriples = 4'000'000;

// Finds literals in the order in which they stand in the file. For the two readers.
class LiteralPlaces {
 public:
  explicit LiteralPlaces(std::string_view text) : text_(text) {}
  void Place(RdfTerm* literal);

 private:
  std::string_view text_;
  size_t at_ = 0;  // behind the one before
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_RDF_TRIPLES_H_
