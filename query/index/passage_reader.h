// From the paragraphs of one work to the words of their passages, where they stand, and the acronyms that
// they define.
#ifndef CONCORD_QUERY_INDEX_PASSAGE_READER_H_
#define CONCORD_QUERY_INDEX_PASSAGE_READER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/index/text_arrays.h"
#include "query/text/words.h"

namespace concord {

// What was read of one work. Terms have the numbers of the reader's WordTable; places and rows count from the
// work's first.
struct ReadPassages {
  struct Word {
    TermId term;
    uint32_t place;
  };
  struct Defined {
    std::string text;  // as it is first written
    uint32_t count = 0;
  };
  std::vector<Word> words;  // in the order of places
  uint32_t places = 0;
  std::vector<HeadingRow> headings;
  std::vector<PassageRow> passages;
  std::map<std::string, std::vector<uint32_t>, std::less<>> acronyms;
  std::map<std::pair<std::string, std::vector<TermId>>, Defined> definitions;
};

class PassageReader {
 public:
  // Both borrowed.
  PassageReader(WordTable* words, ReadPassages* read) : words_(*words), read_(*read) {}

  // What stands above the passages that are added next. `terms` are those of the text.
  void AddHeadings(NodeId section, NodeId version, std::string_view headings, const std::vector<Term>& terms);
  // A paragraph at [start, stop) of the version's text. At least one AddHeadings came before.
  void Add(std::string_view text, uint32_t start, uint32_t stop, const std::vector<Term>& terms);

 private:
  // Returns where its words begin and end.
  std::pair<uint32_t, uint32_t> Read(std::string_view text, const std::vector<Term>& terms);
  void ReadDefinition(std::string_view text, size_t start, size_t end, std::string_view acronym);
  void Define(std::string_view acronym, std::string_view text);

  WordTable& words_;
  ReadPassages& read_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_PASSAGE_READER_H_
