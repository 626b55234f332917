// Where a node or an edge is in the texts, and what the text says there.
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

// The way from a node up to its work. Missing ids are 0 and missing texts are empty: an actor is in no text,
// and a document is in no version.
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

// One part of the way, as it is printed.
struct AnchorPart {
  std::string number;
  std::string heading;
};
// Takes the outermost part first. A point below an article goes in brackets after it. A decimal number
// replaces the numbers with which it starts. Anything else makes a path of numbers with headings.
std::string AnchorText(const std::vector<AnchorPart>& parts);

// The span [start, end) in some properties, by default the node's own, or nothing.
struct TextSpan {
  uint64_t start = 0;
  uint64_t end = 0;
};
std::optional<TextSpan> SpanOf(const PropertyMap& properties, std::string_view from = "start",
                               std::string_view to = "end");

// For one snapshot; remembers what it read. For one thread. Must not outlive the snapshot.
class Places {
 public:
  explicit Places(const Snapshot& snapshot) : snapshot_(snapshot) {}
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;

  // Valid as long as this object.
  Result<const Place*> Of(NodeId node);

  // Bytes [start, end) of a version's text. kCorrupt if they are not whole characters within the text.
  Result<std::string> Text(NodeId version, uint64_t start, uint64_t end);

  // The text of the node's own span; nothing for a node without one. A quote longer than `most_bytes` is cut
  // between characters, and its end with it.
  Result<std::optional<Evidence>> EvidenceOf(const Node& node, size_t most_bytes = SIZE_MAX);

  // The text at `span` in a section or measure.
  Result<Evidence> EvidenceAt(NodeId part, TextSpan span);

  // The text of the edge's span. For an edge without a span, only its place or source. Nothing if neither is
  // known.
  Result<std::optional<Evidence>> EvidenceOf(const Edge& edge);

 private:
  Result<Evidence> Quote(const Place& place, NodeId version, std::optional<TextSpan> span);
  Result<const PageMap*> PagesOf(NodeId version);

  const Snapshot& snapshot_;
  std::unordered_map<NodeId, std::unique_ptr<Place>> places_;
  // Parts of recent ways, because sections share their ancestors.
  std::unordered_map<NodeId, std::unique_ptr<Node>> ancestors_;
  std::unordered_map<NodeId, PageMap> pages_;  // of versions; empty for those whose sources have no pages
};

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_PLACE_H_
