// Turns a text into the numbers that a BERT model reads: WordPiece (Wu et al. 2016, arXiv:1609.08144) after
// BERT's own normalisation, as a tokenizer.json of the Hugging Face tools describes it.
//
// Control characters are removed, white space becomes blanks, CJK ideographs become single words, and accents
// and case are removed (unless the model is cased). Words end at blanks and punctuation. Each word is split
// greedily into the longest pieces of the vocabulary. If no piece covers a stretch of a word, the word
// becomes "unknown". The cost of a word of at most `max_word` characters is at worst its length squared.
//
// It differs from the reference in one thing, on purpose: "[SEP]" inside a text is text, not a command.
#ifndef CONCORD_QUERY_EMBEDDING_WORD_PIECES_H_
#define CONCORD_QUERY_EMBEDDING_WORD_PIECES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace concord {

class WordPieces {
 public:
  // Reads a tokenizer.json. kInvalid if it is not one, kUnsupported if it asks for anything other than BERT's
  // way, cased or uncased (another model, normaliser or pre-tokeniser). Its post_processor says what comes
  // before and after a text; without one, [CLS] and [SEP].
  static Result<WordPieces> Parse(std::string_view json, std::string_view source);

  // The first piece ([CLS]), the text's pieces, the last ([SEP]). At most `most` pieces (at least 2); the
  // rest of the text is left out, and so is what comes after `most` kilobytes. `text` must be well-formed
  // UTF-8. Any number of threads may call this.
  std::vector<uint32_t> Read(std::string_view text, size_t most) const;

  size_t vocabulary_size() const { return size_; }
  // What the file says about the longest input, or 512.
  size_t max_length() const { return max_length_; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Map = std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>>;

  void ReadWord(std::string_view word, std::vector<uint32_t>* pieces) const;

  Map first_;  // pieces that begin a word
  Map inner_;  // pieces inside a word, without their "##"
  size_t size_ = 0;
  size_t max_length_ = 512;
  size_t max_word_ = 100;  // characters
  bool cased_ = false;
  uint32_t unknown_ = 0, begin_ = 0, end_ = 0;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_WORD_PIECES_H_
