// Writes a Document from front to back. Readers say what is where; the builder keeps the promises of
// ingest/document/document.h (normal form, offsets, order, unique paths, limits).
//
//     DocumentBuilder builder(source);                            // a SourceText
//     builder.OpenSection(SectionKind::kArticle, "Article 3", "art.3");
//     builder.OpenBlock(BlockKind::kHeading);
//     builder.Append("Article 3 ", 100);                          // is at byte 100 of source.text()
//     builder.StartBody();                                        // the next text is the block's span
//     builder.Append("Definitions", 110);
//     const int32_t heading = builder.CloseBlock();
//     builder.section(builder.current_section()).heading = builder.block(heading).span;
//     ...
//     builder.CloseSection();
//     return builder.Finish();
#ifndef CONCORD_INGEST_DOCUMENT_DOCUMENT_BUILDER_H_
#define CONCORD_INGEST_DOCUMENT_DOCUMENT_BUILDER_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/source/placed_text.h"
#include "ingest/source/source_text.h"

namespace concord {

// Never fails in the middle. It keeps the first error (a limit), later calls do no harm, and Finish returns
// the error. A reader of long input checks failed() now and then.
class DocumentBuilder {
 public:
  // Borrows `source` until Finish.
  explicit DocumentBuilder(const SourceText& source);

  // Opens a child of the innermost open section. `part` is its step of the path ("art.14", "4", "a"), in
  // lower case and reduced to letters, digits, dots and hyphens. A path that exists gets "-2", "-3" ... A
  // slash in front ("/art.14") starts a new path, because articles are cited without their chapter; if that
  // path exists, the slash is ignored. Returns the section's index. Ends an open block.
  uint32_t OpenSection(SectionKind kind, std::string_view number, std::string_view part);
  void CloseSection();                                       // does nothing if only section 0 is open
  size_t open_sections() const { return open_.size() - 1; }  // without section 0
  uint32_t current_section() const { return open_.back(); }
  uint32_t open_section(size_t depth) const { return open_[depth]; }  // depth 0 is section 0
  // For structure that only later text reveals. Both end an open block. Makes an open section the last child
  // of the section before it below the same parent, which is opened again. Its path and those below it
  // change. Returns false if there is no such section.
  bool NestInSibling(uint32_t section);
  // Reopens the last section that was closed below the innermost open one. Blocks after it belong to it.
  void ReopenSection(uint32_t section);
  Section& section(uint32_t index) { return document_.sections[index]; }

  // One block at a time: opening one ends the previous one. A block without text is dropped.
  enum class Space : uint8_t {
    kCollapse,  // runs of white space, including line ends, become one blank; none at the ends
    kKeep,      // lines and blanks stay (code, tables as text), but no-break spaces become blanks
  };
  void OpenBlock(BlockKind kind, int32_t lead = -1, Space space = Space::kCollapse);
  void StartBody();      // the text so far (a number, a bullet) is not part of the block's span
  int32_t CloseBlock();  // its index, or -1 if it has no body (a number alone stays in the text)
  // A longer text is not a paragraph. It becomes several blocks, one after the other, and the index is that
  // of the first. So the words of a passage fit into memory whatever the file is (extractor.cc). No paragraph
  // of our corpora is split.
  static constexpr uint32_t kMaxBlockBytes = 256 * 1024;
  bool in_block() const { return in_block_; }
  const Block& block(int32_t index) const { return document_.blocks[static_cast<size_t>(index)]; }
  Block& block(int32_t index) { return document_.blocks[static_cast<size_t>(index)]; }

  // Appends UTF-8 to the open block (opens a paragraph if there is none). Drops soft hyphens, zero-width
  // spaces and control characters, treats white space as the block says, and converts to NFC. Calls may split
  // the text anywhere between characters.
  void Append(std::string_view text, uint64_t at);  // exactly these bytes are at `at` in source.text()
  void AppendFor(std::string_view text, uint64_t at, uint32_t length);  // represents those (an entity)
  void Append(const PlacedText& text, size_t start = 0, size_t end = PlacedText::kEnd);  // its [start, end)
  void AppendOwn(std::string_view text);  // not in the source: a blank between two cells

  // Metadata, classifications, repairs and so on; not text, offsets, sections and blocks.
  Document& document() { return document_; }

  bool failed() const { return error_.has_value(); }
  void Fail(Error error);  // keeps the first
  // Closes what is open and returns the document, or the first error. A document without any text is
  // kInvalid. Offsets are those of the file.
  Result<Document> Finish();

 private:
  std::string UniquePath(const std::string& path);
  void AppendText(std::string_view text, uint64_t at, std::optional<uint32_t> length);
  void AppendSpace(char space, uint64_t at, uint32_t length);
  void Emit(std::string_view text, uint64_t at, uint32_t length);
  void BeforeText(uint64_t at);
  void Settle();
  void PushBlocks(Span span);

  const SourceText& source_;
  Document document_;
  std::optional<Error> error_;
  std::vector<uint32_t> open_ = {0};  // from section 0 to the innermost
  size_t started_ = 0;                // how many of them have text
  // How often each path was requested, by hash. Two paths with the same hash get a number that they do not
  // need, but a million long paths take little room.
  std::unordered_map<size_t, uint32_t> paths_;

  bool in_block_ = false, has_text_ = false, has_body_ = false;
  Block block_;
  Space space_ = Space::kCollapse;

  // White space since the last text, across blocks, and the place of its start (length 0: our own).
  bool pending_ = false;
  uint64_t pending_at_ = 0;
  uint32_t pending_length_ = 0;

  uint64_t last_at_ = 0;  // for errors
  size_t settled_ = 0;    // the text before it is in NFC and in document_.offsets,
  OffsetMap tail_;        // the text behind it is mapped here
};

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_DOCUMENT_BUILDER_H_
