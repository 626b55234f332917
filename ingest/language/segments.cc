#include "ingest/language/segments.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "ingest/language/glossary.h"

namespace concord {
namespace {

enum class Numbering : uint8_t { kNone, kLower, kUpper, kRoman, kUpperRoman, kDigits };

bool IsRoman(std::string_view text) {
  return text.find_first_not_of("ivx") == std::string_view::npos ||
         text.find_first_not_of("IVX") == std::string_view::npos;
}

Numbering NumberingOf(std::string_view text, Numbering current, std::string_view previous) {
  if (text.empty() || text.size() > 5) return Numbering::kNone;
  if (text.find_first_not_of("0123456789") == std::string_view::npos)
    return text.size() <= 2 ? Numbering::kDigits : Numbering::kNone;
  const bool lower = text[0] >= 'a' && text[0] <= 'z';
  const Numbering letter = lower ? Numbering::kLower : Numbering::kUpper;
  // "(i)" behind "(h)" is a letter.
  const bool follows =
      current == letter && text.size() == 1 && previous.size() == 1 && text[0] == previous[0] + 1;
  if (IsRoman(text) && !follows) return lower ? Numbering::kRoman : Numbering::kUpperRoman;
  return text.size() == 1 && ((lower && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'))
             ? letter
             : Numbering::kNone;
}

// Opening words end so: "shall:", "shall--".
bool Opens(const Token& token) {
  return token.mark == ':' || (token.mark == '-' && token.end - token.start > 1);
}

class SegmentSplitter {
 public:
  SegmentSplitter(const TextStretch& passage, const PassageTokens& text) : passage_(passage), text_(text) {}

  std::vector<Segment> Split() {
    last_of_block_.assign(text_.blocks.size(), -1);
    for (size_t b = 0; b < text_.blocks.size(); ++b) SplitBlock(b);
    return std::move(segments_);
  }

 private:
  std::string_view Word(const Token& token) const { return passage_.document->TextOf(token.span()); }

  int32_t LeadOf(const Block& block) const {
    if (block.lead < 0 || static_cast<size_t>(block.lead) < passage_.first_block) return -1;
    const size_t b = static_cast<size_t>(block.lead) - passage_.first_block;
    return b < last_of_block_.size() ? last_of_block_[b] : -1;
  }

  void Add(size_t b, TokenRange range, int32_t lead, bool item) {
    Segment segment;
    segment.block = static_cast<uint32_t>(passage_.first_block + b);
    segment.tokens = range;
    segment.lead = lead;
    segment.item = item;
    if (lead >= 0) segments_[static_cast<size_t>(lead)].has_items = true;
    segments_.push_back(segment);
    last_of_block_[b] = static_cast<int32_t>(segments_.size()) - 1;
  }

  void SplitBlock(size_t b) {
    const Block& block = passage_.document->blocks[passage_.first_block + b];
    const TokenRange range = text_.blocks[b];
    const std::vector<Token>& t = text_.tokens;
    struct Level {
      Numbering numbering;
      int32_t lead;
      std::string_view last;
    };
    std::vector<Level> levels;
    int32_t lead = LeadOf(block);
    bool item = block.kind == BlockKind::kListItem;
    uint32_t first = range.first;
    for (uint32_t i = range.first; i + 2 < range.last; ++i) {
      if (t[i].mark != '(' || t[i + 2].mark != ')' || t[i + 2].start != t[i + 1].end || t[i].nesting > 0)
        continue;
      const std::string_view number = Word(t[i + 1]);
      const Numbering numbering =
          NumberingOf(number, levels.empty() ? Numbering::kNone : levels.back().numbering,
                      levels.empty() ? std::string_view() : levels.back().last);
      if (numbering == Numbering::kNone) continue;
      if (i == range.first) {  // the block's own number
        first = i + 3;
        i += 2;
        continue;
      }
      // Where an item can begin: behind opening words, or behind the mark that ends an item.
      uint32_t before = i - 1;
      if (before > first && (Word(t[before]) == "and" || Word(t[before]) == "or")) --before;
      const auto known = std::find_if(levels.begin(), levels.end(),
                                      [&](const Level& level) { return level.numbering == numbering; });
      const bool opened = Opens(t[before]) && before == i - 1;
      const bool ended = t[before].mark == ';' || t[before].mark == ',' || t[before].mark == '.';
      if (known == levels.end() ? !opened : !(opened || ended)) continue;
      if (i > first) {
        Add(b, {first, i}, lead, item);
      }
      if (known == levels.end()) {
        levels.push_back({numbering, last_of_block_[b], number});
      } else {
        levels.erase(known + 1, levels.end());
        levels.back().last = number;
      }
      lead = levels.back().lead;
      item = true;
      first = i + 3;
      i += 2;
    }
    Add(b, {std::min(first, range.last), range.last}, lead, item);
    // Items of the next block hang on the opening words of this one, not on its last item.
    if (!levels.empty() && !segments_.back().tokens.empty() && !Opens(t[segments_.back().tokens.last - 1])) {
      last_of_block_[b] = levels.front().lead;
    }
  }

  const TextStretch& passage_;
  const PassageTokens& text_;
  std::vector<Segment> segments_;
  std::vector<int32_t> last_of_block_;
};

// "Definitions of duties", "Scope, definitions and penalties": a heading that also says what is ruled below
// it.
bool NamesRules(std::string_view heading) {
  static constexpr auto kRules = std::to_array<std::string_view>(
      {"dut", "obligation", "responsibilit", "requirement", "role", "task", "penalt", "prohibition",
       "function", "scope", "subject matter", "application"});
  const std::string lower = AsciiLower(heading);
  return std::ranges::any_of(kRules, [&](std::string_view word) {
    const size_t at = lower.find(word);
    return at != std::string::npos && (at == 0 || lower[at - 1] == ' ');
  });
}

}  // namespace

std::vector<Segment> SplitSegments(const TextStretch& passage, const PassageTokens& text) {
  return SegmentSplitter(passage, text).Split();
}

bool HoldsMeasures(const TextStretch& passage, uint32_t block_index) {
  const Document& document = *passage.document;
  const Block& block = document.blocks[block_index];
  if (block.kind == BlockKind::kHeading || block.kind == BlockKind::kFootnote ||
      block.kind == BlockKind::kQuote || block.kind == BlockKind::kCode)
    return false;
  const Glossary& glossary = *passage.glossary;
  if (glossary.IsRecital(block_index) || glossary.IsQuoted(block_index)) return false;
  if (block.section < glossary.silent.size() && glossary.silent[block.section]) return false;
  // An article with a heading of its own speaks for itself, whatever its chapter is called.
  bool article = false;
  // Sections nest no deeper than the readers' limit.
  for (auto s = static_cast<int32_t>(block.section); s >= 0;
       s = document.sections[static_cast<size_t>(s)].parent) {
    const Section& section = document.sections[static_cast<size_t>(s)];
    if (section.quoted || section.kind == SectionKind::kFront || section.kind == SectionKind::kRecital ||
        section.kind == SectionKind::kPreamble)
      return false;
    if (section.kind == SectionKind::kDefinition && !article && !NamesRules(document.TextOf(section.heading)))
      return false;
    article |= section.kind == SectionKind::kArticle && !section.heading.empty();
  }
  return true;
}

}  // namespace concord
