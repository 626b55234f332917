// Reads RDF as a list of triples, from Turtle, N-Triples or RDF/XML. Knows no vocabulary.
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
  std::string datatype;  // of a literal in Turtle, an IRI in full; empty: a string
  // The place of a literal, found by searching its letters after the previous one, because parsers do not
  // report it. `exact` if it occurs there unchanged, without escapes; otherwise the place is nearby.
  uint64_t at = 0;
  bool exact = false;

  PlacedText Placed() const;
};

struct RdfTriple {
  RdfTerm subject, predicate, object;
};

// In the order of the file. Both fail with line and offset if the parser reports them: kInvalid for wrong
// syntax, kLimit for nesting deeper than limits->max_depth and more than kMaxTriples triples. Nothing is
// fetched: no imports, no external entities.
Result<std::vector<RdfTriple>> ReadTurtle(const SourceText& source);  // also N-Triples, which is a subset
Result<std::vector<RdfTriple>> ReadRdfXml(const SourceText& source);

inline constexpr size_t kMaxTriples = 4'000'000;

// Finds literals in the order in which they occur in the file. For the two readers.
class LiteralPlaces {
 public:
  explicit LiteralPlaces(std::string_view text) : text_(text) {}
  void Place(RdfTerm* literal);

 private:
  std::string_view text_;
  size_t at_ = 0;  // after the previous one
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_RDF_TRIPLES_H_
