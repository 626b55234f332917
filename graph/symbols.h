// Names as small numbers. Labels, edge types, property names and names of blobs share one numbering.
#ifndef CONCORD_GRAPH_SYMBOLS_H_
#define CONCORD_GRAPH_SYMBOLS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/batch.h"
#include "graph/snapshot.h"

namespace concord {

// Numbers are assigned from 1 in the order in which names come; 0 means no symbol. A name keeps its number
// for the life of the store, so stored records may contain numbers. Not synchronised: once readers share a
// table it does not change, and the writer makes a copy.
class Symbols {
 public:
  // The number of the name. Assigns a new one if the name has none.
  Symbol Intern(std::string_view name);

  std::optional<Symbol> Find(std::string_view name) const;

  // Empty for a number that was never assigned. Valid until the table changes.
  std::string_view Name(Symbol symbol) const;

  bool Has(Symbol symbol) const { return symbol >= 1 && symbol < limit(); }

  // The next number to be assigned.
  Symbol limit() const { return static_cast<Symbol>(names_.size()) + 1; }

  // Forgets the numbers from `limit` on. They belong to names that were staged and then discarded.
  void Truncate(Symbol limit);

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  std::vector<std::string> names_;  // names_[symbol - 1]
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> symbols_;
};

// Assigns numbers to all names of graph/schema.def, in its order. These are the first numbers of every store.
void InternSchema(Symbols* symbols);

// Assigns numbers to the names that a batch uses, in the order of its nodes, blobs and edges. All stores do
// it this way, so the same batches give the same numbers everywhere. Returns false if there was no new name.
bool InternNames(const GraphBatch& batch, Symbols* symbols);

// The pairs (label, property) of graph/schema.def that are indexed in every store.
std::vector<std::pair<std::string, std::string>> SchemaIndexes();

}  // namespace concord

#endif  // CONCORD_GRAPH_SYMBOLS_H_
