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
  std::string predicate(KnownEdge(edge.type));
  if (edge.type == edge::MAPS_TO) {
    const auto named = edge.properties.FindString(property::predicate);
    if (named.starts_with("skos:")) predicate = named;
  }
  if (predicate.empty()) predicate = RdfTerm(edge.type);
  return predicate;
}

bool IsDenied(const ExportEdge& edge) { return edge.properties.FindString(property::modifier) == "Not"; }

std::string KeyIri(std::string_view key) {
  std::string id;
  id.reserve(key.size() + 16);
  bool fragment = false;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    // "id://..." would be taken for an absolute IRI of a scheme "id".
    const bool slash = c == '/' && id.empty();
    if (kNotInIris[byte] || slash || (c == '#' && fragment)) {
      id += fmt::format("%{:02X}", byte);
    } else {
      id += c;
    }
    fragment = fragment || c == '#';
  }
  return id;
}

}  // namespace concord
