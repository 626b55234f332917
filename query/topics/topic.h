// What a question is about: concepts with everything narrower, or words.
#ifndef CONCORD_QUERY_TOPICS_TOPIC_H_
#define CONCORD_QUERY_TOPICS_TOPIC_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"
#include "query/topics/passages.h"

namespace concord {

class TextVectors;  // query/embedding/text_vectors.h

// One operand of a question about concepts.
struct TopicTerm {
  std::string key;    // "mit-mitigation-2025:1.1"
  std::string label;  // of the concept
  bool minus = false;
  std::vector<NodeId> concepts;  // the concept and everything narrower, in the order of ids
};

struct Topic {
  std::string name;                // "mit-mitigation-2025:1.1", "a:1 + b:2 - b:2.3", or the words
  std::string label;               // of the first concept
  std::string saved;               // the name under which it is kept in the store (saved_topic.h), or empty
  bool is_concept = false;         // counts what is classified; else the spans of paragraphs
  std::vector<TopicTerm> terms;    // of concepts; empty for words
  std::vector<std::string> words;  // the operands with "+", when it is words
  size_t labels = 0;               // of concepts that nobody applied: how many labels were asked as words
  double threshold = 0;            // for words: least share of them, counted and weighed by rarity
  size_t passages = 0;             // for words: how many have enough of them
  double near = 0;                 // for words, with a model: least cosine; else 0
  size_t near_passages = 0;        // for words: how many more are near in meaning
  std::vector<Passage> found;      // for words: these, best first; those of one operand before the next one's
  // For words: how each operand with "+" was read, the operand itself ("asked") before what it also is
  // called.
  std::vector<Wording> wordings;
  std::vector<std::string> silent;  // operands with "+", of several, that no paragraph speaks of
  // For words: where sections speak of them. A passage is a paragraph, a line of the version's text; a
  // section's heading stands among them.
  std::map<NodeId, std::vector<TextSpan>> spans;
};

// The defaults were chosen on the twenty-five questions of tests/cli/forum_key: at 0.6 half of what is found
// was not asked for, and nothing more of what was.
struct TopicOptions {
  double threshold = 0.75;
  double near = 0.7;
  size_t window = PassageOptions::kNearWords;  // see PassageOptions
  WordingOptions wordings;                     // of labels asked as words nothing is expanded
  TextVectors* vectors = nullptr;              // borrowed; null: words alone
};
inline constexpr size_t kNearCandidates = 1000;
inline constexpr size_t kMostLabels = 100;

// Finds the topics of one question. Must not outlive the snapshot; for one thread.
class TopicFinder {
 public:
  TopicFinder(const Snapshot& snapshot, const TopicOptions& options)
      : snapshot_(snapshot), options_(options) {}

  // `text` is the name of a saved topic, which stands for its query; else a concept's key, or a code that one
  // scheme alone has; or several of them with blanks and "+" or "-" between them, of which a part is on the
  // topic when it is on one with "+" (or the first) and on none with "-". Anything else is taken as words,
  // and matches the paragraphs that, with the headings above them, have at least `threshold` of them near one
  // another, or what they also are called (WordingFinder); the heading of a section that has such a paragraph
  // is on the topic too. Words in "..." must stand side by side in it. With blanks and "+" or "-" between
  // them several such words are one topic as concepts are.
  //
  // With `vectors` a paragraph is also on the topic when its meaning is `near` the words', by the cosine of
  // both. Only the kNearCandidates paragraphs are looked at that share most with the words (by BM25): to
  // embed all texts of a store would take minutes where words take a second.
  //
  // Where nothing in the store is classified by any concept of a scheme, nobody applied it, and silence would
  // mean nothing: a topic of such concepts is what paragraphs say of their labels, each as words of its own,
  // those with "-" taken away. By words alone, and of at most kMostLabels; never kNotFound.
  //
  // kUsage with the choices for a code of several schemes, and for concepts beside words, kNotFound with a
  // suggestion for what looks like a code or key (no blank, but a digit or colon) and is none, or for words
  // that no text has.
  Result<Topic> Find(std::string_view text);

  // Whether anything is classified by a concept of the scheme of this one.
  Result<bool> IsApplied(NodeId concept_node);

 private:
  struct Operand {
    bool minus = false;
    std::string text;
  };
  static std::vector<Operand> SplitOperands(std::string_view text);

  Result<void> LoadPassages();
  PassageOptions HowToLook() const;
  Result<void> AddWords(const std::vector<Operand>& operands, Topic* topic);
  Result<void> AddLabels(Topic* topic);
  // Fills `spans` from `found`.
  Result<void> PlaceFound(Topic* topic) const;

  const Snapshot& snapshot_;
  TopicOptions options_;
  std::unique_ptr<Passages> passages_;  // made when the first topic is words
  std::map<NodeId, bool> applied_;      // by scheme
};

// Works without a text in the store whose titles have at least `threshold` of the words of a topic, or of one
// of its operands with "+": nobody can say what they say, only that they are.
Result<std::vector<NodeId>> UntextedWorks(const Snapshot& snapshot, const Topic& topic);

// The concept with this key or code, alone: fails as TopicFinder does; 0 when it looks like no concept.
Result<NodeId> FindConcept(const Snapshot& snapshot, std::string_view text);

// A concept and everything narrower along BROADER, in the order of ids.
Result<std::vector<NodeId>> WithNarrower(const Snapshot& snapshot, NodeId concept_node);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_TOPIC_H_
