#include "ingest/readers/office/office_text.h"

#include <algorithm>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/outline/line_forms.h"
#include "ingest/outline/marker.h"
#include "ingest/source/xml_tree.h"

namespace concord {

void OfficeText::AppendXml(std::string_view raw, uint64_t at, bool bold) {
  const size_t before = pieces_.size();
  const char* const start = raw.data();
  const auto place = [&](std::string_view bytes) { return at + static_cast<uint64_t>(bytes.data() - start); };
  // The tree of the part is alive until the document is finished, so plain text is borrowed from it.
  DecodeXmlText(
      raw,
      [&](std::string_view bytes) {
        pieces_.push_back({bytes, place(bytes)});
      },
      [&](std::string_view bytes, char32_t character) {
        std::string& text = storage_.emplace_back();
        AppendUtf8(character, &text);
        pieces_.push_back({text, place(bytes), static_cast<uint32_t>(bytes.size())});
      });
  for (size_t i = before; i < pieces_.size(); ++i) {
    bytes_ += pieces_[i].text.size();
    if (bold) bold_bytes_ += pieces_[i].text.size();
  }
}

void OfficeText::AppendOwn(std::string_view text, uint64_t at) {
  pieces_.push_back({storage_.emplace_back(text), at, 0});
}

void OfficeText::Clear() {
  pieces_.clear();
  storage_.clear();
  bytes_ = bold_bytes_ = 0;
}

bool OfficeText::HoldsMarker() {
  if (rows_.empty() || rows_.back().cells != 2 || rows_.back().cell != 1 || rows_.back().held) return false;
  std::string text;
  for (const Piece& piece : pieces_) {
    if (text.size() > 40) return false;
    text += piece.text;
  }
  text = CollapseSpace(text);
  const auto marker = ScanMarker(text);
  return marker && marker->length == text.size() && marker->unit == NumberedUnit::kNone;
}

// Whether a paragraph in the style of a heading is a whole sentence: the clauses of contracts are styled so
// for the sake of their numbers.
bool OfficeText::IsClause(const ParagraphShape& shape) const {
  std::string whole;
  for (const Piece& piece : pieces_) whole += piece.text;
  std::string_view text = Trim(whole);
  if (!shape.number.empty() && text.starts_with(shape.number)) text = Trim(text.substr(shape.number.size()));
  if (const auto marker = ScanMarker(text); marker && !marker->weak) text = text.substr(marker->length);
  return IsSentence(text);
}

void OfficeText::EndParagraph(const ParagraphShape& shape, uint64_t at) {
  const bool blank =
      std::ranges::all_of(pieces_, [](const Piece& piece) { return Trim(piece.text).empty(); });
  if (blank || shape.role == ParagraphRole::kLeftOut || builder_.failed()) {
    // A number that waits for its text keeps waiting.
    if (rows_.empty() || !rows_.back().held) Clear();
    return;
  }
  if (!shape.number.empty()) {
    pieces_.insert(pieces_.begin(), Piece{storage_.emplace_back(shape.number + " "), at, 0});
  }
  if (HoldsMarker()) {
    AppendOwn(" ", at);
    rows_.back().held = true;
    return;
  }
  const bool point = !rows_.empty() && rows_.back().held;
  if (point) rows_.back().held = false;
  const bool cell = std::ranges::any_of(rows_, [](const Row& row) { return row.cells > 1; }) && !point;
  const bool bold = bytes_ > 0 && bold_bytes_ * 10 >= bytes_ * 9;

  const bool title_open = title_open_;
  if (!cell && shape.role != ParagraphRole::kNote) {
    title_open_ = title_open && (!titled_ || shape.role == ParagraphRole::kTitle);
  }
  if (shape.role == ParagraphRole::kNote) {
    outline_.Other(BlockKind::kFootnote, pieces_);
  } else if (cell) {
    outline_.Other(BlockKind::kTableCell, pieces_);
  } else if (shape.role == ParagraphRole::kTitle && title_open) {
    std::string whole;
    for (const Piece& piece : pieces_) whole += piece.text;
    std::string& title = builder_.document().metadata.title;
    title = titled_ ? title + " " + CollapseSpace(whole) : CollapseSpace(whole);
    titled_ = true;
    outline_.Title(pieces_);
  } else if (shape.role == ParagraphRole::kHeading && IsClause(shape)) {
    ++clauses_;
    outline_.Clause(shape.level, pieces_, shape.number);
  } else if (shape.role == ParagraphRole::kHeading) {
    outline_.Heading(shape.level, pieces_, shape.number);
  } else if (shape.role == ParagraphRole::kBullet) {
    outline_.Item(shape.level, pieces_);
  } else if (shape.role == ParagraphRole::kQuote) {
    outline_.Other(BlockKind::kQuote, pieces_);
  } else if (shape.role == ParagraphRole::kCode) {
    outline_.Other(BlockKind::kCode, pieces_);
  } else {
    // A short paragraph that is all bold is a heading; so is a title where none is expected any more.
    outline_.Paragraph(pieces_, bold || shape.role == ParagraphRole::kTitle);
  }
  Clear();
}

void OfficeText::BeginRow(size_t cells) { rows_.push_back({cells, 0, false}); }

void OfficeText::BeginCell() {
  if (!rows_.empty()) ++rows_.back().cell;
}

void OfficeText::EndRow() {
  if (rows_.empty()) return;
  const bool held = rows_.back().held;
  rows_.back().held = false;
  rows_.back().cell = 2;
  if (held) EndParagraph({}, pieces_.empty() ? 0 : pieces_.front().at);  // nothing came after the number
  rows_.pop_back();
}

}  // namespace concord
