// The things that a mapping joins: items of a framework, or measures of a document.
#ifndef CONCORD_QUERY_CROSSWALKS_FRAMEWORK_H_
#define CONCORD_QUERY_CROSSWALKS_FRAMEWORK_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"

namespace concord {

struct Item {
  std::string id;  // curie of the item, or key of the measure
  std::string title;
  std::string
      text;  // what it says itself, before the items within it; without the title where it begins with it
  std::string path;         // titles of what it hangs under
  int32_t parent = -1;      // place of the item that it hangs under; -1 when that is none
  NodeId above_node = 0;    // the concept that its own is narrower than; 0 when there is none
  NodeId concept_node = 0;  // 0 when it is no concept
  NodeId text_node = 0;     // section or measure that holds the text; 0 for a concept that none defines
  std::vector<NodeId>
      nodes;  // all nodes that stand for it: the concept, sections that define it, the measure
};

struct Framework {
  std::string key;
  std::string title;
  std::vector<Item> items;                       // in the order of the text, then of the keys
  std::unordered_map<NodeId, uint32_t> item_of;  // from each of an item's nodes

  // By id, or by id without "key:"; in other letter case when that leaves one. Null when there is none.
  const Item* Find(std::string_view id) const;
};

// `name` is the key of a ConceptScheme, whose items are its concepts (with the text of the section in
// the latest edition that defines them); of a Version or Document, whose items are its sections with a
// curie, or, when there are none, its measures (a Document means its latest edition); or of a Section,
// likewise with what lies below it.
//
// With `stubs`, concepts "name:..." count even when nothing but a mapping speaks of them. Without, the
// result is the same whatever mappings there are. A concept that has no label, text or mapping, and is there
// because others are narrower than it, is no item.
Result<Framework> LoadFramework(const Snapshot& snapshot, std::string_view name, bool stubs, Places* places);

// What an item is classified as, itself or through the sections that it stands in: edges CLASSIFIED_AS and
// their concepts.
Result<std::vector<Adjacent>> ClassificationsOf(const Snapshot& snapshot, const Item& item);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_FRAMEWORK_H_
