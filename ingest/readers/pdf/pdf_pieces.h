// The text of a paragraph of a PDF file, as it should be read: without what is only typesetting.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_PIECES_H_
#define CONCORD_INGEST_READERS_PDF_PDF_PIECES_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ingest/outline/outline.h"
#include "ingest/readers/pdf/pdf_paragraphs.h"

namespace concord {

// Ligatures become letters; a word that a line's end divides is put together; the raised number that leads to
// a footnote of the same page goes; so do rows of dots, and signs of private use, of which nobody knows what
// they show.
//
// A hyphen at a line's end stays when the word is written with it elsewhere in the document, or when both
// halves are words (of it, or of datasets/vocabulary.tsv) and the whole is not ("risk-based"), and within a
// designator ("800-53"); else it was the typesetter's.
class PdfPieces {
 public:
  // All are borrowed.
  PdfPieces(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines);

  // Pieces of `list`; valid until the next call.
  Pieces Of(const PdfParagraph& paragraph);

 private:
  bool Known(std::string_view word) const;
  bool KeepsHyphen(std::string_view word, std::string_view next) const;
  bool LeadsToFootnote(const PdfLine& line, const PdfWord& word, std::string_view text) const;
  void AddWord(const PdfWord& word, std::string_view text, bool first, PdfParagraph::Kind kind);
  void AddBlank(const PdfWord& behind, std::string_view blank);

  const PdfWords& words_;
  std::string_view list_;
  const std::vector<PdfLine>& lines_;
  std::unordered_set<uint64_t> known_;  // hashes of the words inside lines, in small letters
  std::unordered_set<uint64_t> marks_;  // page and number of each footnote
  std::vector<Piece> pieces_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_PIECES_H_
