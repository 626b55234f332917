// The words that texts use for a topic: other wordings of a question's words, each with the reason.
#ifndef CONCORD_QUERY_TOPICS_WORDINGS_H_
#define CONCORD_QUERY_TOPICS_WORDINGS_H_

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/index/passage_index.h"

namespace concord {

// One way of saying a question, or some of its words.
struct Wording {
  std::string text;     // "LAWS", "deep fake"
  std::string of;       // the words of the question that it replaces
  std::string source;   // "asked", "acronym", "long form", "compound", "spelling", "verb", "synonym", "added"
  size_t form = 0;      // its place in the pattern; of "asked": of the first word
  size_t passages = 0;  // for asked words: all with them; otherwise how many more it finds
};

// Which methods of WordingFinder are used, and what the user said about them.
struct WordingOptions {
  bool expand = true;
  std::vector<std::string> drop;  // wordings that are not to be used
  std::vector<std::string> add;   // further ones of the whole question
};

// The synonyms that the store knows. Each row of the Dataset node `datasets/topic_synonyms.tsv` has a
// relation and terms. Terms of "same" replace one another; terms of "narrower" replace the first of them;
// terms of "other" have a word that means something else in them. A store without this node has no synonyms.
class WordingFinder {
 public:
  static Result<WordingFinder> Load(const Snapshot& snapshot);

  // Finds what `question` asks for in `index`. `wordings` gets one entry for the question itself and one for
  // each other wording, in the order of the pattern's forms beyond the question's own. Words in "..." are not
  // changed. The caller sets the pattern's threshold and window.
  //
  // An acronym of the question ("AI") is searched in its own letters. Methods:
  // - acronyms that texts of the store define for words of the question, and their long forms. A long form
  //   may say more than the question's words, at most as much again ("lethal autonomous weapon systems
  //   (LAWS)");
  // - compounds: "deepfake", "deep fake", "deep-fake" are the same, if the store has both;
  // - British and American spelling, if the store has the other one;
  // - the verb of a noun among several words: "settlement of disputes" finds "a dispute that is settled";
  // - synonyms.
  WordPattern Read(std::string_view question, const WordingOptions& options, PassageIndex* index,
                   std::vector<Wording>* wordings) const;

  // Terms in which a word of the question means something else than it asks for ("IP address", of "IP"), in
  // lower case. Without those that the question itself has.
  std::vector<std::string> OtherSenses(std::string_view question) const;

 private:
  // Terms of one row, as a person wrote them.
  struct Row {
    bool same = true;
    std::vector<std::string> terms;
  };
  // The terms of the rows that have a term which is meant, and of the "same" rows that have one of these.
  std::vector<std::string> SynonymsOf(const std::function<bool(const std::string&)>& meant) const;

  std::vector<Row> rows_;
  std::vector<std::string> others_;
};

// The other spelling of an English word, British for American and the reverse, even if no such word exists:
// "defence" is also "defense", "labour" "labor", "programme" "program". Lower case.
std::vector<std::string> OtherSpellings(std::string_view word);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_WORDINGS_H_
