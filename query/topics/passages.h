// The paragraphs of a store, and which of them speak of some words: the free text of a TOPIC.
//
// Made once of a snapshot and asked for as many topics as a question has: making it reads every text, some 2
// s for 25 MB.
#ifndef CONCORD_QUERY_TOPICS_PASSAGES_H_
#define CONCORD_QUERY_TOPICS_PASSAGES_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"
#include "query/text/text_index.h"

namespace concord {

class TextVectors;  // query/embedding/text_vectors.h

// A paragraph: a line of a version's normalised text, in the section whose own text it is.
struct Passage {
  NodeId section = 0, version = 0;
  TextSpan span;
};

class Passages {
 public:
  // Must not outlive the snapshot. For one thread.
  static Result<std::unique_ptr<Passages>> Load(const Snapshot& snapshot);

  // Those that, with the headings above them, have at least `threshold` of the words, both counted and
  // weighed by rarity; best first. What stands in "..." stands in the paragraph itself (Phrases).
  Result<std::vector<Passage>> WithWords(std::string_view words, double threshold);

  // Of the `candidates` paragraphs that share most with the words, the ones whose meaning is near theirs: a
  // cosine of at least `near`. Without those that WithWords finds with `threshold`.
  Result<std::vector<Passage>> Near(std::string_view words, double threshold, double near, size_t candidates,
                                    TextVectors* vectors);

  // What may have been meant by those of the words that no text has; see TextIndex::Misspelt.
  std::vector<TextIndex::Slip> Misspelt(std::string_view words) { return index_.Misspelt(words); }

 private:
  explicit Passages(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<bool> Has(const Passage& passage, Phrases* phrases) const;

  const Snapshot& snapshot_;
  TextIndex index_;
  std::vector<Passage> passages_;  // by their number in the index
};

// Where in a text to begin to read for some words: the first of them where most stand close together. 0 when
// none stands there.
size_t FocusOn(std::string_view text, std::span<const std::string> words);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_PASSAGES_H_
