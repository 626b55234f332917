// The automatic numbers of a DOCX file, as Word displays them (ECMA-376, part 1, chapter 17.9).
//
// A paragraph names a list (num) and a level. The list names its pattern (abstractNum), which it may
// override. Lists with the same pattern continue each other's numbers, unless one says where it starts.
#ifndef CONCORD_INGEST_READERS_OFFICE_DOCX_NUMBERING_H_
#define CONCORD_INGEST_READERS_OFFICE_DOCX_NUMBERING_H_

#include <array>
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "ingest/readers/office/office_numbering.h"

namespace concord {

class DocxNumbering {
 public:
  static constexpr int kLevels = 9;

  DocxNumbering() = default;
  explicit DocxNumbering(pugi::xml_node numbering);  // the root of word/numbering.xml

  // Counts the next paragraph of that list and level, and returns its displayed number.
  struct Number {
    bool listed = false;  // false: there is no such list
    bool bullet = false;  // then `text` is empty
    std::string text;     // "1.1", "(a)", "Article 3"; empty if nothing is displayed
  };
  Number Next(std::string_view num_id, int level);

  // The level of the list that belongs to the paragraph style, or -1.
  int LevelOfStyle(std::string_view num_id, std::string_view style_id) const;
  // The style whose pattern a list with that id uses (numStyleLink), or "".
  std::string StyleLinkOf(std::string_view num_id) const;
  void Link(std::string_view num_id, std::string_view other_num_id);  // what the style says

 private:
  struct Level : NumberLevel {
    std::string style;  // paragraphs of it are on this level
  };
  using Levels = std::array<Level, kLevels>;
  struct List {
    std::string pattern;
    std::map<int, int64_t> starts;  // overrides
    std::map<int, Level> levels;    // overrides
  };
  static Level ReadLevel(pugi::xml_node node);
  const List* FindList(std::string_view num_id) const;
  const Level* FindLevel(const List& list, int level) const;

  struct Pattern {
    Levels levels;
    std::string style_link;
  };
  std::map<std::string, Pattern, std::less<>> patterns_;
  std::map<std::string, List, std::less<>> lists_;
  std::map<std::string, NumberCounters, std::less<>> counters_;  // by pattern
  std::set<std::string, std::less<>> begun_;  // lists whose overriding starts have been used
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_DOCX_NUMBERING_H_
