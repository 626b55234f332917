#include "query/exporters/rdf_statements.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/vocabulary.h"
#include "query/exporters/attribute_text.h"
#include "query/exporters/character_counts.h"
#include "query/exporters/export_records.h"
#include "query/exporters/rdf_words.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

using Kind = RdfTermText::Kind;

RdfTermText Iri(std::string prefixed) { return {Kind::kPrefixed, std::move(prefixed), {}}; }
RdfTermText Blank(std::string name) { return {Kind::kBlank, "_:" + std::move(name), {}}; }
RdfTermText Literal(std::string text, std::string datatype = {}) {
  return {Kind::kLiteral, std::move(text), std::move(datatype)};
}
RdfTermText Node(std::string_view key) { return Iri("id:" + KeyIri(key)); }

class StatementWriter {
 public:
  StatementWriter(const Snapshot& snapshot, const Selection& selection,
                  const std::function<Result<void>(const RdfStatement&)>& visit)
      : records_(snapshot, selection), counts_(snapshot), visit_(visit) {}

  Result<void> Run() {
    for (size_t i = 0; i < records_.node_count(); ++i) {
      const auto node = records_.Node(i);
      if (!node) return tl::unexpected(node.error());
      if (auto done = WriteNode(*node, i); !done) return done;
    }
    for (size_t i = 0; i < records_.edge_count(); ++i) {
      const auto edge = records_.Edge(i);
      if (!edge) return tl::unexpected(edge.error());
      if (auto done = WriteEdge(*edge); !done) return done;
    }
    return {};
  }

 private:
  Result<void> Say(const RdfTermText& subject, std::string predicate, RdfTermText object) {
    return visit_({subject, std::move(predicate), std::move(object), source_});
  }

  Result<void> WriteNode(const ExportNode& node, size_t place) {
    source_ = node.evidence ? "id:" + KeyIri(node.evidence->version) : std::string();
    const RdfTermText subject = Node(node.key);
    for (const std::string& label : node.labels) {
      if (auto done = Say(subject, "rdf:type", Iri(RdfTerm(label))); !done) return done;
      if (const auto known = KnownType(label); !known.empty()) {
        if (auto done = Say(subject, "rdf:type", Iri(std::string(known))); !done) return done;
      }
    }
    blank_ = fmt::format("n{}", place + 1);
    lists_ = 0;
    if (auto done = WriteProperties(subject, node.properties); !done) return done;
    if (node.evidence && std::ranges::find(node.labels, label::Measure) != node.labels.end())
      return WriteTarget(subject, *node.evidence);
    return {};
  }

  // The plain triple, unless the edge denies it, and a statement about it where there is more to say.
  Result<void> WriteEdge(const ExportEdge& edge) {
    source_ = edge.evidence && !edge.evidence->version.empty() ? "id:" + KeyIri(edge.evidence->version)
                                                               : std::string();
    const std::string predicate = PredicateOf(edge);
    if (!IsDenied(edge)) {
      if (auto done = Say(Node(edge.from), predicate, Node(edge.to)); !done) return done;
    }
    if (edge.properties.empty()) return {};
    const RdfTermText subject = Blank(edge.id);
    for (auto& [name, object] : {std::pair<std::string, RdfTermText>{"rdf:type", Iri("rdf:Statement")},
                                 {"rdf:type", Iri("oa:Annotation")},
                                 {"rdf:subject", Node(edge.from)},
                                 {"rdf:predicate", Iri(predicate)},
                                 {"rdf:object", Node(edge.to)},
                                 {"concord:type", Literal(edge.type)}}) {
      if (auto done = Say(subject, name, object); !done) return done;
    }
    blank_ = edge.id;
    lists_ = 0;
    if (auto done = WriteProperties(subject, edge.properties); !done) return done;
    if (edge.evidence && !edge.evidence->version.empty()) return WriteTarget(subject, *edge.evidence);
    return {};
  }

  Result<void> WriteProperties(const RdfTermText& subject, const PropertyMap& properties) {
    for (const auto& [name, value] : properties) {
      const std::string_view known = KnownProperty(name);
      const std::string predicate = known.empty() ? RdfTerm(name) : std::string(known);
      if (value.type() != Value::Type::kList) {
        if (auto done = Say(subject, predicate, LiteralOf(value)); !done) return done;
        continue;
      }
      if (auto done = WriteList(subject, predicate, value.as_list()); !done) return done;
    }
    return {};
  }

  RdfTermText LiteralOf(const Value& value) const {
    switch (value.type()) {
      case Value::Type::kBool:
        return Literal(value.as_bool() ? "true" : "false", "xsd:boolean");
      case Value::Type::kInt:
        return Literal(value.ToString(), "xsd:integer");
      case Value::Type::kDouble:
        return Literal(AttributeText(value), "xsd:double");
      case Value::Type::kDate: {
        const std::string text = value.as_date().ToString();
        return Literal(text, text.size() == 4   ? "xsd:gYear"
                             : text.size() == 7 ? "xsd:gYearMonth"
                                                : "xsd:date");
      }
      case Value::Type::kString:
        return Literal(value.as_string());
      default:
        return Literal(ValueToJson(value), "rdf:JSON");
    }
  }

  // Lists within lists are JSON: no property of ours nests them.
  Result<void> WriteList(const RdfTermText& subject, std::string predicate, const List& list) {
    RdfTermText before = subject;
    for (const Value& element : list) {
      const RdfTermText cell = Blank(fmt::format("{}l{}", blank_, ++lists_));
      if (auto done = Say(before, std::move(predicate), cell); !done) return done;
      if (auto done = Say(cell, "rdf:first", LiteralOf(element)); !done) return done;
      before = cell;
      predicate = "rdf:rest";
    }
    return Say(before, std::move(predicate), Iri("rdf:nil"));
  }

  Result<void> WriteTarget(const RdfTermText& subject, const Evidence& evidence) {
    const auto start = counts_.Before(evidence.version, evidence.start);
    if (!start) return tl::unexpected(start.error());
    const auto end = counts_.Before(evidence.version, evidence.end);
    if (!end) return tl::unexpected(end.error());
    const RdfTermText target = Blank(blank_ + "t"), position = Blank(blank_ + "p"),
                      quote = Blank(blank_ + "q");
    const auto integer = [](uint64_t number) { return Literal(std::to_string(number), "xsd:integer"); };
    const std::pair<const RdfTermText*, std::pair<std::string, RdfTermText>> statements[] = {
        {&subject, {"oa:hasTarget", target}},
        {&target, {"rdf:type", Iri("oa:SpecificResource")}},
        {&target, {"oa:hasSource", Node(evidence.version)}},
        {&target, {"oa:hasSelector", position}},
        {&target, {"oa:hasSelector", quote}},
        {&position, {"rdf:type", Iri("oa:TextPositionSelector")}},
        {&position, {"oa:start", integer(*start)}},
        {&position, {"oa:end", integer(*end)}},
        {&quote, {"rdf:type", Iri("oa:TextQuoteSelector")}},
        {&quote, {"oa:exact", Literal(evidence.quote)}},
    };
    for (const auto& [of, statement] : statements) {
      if (auto done = Say(*of, statement.first, statement.second); !done) return done;
    }
    return {};
  }

  ExportRecords records_;
  CharacterCounts counts_;
  const std::function<Result<void>(const RdfStatement&)>& visit_;
  std::string source_;
  std::string blank_;  // how the blank nodes of the current node or edge begin
  size_t lists_ = 0;   // cells of lists so far
};

}  // namespace

Result<void> ForEachStatement(const Snapshot& snapshot, const Selection& selection,
                              const std::function<Result<void>(const RdfStatement&)>& visit) {
  return StatementWriter(snapshot, selection, visit).Run();
}

std::string RdfEscape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  size_t from = 0;  // most of a text is copied in long pieces
  for (size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
    out.append(text, from, at - from);
    from = at + 1;
    switch (c) {
      case '"':
      case '\\':
        out += '\\';
        out += text[at];
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += fmt::format("\\u{:04X}", c);
    }
  }
  return out.append(text, from, text.size() - from);
}

}  // namespace concord
