// The text of a paragraph of a PDF file for reading, without typesetting.
#ifndef CONCORD_INGEST_READERS_PDF_PDF_PIECES_H_
#define CONCORD_INGEST_READERS_PDF_PDF_PIECES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ingest/outline/line_ends.h"
#include "ingest/outline/outline.h"
#include "ingest/readers/pdf/pdf_paragraphs.h"

namespace concord {

// Ligatures become letters, and words that are divided at the end of a line are joined. These are removed:
// raised numbers that lead to a footnote of the same page, rows of dots, and private-use characters, whose
// appearance is unknown.
//
// A hyphen at the end of a line stays in three cases: if the document has the word with a hyphen elsewhere;
// if both halves are words (of the document, or of datasets/vocabulary.tsv) and the whole is not
// ("risk-based"); and within a designator ("800-53"). Otherwise the typesetter added it.
class PdfPieces {
 public:
  // All are borrowed.
  PdfPieces(const PdfWords& words, std::string_view list, const std::vector<PdfLine>& lines);

  // Pieces of `list`; valid until the next call.
  Pieces Of(const PdfParagraph& paragraph);

 private:
  bool LeadsToFootnote(const PdfLine& line, const PdfWord& word, std::string_view text) const;
  void AddWord(const PdfWord& word, std::string_view text, bool first, PdfParagraph::Kind kind);
  void AddBlank(const PdfWord& behind, std::string_view blank);

  const PdfWords& words_;
  std::string_view list_;
  const std::vector<PdfLine>& lines_;
  LineEnds line_ends_;                  // knows the words inside lines
  std::unordered_set<uint64_t> marks_;  // page and number of each footnote
  std::vector<Piece> pieces_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PDF_PDF_PIECES_H_
