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
#include "query/text/words.h"
#include "query/topics/passage_index.h"
#include "query/topics/wordings.h"

namespace concord {

class TextVectors;  // query/embedding/text_vectors.h

// A paragraph: a line of a version's normalised text, in the section whose own text it is, or in none (the
// version). Entries of lists of references are none (reference_entry.h).
struct Passage {
  NodeId section = 0, version = 0;
  TextSpan span;
};

// How words are looked for.
struct PassageOptions {
  double threshold = 0.75;  // least share of the words
  // Most words that count from the first to the last of the question's words; kNearWords: as many as WindowOf
  // says; 0: anywhere in the paragraph and the headings above it.
  size_t window = kNearWords;
  WordingOptions wordings;

  static constexpr size_t kNearWords = SIZE_MAX;
  // For a question of so many words.
  static size_t WindowOf(size_t words);
};

class Passages {
 public:
  // Must not outlive the snapshot. For one thread.
  static Result<std::unique_ptr<Passages>> Load(const Snapshot& snapshot);

  // Those that, with the headings above them, have at least `threshold` of the words, both counted and
  // weighed by rarity, within the window; best first. What stands in "..." stands in the paragraph itself
  // (Phrases). Appends to `wordings`, which may be null, how the words were read and what each wording found.
  Result<std::vector<Passage>> WithWords(std::string_view words, const PassageOptions& options,
                                         std::vector<Wording>* wordings = nullptr);

  // Of the `candidates` paragraphs that share most with the words, the ones whose meaning is near theirs: a
  // cosine of at least `near`. Without those that WithWords finds with `options`.
  Result<std::vector<Passage>> Near(std::string_view words, const PassageOptions& options, double near,
                                    size_t candidates, TextVectors* vectors);

  // A word of a question that no text has, and the nearest that one has, both as stems.
  struct Slip {
    std::string word, meant;
  };
  // Words that are near to none are left out. Reads all stems: for questions that found nothing.
  std::vector<Slip> Misspelt(std::string_view words);

 private:
  explicit Passages(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<bool> Has(const Passage& passage, Phrases* phrases) const;
  std::vector<PassageIndex::Hit> Search(std::string_view words, const PassageOptions& options,
                                        std::vector<Wording>* wordings);

  const Snapshot& snapshot_;
  PassageIndex index_;
  WordingFinder finder_;
  std::vector<Passage> passages_;  // by their number in the index
};

// The whole sentences of a text, some `most` bytes at most, around the byte `focus`; the text itself when it
// is no longer. A sentence that is too long is cut between words.
TextSpan SentencesAround(std::string_view text, size_t focus, size_t most);

// Where in a text to begin to read for some words: the first of them where most stand close together. 0 when
// none stands there.
size_t FocusOn(std::string_view text, std::span<const std::string> words);

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_PASSAGES_H_
