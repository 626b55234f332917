// N-Quads (w3.org/TR/n-quads): the statements of rdf_statements.h, each in the graph of the version that says
// it.
#include <fmt/format.h>

#include "query/exporters/export_records.h"
#include "query/exporters/rdf_statements.h"
#include "query/exporters/rdf_words.h"

namespace concord {
namespace {

std::string Whole(std::string_view prefixed) {
  const size_t colon = prefixed.find(':');
  for (const RdfPrefix& prefix : RdfPrefixes()) {
    if (prefix.name == prefixed.substr(0, colon))
      return fmt::format("<{}{}>", prefix.iri, prefixed.substr(colon + 1));
  }
  return fmt::format("<{}>", prefixed);
}

std::string Text(const RdfTermText& term) {
  switch (term.kind) {
    case RdfTermText::Kind::kPrefixed:
      return Whole(term.text);
    case RdfTermText::Kind::kBlank:
      return term.text;
    case RdfTermText::Kind::kLiteral:
      break;
  }
  return fmt::format("\"{}\"{}", RdfEscape(term.text),
                     term.datatype.empty() ? "" : "^^" + Whole(term.datatype));
}

Result<void> WriteNQuads(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  BufferedSink file(sink, "graph.nq");
  auto done = ForEachStatement(snapshot, selection, [&](const RdfStatement& statement) {
    return file.Write(fmt::format("{} {} {}{} .\n", Text(statement.subject), Whole(statement.predicate),
                                  Text(statement.object),
                                  statement.source.empty() ? "" : " " + Whole(statement.source)));
  });
  if (!done) return done;
  return file.Flush();
}

}  // namespace

const Exporter knquadsExporter = {"nquads", "N-Quads: RDF with a graph for each version that says it",
                                  WriteNQuads};

}  // namespace concord
