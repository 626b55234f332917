// JSON-LD 1.1 (w3.org/TR/json-ld11): documents after ELI, taxonomies after SKOS, provenance after PROV-O,
// and for each extracted edge the place that says it, after the W3C Web Annotation model.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "graph/vocabulary.h"
#include "query/exporters/attribute_text.h"
#include "query/exporters/character_counts.h"
#include "query/exporters/export_records.h"
#include "query/exporters/rdf_words.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

// Everything that has no word in a known vocabulary is a word of ours (@vocab).
constexpr std::string_view kContext = R"({"@version":1.1,
  "@vocab":"https://w3id.org/concord/vocab#",
  "concord":"https://w3id.org/concord/vocab#",
  "id":{"@id":"https://w3id.org/concord/id/","@prefix":true},
  "dcterms":"http://purl.org/dc/terms/",
  "eli":"http://data.europa.eu/eli/ontology#",
  "oa":"http://www.w3.org/ns/oa#",
  "org":"http://www.w3.org/ns/org#",
  "prov":"http://www.w3.org/ns/prov#",
  "rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "skos":"http://www.w3.org/2004/02/skos/core#",
  "sssom":"https://w3id.org/sssom/",
  "xsd":"http://www.w3.org/2001/XMLSchema#"})";

std::string IdOf(std::string_view key) { return ValueToJson(Value("id:" + KeyIri(key))); }

std::string Quoted(std::string_view text) { return ValueToJson(Value(text)); }

std::string LiteralOf(const Value& value) {
  switch (value.type()) {
    case Value::Type::kDate: {
      const std::string text = value.as_date().ToString();
      const std::string_view type = text.size() == 4 ? "gYear" : text.size() == 7 ? "gYearMonth" : "date";
      return fmt::format(R"({{"@value":"{}","@type":"xsd:{}"}})", text, type);
    }
    case Value::Type::kList: {
      std::string out;
      for (const Value& element : value.as_list()) out += (out.empty() ? "" : ",") + LiteralOf(element);
      return fmt::format(R"({{"@list":[{}]}})", out);
    }
    case Value::Type::kMap:
      return fmt::format(R"({{"@value":{},"@type":"@json"}})", ValueToJson(value));
    case Value::Type::kDouble:
      // A JSON number without a fraction is an integer to RDF; the type says what it was.
      return fmt::format(R"({{"@value":{},"@type":"xsd:double"}})", Quoted(AttributeText(value)));
    default:
      return ValueToJson(value);
  }
}

std::string Properties(const PropertyMap& properties) {
  // Two of our names may be one word elsewhere (label and name); their values stand side by side.
  std::map<std::string, std::vector<std::string>> words;
  for (const auto& [name, value] : properties) {
    const std::string_view known = KnownProperty(name);
    words[known.empty() ? RdfTerm(name) : std::string(known)].push_back(LiteralOf(value));
  }
  std::string out;
  for (const auto& [word, values] : words) {
    const std::string joined = fmt::format("{}", fmt::join(values, ","));
    out += fmt::format(",{}:{}", Quoted(word), values.size() == 1 ? joined : "[" + joined + "]");
  }
  return out;
}

Result<std::string> Target(const Evidence& evidence, CharacterCounts* counts) {
  auto start = counts->Before(evidence.version, evidence.start);
  if (!start) return tl::unexpected(start.error());
  auto end = counts->Before(evidence.version, evidence.end);
  if (!end) return tl::unexpected(end.error());
  return fmt::format(
      R"({{"@type":"oa:SpecificResource","oa:hasSource":{{"@id":{}}},"oa:hasSelector":[)"
      R"({{"@type":"oa:TextPositionSelector","oa:start":{},"oa:end":{}}},{{"@type":"oa:TextQuoteSelector","oa:exact":{}}}]}})",
      IdOf(evidence.version), *start, *end, Quoted(evidence.quote));
}

Result<std::string> NodeObject(const ExportNode& node, CharacterCounts* counts) {
  std::string types;
  for (const std::string& label : node.labels) {
    types += fmt::format("{}{}", types.empty() ? "" : ",", Quoted("concord:" + label));
    if (const auto known = KnownType(label); !known.empty()) types += "," + Quoted(known);
  }
  std::string out =
      fmt::format(R"({{"@id":{},"@type":[{}]{})", IdOf(node.key), types, Properties(node.properties));
  if (node.evidence &&
      std::find(node.labels.begin(), node.labels.end(), label::Measure) != node.labels.end()) {
    auto target = Target(*node.evidence, counts);
    if (!target) return target;
    out += ",\"oa:hasTarget\":" + *target;
  }
  return out + "}";
}

// The plain triple, unless the edge denies it, and a statement about it where there is more to say.
Result<std::vector<std::string>> EdgeObjects(const ExportEdge& edge, CharacterCounts* counts) {
  const std::string predicate = PredicateOf(edge);
  std::vector<std::string> objects;
  if (!IsDenied(edge)) {
    objects.push_back(
        fmt::format(R"({{"@id":{},{}:{{"@id":{}}}}})", IdOf(edge.from), Quoted(predicate), IdOf(edge.to)));
  }
  if (edge.properties.empty()) return objects;
  std::string out = fmt::format(
      R"({{"@id":"_:{}","@type":["rdf:Statement","oa:Annotation"],"rdf:subject":{{"@id":{}}},"rdf:predicate":{{"@id":{}}},"rdf:object":{{"@id":{}}},"concord:type":{}{})",
      edge.id, IdOf(edge.from), Quoted(predicate), IdOf(edge.to), Quoted(edge.type),
      Properties(edge.properties));
  if (edge.evidence && !edge.evidence->version.empty()) {
    auto target = Target(*edge.evidence, counts);
    if (!target) return tl::unexpected(target.error());
    out += ",\"oa:hasTarget\":" + *target;
  }
  objects.push_back(out + "}");
  return objects;
}

Result<void> WriteJsonLd(const Snapshot& snapshot, const Selection& selection, const OutputSink& sink) {
  ExportRecords records(snapshot, selection);
  CharacterCounts counts(snapshot);
  BufferedSink file(sink, "graph.jsonld");
  if (auto done = file.Write(fmt::format("{{\"@context\":{},\n\"@graph\":[", kContext)); !done) return done;
  std::string_view before = "\n";
  for (size_t i = 0; i < records.node_count(); ++i) {
    auto node = records.Node(i);
    if (!node) return tl::unexpected(node.error());
    auto object = NodeObject(*node, &counts);
    if (!object) return tl::unexpected(object.error());
    if (auto done = file.Write(fmt::format("{}{}", before, *object)); !done) return done;
    before = ",\n";
  }
  for (size_t i = 0; i < records.edge_count(); ++i) {
    auto edge = records.Edge(i);
    if (!edge) return tl::unexpected(edge.error());
    auto objects = EdgeObjects(*edge, &counts);
    if (!objects) return tl::unexpected(objects.error());
    for (const std::string& object : *objects) {
      if (auto done = file.Write(fmt::format("{}{}", before, object)); !done) return done;
    }
  }
  if (auto done = file.Write("\n]}\n"); !done) return done;
  return file.Flush();
}

}  // namespace

const Exporter kjsonldExporter = {"jsonld", "JSON-LD 1.1: RDF with ELI, SKOS, PROV-O and Web Annotation",
                                  WriteJsonLd};

}  // namespace concord
