#include "query/places/place.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/shorten.h"
#include "base/text.h"
#include "base/unicode.h"
#include "graph/vocabulary.h"
#include "query/places/place_steps.h"
#include "query/places/walk.h"

namespace concord {
namespace {

constexpr size_t kMaxHeading = 100;  // bytes of one heading in an anchor

bool IsAsciiAlnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "4.", "(4)", "a)", "iv" -> "4", "4", "a", "iv"; "" for a number with words in it.
std::string_view PointOf(std::string_view number) {
  while (!number.empty() && number.front() == '(') number.remove_prefix(1);
  while (!number.empty() && (number.back() == ')' || number.back() == '.')) number.remove_suffix(1);
  const bool bare = number.size() <= 5 && std::all_of(number.begin(), number.end(), IsAsciiAlnum);
  return bare ? number : std::string_view();
}

bool NamesArticle(std::string_view number) {
  for (const std::string_view word :
       {"article ", "art. ", "art ", "section ", "sec. ", "rule ", "regulation "}) {
    if (StartsWithIgnoreCase(number, word)) return true;
  }
  return false;
}

std::string_view WithoutLastDot(std::string_view number) {
  return !number.empty() && number.back() == '.' ? number.substr(0, number.size() - 1) : number;
}

}  // namespace

std::optional<TextSpan> SpanOf(const PropertyMap& properties, std::string_view from, std::string_view to) {
  const Value* start = properties.Find(from);
  const Value* end = properties.Find(to);
  if (start == nullptr || end == nullptr || start->type() != Value::Type::kInt ||
      end->type() != Value::Type::kInt) {
    return std::nullopt;
  }
  return TextSpan{static_cast<uint64_t>(start->as_int()), static_cast<uint64_t>(end->as_int())};
}

std::string AnchorText(const std::vector<AnchorPart>& parts) {
  // Everything above an article only says which article it is, which its number says already.
  size_t first = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (NamesArticle(parts[i].number)) first = i;
  }
  std::string text;
  std::string last_number;
  bool in_article = false;
  size_t last_start = 0;  // of the last step within `text`
  for (size_t i = first; i < parts.size(); ++i) {
    const std::string_view number = WithoutLastDot(parts[i].number);
    const std::string_view point = PointOf(parts[i].number);
    if (in_article && !point.empty() && parts[i].heading.empty()) {
      text += fmt::format("({})", point);
      continue;
    }
    // "2.3.1" below "2.3": the longer number says both.
    if (!last_number.empty() && number.size() > last_number.size() + 1 && number.starts_with(last_number) &&
        number[last_number.size()] == '.') {
      text.resize(last_start);
    }
    const bool article = NamesArticle(number);
    std::string step(number);
    const bool below = i + 1 < parts.size();
    if (!parts[i].heading.empty() && !(article && below)) {
      step += (step.empty() ? "" : " ") + Shorten(CollapseSpace(parts[i].heading), kMaxHeading);
    }
    if (step.empty()) continue;
    last_start = text.size();
    text += (text.empty() ? "" : " > ") + step;
    last_number = number;
    in_article = article;
  }
  return text;
}

Result<const Place*> Places::Of(NodeId node) {
  const auto known = places_.find(node);
  if (known != places_.end()) return known->second.get();

  auto place = std::make_unique<Place>();
  std::vector<AnchorPart> parts;  // innermost first
  NodeId at = node;
  NodeId standing_in = 0;  // the section of what is no part of a way itself, such as a measure
  for (int depth = 0; at != 0 && depth < kMaxPartDepth; ++depth) {
    const auto kept = ancestors_.find(at);
    std::unique_ptr<Node> own;
    if (kept == ancestors_.end()) {
      auto read = snapshot_.GetNode(at);
      if (!read) return tl::unexpected(read.error());
      own = std::make_unique<Node>(std::move(*read));
    }
    const Node& here = kept == ancestors_.end() ? *own : *kept->second;
    const PlaceStep step = StepOf(here);
    const bool is_step = step.kind != PlaceStep::Kind::kNone;
    if (is_step && own != nullptr) ancestors_.emplace(at, std::move(own));
    if (is_step && at != node && standing_in == 0 && parts.empty() && place->version == 0) {
      standing_in = at;
      if (const auto same = places_.find(at); same != places_.end())
        return places_.emplace(node, std::make_unique<Place>(*same->second)).first->second.get();
    }
    AddStep(at, step, place.get(), &parts);
    if (step.kind == PlaceStep::Kind::kWork) break;
    NodeId parent = 0;
    for (const std::string_view type : kWaysUp) {
      auto above = Neighbours(snapshot_, at, Direction::kIn, type);
      if (!above) return tl::unexpected(above.error());
      if (!above->empty()) {
        parent = above->front().node;
        break;
      }
    }
    at = parent;
  }
  FinishPlace(std::move(parts), place.get());
  if (standing_in != 0) places_.emplace(standing_in, std::make_unique<Place>(*place));
  const Place* result = place.get();
  places_.emplace(node, std::move(place));
  return result;
}

Result<std::string> Places::Text(NodeId version, uint64_t start, uint64_t end) {
  if (start > end) return Fail(ErrorCode::kCorrupt, fmt::format("a span from {} to {}", start, end));
  // One byte more on either side tells whether the ends lie between characters.
  auto bytes = snapshot_.GetBlob(version, "text", start, end - start + 1);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  bool past_end = bytes->size() < end - start;
  if (start == end && bytes->empty()) {
    // Nothing was read: at the end of the text, or somewhere behind it.
    auto size = snapshot_.BlobSize(version, "text");
    if (!size) return tl::unexpected(size.error());
    past_end = end > size->value_or(0);
  }
  if (past_end || (!bytes->empty() && continues(bytes->front())) ||
      (bytes->size() > end - start && continues(bytes->back()))) {
    return FailSpan(start, end, past_end);
  }
  bytes->resize(end - start);
  return bytes;
}

Result<const PageMap*> Places::PagesOf(NodeId version) {
  const auto known = pages_.find(version);
  if (known != pages_.end()) return &known->second;
  PageMap pages;
  auto size = snapshot_.BlobSize(version, "pages");
  if (!size) return tl::unexpected(size.error());
  if (*size) {
    auto bytes = snapshot_.GetBlob(version, "pages");
    if (!bytes) return tl::unexpected(bytes.error());
    auto decoded = PageMap::Decode(*bytes);
    if (!decoded) return tl::unexpected(decoded.error());
    pages = std::move(*decoded);
  }
  return &pages_.emplace(version, std::move(pages)).first->second;
}

Result<Evidence> Places::EvidenceAt(NodeId part, TextSpan span) {
  auto place = Of(part);
  if (!place) return tl::unexpected(place.error());
  return Quote(**place, (*place)->version, span);
}

Result<Evidence> Places::Quote(const Place& place, NodeId version, std::optional<TextSpan> span) {
  Evidence evidence = EvidenceOfPlace(place);
  if (span && version != 0) {
    auto quote = Text(version, span->start, span->end);
    if (!quote) return tl::unexpected(quote.error());
    evidence.quote = std::move(*quote);
    evidence.start = span->start;
    evidence.end = span->end;
    auto pages = PagesOf(version);
    if (!pages) return tl::unexpected(pages.error());
    evidence.page = (*pages)->PageOf(span->start);
  }
  return evidence;
}

Result<std::optional<Evidence>> Places::EvidenceOf(const Node& node, size_t most_bytes) {
  if (!SpanOf(node.properties)) return std::nullopt;
  auto place = Of(node.id);
  if (!place) return tl::unexpected(place.error());
  if ((*place)->version == 0) return std::nullopt;
  auto evidence = Quote(**place, (*place)->version, SpanOf(node.properties));
  if (!evidence) return tl::unexpected(evidence.error());
  if (std::string& quote = evidence->quote; quote.size() > most_bytes) {
    quote.resize(CharacterStart(quote, most_bytes));
    evidence->end = evidence->start + quote.size();
  }
  return std::move(*evidence);
}

Result<std::optional<Evidence>> Places::EvidenceOf(const Edge& edge) {
  auto place = Of(edge.from);
  if (!place) return tl::unexpected(place.error());
  const Place* at = *place;
  NodeId version = at->version;
  Place elsewhere;
  if (const auto named = edge.properties.FindString(property::version);
      !named.empty() && named != at->version_key) {
    auto found = snapshot_.FindNode(named);
    if (!found) return tl::unexpected(found.error());
    if (*found) {
      auto other = Of(**found);
      if (!other) return tl::unexpected(other.error());
      elsewhere = **other;
      version = **found;
      at = &elsewhere;
    }
  }
  auto evidence = Quote(*at, version, SpanOf(edge.properties));
  if (!evidence) return tl::unexpected(evidence.error());
  if (const auto source = edge.properties.FindString(property::source); !source.empty())
    evidence->source = source;
  if (evidence->quote.empty() && evidence->source.empty()) return std::nullopt;
  return std::move(*evidence);
}

}  // namespace concord
