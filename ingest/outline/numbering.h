// The numbers that parts of policy texts carry, and the automaton that makes a tree of them.
#ifndef CONCORD_INGEST_OUTLINE_NUMBERING_H_
#define CONCORD_INGEST_OUTLINE_NUMBERING_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

// Words that name a unit. Units of one rank nest in the order in which they first appear (sections of
// articles, articles of sections).
enum class NumberedUnit : uint8_t {
  kNone,
  kDivision,
  kPart,
  kTitle,
  kSubtitle,
  kChapter,
  kSubchapter,
  kSection,
  kArticle,
  kAnnex,
  kPrinciple,
  kCode
};

// What stands around a number without a word: "1.", "1)", "(1)", "1.1".
enum class Wrap : uint8_t { kNone, kDot, kParen, kParens };
enum class Alphabet : uint8_t { kArabic, kLower, kUpper, kLowerRoman, kUpperRoman };

// A reading of a marker: "(i)" is the first of the small romans or the ninth small letter.
struct Reading {
  Alphabet alphabet = Alphabet::kArabic;
  uint32_t value = 0;
};

// The number at the start of a paragraph.
struct Marker {
  NumberedUnit unit = NumberedUnit::kNone;
  Wrap wrap = Wrap::kNone;
  size_t length = 0;                // of its bytes, white space behind it included
  std::string_view label;           // as displayed: "Article 14", "(a)", "4."; borrowed from the text
  std::string step;                 // of the path: "art.14", "a", "4"
  std::string prefix;               // of "1.2.3": "1.2"; else empty
  bool weak = false;                // may be mere text ("Article 5 The ..."): counts only in sequence
  std::array<Reading, 2> readings;  // the likelier first; value 0: none
};

// Looks at no more than the first few dozen bytes.
std::optional<Marker> ScanMarker(std::string_view text);

// 1 to 3999 of a well-formed roman numeral in one case, or 0.
uint32_t RomanValue(std::string_view text);

// The open numbered units, outermost first, and what number came last below each.
//
// A number continues the innermost list whose last number is the one before it; else a first number opens
// a list inside the innermost unit; else it is a restart (a heading is missing) or a gap. A stack and
// counters are enough: tests/ingest/outline/numbering_test.cc compares it with trees that were written out.
class Numbering {
 public:
  struct Place {
    size_t keep = 0;        // so many open units stay open; the new one is inside the last of them
    bool accepted = false;  // false: take it as text
    bool restart = false;   // the list had begun before: put a synthetic section around the new one
    Reading reading;
  };
  // `after_lead`: the text before ends as opening words do, so that a first number rather opens a list.
  Place Find(const Marker& marker, bool after_lead) const;

  // Makes the unit open: call with Find's place. `restart` places push a unit without number first.
  void Open(const Marker& marker, const Place& place);
  // A unit that the format itself tells (a heading): opens it inside the first `keep` units.
  void OpenHeading(size_t keep, std::string_view number);

  size_t depth() const { return open_.size(); }
  void Truncate(size_t depth) { open_.resize(depth); }
  bool IsHeading(size_t i) const { return open_[i].heading; }
  void MarkHeading() { open_.back().heading = true; }
  NumberedUnit UnitAt(size_t i) const { return open_[i].unit; }
  // A paragraph "1." right below an article: text behind its points is still its own.
  bool IsParagraph(size_t i) const;

 private:
  struct Counter {
    int list = 0;  // unit, or wrap and alphabet
    uint32_t last = 0;
  };
  struct Level {
    NumberedUnit unit = NumberedUnit::kNone;
    int list = 0;        // to which list of its parent it belongs; 0: to none
    std::string number;  // "3", "1.2": for the prefixes below it
    bool heading = false;
    std::vector<Counter> counters;  // of its children
  };
  const Counter* FindCounter(size_t depth, int list) const;

  std::vector<Level> open_;
  std::vector<Counter> top_;  // of the units without parent
};

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_NUMBERING_H_
