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
  std::string saved;               // the name under which the store keeps it (saved_topic.h), or empty
  bool is_concept = false;         // counts classifications; otherwise the spans of paragraphs
  std::vector<TopicTerm> terms;    // of concepts; empty for words
  std::vector<std::string> words;  // the operands with "+", when it is words
  size_t labels = 0;               // of concepts that nobody applied: how many labels were searched as words
  double threshold = 0;            // for words: minimum share of them, counted and weighted by rarity
  size_t passages = 0;             // for words: how many have enough of them
  double near = 0;                 // for words, with a model: least cosine; else 0
  size_t near_passages = 0;        // for words: how many more are near in meaning
  std::vector<Passage> found;      // for words: the paragraphs, best first, operand by operand
  // For words: how each operand with "+" was read. The operand itself ("asked") comes before its other
  // wordings.
  std::vector<Wording> wordings;
  std::vector<std::string> silent;  // operands with "+", of several, that no paragraph is about
  // For words: where sections mention them. A passage is a paragraph, that is a line of the version's text; a
  // section's heading is one too.
  std::map<NodeId, std::vector<TextSpan>> spans;
  ArraySource arrays = ArraySource::kSaved;  // as it was asked for
};

// The defaults were chosen on the twenty-five questions of tests/cli/forum_key. At 0.6, half of the results
// were wrong, and no more right ones were found.
struct TopicOptions {
  double threshold = 0.75;
  double near = 0.7;
  size_t window = PassageOptions::kNearWords;  // see PassageOptions
  WordingOptions wordings;                     // labels that are searched as words have no other wordings
  TextVectors* vectors = nullptr;              // borrowed; null: words alone
  ArraySource arrays = ArraySource::kSaved;
};
inline constexpr size_t kNearCandidates = 1000;
inline constexpr size_t kMostLabels = 100;

// Finds the topics of one question. Must not outlive the snapshot. For one thread.
class TopicFinder {
 public:
  TopicFinder(const Snapshot& snapshot, const TopicOptions& options)
      : snapshot_(snapshot), options_(options) {}

  // `text` is one of these: the name of a saved topic, which means its query; a concept's key, or a code that
  // only one scheme has; or several concepts with blanks and "+" or "-" between them. A part is on such a
  // topic if it is on one with "+" (or the first) and on none with "-". Any other text is words. They match
  // paragraphs that, with the headings above them, contain at least `threshold` of the words, or of their
  // other wordings (WordingFinder), near one another. The heading of a section with such a paragraph is on
  // the topic too. Words in "..." must be next to each other. "+" and "-" join several texts as they join
  // concepts.
  //
  // With `vectors`, a paragraph is also on the topic if its meaning is `near` that of the words, by cosine.
  // Only the kNearCandidates paragraphs that share most with the words (by BM25) are compared, because
  // embedding all texts of a store would take minutes.
  //
  // If nothing in the store is classified by any concept of a scheme, nobody applied the scheme. A topic of
  // such concepts then becomes a search for their labels, each as separate words; results for labels with "-"
  // are removed. This uses words alone and at most kMostLabels labels. It never fails with kNotFound.
  //
  // Fails with kUsage and the choices for a code of several schemes, and for concepts mixed with words. Fails
  // with kNotFound and a suggestion for an unknown code or key (a text without blanks, but with a digit or
  // colon), or for words that no text has.
  Result<Topic> Find(std::string_view text);

  // Whether anything is classified by any concept of this concept's scheme.
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

// Works without a text in the store whose titles contain at least `threshold` of the words of a topic, or of
// one of its operands with "+". The store does not show what they say, only that they exist.
Result<std::vector<NodeId>> UntextedWorks(const Snapshot& snapshot, const Topic& topic);

// The one concept with this key or code; fails as TopicFinder does. 0 if it looks like no concept.
Result<NodeId> FindConcept(const Snapshot& snapshot, std::string_view text);

// A concept and everything narrower along BROADER, in the order of ids.
Result<std::vector<NodeId>> WithNarrower(const Snapshot& snapshot, NodeId concept_node);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_TOPIC_H_
