// In which words texts speak of a topic: what a question's words also are called, each with the reason.
#ifndef CONCORD_QUERY_TOPICS_WORDINGS_H_
#define CONCORD_QUERY_TOPICS_WORDINGS_H_

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/topics/passage_index.h"

namespace concord {

// One way of saying a question, or some of its words.
struct Wording {
  std::string text;     // "LAWS", "deep fake"
  std::string of;       // the words of the question that it stands for
  std::string source;   // "asked", "acronym", "long form", "compound", "spelling", "verb", "synonym", "added"
  size_t form = 0;      // its place in the pattern; of "asked": of the first word
  size_t passages = 0;  // of the words that were asked: all that have them; else how many more it finds
};

// Which devices of WordingFinder are used, and what a user says of them.
struct WordingOptions {
  bool expand = true;
  std::vector<std::string> drop;  // wordings that are not to be used
  std::vector<std::string> add;   // further ones of the whole question
};

// What the store knows of words that mean the same. A Dataset node `datasets/topic_synonyms.tsv` has, in each
// row, a relation and terms: those of "same" stand for one another, those of "narrower" for the first of
// them. A store without it has none.
class WordingFinder {
 public:
  static Result<WordingFinder> Load(const Snapshot& snapshot);

  // What `question` asks for in `index`, with one entry of `wordings` for the question itself and one for
  // each other wording, in the order of the pattern's forms beyond the question's own. Words in "..." stand
  // as they are. The pattern's threshold and window are left to the caller.
  //
  // An acronym of the question ("AI") is looked for in its own letters. Devices:
  // - acronyms that texts of the store define for words of the question, and their long forms. A long form
  // may
  //   say more than the question's words, at most as much again ("lethal autonomous weapon systems (LAWS)");
  // - compounds: "deepfake", "deep fake", "deep-fake" are one, when the store has both;
  // - British and American spelling, when the store has the other;
  // - the verb of a noun among several words: "settlement of disputes" finds "a dispute that is settled";
  // - synonyms.
  WordPattern Read(std::string_view question, const WordingOptions& options, PassageIndex* index,
                   std::vector<Wording>* wordings) const;

 private:
  // Terms of one row, as a person wrote them.
  struct Row {
    bool same = true;
    std::vector<std::string> terms;
  };
  std::vector<Row> rows_;
};

// The other spellings of an English word, British for American and the reverse, whether such a word exists or
// not: "defence" is also "defense", "labour" "labor", "programme" "program". Lower case.
std::vector<std::string> OtherSpellings(std::string_view word);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_WORDINGS_H_
