#include "ingest/readers/pdf/pdf_paragraphs.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"
#include "ingest/outline/line_ends.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/marker.h"
#include "ingest/readers/pdf/pdf_bands.h"
#include "ingest/readers/pdf/pdf_headings.h"

namespace concord {
namespace {

using Kind = PdfParagraph::Kind;

bool EndsSentence(std::string_view text) {
  while (!text.empty() && std::string_view(")]\"'").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  if (text.ends_with("\u201D") || text.ends_with("\u2019")) text.remove_suffix(3);
  return !text.empty() && std::string_view(".;:!?").find(text.back()) != std::string_view::npos;
}

bool StartsLower(std::string_view text) {
  size_t at = 0;
  const char32_t c = text.empty() ? U'A' : NextCodePoint(text, &at);
  return IsLetterOrDigit(c) && !IsUpper(c) && !(c >= '0' && c <= '9');
}

class Builder {
 public:
  Builder(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines)
      : words_(words), list_(list), lines_(lines), body_(BodySize(words)) {
    FindPitches();
    size_t mono = 0, all = 0;
    for (const PdfLine& line : lines) {
      mono += line.mono ? line.words.size() : 0;
      all += line.words.size();
    }
    code_ = mono * 3 < all;  // a typewriter's text is no code
  }

  std::vector<PdfParagraph> Run() {
    for (uint32_t i = 0; i < lines_.size(); ++i) {
      const bool starts = i == 0 || lines_[i].column != lines_[i - 1].column || Breaks(i - 1, i);
      if (starts) {
        Close();
        current_ = {KindOf(i), 0, {}};
      }
      current_.lines.push_back(i);
    }
    Close();
    return std::move(paragraphs_);
  }

 private:
  std::string_view WordText(uint32_t index) const {
    const PdfWord& word = words_.words[index];
    return list_.substr(word.at, word.length);
  }
  std::string_view First(const PdfLine& line) const { return WordText(line.words.front()); }
  std::string_view Last(const PdfLine& line) const { return WordText(line.words.back()); }

  bool StartsWithBullet(const PdfLine& line) const {
    if (line.words.size() < 2) return false;
    const PdfWord& word = words_.words[line.words.front()];
    const std::string_view text = First(line);
    // A dash may stand in the middle of a sentence; before an item a wide blank follows it.
    if (text == "-" || text == "\u2013" || text == "*" || text == "o" || text == "\u2014") {
      const PdfWord& next = words_.words[line.words[1]];
      return next.box.left - word.box.right > word.size * 45 / 100;
    }
    return IsPdfBullet(text) || (words_.fonts[word.font].symbol && text.size() <= 3) ||
           text.starts_with("\u2022");
  }
  bool IsContents(const PdfLine& line) const {
    size_t dots = 0;  // one by one
    for (const uint32_t word : line.words) {
      if (IsLeader(WordText(word)) || (dots += WordText(word) == "." ? 1 : 0) >= 4) return true;
    }
    return false;
  }

  Kind KindOf(uint32_t i) const {
    const PdfLine& line = lines_[i];
    if (line.footnote) return Kind::kFootnote;
    if (IsContents(line)) return Kind::kContents;
    if (StartsWithBullet(line)) return Kind::kItem;
    if (line.cell) return Kind::kCell;
    if (line.mono && code_) return Kind::kCode;
    return Kind::kText;
  }

  static int32_t PitchKey(const PdfLine& line) { return line.size * 2 + (line.cell ? 1 : 0); }
  // The usual distance from line to line for each size of font, in tables and outside: a quarter of all
  // distances is smaller.
  void FindPitches() {
    std::unordered_map<int32_t, std::vector<int32_t>> found;
    for (size_t i = 1; i < lines_.size(); ++i) {
      const PdfLine& a = lines_[i - 1];
      const PdfLine& b = lines_[i];
      if (a.column != b.column || a.size != b.size) continue;
      const int32_t pitch = b.box.bottom - a.box.bottom;
      if (pitch > 0) found[PitchKey(a)].push_back(pitch);
    }
    for (auto& [key, pitches] : found) {
      const int32_t size = key / 2;
      const auto middle = pitches.begin() + static_cast<ptrdiff_t>(pitches.size() / 4);
      std::ranges::nth_element(pitches, middle);
      pitches_[key] = std::clamp(*middle, size, size * 3);
    }
  }

  // Would the first word of the next line have fitted?
  bool IsShort(const PdfLine& line, const PdfLine& next) const {
    const int32_t word = words_.words[next.words.front()].box.width();
    return line.box.right + word + line.size * 3 / 4 < line.right;
  }

  // Does a paragraph end between two lines of one column?
  bool Breaks(uint32_t before, uint32_t after) const {
    const PdfLine& a = lines_[before];
    const PdfLine& b = lines_[after];
    if (a.footnote != b.footnote) return true;
    if (b.footnote) return IsFootnoteMark(First(b)) && b.words.size() > 1;
    if (StartsWithBullet(b) || IsContents(a) || IsContents(b)) return true;
    if (code_ && (a.mono || b.mono)) {
      return a.mono != b.mono && !(current_.kind == Kind::kText && StartsLower(First(b)));
    }
    const bool ended = EndsSentence(Last(a));
    const bool lower = StartsLower(First(b));
    if (std::abs(a.size - b.size) * 100 > std::max(a.size, b.size) * 6) return true;
    const auto pitch = pitches_.find(PitchKey(a));
    const int32_t usual = pitch != pitches_.end() ? pitch->second : a.size * 12 / 10;
    if ((b.box.bottom - a.box.bottom) * 100 > usual * (lower && !ended ? 160 : 130)) return true;
    if (a.bold != b.bold && (ended || (a.bold && !lower) || IsShort(a, b))) return true;
    if (a.cell || IsDivided(Last(a)) || IsBrokenBehindSign(Last(a), First(b))) return false;
    const std::string next = TextOf(b, words_, list_);
    const auto marker = ScanMarker(next);
    if (a.size * 100 > body_ * 110) {
      // A heading may be broken anywhere, but not before the number of the next one.
      const bool numbered = (marker && !marker->weak) || ScanBareNumber(next);
      const std::string text = TextOf(a, words_, list_);
      return numbered && (ScanMarker(text) || ScanBareNumber(text)) && IsShort(a, b);
    }
    if (marker && !ended && RefersAcross(TextOf(a, words_, list_), next)) return false;
    if (marker && (ended || (!marker->weak && IsShort(a, b)) || EndsAsListItem(Last(a)))) return true;
    if (lower && !ended) return false;
    if (!marker && EndsUnfinished(TextOf(a, words_, list_), next)) return false;
    if (IsShort(a, b)) return true;
    // The first line of a paragraph that begins farther in, or one that ends a list.
    const int32_t indent = a.size * 8 / 10;
    if (ended && b.box.left > a.box.left + indent) return true;
    return b.box.left < a.box.left - indent && current_.lines.size() > 1 && (ended || !lower);
  }
  static bool IsDivided(std::string_view word) {
    return word.size() > 2 && word.ends_with('-') && !word.ends_with("--");
  }
  static bool EndsAsListItem(std::string_view word) {
    return word.ends_with(',') || word == "and" || word == "or";
  }

  void Close() {
    if (current_.lines.empty()) return;
    if (!GoesOn()) {
      if (current_.kind == Kind::kItem) SetDepth();
      if (current_.kind != Kind::kFootnote) flow_ = paragraphs_.size();
      paragraphs_.push_back(std::move(current_));
    }
    current_ = {};
  }

  // Puts the text behind the end of a page or column to what stands before it.
  bool GoesOn() {
    if (current_.kind != Kind::kText || flow_ >= paragraphs_.size()) return false;
    PdfParagraph& before = paragraphs_[flow_];
    if (before.kind != Kind::kText && before.kind != Kind::kItem) return false;
    const PdfLine& a = lines_[before.lines.back()];
    const PdfLine& b = lines_[current_.lines.front()];
    const std::string_view last = Last(a);
    if (a.column == b.column || b.page > a.page + 1 || a.bold != b.bold) return false;
    if (std::abs(a.size - b.size) * 100 > std::max(a.size, b.size) * 6 || EndsSentence(last)) return false;
    const std::string next = TextOf(b, words_, list_);
    if (!StartsLower(First(b)) && !last.ends_with(',') && !EndsUnfinished(TextOf(a, words_, list_), next))
      return false;
    const auto marker = ScanMarker(next);
    if (marker && !marker->weak) return false;
    before.lines.insert(before.lines.end(), current_.lines.begin(), current_.lines.end());
    return true;
  }

  // How deep an item stands, by the places of the bullets above it.
  void SetDepth() {
    const PdfLine& line = lines_[current_.lines.front()];
    const int32_t left = line.box.left;
    const bool follows = !paragraphs_.empty() && flow_ < paragraphs_.size() &&
                         paragraphs_[flow_].kind == Kind::kItem &&
                         lines_[paragraphs_[flow_].lines.front()].column == line.column;
    if (!follows && (bullets_.empty() || bullets_page_ + 1 < line.page)) bullets_.clear();
    if (!follows && bullets_page_ == line.page) bullets_.clear();
    bullets_page_ = line.page;
    while (!bullets_.empty() && bullets_.back() > left + line.size / 2) bullets_.pop_back();
    if (bullets_.empty() || bullets_.back() + line.size / 2 < left) bullets_.push_back(left);
    constexpr int kDeepest = 12;
    current_.level = std::min(static_cast<int>(bullets_.size()) - 1, kDeepest);
  }

  const PdfWords& words_;
  std::string_view list_;
  const std::vector<PdfLine>& lines_;
  int32_t body_;
  bool code_ = false;
  std::unordered_map<int32_t, int32_t> pitches_;
  PdfParagraph current_;
  std::vector<PdfParagraph> paragraphs_;
  size_t flow_ = SIZE_MAX;  // the last paragraph that is no footnote
  std::vector<int32_t> bullets_;
  uint32_t bullets_page_ = 0;
};

}  // namespace

bool IsLeader(std::string_view word) {
  size_t dots = 0, most = 0;
  for (size_t i = 0; i < word.size();) {
    if (word[i] == '.' || word[i] == '_') {
      most = std::max(most, ++dots);
      ++i;
    } else if (word.substr(i, 3) == "\u2026") {
      most = std::max(most, dots += 3);
      i += 3;
    } else {
      dots = 0;
      ++i;
    }
  }
  return most >= 4;
}

std::string TextOf(const PdfParagraph& paragraph, const PdfWords& words, std::string_view list,
                   const std::vector<PdfLine>& lines, size_t limit) {
  std::string text;
  for (const uint32_t line : paragraph.lines) {
    if (text.size() >= limit) break;
    if (!text.empty()) text += ' ';
    text += TextOf(lines[line], words, list);
  }
  return text;
}

std::vector<PdfParagraph> MakeParagraphs(const PdfWords& words, std::string_view list,
                                         const std::vector<PdfLine>& lines) {
  std::vector<PdfParagraph> paragraphs = Builder(words, list, lines).Run();
  FindHeadings(words, list, lines, &paragraphs);
  return paragraphs;
}

}  // namespace concord
