#include "query/exporters/rdf_statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/exporters/attribute_text.h"
#include "query/exporters/character_counts.h"
#include "query/exporters/export_records.h"
#include "query/exporters/rdf_words.h"
#include "query/output/answer_json.h"
#include "query/output/find_byte.h"

namespace concord {
namespace {

using Kind = RdfTermText::Kind;

RdfTermText Iri(std::string_view prefixed) { return {Kind::kPrefixed, prefixed, {}}; }
RdfTermText Blank(std::string_view name) { return {Kind::kBlank, name, {}}; }
RdfTermText Literal(std::string_view text, std::string_view datatype = {}) {
  return {Kind::kLiteral, text, datatype};
}

// "id:" and the end of the IRI.
void SetKey(std::string_view key, std::string* iri) {
  *iri = "id:";
  AppendKeyIri(key, iri);
}

class StatementWriter {
 public:
  StatementWriter(const Snapshot& snapshot, const Selection& selection,
                  const std::function<Result<void>(const RdfStatement&)>& visit)
      : records_(snapshot, selection), counts_(snapshot), visit_(visit) {}

  Result<void> Run() {
    predicates_.resize(records_.column_count());
    for (size_t i = 0; i < records_.node_count(); ++i) {
      CONCORD_ASSIGN(const ExportNodeView* const node, records_.NodeAt(i));
      CONCORD_TRY(WriteNode(*node, i));
    }
    for (size_t i = 0; i < records_.edge_count(); ++i) {
      CONCORD_ASSIGN(const ExportEdgeView* const edge, records_.EdgeAt(i));
      CONCORD_TRY(WriteEdge(*edge));
    }
    return {};
  }

 private:
  Result<void> Say(const RdfTermText& subject, std::string_view predicate, const RdfTermText& object) {
    return visit_({subject, predicate, object, source_});
  }

  void SetSource(const std::optional<EvidenceView>& evidence) {
    source_.clear();
    if (evidence && !evidence->version.empty()) SetKey(evidence->version, &source_);
  }

  Result<void> WriteNode(const ExportNodeView& node, size_t place) {
    SetSource(node.evidence);
    SetKey(node.key, &from_);
    const RdfTermText subject = Iri(from_);
    bool is_measure = false;
    for (const std::string_view label : node.labels) {
      is_measure = is_measure || label == label::Measure;
      CONCORD_TRY(Say(subject, "rdf:type", Iri(RdfTerm(label))));
      if (const auto known = KnownType(label); !known.empty())
        CONCORD_TRY(Say(subject, "rdf:type", Iri(known)));
    }
    blank_ = fmt::format("n{}", place + 1);
    lists_ = 0;
    CONCORD_TRY(WriteProperties(subject, node.properties));
    return is_measure && node.evidence ? WriteTarget(subject, *node.evidence) : Result<void>();
  }

  // The plain triple, unless the edge denies it, and a statement about it where there is more to say.
  Result<void> WriteEdge(const ExportEdgeView& edge) {
    SetSource(edge.evidence);
    const std::string predicate = PredicateOf(edge);
    SetKey(edge.from, &from_);
    SetKey(edge.to, &to_);
    if (!IsDenied(edge)) CONCORD_TRY(Say(Iri(from_), predicate, Iri(to_)));
    if (edge.properties.empty()) return {};
    blank_ = fmt::format("e{}", edge.number);
    lists_ = 0;
    const std::string name = "_:" + blank_;
    const RdfTermText subject = Blank(name);
    const std::pair<std::string_view, RdfTermText> statements[] = {
        {"rdf:type", Iri("rdf:Statement")}, {"rdf:type", Iri("oa:Annotation")},
        {"rdf:subject", Iri(from_)},        {"rdf:predicate", Iri(predicate)},
        {"rdf:object", Iri(to_)},           {"concord:type", Literal(edge.type)}};
    for (const auto& [of, object] : statements) CONCORD_TRY(Say(subject, of, object));
    CONCORD_TRY(WriteProperties(subject, edge.properties));
    const bool quotes = edge.evidence && !edge.evidence->version.empty();
    return quotes ? WriteTarget(subject, *edge.evidence) : Result<void>();
  }

  std::string_view PredicateOfProperty(const ExportProperty& property) {
    std::string& predicate = predicates_[property.column];
    if (predicate.empty()) {
      const std::string_view known = KnownProperty(property.name);
      predicate = known.empty() ? RdfTerm(property.name) : std::string(known);
    }
    return predicate;
  }

  Result<void> WriteProperties(const RdfTermText& subject, const std::vector<ExportProperty>& properties) {
    for (const ExportProperty& property : properties) {
      const std::string_view predicate = PredicateOfProperty(property);
      if (property.value.type() == Value::Type::kList) {
        CONCORD_TRY(WriteList(subject, predicate, property.value.ToValue().as_list()));
      } else {
        CONCORD_TRY(Say(subject, predicate, LiteralOf(property.value)));
      }
    }
    return {};
  }

  // Valid until the next one.
  RdfTermText LiteralOf(const ValueView& value) {
    switch (value.type()) {
      case Value::Type::kBool:
        return Literal(value.as_bool() ? "true" : "false", "xsd:boolean");
      case Value::Type::kDate:
        literal_ = value.as_date().ToString();
        return Literal(literal_, literal_.size() == 4   ? "xsd:gYear"
                                 : literal_.size() == 7 ? "xsd:gYearMonth"
                                                        : "xsd:date");
      case Value::Type::kString:
        return Literal(value.as_string());
      case Value::Type::kInt:
      case Value::Type::kDouble:
        literal_.clear();
        AppendAttributeText(value, &literal_);
        return Literal(literal_, value.type() == Value::Type::kInt ? "xsd:integer" : "xsd:double");
      default:
        literal_ = ValueToJson(value.ToValue());
        return Literal(literal_, "rdf:JSON");
    }
  }

  // Lists within lists are JSON: no property of ours nests them.
  Result<void> WriteList(const RdfTermText& subject, std::string_view predicate, const List& list) {
    RdfTermText before = subject;
    std::string cell, last;
    for (const Value& element : list) {
      cell = fmt::format("_:{}l{}", blank_, ++lists_);
      CONCORD_TRY(Say(before, predicate, Blank(cell)));
      CONCORD_TRY(Say(Blank(cell), "rdf:first", LiteralOf(ValueView(element))));
      last.swap(cell);
      before = Blank(last);
      predicate = "rdf:rest";
    }
    return Say(before, predicate, Iri("rdf:nil"));
  }

  Result<void> WriteTarget(const RdfTermText& subject, const EvidenceView& evidence) {
    CONCORD_ASSIGN(const uint64_t start, counts_.Before(evidence.version, evidence.start));
    CONCORD_ASSIGN(const uint64_t end, counts_.Before(evidence.version, evidence.end));
    const std::string names[] = {fmt::format("_:{}t", blank_), fmt::format("_:{}p", blank_),
                                 fmt::format("_:{}q", blank_)};
    const RdfTermText target = Blank(names[0]), position = Blank(names[1]), quote = Blank(names[2]);
    std::string version;
    SetKey(evidence.version, &version);
    const fmt::format_int first(start), last(end);
    const std::string_view first_text(first.data(), first.size()), last_text(last.data(), last.size());
    struct Row {
      RdfTermText of;
      std::string_view predicate;
      RdfTermText object;
    };
    const Row rows[] = {
        {subject, "oa:hasTarget", target},
        {target, "rdf:type", Iri("oa:SpecificResource")},
        {target, "oa:hasSource", Iri(version)},
        {target, "oa:hasSelector", position},
        {target, "oa:hasSelector", quote},
        {position, "rdf:type", Iri("oa:TextPositionSelector")},
        {position, "oa:start", Literal(first_text, "xsd:integer")},
        {position, "oa:end", Literal(last_text, "xsd:integer")},
        {quote, "rdf:type", Iri("oa:TextQuoteSelector")},
        {quote, "oa:exact", Literal(evidence.quote)},
    };
    for (const Row& row : rows) CONCORD_TRY(Say(row.of, row.predicate, row.object));
    return {};
  }

  ExportRecords records_;
  CharacterCounts counts_;
  const std::function<Result<void>(const RdfStatement&)>& visit_;
  std::vector<std::string> predicates_;  // by column
  std::string source_, from_, to_, literal_;
  std::string blank_;  // how the blank nodes of the current node or edge begin
  size_t lists_ = 0;   // cells of lists so far
};

}  // namespace

Result<void> ForEachStatement(const Snapshot& snapshot, const Selection& selection,
                              const std::function<Result<void>(const RdfStatement&)>& visit) {
  return StatementWriter(snapshot, selection, visit).Run();
}

void AppendRdfEscaped(std::string_view text, std::string* out) {
  constexpr auto kEscaped = [](uint8_t c) { return (c < 0x20) | (c == '"') | (c == '\\') | (c == 0x7F); };
  size_t from = 0;  // most of a text is copied in long pieces
  for (size_t at = FindByte(text, 0, kEscaped); at < text.size(); at = FindByte(text, at + 1, kEscaped)) {
    out->append(text, from, at - from);
    from = at + 1;
    switch (text[at]) {
      case '"':
      case '\\':
        *out += '\\';
        *out += text[at];
        break;
      case '\n':
        *out += "\\n";
        break;
      case '\r':
        *out += "\\r";
        break;
      case '\t':
        *out += "\\t";
        break;
      default:
        *out += fmt::format("\\u{:04X}", static_cast<unsigned char>(text[at]));
    }
  }
  out->append(text, from, text.size() - from);
}

void AppendWholeIri(std::string_view prefixed, std::string* out) {
  const size_t colon = prefixed.find(':');
  *out += '<';
  const auto known = std::ranges::find(RdfPrefixes(), prefixed.substr(0, colon), &RdfPrefix::name);
  if (known == RdfPrefixes().end()) {
    *out += prefixed;
  } else {
    *out += known->iri;
    *out += prefixed.substr(colon + 1);
  }
  *out += '>';
}

}  // namespace concord
