// The paragraphs of a store, and a search for those that are about some words: the free text of a TOPIC.
//
// Made once for a snapshot, and used for all topics of a question.
#ifndef CONCORD_QUERY_TOPICS_PASSAGES_H_
#define CONCORD_QUERY_TOPICS_PASSAGES_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/index/passage_index.h"
#include "query/places/place.h"
#include "query/places/text_window.h"
#include "query/text/words.h"
#include "query/topics/wordings.h"

namespace concord {

class TextVectors;  // query/embedding/text_vectors.h

// A paragraph: a line of a version's normalised text. It belongs to the section whose own text it is, or to
// the version. Entries in lists of references do not count (reference_entry.h).
struct Passage {
  NodeId section = 0, version = 0;
  TextSpan span;
};

// How words are looked for.
struct PassageOptions {
  double threshold = 0.75;  // least share of the words
  // The maximum distance from the first to the last of the question's words, in words that count. kNearWords:
  // as WindowOf says. 0: anywhere in the paragraph and the headings above it.
  size_t window = kNearWords;
  WordingOptions wordings;

  static constexpr size_t kNearWords = SIZE_MAX;
  // The distance for a question with this many words.
  static size_t WindowOf(size_t words);
};

class Passages {
 public:
  // Must not outlive the snapshot. For one thread.
  static Result<std::unique_ptr<Passages>> Load(const Snapshot& snapshot, ArraySource source);

  // The paragraphs that, together with the headings above them, contain at least `threshold` of the words,
  // both counted and weighted by rarity, within the window; best first. Words in "..." must be in the
  // paragraph itself (Phrases). Appends the wordings and what each found to `wordings`, if not null.
  Result<std::vector<Passage>> WithWords(std::string_view words, const PassageOptions& options,
                                         std::vector<Wording>* wordings = nullptr);

  // Of the `candidates` paragraphs that share most with the words, those whose meaning is near: a cosine of
  // at least `near`. Without those that WithWords finds with `options`.
  Result<std::vector<Passage>> Near(std::string_view words, const PassageOptions& options, double near,
                                    size_t candidates, TextVectors* vectors);

  // A word of the question that no text has, and the nearest word that a text has, both as stems.
  struct Slip {
    std::string word, meant;
  };
  // Leaves out words that are near to no other. Reads all stems: for questions that found nothing.
  std::vector<Slip> Misspelt(std::string_view words);

 private:
  Passages(const Snapshot& snapshot, std::shared_ptr<const TextArrays> arrays)
      : snapshot_(snapshot), texts_(snapshot), index_(std::move(arrays)) {}

  Passage At(uint32_t number) const;
  // Valid until the next call.
  Result<std::string_view> TextOf(const Passage& passage);
  Result<bool> Has(const Passage& passage, Phrases* phrases);
  WordPattern PatternOf(std::string_view words, const PassageOptions& options,
                        std::vector<Wording>* wordings);

  const Snapshot& snapshot_;
  TextWindow texts_;
  PassageIndex index_;
  WordingFinder finder_;
};

// The whole sentences of a text around the byte `focus`, at most about `most` bytes; the text itself if it is
// not longer. A sentence that is too long is cut between words.
TextSpan SentencesAround(std::string_view text, size_t focus, size_t most);
// The same for a stretch, which is held whole even if it is longer.
TextSpan SentencesAround(std::string_view text, TextSpan held, size_t most);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_PASSAGES_H_
