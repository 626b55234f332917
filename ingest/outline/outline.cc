#include "ingest/outline/outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
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
  if (preamble_ && *preamble_ >= depth) preamble_.reset();
}

void Outline::OpenLevel(SectionKind kind, std::string_view number, std::string_view part) {
  builder_.OpenSection(kind, CollapseSpace(number), part);
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
  if (block < 0) return;
  after_lead_ = EndsAsLead(line.text);
  amending_ = after_lead_ && AnnouncesQuote(line.text);
  amends_ = amending_ && Amends(line.text);
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

void Outline::Heading(int level, Pieces pieces, std::string_view number) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  quoting_ = whereas_ = false;
  needs_heading_ = false;
  size_t depth = 0;
  while (depth < levels_.size() && numbering_.IsHeading(depth) && levels_[depth] > 0 &&
         levels_[depth] < level)
    ++depth;
  const auto marker = ScanMarker(line.text);
  if (!marker || line.text.size() > 2 * kLongestHeading) {
    OpenUnnumbered(depth, level, line, line.text.starts_with(number) ? number : std::string_view());
    return;
  }
  // Reasons come before the first article; a later "Having regard to ..." is part of its paragraph.
  if (marker->unit == NumberedUnit::kArticle) enacted_ = true;
  CloseTo(depth);
  Numbering::Place place;
  place.keep = depth;
  place.reading = marker->readings[0];
  numbering_.Open(*marker, place);
  numbering_.MarkHeading();
  const bool absolute = marker->unit == NumberedUnit::kArticle || marker->unit == NumberedUnit::kAnnex;
  OpenLevel(marker->unit == NumberedUnit::kNone ? SectionKind::kPart : KindOf(marker->unit), marker->label,
            marker->prefix.empty() ? (absolute ? "/" + marker->step : marker->step)
                                   : "/" + marker->prefix + "." + marker->step);
  levels_.back() = level;
  WriteHeading(line, 0, marker->length, line.text.size());
  needs_heading_ = marker->length >= line.text.size();
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

void Outline::Language(std::string_view language) {
  numbering_.OpenHeading(builder_.open_sections(), "");
  OpenLevel(SectionKind::kClause, "", language);
  builder_.section(builder_.current_section()).language = language;
}

bool Outline::InAnnex() const {
  for (size_t i = 0; i < numbering_.depth(); ++i) {
    if (numbering_.UnitAt(i) == NumberedUnit::kAnnex) return true;
  }
  return false;
}

void Outline::Item(int depth, Pieces pieces) {
  const Line line = Flatten(pieces);
  if (line.text.empty()) return;
  if (Quoted(line) || Preamble(line) || RecitalNumber(line) || Numbered(line)) return;
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
  if (Quoted(line) || Preamble(line) || RecitalNumber(line) || (may_be_heading && BareNumber(line)) ||
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
    while (depth > 0 && !numbering_.IsHeading(depth - 1) && numbering_.UnitAt(depth - 1) == NumberedUnit::kNone &&
           !numbering_.IsParagraph(depth - 1))
      --depth;
    if (!preamble_) CloseTo(depth);
  }
  WriteBlock(BlockKind::kParagraph, line, 0, IsPunctuation(line.text) ? line.text.size() : 0, -1);
}

// "1 Short title" in bold type, in sequence: acts whose sections are numbered without a word or a dot.
bool Outline::BareNumber(const Line& line) {
  size_t end = 0;
  while (end < line.text.size() && line.text[end] >= '0' && line.text[end] <= '9' && end < 4) ++end;
  if (end == 0 || end > 3 || line.text.size() < end + 3 || line.text[end] != ' ') return false;
  const char first = line.text[line.text.find_first_not_of(' ', end)];
  if (first < 'A' || first > 'Z') return false;
  uint32_t value = 0;
  for (size_t i = 0; i < end; ++i) value = value * 10 + static_cast<uint32_t>(line.text[i] - '0');
  if (value != bare_number_ + 1) return false;
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

bool Outline::Numbered(const Line& line, const std::optional<Marker>& known) {
  size_t start = 0;  // of what is not written yet
  bool any = false;
  // "SECTION 1. (a)(1) The ...": each number opens a level. More than eight in one line are no numbering.
  for (int round = 0; round < 8; ++round) {
    const std::string_view rest = line.text.substr(start);
    const auto marker = known && round == 0 ? known : ScanMarker(rest);
    if (!marker || (any && (rest[0] != '(' || marker->unit != NumberedUnit::kNone))) break;
    // A unit of the document does not belong to a line that merely looked like a heading.
    if (marker->unit != NumberedUnit::kNone && marker->unit != NumberedUnit::kCode && !preamble_ &&
        !levels_.empty() && levels_[0] >= kCapitalsLevel) {
      bool units = false;
      for (size_t i = 0; i < numbering_.depth(); ++i)
        units = units || numbering_.UnitAt(i) != NumberedUnit::kNone;
      if (!units && !marker->weak) CloseTo(0);
    }
    const auto place = numbering_.Find(*marker, any || after_lead_);
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
              : (marker->wrap == Wrap::kDot || marker->wrap == Wrap::kNone) && !kept_lead &&
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
        numbering_.MarkHeading();
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

// Text of another act that this one puts in: paragraphs that all begin with a quotation mark, the last of
// which ends with one.
bool Outline::Quoted(const Line& line) {
  const bool single = StartsWithSingleQuote(line.text) && amends_;
  // In the Official Journal only the first paragraph begins with a mark and only the last ends with one,
  // which may stand in a note; a unit of the document itself ends it at the latest.
  bool goes_on = quoting_ && amends_ && !single;
  if (goes_on) {
    const auto marker = ScanMarker(line.text);
    if (marker && marker->unit != NumberedUnit::kNone && !marker->weak) goes_on = quoting_ = amends_ = false;
  }
  if (!goes_on && ((!StartsWithQuote(line.text) && !single) || (!quoting_ && !amending_))) {
    quoting_ = amends_ = false;
    return false;
  }
  builder_.OpenBlock(BlockKind::kQuote);
  Write(line, 0, line.text.size());
  builder_.CloseBlock();
  quoting_ = !(EndsWithQuote(line.text) || (amends_ && EndsWithSingleQuote(line.text)));
  amends_ = amends_ && quoting_;
  amending_ = after_lead_ = false;
  return true;
}

// "(1) ..." between "Whereas:" and the enacting words
bool Outline::RecitalNumber(const Line& line) {
  if (!preamble_ || (!whereas_ && !cited_)) return false;
  const auto marker = ScanMarker(line.text);
  if (!marker || marker->wrap != Wrap::kParens || marker->readings[0].alphabet != Alphabet::kArabic)
    return false;
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
