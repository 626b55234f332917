// The things that mappings connect: items of a framework, or measures of a document.
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
  // Its own text, before the items within it; without the title if the text begins with it.
  std::string text;
  std::string path;         // titles of the items above it
  int32_t parent = -1;      // index of the item above it; -1 if there is none
  NodeId above_node = 0;    // the concept that is broader than its own; 0 if there is none
  NodeId concept_node = 0;  // 0 if it is not a concept
  NodeId text_node = 0;     // section or measure with the text; 0 for a concept that no section defines
  // All nodes that represent it: the concept, sections that define it, the measure.
  std::vector<NodeId> nodes;
};

struct Framework {
  std::string key;
  std::string title;
  std::vector<Item> items;                       // in the order of the text, then of the keys
  std::unordered_map<NodeId, uint32_t> item_of;  // from each of an item's nodes

  // By id, or by id without "key:"; in another letter case if that leaves exactly one. Null if there is none.
  const Item* Find(std::string_view id) const;
};

// `name` is one of these keys. A ConceptScheme: the items are its concepts, with the text of the section
// that defines them in the latest edition. A Version or Document: the items are its sections with a
// curie, or else its measures; a Document means its latest edition. A Section: likewise, with what is
// below it.
//
// With `stubs`, concepts "name:..." count even if only a mapping refers to them. Without, the result is
// the same whatever mappings exist. A concept without label, text or mapping, which exists only because
// others are narrower than it, is not an item.
Result<Framework> LoadFramework(const Snapshot& snapshot, std::string_view name, bool stubs, Places* places);

// The classifications of an item, its own and those of the sections around it: edges CLASSIFIED_AS and their
// concepts.
Result<std::vector<Adjacent>> ClassificationsOf(const Snapshot& snapshot, const Item& item);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_FRAMEWORK_H_
