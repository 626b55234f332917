// Turtle, with the parser of documents (ingest/readers/exchange/).
#include <istream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/try.h"
#include "ingest/import/graph_files.h"
#include "ingest/import/rdf_graph.h"
#include "ingest/readers/exchange/rdf_triples.h"

namespace concord {
namespace {

StatementTerm TermOf(RdfTerm&& term) {
  if (term.kind == RdfTerm::Kind::kIri) return {StatementTerm::Kind::kIri, std::move(term.value)};
  // A blank node is named as in N-Quads.
  if (term.kind == RdfTerm::Kind::kBlank) return {StatementTerm::Kind::kBlank, "_:" + term.value};
  return {StatementTerm::Kind::kLiteral, std::move(term.value), std::move(term.datatype),
          std::move(term.language)};
}

}  // namespace

Result<void> ReadTurtleGraph(std::istream& in, const std::string& source, GraphRecords* records) {
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return Fail(ErrorCode::kIo, "cannot read " + source);
  ReadLimits limits;
  limits.max_line_bytes = UINT32_MAX;  // a long literal is one line
  Source file;
  file.path = source;
  file.bytes = bytes;
  file.limits = &limits;
  CONCORD_ASSIGN(const SourceText text, SourceText::Open(file));
  CONCORD_ASSIGN(std::vector<RdfTriple> triples, ReadTurtle(text));
  StatementGraph graph(records);
  for (RdfTriple& triple : triples) {
    graph.Add({TermOf(std::move(triple.subject)), TermOf(std::move(triple.predicate)),
               TermOf(std::move(triple.object)), StatementTerm()},
              0);
  }
  Result<void> done = graph.Finish();
  if (!done && done.error().source.empty()) {
    Error error = std::move(done).error();
    error.source = source;
    return tl::unexpected(std::move(error));
  }
  return done;
}

}  // namespace concord
