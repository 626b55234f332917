#include "query/topics/evidence_reader.h"

#include <algorithm>

#include "query/topics/passages.h"

namespace concord {
namespace {

// A paragraph longer than this is no quote any more; then so much before and behind the span is.
constexpr uint64_t kMaxParagraph = 4000;
constexpr size_t kAround = 300;

}  // namespace

size_t EvidenceReader::CountOf(std::string_view column) const {
  const auto at = counts_.find(column);
  return at == counts_.end() ? 0 : at->second;
}

bool EvidenceReader::Counts(std::string_view column) {
  return counts_.try_emplace(std::string(column), 0).first->second++ < most_;
}

void EvidenceReader::Put(Evidence evidence, std::string_view column) {
  evidence.column = column;
  if (!evidence.document.empty()) documents_.insert(evidence.document);
  row_->evidence.push_back(std::move(evidence));
}

Result<void> EvidenceReader::AddNode(NodeId id, std::string_view column) {
  nodes_.insert(id);
  if (!Counts(column)) return {};
  auto node = snapshot_.GetNode(id);
  if (!node) return tl::unexpected(node.error());
  auto evidence = places_.EvidenceOf(*node);
  if (!evidence) return tl::unexpected(evidence.error());
  if (!*evidence) {
    auto place = places_.Of(id);
    if (!place) return tl::unexpected(place.error());
    evidence->emplace();
    (*evidence)->document = (*place)->document_key.empty() ? node->key : (*place)->document_key;
    (*evidence)->title = node->properties.FindString("title");
  }
  Put(std::move(**evidence), column);
  return {};
}

Result<void> EvidenceReader::AddEdge(EdgeId id, std::string_view column) {
  auto edge = snapshot_.GetEdge(id);
  if (!edge) return tl::unexpected(edge.error());
  nodes_.insert(edge->from);
  nodes_.insert(edge->to);
  if (!Counts(column)) return {};
  auto place = places_.Of(edge->from);
  if (!place) return tl::unexpected(place.error());
  auto evidence = places_.EvidenceOf(*edge);
  if (!evidence) return tl::unexpected(evidence.error());
  if (!*evidence) {
    evidence->emplace();
    (*evidence)->document = (*place)->document_key;
    (*evidence)->title = (*place)->document_title;
    (*evidence)->section = (*place)->section_key;
    (*evidence)->anchor = (*place)->anchor;
  } else if (!(*evidence)->quote.empty()) {
    if (auto done = Widen(**place, &**evidence); !done) return done;
  }
  if ((*evidence)->document.empty()) {  // of an actor: the fact itself is all there is
    auto from = snapshot_.GetNode(edge->from);
    if (!from) return tl::unexpected(from.error());
    (*evidence)->anchor = from->key;
    if ((*evidence)->source.empty()) (*evidence)->source = "datasets";
  }
  Put(std::move(**evidence), column);
  return {};
}

Result<void> EvidenceReader::AddNode(NodeId work, NodeId part, std::optional<TextSpan> span,
                                     std::span<const std::string> words, std::string_view column) {
  const size_t before = row_->evidence.size();
  if (auto done = AddNode(work, column); !done || row_->evidence.size() == before) return done;
  return Quote(part, span, words);
}

Result<void> EvidenceReader::AddEdge(EdgeId id, NodeId part, std::optional<TextSpan> span,
                                     std::span<const std::string> words, std::string_view column) {
  const size_t before = row_->evidence.size();
  if (auto done = AddEdge(id, column); !done || row_->evidence.size() == before) return done;
  return Quote(part, span, words);
}

Result<void> EvidenceReader::Quote(NodeId part, std::optional<TextSpan> span,
                                   std::span<const std::string> words) {
  if (!span) {
    auto node = snapshot_.GetNode(part);
    if (!node) return tl::unexpected(node.error());
    span = SpanOf(node->properties);
    if (!span) return {};
  }
  auto passage = places_.EvidenceAt(part, *span);
  if (!passage) return tl::unexpected(passage.error());
  Evidence& evidence = row_->evidence.back();
  passage->focus = FocusOn(passage->quote, words);
  if (!evidence.source.empty()) passage->source = std::move(evidence.source);
  passage->column = std::move(evidence.column);
  evidence = std::move(*passage);
  return {};
}

// The name alone says little; the line that names it does. A line is a paragraph of the normalised text.
Result<void> EvidenceReader::Widen(const Place& place, Evidence* evidence) {
  if (place.section == 0 || evidence->version != place.version_key) return {};
  auto section = snapshot_.GetNode(place.section);
  if (!section) return tl::unexpected(section.error());
  const auto span = SpanOf(section->properties);
  if (!span || evidence->start < span->start || evidence->end > span->end) return {};
  // A window around the span, in bytes: it may begin and end within a character, its lines do not.
  const uint64_t from = std::max(span->start, evidence->start - std::min(evidence->start, kMaxParagraph));
  const uint64_t to = std::min(span->end, evidence->end + kMaxParagraph);
  auto text = snapshot_.GetBlob(place.version, "text", from, to - from);
  if (!text) return tl::unexpected(text.error());
  const uint64_t at = evidence->start - from, end = evidence->end - from;
  const size_t before = at == 0 ? std::string::npos : text->rfind('\n', at - 1);
  const size_t behind = text->find('\n', end);
  const bool cut =
      (before == std::string::npos && from > span->start) || (behind == std::string::npos && to < span->end);
  size_t first = before == std::string::npos ? 0 : before + 1;
  size_t limit = std::min(behind, text->size());
  if (cut || limit - first > kMaxParagraph) {
    // Some words before and behind, from blank to blank.
    if (at - first > kAround) first = std::min(text->find(' ', at - kAround), at - 1) + 1;
    if (limit - end > kAround) {
      const size_t blank = text->rfind(' ', end + kAround);
      limit = blank == std::string::npos || blank < end ? end : blank;
    }
  }
  evidence->quote = text->substr(first, limit - first);
  evidence->focus = at - first;
  evidence->start = from + first;
  evidence->end = from + limit;
  return {};
}

}  // namespace concord
