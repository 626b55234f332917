// The rows of a table with ids, as a tree of items: what framework tables and catalogues share.
//
// Rows may come in any order. Sections form the tree that the parents describe, children in the order of the
// rows. Only the place of a row is kept, and the row is read again when it is written. So a table of a
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
  bool group = false;        // has no row of its own: another item's row mentions it
  int column = -1;           // if each level has a column of its own: its column
  std::vector<size_t> more;  // further rows of the same id
};

class TableItems {
 public:
  explicit TableItems(DocumentBuilder* builder) : builder_(*builder) {}  // borrowed

  // The item that already has the id, or nullptr if this one was added. The pointer is valid until the next
  // Add.
  TableItem* Add(TableItem item);
  bool empty() const { return items_.empty(); }
  bool Has(const std::string& id) const { return by_id_.contains(id); }

  // Gives parents to items without one: the longest beginning of the id, up to a sign between its parts, that
  // is an id too ("AC-2(1)" is below "AC-2"). Returns their number.
  size_t ParentsFromIds();

  // Opens a section for each item, with its number, path and curie, and lets `write` fill it. Errors that
  // only cost a place in the tree (unknown parents, circles) become repairs. Sets the document's framework.
  using Write = std::function<void(const TableItem& item, uint32_t section)>;
  void Finish(const std::string& scheme, const Write& write);

 private:
  DocumentBuilder& builder_;
  std::vector<TableItem> items_;
  std::unordered_map<std::string, uint32_t> by_id_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_ITEMS_H_
