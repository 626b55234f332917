// A graph from the statements of RDF, collected in memory. What has a type, or is spoken of, is a node; its
// literals and lists are properties, all other statements are edges. The words of mapping/rdf_vocabulary.h
// become ours; other words keep their own names. A statement about a statement (rdf:Statement) gives the edge
// its properties.
#ifndef CONCORD_INGEST_IMPORT_RDF_GRAPH_H_
#define CONCORD_INGEST_IMPORT_RDF_GRAPH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "ingest/import/graph_records.h"

namespace concord {

struct StatementTerm {
  enum class Kind : uint8_t { kIri, kBlank, kLiteral } kind = Kind::kIri;
  std::string text = {};      // an IRI in full, "_:b1", or the value of a literal
  std::string datatype = {};  // IRI in full; empty: a string
  std::string language = {};

  bool operator==(const StatementTerm&) const = default;
};
// Subject, predicate, object, and the name of the graph, which may be empty.
using RdfStatementTerms = std::array<StatementTerm, 4>;

class StatementGraph {
 public:
  explicit StatementGraph(GraphRecords* records);
  ~StatementGraph();

  // The line is where an error in what the statement says is reported.
  void Add(RdfStatementTerms terms, uint64_t line);
  // Nodes first, then edges. kInvalid for lists without an end, and for statements about half a statement.
  Result<void> Finish();

 private:
  class Builder;
  std::unique_ptr<Builder> builder_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_RDF_GRAPH_H_
