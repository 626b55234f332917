// The rows of a table that have an id, as a tree of items: what framework tables and catalogues share.
//
// Rows may come in any order; sections come out as the tree that the parents describe, children in the order
// of the rows. A row is kept as its place only and read again when it is written, so that a table of a
// hundred megabytes needs no memory for its cells.
#ifndef CONCORD_INGEST_READERS_TABLES_TABLE_ITEMS_H_
#define CONCORD_INGEST_READERS_TABLES_TABLE_ITEMS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/document/document_builder.h"

namespace concord {

struct TableItem {
  std::string id, parent;
  uint64_t line = 0;
  size_t row = 0;            // where its row begins in the table
  bool group = false;        // has no row of its own: the row speaks of it beside something else
  int column = -1;           // where each level has a column of its own: its column
  std::vector<size_t> more;  // further rows of the same id
};

class TableItems {
 public:
  explicit TableItems(DocumentBuilder* builder) : builder_(*builder) {}  // borrowed

  // The item that has the id already, or nullptr when this one was taken. The pointer is valid until the next
  // Add.
  TableItem* Add(TableItem item);
  bool empty() const { return items_.empty(); }
  bool Has(const std::string& id) const { return by_id_.contains(id); }

  // For items without a parent: the longest beginning of the id, up to a sign between its parts, that is an
  // id too ("AC-2(1)" is below "AC-2"). How many there were.
  size_t ParentsFromIds();

  // Opens a section for each item, with its number, path and curie, and lets `write` fill it. What only costs
  // a place in the tree (an unknown parent, a circle) becomes a repair. Sets the document's framework.
  using Write = std::function<void(const TableItem& item, uint32_t section)>;
  void Finish(const std::string& scheme, const Write& write);

 private:
  DocumentBuilder& builder_;
  std::vector<TableItem> items_;
  std::unordered_map<std::string, uint32_t> by_id_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_ITEMS_H_
