// N-Quads (w3.org/TR/n-quads): the statements of rdf_statements.h, each in the graph of the version that says
// it.
#include <string>

#include "query/exporters/export_records.h"
#include "query/exporters/rdf_statements.h"

namespace concord {
namespace {

void Append(const RdfTermText& term, std::string* out) {
  switch (term.kind) {
    case RdfTermText::Kind::kPrefixed:
      return AppendWholeIri(term.text, out);
    case RdfTermText::Kind::kBlank:
      *out += term.text;
      return;
    case RdfTermText::Kind::kLiteral:
      break;
  }
  *out += '"';
  AppendRdfEscaped(term.text, out);
  *out += '"';
  if (term.datatype.empty()) return;
  *out += "^^";
  AppendWholeIri(term.datatype, out);
}

Result<void> WriteNQuads(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  BufferedSink file(sink, "graph.nq");
  std::string* const out = file.buffer();
  auto done = ForEachStatement(snapshot, selection, [&](const RdfStatement& statement) {
    Append(statement.subject, out);
    *out += ' ';
    AppendWholeIri(statement.predicate, out);
    *out += ' ';
    Append(statement.object, out);
    if (!statement.source.empty()) {
      *out += ' ';
      AppendWholeIri(statement.source, out);
    }
    *out += " .\n";
    return file.Continue();
  });
  if (!done) return done;
  return file.Flush();
}

}  // namespace

const Exporter knquadsExporter = {"nquads", "N-Quads: RDF with a graph for each version that says it",
                                  WriteNQuads};

}  // namespace concord
