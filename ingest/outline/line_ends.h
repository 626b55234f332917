// What the end of a line did to the word before it: "govern-" and "ance" are one word, "third-" and "party"
// two with a hyphen between them, "800-" and "53" one designator. Texts that were wrapped by a printer share
// it.
#ifndef CONCORD_INGEST_OUTLINE_LINE_ENDS_H_
#define CONCORD_INGEST_OUTLINE_LINE_ENDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace concord {

class LineEnds {
 public:
  enum class Join : uint8_t { kBlank, kGlued, kWithoutHyphen };

  // Notes a whole word of the text. What the text itself writes elsewhere says most about its divided words.
  void Learn(std::string_view word);
  // How the last word of a line and the first of the next are put together. O(bytes of both).
  Join Of(std::string_view word, std::string_view next) const;

 private:
  bool Known(std::string_view word) const;
  bool KeepsHyphen(std::string_view word, std::string_view next) const;

  std::unordered_set<uint64_t> known_;  // hashes of words in small letters
};

// How many bytes of hyphen a word ends with, or 0.
size_t HyphenAt(std::string_view word);

// Whether the end of the line stands within a designator, where no blank was: "800-" and "53", "2024/" and
// "1689", "27001:" and "2022".
bool IsBrokenBehindSign(std::string_view word, std::string_view next);
// Whether a line ends where a sentence cannot: with "the" or "of" ("unfinished" in datasets/units.tsv), or in
// the middle of a designator whose number begins the next line ("EN 301" and "549"). A short line says
// nothing.
bool EndsUnfinished(std::string_view line, std::string_view next);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_LINE_ENDS_H_
