#include "graph/symbols.h"

namespace concord {

Symbol Symbols::Intern(std::string_view name) {
  const auto at = symbols_.find(name);
  if (at != symbols_.end()) return at->second;
  const Symbol symbol = limit();
  names_.emplace_back(name);
  symbols_.emplace(name, symbol);
  return symbol;
}

std::optional<Symbol> Symbols::Find(std::string_view name) const {
  const auto at = symbols_.find(name);
  if (at == symbols_.end()) return std::nullopt;
  return at->second;
}

std::string_view Symbols::Name(Symbol symbol) const {
  return Has(symbol) ? std::string_view(names_[symbol - 1]) : std::string_view();
}

void Symbols::Truncate(Symbol new_limit) {
  while (limit() > new_limit && !names_.empty()) {
    symbols_.erase(names_.back());
    names_.pop_back();
  }
}

void InternSchema(Symbols* symbols) {
#define LABEL(name) symbols->Intern(#name);
#define EDGE(type, from, to) symbols->Intern(#type);
#define INDEX(label, property) \
  symbols->Intern(#label);     \
  symbols->Intern(#property);
#include "graph/schema.def"
}

bool InternNames(const GraphBatch& batch, Symbols* symbols) {
  const Symbol before = symbols->limit();
  for (const PutNode& node : batch.nodes) {
    for (const std::string& label : node.labels) symbols->Intern(label);
    for (const Property& property : node.properties) symbols->Intern(property.name);
  }
  for (const PutBlob& blob : batch.blobs) symbols->Intern(blob.name);
  for (const ChangeEdge& edge : batch.changed_edges) {
    for (const Property& property : edge.properties) symbols->Intern(property.name);
  }
  for (const PutEdge& edge : batch.edges) {
    symbols->Intern(edge.type);
    for (const Property& property : edge.properties) symbols->Intern(property.name);
  }
  return symbols->limit() != before;
}

std::vector<std::pair<std::string, std::string>> SchemaIndexes() {
  return {
#define INDEX(label, property) {#label, #property},
#include "graph/schema.def"
  };
}

}  // namespace concord
