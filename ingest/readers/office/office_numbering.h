// Automatic numbers as a text processor displays them: what Word's and OpenDocument's lists share.
#ifndef CONCORD_INGEST_READERS_OFFICE_OFFICE_NUMBERING_H_
#define CONCORD_INGEST_READERS_OFFICE_OFFICE_NUMBERING_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace concord {

constexpr int kNumberLevels = 10;

// The number in one of ECMA-376's formats (ST_NumberFormat): "lowerRoman" of 4 is "iv". Formats of other
// scripts, and numbers that a format cannot show, become decimal.
std::string FormatNumber(int64_t value, std::string_view format);

struct NumberLevel {
  int64_t start = 1;
  std::string format = "decimal";
  std::string
      text;  // as displayed, with the numbers of levels 1 to 9 for "%1" to "%9": "%1.%2", "Article %1"
  bool legal = false;  // all numbers of the text in decimal
  int restart = -1;    // the level (from 1) after which it restarts; -1: any higher level, 0: never
  bool there = false;
};

// How far a list has counted on each of its levels, from 0.
class NumberCounters {
 public:
  NumberCounters();

  // Counts on that level (below kNumberLevels) and returns the displayed number. `find` supplies the levels.
  std::string Next(int level, const std::function<NumberLevel(int)>& find);

  void Restart(int level);                 // resets that level and those below it
  void Restart(int level, int64_t start);  // the same, and the next number of that level is `start`

 private:
  std::array<int64_t, kNumberLevels> counters_;  // -1: nobody has counted
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_OFFICE_NUMBERING_H_
