// Turtle (w3.org/TR/turtle): the statements of rdf_statements.h, those of one subject together.
#include <fmt/format.h>

#include <algorithm>

#include "query/exporters/export_records.h"
#include "query/exporters/rdf_statements.h"
#include "query/exporters/rdf_words.h"

namespace concord {
namespace {

// A prefixed name where Turtle allows one, else the whole IRI: a local name may not hold most punctuation.
std::string Name(std::string_view prefixed) {
  const size_t colon = prefixed.find(':');
  const std::string_view local = prefixed.substr(colon + 1);
  const bool plain = !local.empty() && local[0] != '-' && std::ranges::all_of(local, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (plain) return std::string(prefixed);
  for (const RdfPrefix& prefix : RdfPrefixes()) {
    if (prefix.name == prefixed.substr(0, colon)) return fmt::format("<{}{}>", prefix.iri, local);
  }
  return fmt::format("<{}>", prefixed);
}

std::string Text(const RdfTermText& term) {
  switch (term.kind) {
    case RdfTermText::Kind::kPrefixed:
      return Name(term.text);
    case RdfTermText::Kind::kBlank:
      return term.text;
    case RdfTermText::Kind::kLiteral:
      break;
  }
  return fmt::format("\"{}\"{}", RdfEscape(term.text), term.datatype.empty() ? "" : "^^" + term.datatype);
}

Result<void> WriteTurtle(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  BufferedSink file(sink, "graph.ttl");
  std::string head;
  for (const RdfPrefix& prefix : RdfPrefixes())
    head += fmt::format("@prefix {}: <{}> .\n", prefix.name, prefix.iri);
  if (auto done = file.Write(head); !done) return done;
  std::string subject;
  auto done = ForEachStatement(snapshot, selection, [&](const RdfStatement& statement) {
    const std::string same = Text(statement.subject);
    const std::string predicate = statement.predicate == "rdf:type" ? "a" : Name(statement.predicate);
    const std::string out = same == subject ? fmt::format(" ;\n    {} {}", predicate, Text(statement.object))
                                            : fmt::format("{}\n{} {} {}", subject.empty() ? "" : " .", same,
                                                          predicate, Text(statement.object));
    subject = same;
    return file.Write(out);
  });
  if (!done) return done;
  if (!subject.empty()) {
    if (done = file.Write(" .\n"); !done) return done;
  }
  return file.Flush();
}

}  // namespace

const Exporter kturtleExporter = {"turtle", "Turtle: the same statements as JSON-LD", WriteTurtle};

}  // namespace concord
