// Where a node or an edge stands in the texts, and what the text says there.
#ifndef CONCORD_QUERY_PLACES_PLACE_H_
#define CONCORD_QUERY_PLACES_PLACE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/page_map.h"
#include "graph/snapshot.h"
#include "query/answer.h"

namespace concord {

// The way from a node up to its work. Ids are 0 and texts empty where there is nothing: an actor stands
// in no text, a document in no version.
struct Place {
  NodeId section = 0;  // the innermost, or the node itself
  NodeId version = 0;
  NodeId document = 0;
  std::string section_key, version_key, document_key;
  std::string document_title;
  std::string source;    // the file of the version
  std::string anchor;    // "Article 14(4)", "2.3 Oversight", "Part I > Principles"
  std::string headings;  // headings and titles above and including the section, outermost first
};

// A part of the way, as it is printed.
struct AnchorPart {
  std::string number;
  std::string heading;
};
// Outermost part first. A point below an article is put in brackets behind it, a decimal number swallows
// those that it starts with, anything else makes a path of numbers with headings.
std::string AnchorText(const std::vector<AnchorPart>& parts);

// The span [start, end) that properties hold, by default the node's own, or nothing.
struct TextSpan {
  uint64_t start = 0;
  uint64_t end = 0;
};
std::optional<TextSpan> SpanOf(const PropertyMap& properties, std::string_view from = "start",
                               std::string_view to = "end");

// Answers for one snapshot and remembers what it read. For one thread; must not outlive the snapshot.
class Places {
 public:
  explicit Places(const Snapshot& snapshot) : snapshot_(snapshot) {}
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;

  // Valid as long as this object.
  Result<const Place*> Of(NodeId node);

  // Bytes [start, end) of a version's text; kCorrupt when they are not whole characters inside of it.
  Result<std::string> Text(NodeId version, uint64_t start, uint64_t end);

  // What the node's own span says; nothing for a node without one. A quote longer than `most_bytes` is cut
  // between characters, and its end with it.
  Result<std::optional<Evidence>> EvidenceOf(const Node& node, size_t most_bytes = SIZE_MAX);

  // What stands at `span` of the text of a section or measure.
  Result<Evidence> EvidenceAt(NodeId part, TextSpan span);

  // What the edge's span says; for an edge without one, its place or source alone. Nothing when neither
  // is known.
  Result<std::optional<Evidence>> EvidenceOf(const Edge& edge);

 private:
  Result<Evidence> Quote(const Place& place, NodeId version, std::optional<TextSpan> span);
  Result<const PageMap*> PagesOf(NodeId version);

  const Snapshot& snapshot_;
  std::unordered_map<NodeId, std::unique_ptr<Place>> places_;
  // Parts of the last ways: sections share their ancestors.
  std::unordered_map<NodeId, std::unique_ptr<Node>> ancestors_;
  std::unordered_map<NodeId, PageMap> pages_;  // of versions; empty for those whose sources have no pages
};

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_PLACE_H_
