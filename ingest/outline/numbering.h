// The automaton that makes a tree of the numbers of a text.
#ifndef CONCORD_INGEST_OUTLINE_NUMBERING_H_
#define CONCORD_INGEST_OUTLINE_NUMBERING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/outline/marker.h"

namespace concord {

// The open numbered units, outermost first, and what number came last below each.
//
// A number continues the innermost list whose last number is the one before it, or that it was put in behind
// ("2a" behind "2", "(za)" behind "(z)"); else a first number opens a list inside the innermost unit; else it
// is a restart (a heading is missing) or a gap. A stack and counters are enough:
// tests/ingest/outline/numbering_test.cc compares it with trees that were written out.
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
  // Whether it is the next number of an open list, and so no restart, gap or excerpt.
  bool Continues(const Marker& marker) const;

  // "(h)", "(i)", then "(ii)": the "(i)" was the first roman number below "(h)" and no letter. The depth at
  // which that unit stands, if `marker` says so.
  std::optional<size_t> RomanBelowLetter(const Marker& marker) const;
  // Puts the open unit at that depth below the one before it, which is open again.
  void NestRoman(size_t depth);

  // Makes the unit open: call with Find's place. `restart` places push a unit without number first.
  void Open(const Marker& marker, const Place& place);
  // A unit that the format itself tells (a heading): opens it inside the first `keep` units.
  void OpenHeading(size_t keep, std::string_view number);

  size_t depth() const { return open_.size(); }
  void Truncate(size_t depth) { open_.resize(depth); }
  bool IsHeading(size_t i) const { return open_[i].heading; }
  void MarkHeading() { open_.back().heading = true; }
  NumberedUnit UnitAt(size_t i) const { return open_[i].unit; }
  std::string_view NumberAt(size_t i) const { return open_[i].number; }  // "3", "1.2"; empty: none
  // A paragraph "1." right below an article: text behind its points is still its own.
  bool IsParagraph(size_t i) const;

 private:
  struct Counter {
    int list = 0;  // unit, or wrap and alphabet
    uint32_t last = 0;
    std::string suffix = {};  // of the last: "a" of "2a"
  };
  struct Level {
    NumberedUnit unit = NumberedUnit::kNone;
    int list = 0;        // to which list of its parent it belongs; 0: to none
    std::string number;  // "3", "1.2": for the prefixes below it
    bool heading = false;
    std::vector<Counter> counters;  // of its children
  };
  static bool Follows(const Counter& counter, const Reading& reading);
  const Counter* FindCounter(size_t depth, int list) const;
  Counter& CounterAt(size_t depth, int list);

  std::vector<Level> open_;
  std::vector<Counter> top_;  // of the units without parent
};

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_NUMBERING_H_
