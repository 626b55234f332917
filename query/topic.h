// What a question is about: concepts with everything narrower, or words.
#ifndef CONCORD_QUERY_TOPIC_H_
#define CONCORD_QUERY_TOPIC_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/place.h"

namespace concord {

// One operand of a question about concepts.
struct TopicTerm {
  std::string key;    // "mit-mitigation-2025:1.1"
  std::string label;  // of the concept
  bool minus = false;
  std::vector<NodeId> concepts;  // the concept and everything narrower, in the order of ids
};

struct Topic {
  std::string name;   // "mit-mitigation-2025:1.1", "a:1 + b:2 - b:2.3", or the words
  std::string label;  // of the first concept
  bool is_concept = false;
  std::vector<TopicTerm> terms;  // of concepts; empty for words
  double threshold = 0;          // for words: least share of them, counted and weighed by rarity
  size_t passages = 0;           // for words: how many have enough of them
  // For words: where sections speak of them. A passage is a paragraph: a line of the version's text.
  std::map<NodeId, std::vector<TextSpan>> spans;
};

// `text` is a concept's key, or a code that one scheme alone has; or several of them with blanks and "+" or
// "-" between them, of which a part is on the topic when it is on one with "+" (or the first) and on none
// with "-". Anything else is taken as words, and matches the paragraphs that, with the headings above them,
// have at least `threshold` of them.
//
// kUsage with the choices for a code of several schemes, kNotFound with a suggestion for what looks like a
// code or key (no blank, but a digit or colon) and is none, or for words that no text has.
Result<Topic> FindTopic(const Snapshot& snapshot, std::string_view text, double threshold);

// The concept with this key or code, alone: fails as FindTopic does; 0 when it looks like no concept.
Result<NodeId> FindConcept(const Snapshot& snapshot, std::string_view text);

// A concept and everything narrower along BROADER, in the order of ids.
Result<std::vector<NodeId>> WithNarrower(const Snapshot& snapshot, NodeId concept_node);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPIC_H_
