// The automaton that builds a tree from the numbers of a text.
#ifndef CONCORD_INGEST_OUTLINE_NUMBERING_H_
#define CONCORD_INGEST_OUTLINE_NUMBERING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/outline/marker.h"

namespace concord {

// The open numbered units, outermost first, and the last number below each.
//
// A number continues the innermost list whose last number comes just before it, or after which it was
// inserted ("2a" after "2", "(za)" after "(z)"). Otherwise, a first number opens a list inside the innermost
// unit. Any other number is a restart (a heading is missing) or a gap. A stack and counters are enough:
// tests/ingest/outline/numbering_test.cc compares it with trees that were written out.
class Numbering {
 public:
  struct Place {
    size_t keep = 0;        // this many open units stay open; the new one is inside the last of them
    bool accepted = false;  // false: treat it as text
    bool restart = false;   // the list had begun earlier: put a synthetic section around the new one
    Reading reading;
  };
  // `after_lead`: the text before ends with opening words, so a first number is more likely to open a list.
  Place Find(const Marker& marker, bool after_lead) const;
  // Whether it is the next number of an open list, and so not a restart, gap or excerpt.
  bool Continues(const Marker& marker) const;
  // At which depth a list that counts down has the marker next.
  std::optional<size_t> CountsDown(const Marker& marker) const;

  // "(h)", "(i)", then "(ii)": the "(i)" was the first roman number below "(h)" and not a letter. The depth
  // of that unit, if `marker` shows this.
  std::optional<size_t> RomanBelowLetter(const Marker& marker) const;
  // Moves the open unit at that depth below the unit before it, which is opened again.
  void NestRoman(size_t depth);

  // Opens the unit; call this with Find's place. For `restart`, first pushes a unit without a number.
  void Open(const Marker& marker, const Place& place);
  // Opens a unit that the format itself states (a heading) inside the first `keep` units.
  void OpenHeading(size_t keep, std::string_view number);

  size_t depth() const { return open_.size(); }
  void Truncate(size_t depth) { open_.resize(depth); }
  bool IsHeading(size_t i) const { return open_[i].heading; }
  // `stated`: by the format, so that a list below it that begins anew is inside it.
  void MarkHeading(bool stated) {
    open_.back().heading = true;
    open_.back().stated = stated;
  }
  NumberedUnit UnitAt(size_t i) const { return open_[i].unit; }
  std::string_view NumberAt(size_t i) const { return open_[i].number; }  // "3", "1.2"; empty: none
  // Whether it is a paragraph "1." directly below an article. Text after its points still belongs to it.
  bool IsParagraph(size_t i) const;

 private:
  struct Counter {
    int list = 0;  // unit, or wrap and alphabet
    uint32_t last = 0;
    std::string suffix = {};  // of the last: "a" of "2a"
  };
  struct Level {
    NumberedUnit unit = NumberedUnit::kNone;
    int list = 0;        // the list of its parent to which it belongs; 0: none
    std::string number;  // "3", "1.2": for the prefixes below it
    bool heading = false, stated = false;
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
