#include "query/topics/evidence_reader.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "query/topics/passages.h"

namespace concord {
namespace {

// A paragraph longer than this is no quote any more; then so much before and behind the span is.
constexpr uint64_t kMaxParagraph = 4000;
constexpr size_t kAround = 300;
// Of a passage on a topic whole sentences are quoted, about so much.
constexpr size_t kMaxQuote = 1500;
// Where a text names who issued it: at its head, or below the last line.
constexpr uint64_t kHead = 3000, kFoot = 1000;

// Where the name stands as words of their own, at `from` or behind it.
size_t FindName(std::string_view text, std::string_view name, size_t from) {
  const auto letter = [&](size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    return c >= 0x80 || IsDigit(text[at]) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  for (size_t at = text.find(name, from); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    if ((at == 0 || !letter(at - 1)) && (end == text.size() || !letter(end))) return at;
  }
  return std::string_view::npos;
}

// Where the names stand, name by name.
std::vector<size_t> PlacesOf(std::string_view text, std::span<const std::string> names) {
  std::vector<size_t> places;
  for (const std::string& name : names) {
    if (name.size() < 2) continue;
    for (size_t at = FindName(text, name, 0); at != std::string_view::npos; at = FindName(text, name, at + 1))
      places.push_back(at);
  }
  return places;
}

// Whether words with the name of a body can say that the body issued the text: a line of a title or
// letterhead, or a sentence of issuing. "Recalling the Charter of the United Nations" says nothing of the
// kind.
bool NamesAsIssuer(std::string_view line, std::string_view sentence) {
  constexpr size_t kTitle = 120;
  constexpr auto kIssuing = std::to_array<std::string_view>(
      {"adopt", "approv", "issue", "publish", "releas", "prepared by", "developed by", "we, ", "endors",
       "proclaim", "recommends", "statement", "decide", "declare"});
  constexpr auto kCiting =
      std::to_array<std::string_view>({"having regard", "recalling", "noting", "considering", "reaffirming",
                                       "bearing in mind", "in accordance"});
  const std::string lower = AsciiLower(sentence);
  if (std::ranges::any_of(kCiting, [&](std::string_view word) { return lower.starts_with(word); }))
    return false;
  return line.size() <= kTitle || std::ranges::any_of(kIssuing, [&](std::string_view word) {
           return lower.find(word) != std::string::npos;
         });
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
  auto actor = snapshot_.GetNode(edge.to);
  if (!actor) return tl::unexpected(actor.error());
  std::vector<std::string> names = {std::string(actor->properties.FindString(property::name))};
  const Value* aliases = actor->properties.Find(property::aliases);
  if (aliases != nullptr && aliases->type() == Value::Type::kList) {
    for (const Value& alias : aliases->as_list()) names.push_back(alias.ToString());
  }
  names.emplace_back(actor->properties.FindString(property::acronym));
  auto size = snapshot_.BlobSize(version, "text");
  if (!size) return tl::unexpected(size.error());
  const uint64_t all = size->value_or(0);
  for (const auto& [from, length] :
       {std::pair(uint64_t{0}, kHead), std::pair(all - std::min(all, kFoot), kFoot)}) {
    auto text = snapshot_.GetBlob(version, "text", from, length);
    if (!text) return tl::unexpected(text.error());
    for (const size_t at : PlacesOf(*text, names)) {
      const size_t line = at == 0 ? 0 : text->rfind('\n', at - 1) + 1;  // npos + 1 is 0
      const size_t end = std::min(text->find('\n', at), text->size());
      const TextSpan around =
          SentencesAround(std::string_view(*text).substr(line, end - line), at - line, kAround);
      const std::string_view whole = std::string_view(*text).substr(line, end - line);
      if (!NamesAsIssuer(whole, whole.substr(around.start, around.end - around.start))) continue;
      const uint64_t start = from + line + around.start;
      auto quote = places_.Text(version, start, from + line + around.end);
      if (!quote) continue;  // cut within a character at the edge of what was read
      evidence->quote = std::move(*quote);
      evidence->focus = at - line - std::min(at - line, around.start);
      evidence->start = start;
      evidence->end = from + line + around.end;
      return {};
    }
  }
  return {};
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
  const TextSpan shown = SentencesAround(passage->quote, passage->focus, kMaxQuote);
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
