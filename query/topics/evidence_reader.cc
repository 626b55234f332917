#include "query/topics/evidence_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/places/walk.h"
#include "query/topics/issuer_words.h"
#include "query/topics/passages.h"

namespace concord {
namespace {

// A paragraph longer than this is no quote any more; then so much before and behind the span is.
constexpr uint64_t kMaxParagraph = 4000;
constexpr size_t kAround = 300;
// Of a passage on a topic whole sentences are quoted, about so much.
constexpr size_t kMaxQuote = 1500;
// Where a text names who issued it: at its head, below its last line, or where a treaty says who keeps it.
constexpr uint64_t kHead = 8000, kFoot = 4000, kWhole = 1000000;
// A heading speaks of what begins so near below it.
constexpr uint64_t kBelowHeading = 1200;

TextSpan Nearest(std::span<const TextSpan> spans, TextSpan to) {
  const auto distance = [&](const TextSpan& span) {
    return span.start > to.end   ? span.start - to.end
           : to.start > span.end ? to.start - span.end
                                 : uint64_t{0};
  };
  return *std::ranges::min_element(spans, {}, distance);
}

// What is on the topic by a heading above it is cited with that heading, which an article's number leaves
// out.
void AddHeading(const Place& place, WordingPlaces* words, Evidence* evidence) {
  for (const std::string_view heading : Split(place.headings, '>')) {
    const std::string_view bare = Trim(heading);
    if (bare.empty() || evidence->anchor.find(bare) != std::string::npos || words->Densest(bare).empty())
      continue;
    evidence->anchor += fmt::format("{}under \"{}\"", evidence->anchor.empty() ? "" : ", ", bare);
    return;
  }
}

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
    (*evidence)->title = node->properties.FindString(property::title);
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

Result<void> EvidenceReader::AddNaming(EdgeId id, const Topic& topic, WordingPlaces* words,
                                       std::string_view column) {
  const size_t before = row_->evidence.size();
  if (auto done = AddEdge(id, column); !done || row_->evidence.size() == before) return done;
  Evidence& evidence = row_->evidence.back();
  if (evidence.quote.empty() || words == nullptr) return {};
  auto edge = snapshot_.GetEdge(id);
  if (!edge) return tl::unexpected(edge.error());
  auto place = places_.Of(edge->from);
  if (!place) return tl::unexpected(place.error());
  const auto on_topic = topic.spans.find((*place)->section);
  const auto name = SpanOf(edge->properties);
  if (on_topic == topic.spans.end() || !name || evidence.version != (*place)->version_key) return {};
  // The stretch of the topic that holds the name; for a name in a heading the first one below.
  const bool shows = !words->Densest(evidence.quote).empty();
  const TextSpan *stretch = nullptr, *holding = nullptr;
  for (const TextSpan& span : on_topic->second) {
    const bool holds = span.start <= name->start && name->start < span.end;
    const bool below = span.start >= name->end && span.start - name->end <= kBelowHeading;
    if (shows ? holds : below) {
      stretch = &span;
      break;
    }
    // A long paragraph is quoted in part, and its stretch on the topic may begin before the part.
    if (holds && holding == nullptr) holding = &span;
  }
  if (stretch == nullptr) stretch = holding;
  if (!shows) AddHeading(**place, words, &evidence);
  if (stretch == nullptr) return {};
  const uint64_t from = std::min(evidence.start, stretch->start), to = std::max(evidence.end, stretch->end);
  auto text = places_.Text((*place)->version, from, to);
  if (!text) return {};  // begins or ends within a character
  const std::vector<TextSpan> places = words->Densest(*text);
  if (places.empty()) return {};  // near in meaning
  const TextSpan in_text{name->start - from, name->end - from};
  const TextSpan nearest = Nearest(places, in_text);
  const TextSpan held{std::min(nearest.start, in_text.start), std::max(nearest.end, in_text.end)};
  if (held.start >= evidence.start - from && held.end <= evidence.end - from &&
      evidence.quote.size() <= kMaxQuote)
    return {};  // shows both already
  const TextSpan shown = SentencesAround(*text, held, kMaxQuote);
  evidence.quote = text->substr(shown.start, shown.end - shown.start);
  evidence.focus = in_text.start - shown.start;
  evidence.start = from + shown.start;
  evidence.end = from + shown.end;
  return {};
}

Result<void> EvidenceReader::AddNode(NodeId work, NodeId part, std::optional<TextSpan> span,
                                     WordingPlaces* words, std::string_view column) {
  const size_t before = row_->evidence.size();
  if (auto done = AddNode(work, column); !done || row_->evidence.size() == before) return done;
  return Quote(part, span, words);
}

Result<void> EvidenceReader::AddEdge(EdgeId id, NodeId part, std::optional<TextSpan> span,
                                     WordingPlaces* words, std::string_view column) {
  const size_t before = row_->evidence.size();
  if (auto done = AddEdge(id, column); !done || row_->evidence.size() == before) return done;
  Evidence says = row_->evidence.back();  // with the words of the edge, if any
  if (auto done = Quote(part, span, words); !done) return done;
  const Evidence& shown = row_->evidence.back();
  if (shown.quote.empty() || (!says.quote.empty() && says.version != shown.version)) return {};
  if (says.quote.empty()) {
    auto edge = snapshot_.GetEdge(id);
    if (!edge) return tl::unexpected(edge.error());
    auto place = places_.Of(part);
    if (!place) return tl::unexpected(place.error());
    says.version = shown.version;
    if (auto done = NameIssuer(*edge, (*place)->version, &says); !done) return done;
  } else {
    const TextSpan around =
        SentencesAround(says.quote, std::min<size_t>(says.focus, says.quote.size()), kAround);
    says.quote = says.quote.substr(around.start, around.end - around.start);
    says.focus -= std::min<uint64_t>(says.focus, around.start);
    says.end = says.start + around.end;
    says.start += around.start;
  }
  // The passage may say it itself.
  const bool within = says.start >= shown.start && says.end <= shown.end;
  if (says.quote.empty() || within) return {};
  says.column = "says_issuer";
  row_->evidence.push_back(std::move(says));
  return {};
}

Result<void> EvidenceReader::NameIssuer(const Edge& edge, NodeId version, Evidence* evidence) {
  if (version == 0) return {};
  std::vector<std::string> own, parts;
  if (auto done = AddNames(edge.to, &own); !done) return done;
  auto below = Neighbours(snapshot_, edge.to, Direction::kIn, edge::PART_OF);
  if (!below) return tl::unexpected(below.error());
  constexpr size_t kMostParts = 40;
  for (size_t i = 0; i < std::min(below->size(), kMostParts); ++i) {
    if (auto done = AddNames((*below)[i].node, &parts); !done) return done;
  }
  auto size = snapshot_.BlobSize(version, "text");
  if (!size) return tl::unexpected(size.error());
  const uint64_t all = size->value_or(0);
  std::optional<IssuerWords> best;
  const auto look = [&](TextPart part, uint64_t from, uint64_t length) -> Result<void> {
    auto text = snapshot_.GetBlob(version, "text", from, length);
    if (!text) return tl::unexpected(text.error());
    // Whole lines, and with them whole characters.
    const size_t first = from == 0 ? 0 : std::min(text->find('\n'), text->size());
    const size_t limit = from + text->size() < all ? std::max(first, text->rfind('\n') + 1) : text->size();
    const std::string_view lines = std::string_view(*text).substr(first, limit - first);
    for (const auto* names : {&own, &parts}) {  // a body says it more plainly than what is a part of it
      auto found = FindIssuerWords(lines, part, *names);
      if (!found || (best && best->rank >= found->rank)) continue;
      found->quote.start += from + first;
      found->quote.end += from + first;
      best = found;
    }
    return {};
  };
  if (auto done = look(TextPart::kHead, 0, kHead); !done) return done;
  if (auto done = look(TextPart::kFoot, all - std::min(all, kFoot), kFoot); !done) return done;
  if (!best && all <= kWhole) {
    if (auto done = look(TextPart::kWhole, 0, all); !done) return done;
  }
  if (!best) {
    // A text without such words may have a title that has.
    auto place = places_.Of(version);
    if (!place) return tl::unexpected(place.error());
    const std::string& title = (*place)->document_title;
    if (const auto found = FindIssuerWords(title, TextPart::kHead, own)) {
      evidence->quote = title;
      evidence->focus = found->quote.start + found->focus;
      evidence->anchor = "title";
      evidence->start = evidence->end = 0;
    }
    return {};
  }
  auto quote = places_.Text(version, best->quote.start, best->quote.end);
  if (!quote) return tl::unexpected(quote.error());
  evidence->quote = std::move(*quote);
  evidence->focus = best->focus;
  evidence->start = best->quote.start;
  evidence->end = best->quote.end;
  return {};
}

Result<void> EvidenceReader::AddNames(NodeId actor, std::vector<std::string>* names) const {
  auto node = snapshot_.GetNode(actor);
  if (!node) return tl::unexpected(node.error());
  names->emplace_back(node->properties.FindString(property::name));
  const Value* aliases = node->properties.Find(property::aliases);
  if (aliases != nullptr && aliases->type() == Value::Type::kList) {
    for (const Value& alias : aliases->as_list()) names->push_back(alias.ToString());
  }
  names->emplace_back(node->properties.FindString(property::acronym));
  return {};
}

Result<void> EvidenceReader::Quote(NodeId part, std::optional<TextSpan> span, WordingPlaces* words) {
  if (!span) {
    auto node = snapshot_.GetNode(part);
    if (!node) return tl::unexpected(node.error());
    span = SpanOf(node->properties);
    if (!span) return {};
  }
  auto passage = places_.EvidenceAt(part, *span);
  if (!passage) return tl::unexpected(passage.error());
  Evidence& evidence = row_->evidence.back();
  const std::vector<TextSpan> places =
      words == nullptr ? std::vector<TextSpan>() : words->Densest(passage->quote);
  const TextSpan held = places.empty() ? TextSpan{0, 1} : places.front();
  passage->focus = held.start;
  const TextSpan shown = SentencesAround(passage->quote, held, kMaxQuote);
  passage->quote = passage->quote.substr(shown.start, shown.end - shown.start);
  passage->focus -= std::min<uint64_t>(passage->focus, shown.start);
  passage->end = passage->start + shown.end;
  passage->start += shown.start;
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
    // Whole sentences where there is room for them, else some words before and behind, from blank to blank.
    if (at - first > kAround) {
      const size_t sentence = text->find(". ", at - kAround);
      first = sentence < at ? sentence + 2 : std::min(text->find(' ', at - kAround), at - 1) + 1;
    }
    if (limit - end > kAround) {
      const size_t sentence = text->rfind(". ", end + kAround);
      const size_t blank = text->rfind(' ', end + kAround);
      limit = sentence != std::string::npos && sentence >= end ? sentence + 1
              : blank == std::string::npos || blank < end      ? end
                                                               : blank;
    }
  }
  evidence->quote = text->substr(first, limit - first);
  evidence->focus = at - first;
  evidence->start = from + first;
  evidence->end = from + limit;
  return {};
}

}  // namespace concord
