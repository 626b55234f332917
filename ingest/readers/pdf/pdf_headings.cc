#include "ingest/readers/pdf/pdf_headings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/unicode.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/marker.h"

namespace concord {
namespace {

using Kind = PdfParagraph::Kind;

constexpr size_t kLongest = 200;  // bytes of a heading
constexpr int kDeepestLevel =
    9;  // below it are only headings that their looks tell (ingest/outline/outline.cc)

// A size in half points, and bold or not.
struct Style {
  int32_t size = 0;
  bool bold = false;
  // Larger before smaller, bold before plain.
  auto operator<=>(const Style& other) const {
    return std::pair(-size, !bold) <=> std::pair(-other.size, !other.bold);
  }
  bool operator==(const Style&) const = default;
};
Style StyleOf(const PdfLine& line) { return {(line.size + 2) / 5, line.bold}; }

// Letters and digits alone, in small letters: entries differ from headings by blanks and dots.
std::string Bare(std::string_view text) {
  std::string bare;
  const std::string folded = FoldForComparison(text);
  for (size_t at = 0; at < folded.size();) {
    const size_t start = at;
    if (IsLetterOrDigit(NextCodePoint(folded, &at))) bare += folded.substr(start, at - start);
  }
  return bare;
}

class Headings {
 public:
  Headings(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines,
           std::vector<PdfParagraph>* paragraphs)
      : words_(words), list_(list), lines_(lines), paragraphs_(*paragraphs) {}

  void Run() {
    CountStyles();
    FindTitle();
    MatchEntries();
    FindByLooks();
    SetLevels();
    LiftTitlesOfUnits();
  }

 private:
  const PdfLine& FirstLine(const PdfParagraph& paragraph) const { return lines_[paragraph.lines.front()]; }
  std::string Text(const PdfParagraph& paragraph) const {
    return TextOf(paragraph, words_, list_, lines_, 2 * kLongest);
  }

  bool EndsSentence(const PdfParagraph& paragraph) const {
    const std::string text = TextOf(lines_[paragraph.lines.back()], words_, list_);
    return text.ends_with('.') || text.ends_with(';') || text.ends_with(':');
  }

  // In a short paper headings may have more letters than the text; sentences say which letters are the
  // text's.
  void CountStyles() {
    std::map<Style, uint64_t> weights;
    for (const PdfParagraph& paragraph : paragraphs_) {
      if (paragraph.kind != Kind::kText && paragraph.kind != Kind::kItem && paragraph.kind != Kind::kCell)
        continue;
      const bool prose = paragraph.lines.size() > 1 || EndsSentence(paragraph);
      for (const uint32_t line : paragraph.lines) {
        size_t letters = 0;
        for (const uint32_t word : lines_[line].words) letters += words_.words[word].length;
        const Style style = StyleOf(lines_[line]);
        letters_[style] += letters;
        weights[style] += prose ? 3 * letters : letters;
        if (prose) prose_.insert(style);
        all_ += letters;
      }
    }
    uint64_t most = 0, bold = 0;
    for (const auto& [style, letters] : letters_) {
      if (weights[style] > most) body_ = style;
      most = std::max(most, weights[style]);
      bold += style.bold ? letters : 0;
    }
    bold_tells_ = !body_.bold && bold * 10 <= all_ * 3;
  }

  // The largest text of the first page that has text, when it is clearly larger than the body.
  void FindTitle() {
    if (paragraphs_.empty()) return;
    const uint32_t page = FirstLine(paragraphs_[0]).page;
    const auto may_be = [&](const PdfParagraph& paragraph) {
      return paragraph.kind == Kind::kText && paragraph.lines.size() <= 6;
    };
    int32_t largest = 0;
    bool bold = false;
    for (const PdfParagraph& paragraph : paragraphs_) {
      if (FirstLine(paragraph).page != page) break;
      if (!may_be(paragraph) || FirstLine(paragraph).size <= largest) continue;
      const auto marker = ScanMarker(Text(paragraph));
      if (marker && marker->unit != NumberedUnit::kNone && !marker->weak)
        continue;  // "ANNEX I" heads a part of it
      if (IsFirstOfMany(paragraph)) continue;
      largest = FirstLine(paragraph).size;
      bold = FirstLine(paragraph).bold;
    }
    if (largest * 100 < body_.size * 5 * (bold ? 115 : 125)) return;
    // What comes again and again on later pages is the style of headings, unless the page is a cover.
    constexpr size_t kCoverWords = 80;
    size_t cover = 0;
    for (const PdfParagraph& paragraph : paragraphs_) {
      if (FirstLine(paragraph).page != page) break;
      for (const uint32_t line : paragraph.lines) cover += lines_[line].words.size();
    }
    const auto again = std::ranges::count_if(paragraphs_, [&](const PdfParagraph& paragraph) {
      return may_be(paragraph) && FirstLine(paragraph).page != page &&
             FirstLine(paragraph).size * 100 >= largest * 97;
    });
    if (again > 2 && cover > kCoverWords) return;
    size_t bytes = 0;
    bool open = false;
    for (PdfParagraph& paragraph : paragraphs_) {
      if (FirstLine(paragraph).page != page) break;
      const bool same =
          may_be(paragraph) && FirstLine(paragraph).size * 100 >= largest * 97 && !IsFirstOfMany(paragraph);
      if (open && !same) break;
      if (!same) continue;
      const std::string bare = Bare(Text(paragraph));
      if (bare == "contents" || bare == "tableofcontents" || bare == "inhalt") return;
      bytes += Text(paragraph).size();
      if (bytes > 2 * kLongest) break;
      paragraph.kind = Kind::kTitle;
      open = true;
    }
  }

  // "1 Scope" where "2 Duties" stands below in the same letters: the first heading, and no title.
  bool IsFirstOfMany(const PdfParagraph& paragraph) const {
    const auto number = [&](const PdfParagraph& one) -> uint32_t {
      if (one.kind != Kind::kText || one.lines.size() > 3) return 0;
      const std::string text = Text(one);
      const auto marker = ScanMarker(text);
      const auto bare = marker ? marker : ScanBareNumber(text);
      const bool plain = bare && bare->unit == NumberedUnit::kNone && bare->prefix.empty() &&
                         bare->wrap != Wrap::kParens && bare->readings[0].alphabet == Alphabet::kArabic;
      return plain && bare->length < text.size() ? bare->readings[0].value : 0;
    };
    if (number(paragraph) != 1) return false;
    const Style style = StyleOf(FirstLine(paragraph));
    return std::ranges::any_of(paragraphs_, [&](const PdfParagraph& other) {
      return StyleOf(FirstLine(other)) == style && number(other) == 2;
    });
  }

  // Entries name the headings in their order; one that is not found in what follows is passed over.
  void MatchEntries() {
    if (words_.entries.empty()) return;
    std::unordered_map<std::string, std::vector<uint32_t>> found;  // by bare text, falling
    for (auto i = static_cast<uint32_t>(paragraphs_.size()); i-- > 0;) {
      const PdfParagraph& paragraph = paragraphs_[i];
      if (paragraph.kind != Kind::kText || paragraph.lines.size() > 6) continue;
      const std::string text = Text(paragraph);
      if (text.size() <= kLongest) found[Bare(text)].push_back(i);
    }
    uint32_t next = 0;
    for (const PdfEntry& entry : words_.entries) {
      const auto at = found.find(Bare(entry.title));
      if (at == found.end()) continue;
      while (!at->second.empty() && at->second.back() < next) at->second.pop_back();
      if (at->second.empty()) continue;
      PdfParagraph& paragraph = paragraphs_[at->second.back()];
      next = at->second.back() + 1;
      paragraph.kind = Kind::kHeading;
      paragraph.level = std::min(entry.level, kDeepestLevel);
      ++votes_[StyleOf(FirstLine(paragraph))][paragraph.level];
    }
  }

  bool LooksSo(const PdfParagraph& paragraph) const {
    if (paragraph.kind != Kind::kText || paragraph.lines.size() > 3) return false;
    const PdfLine& first = FirstLine(paragraph);
    const Style style = StyleOf(first);
    const auto letters = letters_.find(style);
    const bool rare = letters != letters_.end() && (letters->second * 5 <= all_ || !prose_.contains(style));
    const bool larger = style.size * 100 >= body_.size * 110 && rare;
    const bool bold = bold_tells_ && style.bold && style.size * 100 >= body_.size * 90;
    if (!larger && !bold) return false;
    for (const uint32_t line : paragraph.lines) {
      if (StyleOf(lines_[line]) != style) return false;
    }
    const std::string text = Text(paragraph);
    if (text.size() > kLongest) return false;
    size_t at = 0;
    bool letter = false;
    while (at < text.size() && !letter) {
      const char32_t c = NextCodePoint(text, &at);
      letter = IsLetterOrDigit(c) && !(c >= '0' && c <= '9');
    }
    if (!letter) return false;
    if (larger) return std::string_view(".;,").find(text.back()) == std::string_view::npos;
    return LooksLikeHeading(text);
  }

  // "1 Introduction", "Article 1"; no date ("1 January 2027") and no number of a paper.
  static bool IsNumbered(std::string_view text) {
    const auto marker = ScanMarker(text);
    const auto bare = marker ? marker : ScanBareNumber(text);
    if (!bare || bare->unit == NumberedUnit::kCode || bare->readings[0].value != 1) return false;
    const std::string_view last = text.substr(text.rfind(' ') + 1);
    const bool year =
        last.size() == 4 && std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
    return !year && bare->readings[0].alphabet != Alphabet::kUpper;
  }

  // What stands beside the title, and the same words again on the pages behind it, head nothing.
  void FindByLooks() {
    const bool titled =
        std::ranges::any_of(paragraphs_, [](const auto& p) { return p.kind == Kind::kTitle; });
    constexpr uint32_t kCoverPages = 3;
    std::unordered_set<std::string> cover;
    for (PdfParagraph& paragraph : paragraphs_) {
      const uint32_t page = FirstLine(paragraph).page - FirstLine(paragraphs_[0]).page;
      if (titled && page == 0 && paragraph.lines.size() <= 6) {
        cover.insert(Bare(Text(paragraph)));
        if (paragraph.kind == Kind::kText && (paragraph.lines.size() > 2 || IsProse(paragraph)))
          below_title_ = true;
      }
      if (!LooksSo(paragraph)) continue;
      // A number is no part of a title page: the text has begun.
      if (titled && page == 0 && IsNumbered(Text(paragraph))) below_title_ = true;
      if (titled && page < kCoverPages && (page == 0 ? !below_title_ : cover.contains(Bare(Text(paragraph)))))
        continue;
      paragraph.kind = Kind::kHeading;
      paragraph.level = 0;
      votes_[StyleOf(FirstLine(paragraph))];
    }
    if (titled) FindAboveFirstProse();
  }

  // Two lines that end as a sentence does, or one that says what somebody shall do
  bool IsProse(const PdfParagraph& paragraph) const {
    constexpr size_t kShortest = 100;
    if (paragraph.kind != Kind::kText || StyleOf(FirstLine(paragraph)) != body_) return false;
    const std::string text = Text(paragraph);
    if (!text.ends_with('.')) return false;
    if (text.find(" shall ") != std::string::npos || text.find(" must ") != std::string::npos ||
        text.find(" should ") != std::string::npos)
      return true;
    return paragraph.lines.size() >= 2 && text.size() >= kShortest;
  }

  // On a page with the title and text, the lines right above the first paragraph that look like headings of
  // the pages behind it: the text begins with them.
  void FindAboveFirstProse() {
    size_t at = 0;
    const uint32_t page = FirstLine(paragraphs_[0]).page;
    while (at < paragraphs_.size() && FirstLine(paragraphs_[at]).page == page && !IsProse(paragraphs_[at]))
      ++at;
    if (at == paragraphs_.size() || FirstLine(paragraphs_[at]).page != page) return;
    while (at-- > 0) {
      PdfParagraph& paragraph = paragraphs_[at];
      const std::string text = Text(paragraph);
      const bool date = !text.empty() && text.back() >= '0' && text.back() <= '9' && !ScanMarker(text);
      if (paragraph.kind != Kind::kText || date || !votes_.contains(StyleOf(FirstLine(paragraph))) ||
          !LooksSo(paragraph))
        return;
      paragraph.kind = Kind::kHeading;
      paragraph.level = 0;
    }
  }

  // A style has the level that most entries gave it; one that they do not know stands below the larger ones.
  void SetLevels() {
    std::map<Style, int> levels;
    int above = 0;
    for (const auto& [style, votes] : votes_) {
      int level = above + 1, most = 0;
      for (const auto& [voted, count] : votes) {
        if (count > most) level = voted;
        most = std::max(most, count);
      }
      levels[style] = std::min(level, kDeepestLevel);
      above = std::max(above, levels[style]);
    }
    for (PdfParagraph& paragraph : paragraphs_) {
      if (paragraph.kind == Kind::kHeading && paragraph.level == 0)
        paragraph.level = levels[StyleOf(FirstLine(paragraph))];
    }
  }

  // "ANNEX I" and below it, in other letters, "List of lamps": the title of the unit, and no part of it.
  void LiftTitlesOfUnits() {
    for (size_t i = 0; i + 1 < paragraphs_.size(); ++i) {
      const PdfParagraph& unit = paragraphs_[i];
      PdfParagraph& title = paragraphs_[i + 1];
      if (unit.kind != Kind::kHeading || title.kind != Kind::kHeading || title.level <= unit.level) continue;
      if (FirstLine(unit).page != FirstLine(title).page) continue;
      const std::string text = Text(unit);
      const auto marker = ScanMarker(text);
      const bool bare = marker && marker->unit != NumberedUnit::kNone && marker->length >= text.size();
      if (bare && !ScanMarker(Text(title))) title.level = unit.level;
    }
  }

  const PdfWords& words_;
  std::string_view list_;
  const std::vector<PdfLine>& lines_;
  std::vector<PdfParagraph>& paragraphs_;
  std::map<Style, uint64_t> letters_;
  std::set<Style> prose_;  // styles of paragraphs of several lines, or that end as a sentence does
  uint64_t all_ = 0;
  Style body_;
  bool bold_tells_ = false;
  bool below_title_ = false;                   // a paragraph was met on the title's page
  std::map<Style, std::map<int, int>> votes_;  // of the styles of headings: levels that entries gave them
};

}  // namespace

void FindHeadings(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines,
                  std::vector<PdfParagraph>* paragraphs) {
  Headings(words, list, lines, paragraphs).Run();
}

}  // namespace concord
