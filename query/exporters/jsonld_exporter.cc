// JSON-LD 1.1 (w3.org/TR/json-ld11): documents after ELI, taxonomies after SKOS, provenance after PROV-O,
// and for each extracted edge the place that says it, after the W3C Web Annotation model.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "query/output/answer_json.h"
#include "query/exporters/export_records.h"

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

struct Word {
  std::string_view ours, known;
};
constexpr Word kTypes[] = {
    {"Document", "eli:LegalResource"},
    {"Version", "eli:LegalExpression"},
    {"Section", "eli:LegalResourceSubdivision"},
    {"Actor", "prov:Agent"},
    {"Forum", "org:Organization"},
    {"Standard", "dcterms:Standard"},
    {"Concept", "skos:Concept"},
    {"ConceptScheme", "skos:ConceptScheme"},
    {"MappingSet", "sssom:MappingSet"},
    {"Dataset", "prov:Entity"},
    {"Run", "prov:Activity"},
};
constexpr Word kEdges[] = {
    {"HAS_VERSION", "eli:is_realized_by"},
    {"HAS_SECTION", "eli:has_part"},
    {"HAS_PART", "eli:has_part"},
    {"ISSUED_BY", "prov:wasAttributedTo"},
    {"REFERENCES", "dcterms:references"},
    {"CITES", "eli:cites"},
    {"AMENDS", "eli:amends"},
    {"REPEALS", "eli:repeals"},
    {"SUPERSEDES", "dcterms:replaces"},
    {"BASED_ON", "eli:based_on"},
    {"CLASSIFIED_AS", "dcterms:subject"},
    {"BROADER", "skos:broader"},
    {"IN_SCHEME", "skos:inScheme"},
    {"PART_OF", "dcterms:isPartOf"},
    {"MEMBER_OF", "org:memberOf"},
    {"PUBLISHED_BY", "dcterms:publisher"},
    {"EDITION_OF", "dcterms:isVersionOf"},
    {"REPLACES", "dcterms:replaces"},
    {"REVISES", "prov:wasRevisionOf"},
    {"GENERATED_BY", "prov:wasGeneratedBy"},
    {"SOURCED_FROM", "prov:wasDerivedFrom"},
};
constexpr Word kProperties[] = {
    {"title", "dcterms:title"},       {"label", "skos:prefLabel"},       {"name", "skos:prefLabel"},
    {"code", "skos:notation"},        {"definition", "skos:definition"}, {"date", "dcterms:date"},
    {"language", "dcterms:language"}, {"licence", "dcterms:license"},
};

std::string_view Known(std::span<const Word> words, std::string_view ours) {
  for (const Word& word : words) {
    if (word.ours == ours) return word.known;
  }
  return {};
}

// A term of ours: HAS_ITEM -> hasItem; what a term cannot hold becomes "_".
std::string Term(std::string_view name) {
  const bool shouting = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  std::string term;
  bool raise = false;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool plain =
        letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
    if (shouting && c == '_') {
      raise = true;
    } else if (shouting && letter && !raise) {
      term += static_cast<char>(c | 0x20);
    } else {
      term += plain ? c : '_';
      raise = false;
    }
  }
  return "concord:" + term;
}

std::string Quoted(std::string_view text) { return ValueToJson(Value(text)); }

// The key as the end of an IRI: what RFC 3987 forbids there is written in percent. The first "#" stays,
// so that a measure is a fragment of its section.
std::string IdOf(std::string_view key) {
  std::string id = "id:";
  bool fragment = false;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    const bool bad =
        byte <= 0x20 || byte == 0x7F || std::string_view("<>\"{}|\\^`%[]").find(c) != std::string_view::npos;
    // "id://..." would be taken for an absolute IRI of a scheme "id".
    const bool slash = c == '/' && id == "id:";
    if (bad || slash || (c == '#' && fragment)) {
      id += fmt::format("%{:02X}", byte);
    } else {
      id += c;
    }
    fragment = fragment || c == '#';
  }
  return Quoted(id);
}

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
      return fmt::format(R"({{"@value":{},"@type":"xsd:double"}})", Quoted(value.ToString()));
    default:
      return ValueToJson(value);
  }
}

std::string Properties(const PropertyMap& properties) {
  // Two of our names may be one word elsewhere (label and name); their values stand side by side.
  std::map<std::string, std::vector<std::string>> words;
  for (const auto& [name, value] : properties) {
    const std::string_view known = Known(kProperties, name);
    words[known.empty() ? Term(name) : std::string(known)].push_back(LiteralOf(value));
  }
  std::string out;
  for (const auto& [word, values] : words) {
    const std::string joined = fmt::format("{}", fmt::join(values, ","));
    out += fmt::format(",{}:{}", Quoted(word), values.size() == 1 ? joined : "[" + joined + "]");
  }
  return out;
}

// Characters before a byte of a version's text: Web Annotation counts characters, we count bytes. Each
// text is read once and a count kept for every 4 KB.
class CharacterCounts {
 public:
  explicit CharacterCounts(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<uint64_t> Before(const std::string& version, uint64_t byte) {
    const auto [at, fresh] = texts_.try_emplace(version);
    Text& text = at->second;
    if (fresh) {
      auto node = snapshot_.FindNode(version);
      if (!node) return tl::unexpected(node.error());
      if (!*node) return Fail(ErrorCode::kCorrupt, fmt::format("there is no version '{}'", version));
      text.node = **node;
      auto bytes = snapshot_.GetBlob(text.node, "text");
      if (!bytes) return tl::unexpected(bytes.error());
      uint64_t count = 0;
      for (size_t i = 0; i < bytes->size(); ++i) {
        if (i % kStep == 0) text.counts.push_back(count);
        count += Starts((*bytes)[i]) ? 1 : 0;
      }
      text.counts.push_back(count);
    }
    const uint64_t step = std::min<uint64_t>(byte / kStep, text.counts.size() - 1);
    auto bytes = snapshot_.GetBlob(text.node, "text", step * kStep, byte - step * kStep);
    if (!bytes) return tl::unexpected(bytes.error());
    return text.counts[step] + static_cast<uint64_t>(std::count_if(bytes->begin(), bytes->end(), Starts));
  }

 private:
  static constexpr uint64_t kStep = 4096;
  static bool Starts(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
  struct Text {
    NodeId node = 0;
    std::vector<uint64_t> counts;
  };
  const Snapshot& snapshot_;
  std::map<std::string, Text> texts_;
};

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
    if (const auto known = Known(kTypes, label); !known.empty()) types += "," + Quoted(known);
  }
  std::string out =
      fmt::format(R"({{"@id":{},"@type":[{}]{})", IdOf(node.key), types, Properties(node.properties));
  if (node.evidence && std::find(node.labels.begin(), node.labels.end(), "Measure") != node.labels.end()) {
    auto target = Target(*node.evidence, counts);
    if (!target) return target;
    out += ",\"oa:hasTarget\":" + *target;
  }
  return out + "}";
}

// The plain triple, unless the edge denies it, and a statement about it where there is more to say.
Result<std::vector<std::string>> EdgeObjects(const ExportEdge& edge, CharacterCounts* counts) {
  std::string predicate(Known(kEdges, edge.type));
  if (edge.type == "MAPS_TO") {
    const auto named = edge.properties.FindString("predicate");
    if (named.starts_with("skos:")) predicate = named;
  }
  if (predicate.empty()) predicate = Term(edge.type);
  std::vector<std::string> objects;
  const bool denied = edge.properties.FindString("modifier") == "Not";
  if (!denied) {
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
