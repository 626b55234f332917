#include "ingest/readers/pdf/pdf_apart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <span>

#include "base/text.h"
#include "ingest/readers/pdf/pdf_layout.h"

namespace concord {
namespace {

int32_t MiddleX(const PdfBox& box) { return (box.left + box.right) / 2; }
int32_t MiddleY(const PdfBox& box) { return (box.top + box.bottom) / 2; }

class Watermarks {
 public:
  Watermarks(std::string_view list, PdfWords* words) : list_(list), words_(*words), body_(BodySize(*words)) {}

  void Run(std::vector<std::string>* found) {
    CountLarge();
    std::map<std::string, size_t> pages;  // by text
    for (const PdfPage& page : words_.pages) {
      for (const std::string& text : OfPage(page)) ++pages[text];
    }
    for (const auto& [text, count] : pages) {
      found->push_back(fmt::format("'{}' across {} page{} is a watermark and left out", text, count,
                                   count == 1 ? "" : "s"));
    }
  }

 private:
  // Where a page has a word, and which: the same on the next page is drawn over both.
  struct Spot {
    std::string text;
    int32_t size = 0, left = 0, top = 0;
    auto operator<=>(const Spot&) const = default;
  };
  Spot SpotOf(const PdfWord& word) const {
    constexpr int32_t kGrid = 30;
    return {std::string(list_.substr(word.at, word.length)), word.size, word.box.left / kGrid,
            word.box.top / kGrid};
  }
  static constexpr int32_t kHuge = 300;  // per cent of the body

  void CountLarge() {
    constexpr size_t kMost = 10'000;
    for (const PdfWord& word : words_.words) {
      if (word.size * 100 >= body_ * kHuge && spots_.size() < kMost) ++spots_[SpotOf(word)];
    }
  }
  // Much larger than the text, at one place of several pages
  bool ComesAgain(const std::vector<uint32_t>& group) const {
    return std::ranges::all_of(group, [&](uint32_t index) {
      const auto found = spots_.find(SpotOf(words_.words[index]));
      return found != spots_.end() && found->second > 1;
    });
  }

  // Large words of one size, near to one another, are one mark.
  std::vector<std::string> OfPage(const PdfPage& page) {
    constexpr int32_t kLarger = 160;  // per cent of the body
    constexpr size_t kMost = 200;     // words of a mark, or of several
    std::vector<std::string> texts;
    size_t larger = 0;
    for (uint32_t i = page.first; i < page.last; ++i)
      larger += words_.words[i].size * 100 >= body_ * kLarger ? 1 : 0;
    if (larger > kMost) return texts;
    std::vector<uint32_t> group;
    const auto end_group = [&] {
      if (!group.empty() && (IsSlanted(group) || StandsOver(page, group) || ComesAgain(group))) {
        texts.push_back(TextOf(group));
        for (const uint32_t word : group) words_.words[word].apart = true;
      }
      group.clear();
    };
    for (uint32_t i = page.first; i < page.last; ++i) {
      const PdfWord& word = words_.words[i];
      if (word.size * 100 < body_ * kLarger) continue;  // lines of text stand between the letters of a mark
      if (!group.empty() && !Together(words_.words[group.back()], word)) end_group();
      group.push_back(i);
    }
    end_group();
    return texts;
  }

  static bool Together(const PdfWord& a, const PdfWord& b) {
    return std::abs(a.size - b.size) * 100 <= a.size * 5 && a.turn == b.turn &&
           std::abs(MiddleX(a.box) - MiddleX(b.box)) <= 8 * a.size &&
           std::abs(MiddleY(a.box) - MiddleY(b.box)) <= 3 * a.size;
  }

  // Each letter or two stands higher or lower than the one before, by steps of one length. A file may name
  // them in any order.
  bool IsSlanted(std::vector<uint32_t> group) const {
    if (group.size() < 3) return false;
    std::ranges::sort(group, {}, [&](uint32_t word) { return MiddleX(words_.words[word].box); });
    size_t slanted = 0;
    for (size_t i = 1; i < group.size(); ++i) {
      const PdfWord& a = words_.words[group[i - 1]];
      const PdfWord& b = words_.words[group[i]];
      const int32_t x = std::abs(MiddleX(a.box) - MiddleX(b.box)),
                    y = std::abs(MiddleY(a.box) - MiddleY(b.box));
      const bool part = b.length <= 4;
      slanted += part && x * 10 >= a.size * 2 && y * 10 >= a.size * 2 && y <= a.size * 2 ? 1 : 0;
    }
    return slanted * 10 >= (group.size() - 1) * 8;
  }

  // Do several words of the text lie under it?
  bool StandsOver(const PdfPage& page, const std::vector<uint32_t>& group) const {
    constexpr size_t kEnough = 3;
    size_t under = 0;
    for (uint32_t i = page.first; i < page.last && under < kEnough; ++i) {
      const PdfWord& word = words_.words[i];
      if (word.size * 100 > body_ * 130) continue;
      const int32_t x = MiddleX(word.box), y = MiddleY(word.box);
      under += std::ranges::any_of(group, [&](uint32_t large) {
        const PdfBox& box = words_.words[large].box;
        const int32_t edge = box.height() / 6;  // boxes reach beyond their letters
        return x > box.left && x < box.right && y > box.top + edge && y < box.bottom - edge;
      });
    }
    return under >= kEnough;
  }

  // From left to right, as a mark that rises or falls is read.
  std::string TextOf(std::vector<uint32_t> group) const {
    const bool slanted = IsSlanted(group);
    if (slanted) {
      std::ranges::sort(group, {}, [&](uint32_t word) { return words_.words[word].box.left; });
    }
    std::string text;
    for (const uint32_t index : group) {
      const PdfWord& word = words_.words[index];
      const std::string_view part = list_.substr(word.at, word.length);
      if (!text.empty() && !slanted) text += ' ';
      text += part;
    }
    return text;
  }

  std::string_view list_;
  PdfWords& words_;
  int32_t body_;
  std::map<Spot, size_t> spots_;  // of the words that are much larger than the text
};

class LineNumbers {
 public:
  LineNumbers(std::string_view list, PdfWords* words) : list_(list), words_(*words) {}

  void Run(std::vector<std::string>* found) {
    size_t most = 0;
    for (const bool right : {false, true}) {
      std::vector<Column> columns;
      for (const PdfPage& page : words_.pages) columns.push_back(ColumnOf(page, right));
      size_t sure = 0;
      for (const Column& column : columns) sure += column.sure ? 1 : 0;
      if (sure == 0) continue;
      // The last page of a text may have a few lines only.
      size_t marked = 0;
      for (const Column& column : columns) {
        const bool same = std::ranges::any_of(columns, [&](const Column& other) {
          return other.sure && (other.step == column.step || column.words.size() == 1) &&
                 std::abs(other.edge - column.edge) <= kSameEdge;
        });
        if (!column.sure && !(same && column.rising)) continue;
        for (const uint32_t word : column.words) words_.words[word].apart = true;
        ++marked;
      }
      most = std::max(most, marked);
    }
    if (most == 0) return;
    found->push_back(fmt::format("the numbers of the lines beside the text of {} page{} are left out", most,
                                 most == 1 ? "" : "s"));
  }

 private:
  static constexpr int32_t kSameEdge = 120;  // tenths of a point

  struct Line {
    std::vector<uint32_t> words;  // from left to right
    int32_t middle = 0;
  };
  struct Column {
    std::vector<uint32_t> words;
    int32_t edge = 0;
    int step = 0;
    bool sure = false;    // enough lines to tell
    bool rising = false;  // its numbers count by the step
  };

  std::vector<Line> LinesOf(const PdfPage& page) const {
    std::vector<uint32_t> order;
    for (uint32_t i = page.first; i < page.last; ++i) {
      if (words_.words[i].turn == 0 && !words_.words[i].apart) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](uint32_t i) { return MiddleY(words_.words[i].box); });
    std::vector<Line> lines;
    for (const uint32_t i : order) {
      const PdfWord& word = words_.words[i];
      if (lines.empty() || MiddleY(word.box) - lines.back().middle > std::min(word.size, 120) / 2)
        lines.push_back({{}, MiddleY(word.box)});
      lines.back().words.push_back(i);
    }
    for (Line& line : lines)
      std::ranges::sort(line.words, {}, [&](uint32_t i) { return words_.words[i].box.left; });
    return lines;
  }

  // A number of up to three digits; 0 for other words.
  int ValueOf(uint32_t index) const {
    const PdfWord& word = words_.words[index];
    if (word.length > 3) return 0;
    int value = 0;
    for (const char c : list_.substr(word.at, word.length)) {
      if (!IsDigit(c)) return 0;
      value = value * 10 + (c - '0');
    }
    return value;
  }

  Column ColumnOf(const PdfPage& page, bool right) const {
    const std::vector<Line> lines = LinesOf(page);
    struct Candidate {
      uint32_t word;
      size_t line;
      int32_t edge;
    };
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::vector<uint32_t>& words = lines[i].words;
      const uint32_t at = right ? words.back() : words.front();
      if (ValueOf(at) == 0) continue;
      const PdfWord& word = words_.words[at];
      if (words.size() > 1) {
        const PdfWord& beside = words_.words[right ? words[words.size() - 2] : words[1]];
        const int32_t gap = right ? word.box.left - beside.box.right : beside.box.left - word.box.right;
        if (gap < word.size) continue;
      }
      candidates.push_back({at, i, right ? word.box.left : word.box.right});
    }
    // The column is where most of them end (numbers of lines stand flush right as a rule).
    std::map<int32_t, size_t> edges;
    for (const Candidate& one : candidates) ++edges[one.edge / kSameEdge];
    Column column;
    size_t most = 0;
    for (const auto& [edge, count] : edges) {
      if (count <= most) continue;
      most = count;
      column.edge = edge * kSameEdge + kSameEdge / 2;
    }
    std::erase_if(candidates,
                  [&](const Candidate& one) { return std::abs(one.edge - column.edge) > kSameEdge; });
    if (candidates.empty()) return column;
    size_t by_one = 0, by_five = 0, spaced = 0;
    for (size_t i = 1; i < candidates.size(); ++i) {
      const int step = ValueOf(candidates[i].word) - ValueOf(candidates[i - 1].word);
      by_one += step == 1 ? 1 : 0;
      by_five += step == 5 ? 1 : 0;
      spaced += step == 5 && candidates[i].line - candidates[i - 1].line >= 4 ? 1 : 0;
    }
    for (const Candidate& one : candidates) column.words.push_back(one.word);
    const size_t steps = candidates.size() - 1;
    column.step = by_five > by_one ? 5 : 1;
    column.rising = std::max(by_one, by_five) * 10 >= steps * 8;
    if (!column.rising || !LeavesProse(lines, column)) return column;
    constexpr size_t kFewest = 8, kFewestByFive = 3;
    column.sure = column.step == 1
                      ? candidates.size() >= kFewest && candidates.size() * 10 >= lines.size() * 7
                      : candidates.size() >= kFewestByFive && spaced * 10 >= steps * 8 &&
                            ValueOf(candidates[0].word) % 5 == 0;
    return column;
  }

  // Lines of several words, most of which go on in the next one in small letters.
  bool LeavesProse(const std::vector<Line>& lines, const Column& column) const {
    const std::set<uint32_t> numbers(column.words.begin(), column.words.end());
    size_t texts = 0, words = 0, gaps = 0, small = 0;
    for (const Line& line : lines) {
      size_t count = 0;
      const PdfWord* before = nullptr;
      bool wide = false;
      // The same number may stand on both sides.
      const bool both = line.words.size() > 1 && ValueOf(line.words.front()) > 0 &&
                        ValueOf(line.words.front()) == ValueOf(line.words.back());
      for (const uint32_t index : line.words) {
        if (numbers.contains(index) || (both && index == line.words.back()) ||
            (both && index == line.words.front()))
          continue;
        const PdfWord& word = words_.words[index];
        if (before == nullptr) {
          const char first = list_[word.at];
          small += (first >= 'a' && first <= 'z') || static_cast<unsigned char>(first) >= 0x80 ? 1 : 0;
        } else {
          wide = wide || word.box.left - before->box.right > 2 * word.size;
        }
        before = &word;
        ++count;
      }
      if (count == 0) continue;
      ++texts;
      words += count;
      gaps += wide ? 1 : 0;
    }
    return texts > 0 && words >= texts * 4 && gaps * 3 <= texts && small * 4 >= texts;
  }

  std::string_view list_;
  PdfWords& words_;
};

}  // namespace

std::vector<std::string> MarkApart(std::string_view list, PdfWords* words) {
  std::vector<std::string> found;
  Watermarks(list, words).Run(&found);
  LineNumbers(list, words).Run(&found);
  return found;
}

}  // namespace concord
