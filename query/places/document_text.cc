#include "query/places/document_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "graph/vocabulary.h"
#include "query/places/lookup.h"
#include "query/places/place.h"
#include "query/places/walk.h"

namespace concord {
namespace {

// Edges from a part of the text to what it names there.
constexpr std::array<std::string_view, 4> kNaming = {edge::INVOLVES_FORUM, edge::MENTIONS, edge::REFERENCES,
                                                     edge::CITES};

class TextCollector {
 public:
  TextCollector(const Snapshot& snapshot, DocumentText* text) : snapshot_(snapshot), text_(*text) {}

  Result<void> CollectParts(NodeId version) {
    // A stack of what is open: sections nest as deep as the readers' limit, and no call of ours does.
    std::vector<std::pair<NodeId, uint32_t>> waiting;
    if (auto done = Push(version, edge::HAS_SECTION, 0, &waiting); !done) return done;
    while (!waiting.empty()) {
      const auto [id, depth] = waiting.back();
      waiting.pop_back();
      const auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      const auto span = SpanOf(node->properties);
      sections_.push_back(id);
      text_.parts.push_back({node->key, std::string(node->properties.FindString(property::number)),
                             std::string(node->properties.FindString(property::heading)), depth,
                             span ? span->start : 0, span ? span->end : 0});
      if (auto done = Push(id, edge::HAS_PART, depth + 1, &waiting); !done) return done;
    }
    return {};
  }

  Result<void> CollectMarks() {
    for (size_t i = 0; i < sections_.size(); ++i) {
      const DocumentText::Part& part = text_.parts[i];
      if (part.end <= text_.from || part.start >= text_.to) continue;
      if (auto done = MarksOf(sections_[i], false); !done) return done;
      std::vector<NodeId> measures;
      for (NodeId whole = sections_[i], next = 0; whole != 0; whole = next) {
        next = 0;
        const auto ends = Neighbours(snapshot_, whole, Direction::kOut,
                                     whole == sections_[i] ? edge::STATES : edge::HAS_ITEM);
        if (!ends) return tl::unexpected(ends.error());
        for (const Adjacent& end : *ends) measures.push_back(end.node);
        if (cursor_ < measures.size()) next = measures[cursor_++];
      }
      cursor_ = 0;
      for (const NodeId measure : measures) {
        if (auto done = MarksOf(measure, true); !done) return done;
      }
    }
    std::ranges::sort(text_.marks, [](const DocumentText::Mark& a, const DocumentText::Mark& b) {
      if (a.start != b.start) return a.start < b.start;
      if (a.end != b.end) return a.end > b.end;
      return std::tie(a.label, a.key) < std::tie(b.label, b.key);
    });
    const auto repeated =
        std::ranges::unique(text_.marks, [](const DocumentText::Mark& a, const DocumentText::Mark& b) {
          return a.start == b.start && a.end == b.end && a.key == b.key;
        });
    text_.marks.erase(repeated.begin(), repeated.end());
    return {};
  }

 private:
  Result<void> Push(NodeId whole, std::string_view type, uint32_t depth,
                    std::vector<std::pair<NodeId, uint32_t>>* waiting) {
    const auto ends = Neighbours(snapshot_, whole, Direction::kOut, type);
    if (!ends) return tl::unexpected(ends.error());
    std::vector<std::pair<int64_t, NodeId>> parts;
    for (const Adjacent& end : *ends) {
      const auto node = snapshot_.GetNode(end.node);
      if (!node) return tl::unexpected(node.error());
      const auto span = SpanOf(node->properties);
      parts.emplace_back(span ? static_cast<int64_t>(span->start) : 0, end.node);
    }
    std::ranges::sort(parts, std::greater<>());  // the first part is taken from the end
    for (const auto& [start, id] : parts) waiting->emplace_back(id, depth);
    return {};
  }

  void Mark(const TextSpan& span, std::string_view label, std::string_view key, std::string about) {
    if (span.end <= text_.from || span.start >= text_.to || span.end <= span.start) return;
    text_.marks.push_back({span.start, span.end, std::string(label), std::string(key), std::move(about)});
  }

  // The measure itself, and what the measure or section names.
  Result<void> MarksOf(NodeId id, bool measure) {
    if (measure) {
      const auto node = snapshot_.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      if (const auto span = SpanOf(node->properties))
        Mark(*span, label::Measure, node->key, std::string(node->properties.FindString(property::modality)));
    }
    for (const std::string_view type : kNaming) {
      const auto ends = Neighbours(snapshot_, id, Direction::kOut, type);
      if (!ends) return tl::unexpected(ends.error());
      for (const Adjacent& end : *ends) {
        const auto edge = snapshot_.GetEdge(end.edge);
        if (!edge) return tl::unexpected(edge.error());
        const auto span = SpanOf(edge->properties);
        if (!span) continue;
        const auto node = snapshot_.GetNode(end.node);
        if (!node) return tl::unexpected(node.error());
        const std::string_view label = node->HasLabel(label::Forum) ? label::Forum
                                       : node->labels.empty()       ? ""
                                                                    : node->labels.front();
        std::string about(node->properties.FindString(property::name));
        if (about.empty()) about = node->properties.FindString(property::title);
        if (about.empty()) about = node->key;
        if (const auto relation = edge->properties.FindString(property::relation); !relation.empty())
          about += " (" + std::string(relation) + ")";
        Mark(*span, label, node->key, std::move(about));
      }
    }
    return {};
  }

  const Snapshot& snapshot_;
  DocumentText& text_;
  std::vector<NodeId> sections_;  // of text_.parts
  size_t cursor_ = 0;
};

}  // namespace

Result<DocumentText> ReadDocumentText(const Snapshot& snapshot, std::string_view name, uint64_t from,
                                      uint64_t most) {
  constexpr std::string_view kLabels[] = {label::Document, label::Version};
  const auto named = FindNamed(snapshot, name, kLabels);
  if (!named) return tl::unexpected(named.error());
  auto node = snapshot.GetNode(*named);
  if (!node) return tl::unexpected(node.error());
  NodeId version = *named;
  if (!node->HasLabel(label::Version)) {
    const auto latest = LatestVersion(snapshot, *named);
    if (!latest) return tl::unexpected(latest.error());
    if (*latest == 0)
      return Fail(ErrorCode::kNotFound, "the store has no text of '" + node->key + "'; it is only cited");
    version = *latest;
    node = snapshot.GetNode(version);
    if (!node) return tl::unexpected(node.error());
  }
  DocumentText text;
  text.version = node->key;
  text.title = node->properties.FindString(property::title);
  text.language = node->properties.FindString(property::language);
  text.source = node->properties.FindString(property::source);
  if (const Value* date = node->properties.Find(property::date); date != nullptr)
    text.date = date->ToString();
  Places places(snapshot);
  const auto place = places.Of(version);
  if (!place) return tl::unexpected(place.error());
  text.document = (*place)->document_key;
  if (text.title.empty()) text.title = (*place)->document_title;
  const auto size = snapshot.BlobSize(version, "text");
  if (!size) return tl::unexpected(size.error());
  text.size = size->value_or(0);

  TextCollector collector(snapshot, &text);
  if (auto done = collector.CollectParts(version); !done) return tl::unexpected(done.error());
  // From the start of the innermost part that holds `from`, to the start of the first part beyond `most`
  // bytes.
  for (const DocumentText::Part& part : text.parts) {
    if (part.start <= from && part.start > text.from) text.from = part.start;
  }
  text.to = std::min(text.size, text.from + most);
  uint64_t cut = 0;
  for (const DocumentText::Part& part : text.parts) {
    if (part.start > text.from && part.start <= text.to) cut = std::max(cut, part.start);
  }
  if (text.to < text.size && cut > 0) text.to = cut;
  auto bytes = snapshot.GetBlob(version, "text", text.from, text.to - text.from);
  if (!bytes) return tl::unexpected(bytes.error());
  text.text = *std::move(bytes);
  // Without a part to stop at, the cut may fall within a character.
  while (text.to < text.size && !text.text.empty() &&
         (static_cast<unsigned char>(text.text.back()) & 0x80U) != 0) {
    text.text.pop_back();
    --text.to;
  }
  if (auto done = collector.CollectMarks(); !done) return tl::unexpected(done.error());
  return text;
}

}  // namespace concord
