#include "query/exporters/rdf_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr auto kNotInIris = [] {
  std::array<bool, 256> bad = {};
  for (size_t byte = 0; byte <= 0x20; ++byte) bad[byte] = true;
  bad[0x7F] = true;
  for (const unsigned char byte : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '%', '[', ']'})
    bad[byte] = true;
  return bad;
}();

std::string_view Known(std::span<const RdfWord> words, std::string_view ours) {
  for (const RdfWord& word : words) {
    if (word.ours == ours) return word.known;
  }
  return {};
}

std::string Predicate(std::string_view type, std::string_view named) {
  if (type == edge::MAPS_TO && named.starts_with("skos:")) return std::string(named);
  const std::string_view known = KnownEdge(type);
  return known.empty() ? RdfTerm(type) : std::string(known);
}

std::string_view FindString(const ExportEdgeView& edge, std::string_view name) {
  for (const ExportProperty& property : edge.properties) {
    if (property.name == name && property.value.type() == Value::Type::kString)
      return property.value.as_string();
  }
  return {};
}

}  // namespace

std::span<const RdfPrefix> RdfPrefixes() { return kRdfPrefixes; }

std::string_view KnownType(std::string_view label) { return Known(kRdfTypes, label); }
std::string_view KnownProperty(std::string_view name) { return Known(kRdfProperties, name); }
std::string_view KnownEdge(std::string_view type) { return Known(kRdfEdges, type); }

std::string RdfTerm(std::string_view name) {
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

std::string PredicateOf(const ExportEdge& edge) {
  return Predicate(edge.type, edge.properties.FindString(property::predicate));
}

std::string PredicateOf(const ExportEdgeView& edge) {
  return Predicate(edge.type, FindString(edge, property::predicate));
}

bool IsDenied(const ExportEdge& edge) { return edge.properties.FindString(property::modifier) == "Not"; }

bool IsDenied(const ExportEdgeView& edge) { return FindString(edge, property::modifier) == "Not"; }

void AppendKeyIri(std::string_view key, std::string* out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  bool fragment = false;
  for (size_t at = 0; at < key.size(); ++at) {
    const auto byte = static_cast<unsigned char>(key[at]);
    // "id://..." would be taken for an absolute IRI of a scheme "id".
    const bool slash = byte == '/' && at == 0;
    if (kNotInIris[byte] || slash || (byte == '#' && fragment)) {
      *out += '%';
      *out += kDigits[byte >> 4];
      *out += kDigits[byte & 15];
    } else {
      *out += key[at];
    }
    fragment = fragment || byte == '#';
  }
}

std::string KeyIri(std::string_view key) {
  std::string id;
  id.reserve(key.size() + 16);
  AppendKeyIri(key, &id);
  return id;
}

}  // namespace concord
