// Passes the paragraphs of a text processor (DOCX, ODT) to the outline: what both formats know about a
// paragraph, in one form, and what becomes of it.
#ifndef CONCORD_INGEST_READERS_OFFICE_OFFICE_TEXT_H_
#define CONCORD_INGEST_READERS_OFFICE_OFFICE_TEXT_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/outline/outline.h"

namespace concord {

// What a paragraph is, according to its styles.
enum class ParagraphRole : uint8_t { kBody, kTitle, kHeading, kBullet, kQuote, kCode, kNote, kLeftOut };

struct ParagraphShape {
  ParagraphRole role = ParagraphRole::kBody;
  int level = 0;       // of a heading, from 1; of a bullet, from 0
  std::string number;  // as displayed if the program counts it: "1.1", "Article 3", "(a)"
};

// Collects the text of one paragraph after the other. Paragraphs in table cells are cells, whatever their
// style. The first run of titles is the title of the document.
class OfficeText {
 public:
  explicit OfficeText(DocumentBuilder* builder) : builder_(*builder), outline_(builder) {}  // borrowed

  // `raw` is XML text exactly as at `at` of source.text(), including references.
  void AppendXml(std::string_view raw, uint64_t at, bool bold);
  // Text that replaces something else in the file: a blank for a tab.
  void AppendOwn(std::string_view text, uint64_t at);
  bool empty() const { return pieces_.empty(); }
  void Clear();

  // Ends the paragraph. `at`: its place, for a number that it displays but does not contain.
  void EndParagraph(const ParagraphShape& shape, uint64_t at);

  // A row with one cell is layout, so its paragraphs are separate. A number in its own cell before one cell
  // of text is layout too, so the two are one paragraph.
  void BeginRow(size_t cells);
  void BeginCell();
  void EndRow();
  bool in_row() const { return !rows_.empty(); }

  // Paragraphs in heading styles that were read as text, because they are sentences.
  size_t clauses() const { return clauses_; }

 private:
  struct Row {
    size_t cells = 0;   // how many it has
    size_t cell = 0;    // which is open, from 1
    bool held = false;  // the first was a number, which waits in pieces_
  };
  bool HoldsMarker();
  bool IsClause(const ParagraphShape& shape) const;

  DocumentBuilder& builder_;
  Outline outline_;
  std::vector<Piece> pieces_;
  std::deque<std::string> storage_;
  size_t bytes_ = 0, bold_bytes_ = 0, clauses_ = 0;
  std::vector<Row> rows_;
  bool title_open_ = true, titled_ = false;
};

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OFFICE_OFFICE_TEXT_H_
