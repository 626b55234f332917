// A selection as RDF: the statements that JSON-LD, Turtle and N-Quads all write, one after the other.
#ifndef CONCORD_QUERY_EXPORTERS_RDF_STATEMENTS_H_
#define CONCORD_QUERY_EXPORTERS_RDF_STATEMENTS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/exporters/exporter.h"

namespace concord {

// A term as in N-Triples, except that IRIs may be prefixed. Terms and statements borrow their texts, which
// are valid during the visit.
struct RdfTermText {
  enum class Kind : uint8_t { kPrefixed, kBlank, kLiteral } kind = Kind::kPrefixed;
  std::string_view text;      // "id:act", "_:e1", or the value of a literal
  std::string_view datatype;  // prefixed, of a literal; empty: a string
};

struct RdfStatement {
  RdfTermText subject;
  std::string_view predicate;  // prefixed
  RdfTermText object;
  // The version whose text or tables say so, as a prefixed IRI; empty if the graph itself says it.
  std::string_view source;
};

// Visits all statements of a subject one after the other. Stops at the first error of `visit`.
Result<void> ForEachStatement(const Snapshot& snapshot, const Selection& selection,
                              const std::function<Result<void>(const RdfStatement&)>& visit);

// Appends the text with escapes for the characters that N-Triples and Turtle forbid in a quoted literal.
void AppendRdfEscaped(std::string_view text, std::string* out);
// The whole IRI of a prefixed name, in <>.
void AppendWholeIri(std::string_view prefixed, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_RDF_STATEMENTS_H_
