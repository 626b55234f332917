// From a text to the numbers that a BERT model reads: WordPiece (Wu et al. 2016, arXiv:1609.08144) after
// BERT's own normalisation, as a tokenizer.json of the Hugging Face tools describes it.
//
// Control characters go, white space becomes blanks, CJK ideographs stand alone, accents and case go (unless
// the model is a cased one); words end at blanks and punctuation, and each word is cut greedily into the
// longest pieces that the vocabulary has. A word with a stretch that no piece covers becomes "unknown".
// Costs, for each word of at most `max_word` characters, their square at worst.
//
// Differs from the reference in one thing, on purpose: "[SEP]" inside a text is text, not a command.
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
  // Reads a tokenizer.json. kInvalid when it is none, kUnsupported when it asks for anything else than
  // BERT's way, cased or uncased (another model, normaliser or pre-tokeniser). What stands before and after a
  // text is what its post_processor says, else [CLS] and [SEP].
  static Result<WordPieces> Parse(std::string_view json, std::string_view source);

  // The first piece ([CLS]), the text's, the last ([SEP]); at most `most` of them (at least 2), the rest of
  // the text is left out, and so is what lies behind `most` kilobytes. `text` is well-formed UTF-8. Any
  // number of threads.
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
