// What a question is about, and the parts of the texts that speak of it.
#ifndef CONCORD_QUERY_TOPIC_H_
#define CONCORD_QUERY_TOPIC_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// A node on the topic, and the edge CLASSIFIED_AS that put it there (its own or that of a whole above
// it); 0 when its own words did.
struct OnTopic {
  EdgeId by = 0;
  float score = 1;  // for words: BM25
};

struct Topic {
  std::string name;   // "mit-mitigation-2025:1.1", or the words
  std::string label;  // of the concept
  bool is_concept = false;
  std::vector<NodeId> concepts;     // the concept, and everything narrower, in the order of ids
  double threshold = 0;             // for words: least share of them, weighed by rarity
  std::map<NodeId, OnTopic> nodes;  // documents, versions, sections, measures
};

// `text` is a concept's key, or a code that one scheme alone has: then with everything narrower along
// BROADER, and with all that lies below what is classified. Anything else is taken as words and matches
// measures and sections whose text and headings have at least `threshold` of them.
//
// kUsage with the choices for a code of several schemes, kNotFound with a suggestion for what looks like
// a code or key (no blank, but a digit or colon) and is none, or for words that no text has.
Result<Topic> FindTopic(const Snapshot& snapshot, std::string_view text, double threshold);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPIC_H_
