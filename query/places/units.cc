#include "query/places/units.h"

#include <algorithm>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// A section that waits for its turn, with the headings above it.
struct Waiting {
  NodeId node;
  NodeId parent;
  std::string headings;
};

class UnitWalk {
 public:
  UnitWalk(const Snapshot& snapshot, const UnitOptions& options,
           const std::function<bool(const TextUnit&)>& visit)
      : snapshot_(snapshot), options_(options), visit_(visit) {}

  Result<void> VisitDocument(const Node& document) {
    if (options_.documents) {
      TextUnit unit{document.id,
                    0,
                    document.id,
                    0,
                    UnitKind::kDocument,
                    document.key,
                    document.properties.FindString(property::title),
                    {}};
      go_on_ = go_on_ && visit_(unit);
    }
    if (!options_.measures && !options_.sections) return {};
    auto versions = Neighbours(snapshot_, document.id, Direction::kOut, edge::HAS_VERSION);
    if (!versions) return tl::unexpected(versions.error());
    for (const Adjacent& version : *versions) {
      if (!go_on_) break;
      if (auto done = VisitVersion(document.id, version.node); !done) return done;
    }
    return {};
  }

  bool go_on() const { return go_on_; }

  Result<void> VisitVersion(NodeId document, NodeId version) {
    auto size = snapshot_.BlobSize(version, "text");
    if (!size) return tl::unexpected(size.error());
    if (!*size) return {};
    auto text = snapshot_.GetBlob(version, "text");
    if (!text) return tl::unexpected(text.error());

    // Depth first in reading order, on a stack of our own: input decides how deep it goes.
    std::vector<Waiting> stack;
    if (auto done = Push(version, 0, edge::HAS_SECTION, "", &stack); !done) return done;
    if (options_.outside && options_.sections) {
      auto spans = Between({0, text->size()}, stack, 0);
      if (!spans) return tl::unexpected(spans.error());
      std::string own;
      for (const TextSpan& span : *spans) own.append(*text, span.start, span.end - span.start).append(" ");
      auto node = snapshot_.GetNode(version);
      if (!node) return tl::unexpected(node.error());
      if (!Trim(own).empty())
        go_on_ = visit_({version, version, document, 0, UnitKind::kSection, node->key, own, {}, *spans});
    }
    while (!stack.empty() && go_on_) {
      const Waiting here = std::move(stack.back());
      stack.pop_back();
      auto section = snapshot_.GetNode(here.node);
      if (!section) return tl::unexpected(section.error());
      std::string headings = here.headings;
      if (const auto heading = section->properties.FindString(property::heading); !heading.empty()) {
        headings += (headings.empty() ? "" : " > ") + std::string(heading);
      }
      const size_t waiting = stack.size();
      if (auto done = Push(here.node, here.node, edge::HAS_PART, headings, &stack); !done) return done;
      if (options_.sections) {
        auto spans = OwnSpans(*text, *section, stack, waiting);
        if (!spans) return tl::unexpected(spans.error());
        std::string own;
        for (const TextSpan& span : *spans) own.append(*text, span.start, span.end - span.start).append(" ");
        go_on_ = visit_({section->id, version, document, here.parent, UnitKind::kSection, section->key, own,
                         headings, *spans});
      }
      if (!options_.measures) continue;
      auto measures = Neighbours(snapshot_, here.node, Direction::kOut, edge::STATES);
      if (!measures) return tl::unexpected(measures.error());
      for (const Adjacent& adjacent : *measures) {
        if (!go_on_) break;
        auto measure = snapshot_.GetNode(adjacent.node);
        if (!measure) return tl::unexpected(measure.error());
        const auto span = SpanOf(measure->properties);
        if (!span || span->end > text->size() || span->start > span->end) continue;
        const auto words = std::string_view(*text).substr(span->start, span->end - span->start);
        go_on_ = visit_(
            {measure->id, version, document, here.node, UnitKind::kMeasure, measure->key, words, headings});
      }
    }
    return {};
  }

 private:
  // Puts the parts of `whole` on the stack, the first on top.
  Result<void> Push(NodeId whole, NodeId parent, std::string_view type, const std::string& headings,
                    std::vector<Waiting>* stack) {
    auto parts = Neighbours(snapshot_, whole, Direction::kOut, type);
    if (!parts) return tl::unexpected(parts.error());
    for (auto part = parts->rbegin(); part != parts->rend(); ++part)
      stack->push_back({part->node, parent, headings});
    return {};
  }

  // The section's span without those of its parts, which are stack[first] and above. The heading is read
  // as such and is left out too.
  Result<std::vector<TextSpan>> OwnSpans(const std::string& text, const Node& section,
                                         const std::vector<Waiting>& stack, size_t first) {
    const auto span = SpanOf(section.properties);
    if (!span || span->end > text.size() || span->start > span->end) return std::vector<TextSpan>();
    return Between(*span, stack, first);
  }

  // What of a span none of stack[first] and above holds.
  Result<std::vector<TextSpan>> Between(TextSpan whole, const std::vector<Waiting>& stack, size_t first) {
    std::vector<TextSpan> own, parts;
    for (size_t i = first; i < stack.size(); ++i) {
      auto part = snapshot_.GetNode(stack[i].node);
      if (!part) return tl::unexpected(part.error());
      if (const auto inside = SpanOf(part->properties)) parts.push_back(*inside);
    }
    std::sort(parts.begin(), parts.end(),
              [](const TextSpan& a, const TextSpan& b) { return a.start < b.start; });
    uint64_t at = whole.start;
    for (const TextSpan& part : parts) {
      if (const uint64_t end = std::min(part.start, whole.end); end > at) own.push_back({at, end});
      at = std::max(at, part.end);
    }
    if (at < whole.end) own.push_back({at, whole.end});
    return own;
  }

  const Snapshot& snapshot_;
  const UnitOptions& options_;
  const std::function<bool(const TextUnit&)>& visit_;
  bool go_on_ = true;
};

}  // namespace

Result<void> ForEachUnit(const Snapshot& snapshot, const UnitOptions& options,
                         const std::function<bool(const TextUnit&)>& visit) {
  if (options.version != 0) {
    auto documents = Neighbours(snapshot, options.version, Direction::kIn, edge::HAS_VERSION);
    if (!documents) return tl::unexpected(documents.error());
    return UnitWalk(snapshot, options, visit)
        .VisitVersion(documents->empty() ? 0 : documents->front().node, options.version);
  }
  std::vector<Node> documents;
  if (options.document != 0) {
    auto document = snapshot.GetNode(options.document);
    if (!document) return tl::unexpected(document.error());
    documents.push_back(std::move(*document));
  } else {
    auto ids = WithLabel(snapshot, label::Document);
    if (!ids) return tl::unexpected(ids.error());
    for (const NodeId id : *ids) {
      auto document = snapshot.GetNode(id);
      if (!document) return tl::unexpected(document.error());
      documents.push_back(std::move(*document));
    }
    std::sort(documents.begin(), documents.end(), [](const Node& a, const Node& b) { return a.key < b.key; });
  }
  UnitWalk walk(snapshot, options, visit);
  for (const Node& document : documents) {
    if (!walk.go_on()) break;
    if (auto done = walk.VisitDocument(document); !done) return done;
  }
  return {};
}

}  // namespace concord
