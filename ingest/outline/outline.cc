#include "ingest/outline/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/outline/contents_list.h"
#include "ingest/outline/line_forms.h"

namespace concord {
namespace {

constexpr size_t kLongestHeading = 200;
// Levels of headings that only their looks tell, below all that a format states.
constexpr int kCapitalsLevel = 20, kPlainLevel = 21;

SectionKind KindOf(NumberedUnit unit) {
  switch (unit) {
    case NumberedUnit::kArticle:
    case NumberedUnit::kSection:
      return SectionKind::kArticle;
    case NumberedUnit::kAnnex:
      return SectionKind::kAnnex;
    case NumberedUnit::kPrinciple:
      return SectionKind::kPrinciple;
    case NumberedUnit::kRecital:
      return SectionKind::kRecital;
    case NumberedUnit::kCode:
      return SectionKind::kItem;
    case NumberedUnit::kNone:
      return SectionKind::kClause;
    default:
      return SectionKind::kPart;
  }
}

}  // namespace

Outline::Line Outline::Flatten(Pieces pieces) {
  std::string_view whole;
  if (pieces.size() == 1) {
    whole = pieces[0].text;
  } else {
    scratch_.clear();
    for (const Piece& piece : pieces) scratch_ += piece.text;
    whole = scratch_;
  }
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const auto skip = [&](std::string_view text) {
    size_t at = 0;
    for (;;) {
      if (at < text.size() && kSpace.find(text[at]) != std::string_view::npos) {
        ++at;
      } else if (text.substr(at, 2) == "\u00A0") {
        at += 2;
      } else {
        return at;
      }
    }
  };
  const size_t skipped = skip(whole);
  std::string_view text = whole.substr(skipped);
  for (;;) {
    if (!text.empty() && kSpace.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with("\u00A0")) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return {pieces, text, skipped};
}

// Bytes [start, end) of line.text, from the pieces that they came from.
void Outline::Write(const Line& line, size_t start, size_t end) {
  start += line.skipped;
  end += line.skipped;
  size_t at = 0;
  for (const Piece& piece : line.pieces) {
    const size_t from = std::max(start, at), to = std::min(end, at + piece.text.size());
    if (from < to) {
      const std::string_view part = piece.text.substr(from - at, to - from);
      if (piece.length) {
        builder_.AppendFor(part, piece.at, *piece.length);
      } else {
        builder_.Append(part, piece.at + (from - at));
      }
    }
    at += piece.text.size();
    if (at >= end) break;
  }
}

void Outline::CloseTo(size_t depth) {
  while (builder_.open_sections() > depth) builder_.CloseSection();
  numbering_.Truncate(std::min(depth, numbering_.depth()));
  levels_.resize(std::min(depth, levels_.size()));
  leads_.resize(std::min(depth + 1, leads_.size()));
  item_leads_.clear();
  while (!list_places_.empty() && list_places_.back() > depth) list_places_.pop_back();
  if (preamble_ && *preamble_ >= depth) preamble_.reset();
  if (contents_ && *contents_ >= depth) contents_.reset();
}

void Outline::OpenLevel(SectionKind kind, std::string_view number, std::string_view part) {
  builder_.OpenSection(kind, CollapseSpace(number), part);
  if (!item_depth_) list_places_.clear();
  levels_.push_back(0);
  leads_.push_back(-1);
}

int32_t Outline::Lead() const {
  for (size_t i = leads_.size(); i-- > 0;) {
    if (leads_[i] >= 0) return leads_[i];
    // Opening words do not reach across a heading.
    if (i > 0 && (numbering_.IsHeading(i - 1) || numbering_.UnitAt(i - 1) != NumberedUnit::kNone)) break;
  }
  return -1;
}

void Outline::WriteBlock(BlockKind kind, const Line& line, size_t start, size_t body, int32_t lead) {
  builder_.OpenBlock(kind, lead);
  if (start < body) {
    Write(line, start, body);
    builder_.StartBody();
  }
  Write(line, body, line.text.size());
  const int32_t block = builder_.CloseBlock();
  closed_by_lead_.reset();
  if (block < 0) return;
  after_lead_ = EndsAsLead(line.text) || EndsInModal(line.text);
  amending_ = AnnouncesQuote(line.text);
  amends_ = amending_ && Amends(line.text);
  // "After section 6 insert "and": what it puts in goes on in the next paragraphs.
  quoting_ = OpensQuote(line.text);
  if (quoting_) BeginQuote(1);
  if (after_lead_) {
    leads_.back() = block;
  } else if (kind == BlockKind::kParagraph) {
    leads_.back() = -1;
  }
}

void Outline::WriteHeading(const Line& line, size_t start, size_t body, size_t end) {
  builder_.OpenBlock(BlockKind::kHeading);
  if (start < body) {
    Write(line, start, body);
    builder_.StartBody();
  }
  Write(line, body, end);
  const int32_t block = builder_.CloseBlock();
  after_lead_ = amending_ = false;
  if (block < 0) return;
  Section& section = builder_.section(builder_.current_section());
  if (section.heading.empty()) section.heading = builder_.block(block).span;
  if (IsDefinitions(line.text.substr(body, end - body)) &&
      (section.kind == SectionKind::kArticle || section.kind == SectionKind::kPart ||
       section.kind == SectionKind::kClause)) {
    section.kind = SectionKind::kDefinition;
  }
}

void Outline::OpenUnnumbered(size_t depth, int level, const Line& line, std::string_view number) {
  CloseTo(depth);
  numbering_.OpenHeading(depth, number);
  std::string part = Slug(line.text, 40);
  const bool annex = part.starts_with("annex") || part.starts_with("appendix");
  headed_ = part == "preamble" && !enacted_;
  if (headed_) preamble_ = depth;
  bool sentence = false;
  if (number.empty() && level < kCapitalsLevel && AnnouncesContents(line.text, &sentence)) contents_ = depth;
  if (!number.empty()) part = Slug(number, 40);
  OpenLevel(headed_ ? SectionKind::kPreamble
            : annex ? SectionKind::kAnnex
                    : SectionKind::kPart,
            number, part.empty() ? "part" : part);
  levels_.back() = level;
  size_t body = number.size();
  while (body < line.text.size() && line.text[body] == ' ') ++body;
  WriteHeading(line, 0, number.empty() ? 0 : body, line.text.size());
}

void Outline::Title(Pieces pieces) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  builder_.OpenBlock(BlockKind::kHeading);
  Write(line, 0, line.text.size());
  builder_.CloseBlock();
}

std::optional<Marker> Outline::NumberOfHeading(int level, std::string_view text) {
  if (auto marker = ScanMarker(text); marker && !(marker->weak && marker->unit == NumberedUnit::kNone)) {
    if (marker->unit == NumberedUnit::kNone && marker->prefix.empty() &&
        marker->readings[0].alphabet == Alphabet::kArabic)
      SetBare(level, marker->readings[0]);
    return marker;
  }
  auto marker = ScanBareNumber(text);
  if (!marker) return std::nullopt;
  // "3 Lines of defence" is no third heading, "A Word before" no annex: what counts is the sequence.
  const Reading& reading = marker->readings[0];
  const auto before = bare_.find(level);
  const uint32_t last = before == bare_.end() ? 0 : before->second.value;
  const bool letters = before != bare_.end() && before->second.alphabet == Alphabet::kUpper;
  const bool letter = reading.alphabet == Alphabet::kUpper;
  constexpr uint32_t kFewestBefore = 2, kWidestGap = 2;
  const bool next =
      letter == letters && reading.value > last && reading.value <= last + (last > 0 ? kWidestGap : 1);
  const bool annex = letter && !letters && reading.value == 1 && last >= kFewestBefore;
  // "4 Context" in a document that begins there, and has "4.1" below
  const bool divided = divided_.contains(marker->step);
  if (divided || (!(letter && last == 0) && (next || annex))) {
    SetBare(level, reading);
    return marker;
  }
  return std::nullopt;
}

void Outline::ForeseeHeading(std::string_view text) {
  constexpr size_t kMost = 1000;
  const auto marker = ScanMarker(text);
  if (marker && !marker->prefix.empty() && divided_.size() < kMost)
    divided_.insert(marker->prefix.substr(0, marker->prefix.find('.')));
}

void Outline::SetBare(int level, const Reading& reading) {
  bare_.erase(bare_.upper_bound(level), bare_.end());
  bare_[level] = {reading.alphabet, reading.value};
}

size_t Outline::OpenStated(int level, const Line& line, std::string_view number, bool clause) {
  auto marker = NumberOfHeading(level, line.text);
  // Where headings have one level their words and numbers tell which is inside which.
  const auto holds = [&](size_t i) {
    if (levels_[i] == level && marker && !marker->prefix.empty() && numbering_.NumberAt(i) == marker->prefix)
      return true;
    return levels_[i] == level && marker && marker->unit != NumberedUnit::kNone &&
           numbering_.UnitAt(i) != NumberedUnit::kNone && RankOf(numbering_.UnitAt(i)) < RankOf(marker->unit);
  };
  size_t depth = 0;
  while (depth < levels_.size() && levels_[depth] > 0 && (levels_[depth] < level || holds(depth))) ++depth;
  // "2.2" belongs to an open "2", whatever level its writer or its looks gave it, and stands as high as
  // "2.1".
  std::optional<size_t> parent;
  for (size_t i = levels_.size(); i-- > 0 && marker && !marker->prefix.empty() && !parent;) {
    if (levels_[i] > 0 && numbering_.NumberAt(i) == marker->prefix) parent = i;
  }
  if (parent) {
    depth = *parent + 1;
    level = sibling_levels_.try_emplace(builder_.open_section(depth), level).first->second;
  }
  // What the program counts is a number, whatever it looks like.
  if (!marker && !number.empty() && line.text.starts_with(number)) {
    marker = Marker();
    marker->label = line.text.substr(0, number.size());
    marker->step = Slug(number, 40);
    marker->length = number.size();
    while (marker->length < line.text.size() && line.text[marker->length] == ' ') ++marker->length;
    marker->readings[0] = {Alphabet::kArabic, 1};
  }
  if (!marker) return std::string::npos;
  // Reasons come before the first article; a later "Having regard to ..." is part of its paragraph.
  if (marker->unit == NumberedUnit::kArticle) enacted_ = true;
  CloseTo(depth);
  Numbering::Place place;
  place.keep = depth;
  place.reading = marker->readings[0];
  numbering_.Open(*marker, place);
  if (!clause) numbering_.MarkHeading(/*stated=*/true);
  const bool absolute = marker->unit == NumberedUnit::kArticle || marker->unit == NumberedUnit::kAnnex;
  const SectionKind kind = marker->unit != NumberedUnit::kNone ? KindOf(marker->unit)
                           : clause                            ? SectionKind::kClause
                                                               : SectionKind::kPart;
  OpenLevel(kind, marker->label,
            marker->prefix.empty() ? (absolute ? "/" + marker->step : marker->step)
                                   : "/" + marker->prefix + "." + marker->step);
  levels_.back() = level;
  return marker->length;
}

void Outline::Heading(int level, Pieces pieces, std::string_view number) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  quoting_ = whereas_ = false;
  closed_by_lead_.reset();
  if (contents_) CloseTo(*contents_);
  // "Article 3" and its title as two headings of one level, or in a line that is no heading by its format
  if (needs_heading_ && !levels_.empty() && (levels_.back() == level || levels_.back() == 0) &&
      number.empty() && !ScanMarker(line.text) && line.text.size() <= kLongestHeading) {
    needs_heading_ = false;
    WriteHeading(line, 0, 0, line.text.size());
    return;
  }
  needs_heading_ = false;
  const bool numbered = line.text.size() <= 2 * kLongestHeading;
  const size_t body = numbered ? OpenStated(level, line, number, false) : std::string::npos;
  if (body == std::string::npos) {
    size_t depth = 0;
    while (depth < levels_.size() && levels_[depth] > 0 && levels_[depth] < level) ++depth;
    OpenUnnumbered(depth, level, line, line.text.starts_with(number) ? number : std::string_view());
    return;
  }
  WriteHeading(line, 0, body, line.text.size());
  needs_heading_ = body >= line.text.size();
}

void Outline::Clause(int level, Pieces pieces, std::string_view number) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  quoting_ = whereas_ = needs_heading_ = false;
  closed_by_lead_.reset();
  const int32_t lead = after_lead_ ? Lead() : -1;
  const size_t body = OpenStated(level, line, number, true);
  if (body == std::string::npos) {
    Paragraph(pieces);
    return;
  }
  // "1.2 Records. The supplier shall ..."
  const std::string_view text = line.text.substr(body);
  const size_t heading = RunInHeading(text, true);
  size_t start = body + heading;
  if (heading > 0) {
    WriteHeading(line, 0, body, start);
    while (start < line.text.size() && line.text[start] == ' ') ++start;
    WriteBlock(BlockKind::kParagraph, line, start, start, -1);
    return;
  }
  WriteBlock(lead >= 0 ? BlockKind::kListItem : BlockKind::kParagraph, line, 0, body, lead);
}

void Outline::Annex(Pieces pieces) {
  const Line line = Flatten(pieces);
  ReturnTo(0);
  if (Numbered(line)) return;
  Marker marker;
  marker.unit = NumberedUnit::kAnnex;
  marker.step = "annex";
  Numbering::Place place;
  place.reading = {Alphabet::kArabic, 1};
  numbering_.Open(marker, place);
  // "ANNEX" alone is its number; else it is all heading.
  const bool alone = line.text.find(' ') == std::string_view::npos;
  OpenLevel(SectionKind::kAnnex, alone ? line.text : "", "/annex.1");
  builder_.OpenBlock(BlockKind::kHeading);
  Write(line, 0, line.text.size());
  const int32_t block = builder_.CloseBlock();
  if (!alone && block >= 0) {
    builder_.section(builder_.current_section()).heading = builder_.block(block).span;
  }
  needs_heading_ = alone;
}

void Outline::Subheading(Pieces pieces) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  if (needs_heading_) {
    needs_heading_ = false;
    WriteHeading(line, 0, 0, line.text.size());
  } else {
    Paragraph(pieces, /*may_be_heading=*/true);
  }
}

void Outline::Other(BlockKind kind, Pieces pieces) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  builder_.OpenBlock(
      kind, -1, kind == BlockKind::kCode ? DocumentBuilder::Space::kKeep : DocumentBuilder::Space::kCollapse);
  Write(line, 0, line.text.size());
  builder_.CloseBlock();
  if (amends_ && EndsWithSingleQuote(line.text)) quoting_ = amends_ = false;
}

void Outline::ReturnTo(size_t depth) {
  CloseTo(std::min(depth, builder_.open_sections()));
  needs_heading_ = after_lead_ = amending_ = amends_ = quoting_ = false;
}

void Outline::Front(std::string_view part) {
  ReturnTo(0);
  enacted_ = true;
  numbering_.OpenHeading(0, "");
  OpenLevel(SectionKind::kFront, "", part);
  levels_.back() = 1;
}

size_t Outline::Language(std::string_view language) {
  // Beside the paragraphs of the unit, and not inside the last of them.
  size_t depth = numbering_.depth();
  while (depth > 0 && !numbering_.IsHeading(depth - 1) && numbering_.UnitAt(depth - 1) == NumberedUnit::kNone)
    --depth;
  CloseTo(depth);
  numbering_.OpenHeading(builder_.open_sections(), "");
  OpenLevel(SectionKind::kClause, "", language);
  builder_.section(builder_.current_section()).language = language;
  return depth;
}

bool Outline::InAnnex() const {
  for (size_t i = 0; i < numbering_.depth(); ++i) {
    if (numbering_.UnitAt(i) == NumberedUnit::kAnnex) return true;
  }
  return false;
}

void Outline::Item(int depth, Pieces pieces, ItemNumber number) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  if (Quoted(line) || Preamble(line) || RecitalNumber(line)) return;
  if (number == ItemNumber::kStated || number == ItemNumber::kCountsDown)
    item_depth_ = static_cast<size_t>(std::max(depth, 0));
  const bool numbered = number != ItemNumber::kNone && Numbered(line, {}, number);
  item_depth_.reset();
  if (numbered) return;
  // A bullet that the text itself shows
  size_t body = 0;
  for (const std::string_view bullet :
       {"- ", "* ", "\u2022", "\u2013 ", "\u2014 ", "\u25E6", "\u25AA", "\u25CF", "\u00B7", "\uF0B7", "o "}) {
    if (line.text.starts_with(bullet)) {
      body = bullet.size();
      while (body < line.text.size() && (line.text[body] == ' ' || line.text[body] == '\t')) ++body;
      break;
    }
  }
  const auto at = static_cast<size_t>(std::max(depth, 0));
  item_leads_.resize(std::min(item_leads_.size(), at));
  int32_t lead = item_leads_.empty() ? Lead() : item_leads_.back();
  const int32_t outer = leads_.back();
  WriteBlock(BlockKind::kListItem, line, 0, body, lead);
  // Its own opening words are for deeper items only.
  if (after_lead_) lead = leads_.back();
  leads_.back() = outer;
  while (item_leads_.size() <= at) item_leads_.push_back(lead);
}

void Outline::Paragraph(Pieces pieces, bool may_be_heading) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  item_leads_.clear();
  if (Quoted(line) || Preamble(line) || RecitalNumber(line) || (may_be_heading && BareSection(line)) ||
      Numbered(line)) {
    return;
  }
  if (needs_heading_ && line.text.size() <= kLongestHeading && LooksLikeHeading(line.text)) {
    needs_heading_ = false;
    WriteHeading(line, 0, 0, line.text.size());
    return;
  }
  needs_heading_ = false;
  if (may_be_heading && !after_lead_ && LooksLikeHeading(line.text)) {
    const int level = AllCapitals(line.text) ? kCapitalsLevel : kPlainLevel;
    size_t depth = numbering_.depth();
    while (depth > 0 && (!numbering_.IsHeading(depth - 1) || levels_[depth - 1] >= level) &&
           numbering_.UnitAt(depth - 1) == NumberedUnit::kNone) {
      --depth;
    }
    OpenUnnumbered(depth, level, line);
    return;
  }
  // Opening words of a new list belong to the unit, not to the last item of the list before.
  if (EndsAsLead(line.text)) {
    size_t depth = numbering_.depth();
    while (depth > 0 && !numbering_.IsHeading(depth - 1) &&
           numbering_.UnitAt(depth - 1) == NumberedUnit::kNone && !numbering_.IsParagraph(depth - 1))
      --depth;
    if (!preamble_ && depth < builder_.open_sections()) {
      Closed closed{numbering_, levels_, leads_, builder_.open_section(depth + 1), depth};
      CloseTo(depth);
      WriteBlock(BlockKind::kParagraph, line, 0, 0, -1);
      closed_by_lead_ = std::move(closed);
      return;
    }
  }
  WriteBlock(BlockKind::kParagraph, line, 0, IsPunctuation(line.text) ? line.text.size() : 0, -1);
}

// "3. ... 4. ... Then: c. ...": a list that does not begin there goes on in what the opening words closed.
bool Outline::ReopenFor(const Marker& marker) {
  if (!closed_by_lead_ || !after_lead_ || marker.unit != NumberedUnit::kNone || !marker.prefix.empty())
    return false;
  // "(aa)" begins the lists of American acts that stand below those of capital romans.
  constexpr uint32_t kDoubleA = 27;
  const bool first = std::ranges::any_of(marker.readings, [](const Reading& reading) {
    return reading.suffix.empty() && (reading.value == 1 || reading.value == kDoubleA);
  });
  const bool inside = closed_by_lead_->numbering.Continues(marker);
  // "J. Smith" is a name.
  const bool initial = marker.wrap == Wrap::kDot && marker.readings[0].alphabet != Alphabet::kLower;
  if (first || numbering_.Continues(marker) || ((marker.weak || initial) && !inside)) return false;
  const Closed closed = *std::move(closed_by_lead_);
  closed_by_lead_.reset();
  builder_.ReopenSection(closed.section);
  numbering_ = closed.numbering;
  numbering_.Truncate(closed.depth + 1);
  const int32_t lead = leads_.back();
  levels_ = closed.levels;
  levels_.resize(closed.depth + 1);
  leads_ = closed.leads;
  leads_.resize(closed.depth + 2, -1);
  leads_.back() = lead;
  return true;
}

void Outline::NestRoman(const Marker& marker) {
  const auto depth = numbering_.RomanBelowLetter(marker);
  if (!depth || !builder_.NestInSibling(builder_.open_section(*depth + 1))) return;
  numbering_.NestRoman(*depth);
  levels_.insert(levels_.begin() + static_cast<std::ptrdiff_t>(*depth), 0);
  leads_.insert(leads_.begin() + static_cast<std::ptrdiff_t>(*depth) + 1, -1);
}

// A format that states its lists says where an item stands: beside the items of its list, and inside the item
// around that list, however its numbers are written.
void Outline::PlaceInList(Numbering::Place* place) {
  const size_t depth = *item_depth_;
  list_places_.resize(std::min(list_places_.size(), depth + 1));
  std::optional<size_t> keep;
  if (depth < list_places_.size()) {
    if (!after_lead_) keep = list_places_[depth];
  } else if (depth > 0 && depth == list_places_.size() && list_places_[depth - 1] < numbering_.depth()) {
    keep = list_places_[depth - 1] + 1;
  }
  if (!keep || *keep > numbering_.depth() || place->keep == *keep) return;
  *place = {*keep, true, false, place->reading};
}

// "1 Short title" in bold type, in sequence: acts whose sections are numbered without a word or a dot.
bool Outline::BareSection(const Line& line) {
  size_t end = 0;
  while (end < line.text.size() && line.text[end] >= '0' && line.text[end] <= '9' && end < 4) ++end;
  if (end == 0 || end > 3 || line.text.size() < end + 3 || line.text[end] != ' ') return false;
  const char first = line.text[line.text.find_first_not_of(' ', end)];
  if (first < 'A' || first > 'Z') return false;
  uint32_t value = 0;
  for (size_t i = 0; i < end; ++i) value = value * 10 + static_cast<uint32_t>(line.text[i] - '0');
  if (value != bare_number_ + 1) return false;
  // "1 JAKSO": a unit whose number stands in front
  if (const auto unit = ScanMarker(line.text); unit && unit->unit != NumberedUnit::kNone) return false;
  Marker marker;
  marker.unit = NumberedUnit::kSection;
  marker.label = line.text.substr(0, end);
  marker.step = "sec." + std::string(marker.label);
  marker.readings[0] = {Alphabet::kArabic, value};
  marker.length = line.text.find_first_not_of(' ', end);
  if (!Numbered(line, marker)) return false;
  bare_number_ = value;
  return true;
}

// "Q. What is a lamp?" and "A. A lamp is ...": letters that count nothing.
bool Outline::IsQuestionOrAnswer(const Marker& marker) {
  if (marker.label == "Q." && !numbering_.Continues(marker)) questions_ = true;
  return questions_ && (marker.label == "Q." || marker.label == "A.");
}

bool Outline::Numbered(const Line& line, const std::optional<Marker>& known, ItemNumber number) {
  const bool stated = number == ItemNumber::kStated || number == ItemNumber::kCountsDown;
  size_t start = 0;  // of what is not written yet
  bool any = false;
  // "SECTION 1. (a)(1) The ...": each number opens a level. More than eight in one line are no numbering.
  for (int round = 0; round < 8; ++round) {
    const std::string_view rest = line.text.substr(start);
    const auto marker = known && round == 0 ? known : ScanMarker(rest);
    if (!marker || (any && (rest[0] != '(' || marker->unit != NumberedUnit::kNone))) break;
    if (IsQuestionOrAnswer(*marker)) break;
    // A unit of the document does not belong to a line that merely looked like a heading.
    if (marker->unit != NumberedUnit::kNone && marker->unit != NumberedUnit::kCode && !preamble_ &&
        !levels_.empty() && levels_[0] >= kCapitalsLevel) {
      bool units = false;
      for (size_t i = 0; i < numbering_.depth(); ++i)
        units = units || numbering_.UnitAt(i) != NumberedUnit::kNone;
      if (!units && !marker->weak) CloseTo(0);
    }
    bool reopened = false;
    if (!any) {
      reopened = ReopenFor(*marker);
      NestRoman(*marker);
    }
    auto place = numbering_.Find(*marker, any || after_lead_);
    if (number == ItemNumber::kCountsDown && !any) {
      if (const auto depth = numbering_.CountsDown(*marker))
        place = {*depth, true, false, marker->readings[0]};
    }
    if (item_depth_ && !any && !reopened) PlaceInList(&place);
    place.accepted = place.accepted || reopened || (stated && !any && marker->readings[0].value > 0);
    if (!place.accepted) break;
    if (any && place.keep < numbering_.depth()) break;
    const std::string_view text = rest.substr(marker->length);
    if (marker->unit == NumberedUnit::kNone && marker->wrap == Wrap::kDot && text.empty()) break;

    if (preamble_ && (!headed_ || marker->unit != NumberedUnit::kNone)) CloseTo(*preamble_);
    if (marker->unit != NumberedUnit::kNone) enacted_ = true, whereas_ = false;
    const size_t keep = std::min(place.keep, numbering_.depth());
    const bool kept_lead = after_lead_;
    CloseTo(keep);
    Numbering::Place at = place;
    at.keep = keep;
    if (place.restart) {
      OpenLevel(SectionKind::kSynthetic, "", "list");
      const Section& section = builder_.section(builder_.current_section());
      builder_.document().repairs.push_back(
          {0, fmt::format("the numbering starts again at {}: section '{}' made for it", marker->label,
                          section.path)});
    }
    numbering_.Open(*marker, at);
    if (item_depth_ && !any) {
      list_places_.resize(*item_depth_ + 1, SIZE_MAX);
      list_places_.back() = numbering_.depth() - 1;
    }
    int32_t lead = Lead();
    if (!kept_lead && any) lead = -1;
    const NumberedUnit parent = keep > 0 ? numbering_.UnitAt(keep - 1) : NumberedUnit::kNone;
    // Below an annex, parts are cited with it.
    const bool annexed = marker->unit != NumberedUnit::kAnnex && InAnnex();
    const bool absolute =
        !annexed && (marker->unit == NumberedUnit::kArticle || marker->unit == NumberedUnit::kAnnex ||
                     (marker->unit == NumberedUnit::kSection && parent != NumberedUnit::kChapter &&
                      parent != NumberedUnit::kSubchapter));
    // Sections that hold articles are no articles.
    if (marker->unit == NumberedUnit::kArticle && parent == NumberedUnit::kSection) {
      builder_.section(builder_.current_section()).kind = SectionKind::kPart;
    }
    std::string step = marker->step;
    if (!marker->prefix.empty() &&
        (keep == 0 || !builder_.section(builder_.current_section()).path.ends_with(marker->prefix))) {
      step = marker->prefix + "." + step;
    }
    const SectionKind kind =
        annexed && marker->unit == NumberedUnit::kSection ? SectionKind::kPart : KindOf(marker->unit);
    OpenLevel(kind, marker->label, absolute ? "/" + step : step);
    any = true;
    needs_heading_ = false;

    // A heading behind the number: the whole line, or a run-in one
    const size_t body = start + marker->length;
    size_t heading = 0;
    const bool word = marker->unit != NumberedUnit::kNone;
    const bool whole =
        text.size() <= kLongestHeading &&
        (word ? LooksLikeHeading(text.ends_with('.') ? text.substr(0, text.size() - 1) : text) ||
                    (AllCapitals(text) && text.find(". ") == std::string_view::npos)
              : (marker->wrap == Wrap::kDot || marker->wrap == Wrap::kNone) && !kept_lead && lead < 0 &&
                    LooksLikeHeading(text));
    if (word && text.empty()) {
      needs_heading_ = marker->unit != NumberedUnit::kCode;
      builder_.OpenBlock(BlockKind::kHeading);
      Write(line, start, line.text.size());
      builder_.CloseBlock();
      after_lead_ = false;
      return true;
    }
    if (whole) {
      if (!word) {
        numbering_.MarkHeading(/*stated=*/false);
        builder_.section(builder_.current_section()).kind = SectionKind::kPart;
      }
      WriteHeading(line, start, body, line.text.size());
      return true;
    }
    heading = RunInHeading(text, word && marker->unit != NumberedUnit::kCode);
    if (heading > 0) {
      WriteHeading(line, start, body, body + heading);
      start = body + heading;
      while (start < line.text.size() && line.text[start] == ' ') ++start;
      if (start == line.text.size()) return true;
      after_lead_ = false;
      if (line.text[start] != '(') {
        WriteBlock(BlockKind::kParagraph, line, start, start, -1);
        return true;
      }
    } else {
      const auto inner = text.starts_with('(') ? ScanMarker(text) : std::nullopt;
      const bool first = inner && inner->unit == NumberedUnit::kNone &&
                         (inner->readings[0].value == 1 || inner->readings[1].value == 1);
      if (!first) {
        WriteBlock(lead >= 0 ? BlockKind::kListItem : BlockKind::kParagraph, line, start, body, lead);
        return true;
      }
      builder_.OpenBlock(BlockKind::kParagraph);
      Write(line, start, body);
      builder_.CloseBlock();
      start = body;
    }
  }
  if (any && start < line.text.size()) WriteBlock(BlockKind::kParagraph, line, start, start, -1);
  return any;
}

void Outline::BeginQuote(int depth) {
  quoting_ = true;
  each_quoted_ = false;
  quote_depth_ = depth;
  quoted_ = 0;
  quoted_numbers_ = Numbering();
}

// Whether a paragraph without a mark in front goes on with the text that is put in. A number that the
// document itself would have next ends that, unless the quoted text has it next too.
bool Outline::QuoteGoesOn(const Line& line) {
  constexpr size_t kLongestQuote = 1000;  // paragraphs; a mark may have been forgotten
  if (each_quoted_ || ++quoted_ > kLongestQuote) return false;
  const auto marker = ScanMarker(line.text);
  if (!marker) return true;
  const bool theirs = quoted_numbers_.Continues(*marker);
  if (!theirs && numbering_.Continues(*marker)) return false;
  const auto place = quoted_numbers_.Find(*marker, false);
  if (place.accepted) quoted_numbers_.Open(*marker, place);
  return true;
}

// Text of another act that this one puts in. In American acts each paragraph of it begins with a quotation
// mark; elsewhere only the first does, and only the last ends with one.
bool Outline::Quoted(const Line& line) {
  const bool single = StartsWithSingleQuote(line.text) && amends_;
  const bool opens = StartsWithQuote(line.text) || single;
  if (!quoting_) {
    std::string_view first = line.text;
    for (const std::string_view mark : {"\"", "\u201C", "\u201E", "\u00AB", "``", "\u2018\u2018", "\u2018",
                                        "\u201D", "\u00BB", "\u201A", "'"}) {
      if (!first.starts_with(mark)) continue;
      first = Trim(first.substr(mark.size()));
      break;
    }
    const auto marker = opens ? ScanMarker(first) : std::nullopt;
    // Opening words and then a number in quotation marks: whatever the words are, the text is another's.
    const bool numbered = after_lead_ && marker && marker->length < first.size();
    if (!opens || !(amending_ || numbered)) {
      amends_ = false;
      return false;
    }
    BeginQuote(0);
    quote_depth_ = single ? 1 : QuoteBalance(line.text, 0);
    if (marker) quoted_numbers_.Open(*marker, quoted_numbers_.Find(*marker, false));
  } else if (opens && !single) {
    each_quoted_ = each_quoted_ || quoted_ == 0;
    quote_depth_ += QuoteBalance(line.text, quote_depth_) - (each_quoted_ ? 1 : 0);
  } else if (QuoteGoesOn(line)) {
    if (!single) quote_depth_ += QuoteBalance(line.text, quote_depth_);
  } else {
    quoting_ = amends_ = false;
    return false;
  }
  builder_.OpenBlock(BlockKind::kQuote);
  Write(line, 0, line.text.size());
  builder_.CloseBlock();
  quoting_ = quote_depth_ > 0 && !(amends_ && EndsWithSingleQuote(line.text));
  amends_ = amends_ && quoting_;
  amending_ = after_lead_ = false;
  return true;
}

// "(1) ..." between "Whereas:" and the enacting words
bool Outline::RecitalNumber(const Line& line) {
  if (!preamble_ || (!whereas_ && !cited_)) return false;
  const auto marker = ScanMarker(line.text);
  const bool letter = marker && marker->readings[0].alphabet != Alphabet::kArabic;
  if (!marker || marker->wrap != Wrap::kParens || (letter && !whereas_)) return false;
  whereas_ = true;
  CloseTo(*preamble_ + 1);
  numbering_.OpenHeading(numbering_.depth(), marker->step);
  OpenLevel(SectionKind::kRecital, marker->label, "/rec." + marker->step);
  WriteBlock(BlockKind::kParagraph, line, 0, marker->length, -1);
  return true;
}

bool Outline::Preamble(const Line& line) {
  if (enacted_) return false;
  const bool reason = IsReason(line.text);
  if (!preamble_) {
    if (!reason) return false;
    size_t depth = numbering_.depth();
    while (depth > 0 && !numbering_.IsHeading(depth - 1)) --depth;
    CloseTo(depth);
    preamble_ = depth;
    numbering_.OpenHeading(depth, "");
    OpenLevel(SectionKind::kPreamble, "", "preamble");
  }
  if (reason) {
    CloseTo(*preamble_ + 1);
    cited_ = cited_ || IsCitation(line.text);
    std::string_view bare = line.text;
    while (bare.starts_with('*') || bare.starts_with('_')) bare.remove_prefix(1);
    if (StartsWithIgnoreCase(bare, "whereas")) {
      if (bare.size() <= 12) {
        whereas_ = true;
      } else {
        numbering_.OpenHeading(numbering_.depth(), "");
        OpenLevel(SectionKind::kRecital, "", fmt::format("/rec.{}", ++recitals_));
      }
    }
    WriteBlock(BlockKind::kParagraph, line, 0, 0, -1);
    after_lead_ = false;
    leads_.back() = -1;
    return true;
  }
  if (Enacts(line.text)) {
    CloseTo(*preamble_ + 1);
    WriteBlock(BlockKind::kParagraph, line, 0, 0, -1);
    CloseTo(*preamble_);
    preamble_.reset();
    after_lead_ = whereas_ = false;
    leads_.back() = -1;
    enacted_ = true;
    return true;
  }
  // Other text ends it, unless it is a recital or there is a heading to end it.
  const bool recital = cited_ && RecitalNumber(line);
  if (recital) return true;
  if (!whereas_ && !headed_) {
    CloseTo(*preamble_);
    preamble_.reset();
  }
  return false;
}

}  // namespace concord
