// Finds titles and aliases of known documents and standards in running text.
//
// A trie over folded words, in one hash table. From each place of the text it walks as long as words match,
// so the cost is at most the text times the longest name, and usually linear. Capitals matter: a word that
// the table writes with a capital must have one in the text, so that "data act" is not a law. A name of one
// word counts only in exactly its letters.
#ifndef CONCORD_INGEST_FACTS_DOCUMENT_NAMES_H_
#define CONCORD_INGEST_FACTS_DOCUMENT_NAMES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/facts/facts.h"
#include "ingest/source/span.h"

namespace concord {

// A run of letters and digits, or of digits with a '+' after them ("108+"). Borrows from the text.
struct NameToken {
  std::string_view text;
  uint32_t start = 0, end = 0;
  bool capital = false;  // starts with an upper-case letter
  bool shouted = false;  // two letters or more, all upper case
  bool number = false;   // starts with a digit
};

// Tokens of text[span]. Linear.
std::vector<NameToken> TokenizeNames(std::string_view text, Span span);

class DocumentNames {
 public:
  explicit DocumentNames(const Facts& facts);

  struct Match {
    size_t length = 0;  // in tokens; 0: none
    const DocumentFact* document = nullptr;
    const StandardFact* standard = nullptr;
    std::string_view name;  // as the table writes it; valid as long as this object
  };
  // The longest name that starts at token `at`.
  Match Longest(std::string_view text, std::span<const NameToken> tokens, size_t at) const;

 private:
  struct Entry {
    std::string name;
    std::vector<bool> capitals;  // by word
    uint32_t document = UINT32_MAX, standard = UINT32_MAX;
  };
  void Add(std::string_view name, uint32_t document, uint32_t standard);
  uint32_t WordId(std::string_view folded) const;

  const Facts* facts_;
  std::unordered_map<std::string, uint32_t> words_;
  std::unordered_map<uint64_t, uint32_t> edges_;   // (node, word) -> node
  std::vector<std::vector<uint32_t>> entries_of_;  // by node: names that end here
  std::vector<Entry> entries_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_DOCUMENT_NAMES_H_
