#include "query/places/part_places.h"

#include <fmt/format.h>

#include <utility>

#include "base/try.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

// What is kept at most. A step takes some 200 bytes, a place some 400.
constexpr size_t kMostSteps = 150'000, kMostPlaces = 100'000, kMostPages = 1'000;
constexpr uint64_t kMostTextBytes = uint64_t{48} << 20;

}  // namespace

void PartPlaces::TakeStep(NodeId node, PlaceStep step) {
  if (steps_.size() >= kMostSteps) steps_.clear();
  steps_.insert_or_assign(node, std::move(step));
}

Result<const PlaceStep*> PartPlaces::StepAt(NodeId node) {
  if (const auto known = steps_.find(node); known != steps_.end()) return &known->second;
  CONCORD_ASSIGN(const Node read, snapshot_.GetNode(node));
  TakeStep(node, StepOf(read));
  return &steps_.at(node);
}

Result<const Place*> PartPlaces::Of(NodeId part) {
  // What is no step itself has the place of the first step above it.
  NodeId first = part;
  for (int depth = 0; first != 0 && !tree_.IsStep(first) && depth < kMaxPartDepth; ++depth)
    first = tree_.WholeOf(first);
  if (first == 0 || !tree_.IsStep(first)) {
    other_ = Place();
    return &other_;
  }
  if (const auto known = places_.find(first); known != places_.end()) return &known->second;

  Place place;
  std::vector<AnchorPart> parts;  // innermost first
  NodeId at = first;
  for (int depth = 0; at != 0 && depth < kMaxPartDepth; ++depth) {
    if (tree_.IsStep(at)) {
      CONCORD_ASSIGN(const PlaceStep* const step, StepAt(at));
      AddStep(at, *step, &place, &parts);
      if (step->kind == PlaceStep::Kind::kWork) break;
    }
    at = tree_.WholeOf(at);
  }
  FinishPlace(std::move(parts), &place);
  if (places_.size() >= kMostPlaces) places_.clear();
  return &places_.emplace(first, std::move(place)).first->second;
}

Result<std::string_view> PartPlaces::VersionKey(NodeId version) {
  auto known = version_keys_.find(version);
  if (known == version_keys_.end()) {
    CONCORD_ASSIGN(Node node, snapshot_.GetNode(version));
    known = version_keys_.emplace(version, std::move(node.key)).first;
  }
  return known->second;
}

Result<std::string_view> PartPlaces::Text(NodeId version, uint64_t start, uint64_t end) {
  if (start > end) return Fail(ErrorCode::kCorrupt, fmt::format("a span from {} to {}", start, end));
  auto kept = texts_.find(version);
  if (kept == texts_.end()) {
    CONCORD_ASSIGN(std::string text, snapshot_.GetBlob(version, "text"));
    if (text_bytes_ + text.size() > kMostTextBytes) {
      texts_.clear();
      text_bytes_ = 0;
    }
    text_bytes_ += text.size();
    kept = texts_.emplace(version, std::move(text)).first;
  }
  const std::string_view text = kept->second;
  const auto cuts = [&](uint64_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  if (end > text.size() || cuts(start) || cuts(end)) return FailSpan(start, end, end > text.size());
  return text.substr(start, end - start);
}

Result<const PageMap*> PartPlaces::PagesOf(NodeId version) {
  if (const auto known = pages_.find(version); known != pages_.end()) return &known->second;
  PageMap pages;
  CONCORD_ASSIGN(const std::optional<uint64_t> size, snapshot_.BlobSize(version, "pages"));
  if (size) {
    CONCORD_ASSIGN(const std::string bytes, snapshot_.GetBlob(version, "pages"));
    CONCORD_ASSIGN(pages, PageMap::Decode(bytes));
  }
  if (pages_.size() >= kMostPages) pages_.clear();
  return &pages_.emplace(version, std::move(pages)).first->second;
}

Result<EvidenceView> PartPlaces::Quote(const Place& place, NodeId version, TextSpan span) {
  EvidenceView evidence;
  evidence.document = place.document_key;
  evidence.title = place.document_title;
  evidence.version = place.version_key;
  evidence.section = place.section_key;
  evidence.anchor = place.anchor;
  evidence.source = place.source;
  if (version == 0) return evidence;
  CONCORD_ASSIGN(evidence.quote, Text(version, span.start, span.end));
  evidence.start = span.start;
  evidence.end = span.end;
  CONCORD_ASSIGN(const PageMap* const pages, PagesOf(version));
  evidence.page = pages->PageOf(span.start);
  return evidence;
}

Result<EvidenceView> PartPlaces::EvidenceAt(NodeId part, TextSpan span) {
  CONCORD_ASSIGN(const Place* const place, Of(part));
  return Quote(*place, place->version, span);
}

Result<NodeId> PartPlaces::NodeNamed(std::string_view key) {
  std::string name(key);
  if (const auto known = named_.find(name); known != named_.end()) return known->second;
  CONCORD_ASSIGN(const std::optional<NodeId> found, snapshot_.FindNode(key));
  if (named_.size() >= kMostPlaces) named_.clear();
  return named_.emplace(std::move(name), found.value_or(0)).first->second;
}

Result<std::optional<EvidenceView>> PartPlaces::EvidenceOf(NodeId from, TextSpan span,
                                                           std::string_view version,
                                                           std::string_view source) {
  CONCORD_ASSIGN(const Place* at, Of(from));
  NodeId quoted = at->version;
  if (!version.empty() && version != at->version_key) {
    CONCORD_ASSIGN(const NodeId other, NodeNamed(version));
    if (other != 0) {
      CONCORD_ASSIGN(at, Of(other));
      quoted = other;
    }
  }
  CONCORD_ASSIGN(EvidenceView evidence, Quote(*at, quoted, span));
  if (!source.empty()) evidence.source = source;
  if (evidence.quote.empty() && evidence.source.empty()) return std::nullopt;
  return evidence;
}

}  // namespace concord
