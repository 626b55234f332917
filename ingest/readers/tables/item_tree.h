// Items of a framework or taxonomy that name their parents, in any order, as a tree.
#ifndef CONCORD_INGEST_READERS_TABLES_ITEM_TREE_H_
#define CONCORD_INGEST_READERS_TABLES_ITEM_TREE_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/document/document_builder.h"
#include "ingest/source/placed_text.h"

namespace concord {

class ItemTree {
 public:
  // An item in the order of the file; `parent` is empty at the top. Returns false and adds nothing if the id
  // exists. Indexes count from 0.
  bool Add(std::string id, std::string parent, uint64_t line);
  size_t size() const { return items_.size(); }
  std::optional<size_t> Find(const std::string& id) const;
  const std::string& id(size_t index) const { return items_[index].id; }
  uint64_t line(size_t index) const { return items_[index].line; }

  // Puts items below their parents, children in the order of the file, and fills framework->parents, whose
  // scheme must be set. An item whose parent does not exist is at the top, and so is one that is below
  // itself; repairs say so.
  void Connect(ItemScheme* framework, std::vector<Repair>* repairs);

  // Calls `open` with each item, parents first, and `close` after its children, until `stop` says so.
  void Walk(const std::function<void(size_t)>& open, const std::function<void()>& close,
            const std::function<bool()>& stop) const;

 private:
  struct Item {
    std::string id, parent;
    uint64_t line = 0;
    std::vector<size_t> children;
  };
  void BreakCircles(ItemScheme* framework, std::vector<Repair>* repairs);

  std::vector<Item> items_;
  std::vector<size_t> top_;
  std::unordered_map<std::string, size_t> by_id_;
};

// Paths of items. The path is the id itself, because it is unique in the framework, wherever the item is.
class ItemPaths {
 public:
  std::string PathOf(std::string_view id);

 private:
  std::unordered_set<std::string> paths_;
  std::unordered_map<std::string, uint32_t> same_;
};

// Finds the lines for rising offsets of a text, for repairs. All calls together cost one pass over the text.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  uint64_t LineAt(size_t offset) {
    for (; at_ < offset && at_ < text_.size(); ++at_) line_ += text_[at_] == '\n';
    return line_;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
  uint64_t line_ = 1;
};

// The heading of the open section: its number (text, but not in the heading's span) and its title.
void WriteHeading(const PlacedText& number, const PlacedText& title, DocumentBuilder* builder);

// Opens the section of an item with its heading, "GV.1 Named owner". Its kind is item if it has a curie, else
// part. `path` must be unique in the document, and no other section may have been named by the builder.
uint32_t OpenItem(const std::string& curie, const std::string& path, const PlacedText& number,
                  const PlacedText& title, DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_ITEM_TREE_H_
