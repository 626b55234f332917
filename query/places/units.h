// The texts in which free-text questions search: measures, and the text of sections without their parts.
#ifndef CONCORD_QUERY_PLACES_UNITS_H_
#define CONCORD_QUERY_PLACES_UNITS_H_

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"

namespace concord {

enum class UnitKind : uint8_t { kMeasure, kSection, kDocument };

// One text. The text of a section excludes its subsections, so every character is read once, however deep the
// tree. A measure's text is in that of its section too. The text of a document is its title.
struct TextUnit {
  NodeId node = 0;
  NodeId version = 0;  // 0 for a document
  NodeId document = 0;
  NodeId parent = 0;  // the section around it; 0 at the top
  UnitKind kind = UnitKind::kMeasure;
  std::string key;
  std::string_view text;                 // valid during the visit
  std::string_view headings;             // above and including the section; likewise
  std::span<const TextSpan> spans = {};  // of a section: where its text is in the version's; likewise
};

struct UnitOptions {
  bool measures = true;
  bool sections = true;
  bool documents = false;
  NodeId document = 0;  // this work only; 0: all
  NodeId version = 0;   // this edition only; 0: all
  // Also the text outside sections, as a unit whose node is the version. A text of which nothing is known but
  // its words has no sections.
  bool outside = false;
};

// Visits the units of every version, works in the order of their keys. The visitor returns false to stop.
Result<void> ForEachUnit(const Snapshot& snapshot, const UnitOptions& options,
                         const std::function<bool(const TextUnit&)>& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_UNITS_H_
