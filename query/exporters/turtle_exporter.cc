// Turtle (w3.org/TR/turtle): the statements of rdf_statements.h, those of one subject together.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "query/exporters/export_records.h"
#include "query/exporters/rdf_statements.h"
#include "query/exporters/rdf_words.h"

namespace concord {
namespace {

// A prefixed name where Turtle allows one, else the whole IRI: a local name may not hold most punctuation.
void AppendName(std::string_view prefixed, std::string* out) {
  const std::string_view local = prefixed.substr(prefixed.find(':') + 1);
  const bool plain = !local.empty() && local[0] != '-' && std::ranges::all_of(local, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (!plain) return AppendWholeIri(prefixed, out);
  *out += prefixed;
}

void Append(const RdfTermText& term, std::string* out) {
  switch (term.kind) {
    case RdfTermText::Kind::kPrefixed:
      return AppendName(term.text, out);
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
  *out += term.datatype;
}

Result<void> WriteTurtle(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  BufferedSink file(sink, "graph.ttl");
  std::string* const out = file.buffer();
  for (const RdfPrefix& prefix : RdfPrefixes())
    *out += fmt::format("@prefix {}: <{}> .\n", prefix.name, prefix.iri);
  std::string subject;  // as the statements name it
  auto done = ForEachStatement(snapshot, selection, [&](const RdfStatement& statement) {
    if (statement.subject.text == subject) {
      *out += " ;\n    ";
    } else {
      *out += subject.empty() ? "\n" : " .\n";
      Append(statement.subject, out);
      *out += ' ';
      subject = statement.subject.text;
    }
    if (statement.predicate == "rdf:type") {
      *out += 'a';
    } else {
      AppendName(statement.predicate, out);
    }
    *out += ' ';
    Append(statement.object, out);
    return file.Continue();
  });
  if (!done) return done;
  if (!subject.empty()) *out += " .\n";
  return file.Flush();
}

}  // namespace

const Exporter kturtleExporter = {"turtle", "Turtle: the same statements as JSON-LD", WriteTurtle};

}  // namespace concord
