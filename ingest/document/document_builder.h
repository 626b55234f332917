// Writes a Document from front to back: readers say what stands where, the builder keeps the promises of
// ingest/document/document.h (normal form, offsets, order, unique paths, limits).
//
//     DocumentBuilder builder(source);                            // a SourceText
//     builder.OpenSection(SectionKind::kArticle, "Article 3", "art.3");
//     builder.OpenBlock(BlockKind::kHeading);
//     builder.Append("Article 3 ", 100);                          // stands at byte 100 of source.text()
//     builder.StartBody();                                        // what comes now is the block's span
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

// Never fails in the middle: what goes wrong (a limit) is kept, later calls do nothing harmful, Finish
// returns it. A reader of long input looks at failed() now and then.
class DocumentBuilder {
 public:
  // `source` is borrowed until Finish.
  explicit DocumentBuilder(const SourceText& source);

  // A child of the innermost open section. `part` is its step of the path ("art.14", "4", "a"); made lower
  // case and free of other bytes than letters, digits, dots and hyphens; a path that exists already gets
  // "-2", "-3" ... With a slash before it ("/art.14") the path starts anew, as articles are cited without
  // their chapter; when that path exists already the slash is ignored. Returns its index. Ends an open block.
  uint32_t OpenSection(SectionKind kind, std::string_view number, std::string_view part);
  void CloseSection();                                       // nothing when only section 0 is open
  size_t open_sections() const { return open_.size() - 1; }  // without section 0
  uint32_t current_section() const { return open_.back(); }
  uint32_t open_section(size_t depth) const { return open_[depth]; }  // depth 0 is section 0
  // For what only later text tells. Both end an open block.
  // Makes an open section the last child of the one that stands before it below the same parent, which is
  // open again; its path and those below it change. False: there is no such section.
  bool NestInSibling(uint32_t section);
  // Opens the last section that was closed below the innermost open one again; blocks behind it are its own.
  void ReopenSection(uint32_t section);
  Section& section(uint32_t index) { return document_.sections[index]; }

  // One block at a time; opening one ends the one before. A block without text leaves no trace.
  enum class Space : uint8_t {
    kCollapse,  // runs of white space, line ends among them, become one blank; none at the ends
    kKeep,      // lines and blanks stay (code, tables as text); no-break spaces become blanks all the same
  };
  void OpenBlock(BlockKind kind, int32_t lead = -1, Space space = Space::kCollapse);
  void StartBody();      // what stands so far (a number, a bullet) is text but not of the block's span
  int32_t CloseBlock();  // its index, or -1 when it has no body (a number alone stays in the text)
  // More than that is no paragraph: it becomes several blocks, one behind the other, of which the index is
  // the first's. So the words of a passage fit into memory whatever the file is (extractor.cc). No paragraph
  // of our corpora is cut.
  static constexpr uint32_t kMaxBlockBytes = 256 * 1024;
  bool in_block() const { return in_block_; }
  const Block& block(int32_t index) const { return document_.blocks[static_cast<size_t>(index)]; }
  Block& block(int32_t index) { return document_.blocks[static_cast<size_t>(index)]; }

  // Text of the open block (opens a paragraph when there is none); UTF-8. Soft hyphens, zero-width
  // spaces and control characters are dropped, white space is treated as the block says, and all becomes
  // NFC. Calls may cut the text anywhere between characters.
  void Append(std::string_view text, uint64_t at);  // these very bytes stand at `at` in source.text()
  void AppendFor(std::string_view text, uint64_t at, uint32_t length);  // stands for those (an entity)
  void Append(const PlacedText& text, size_t start = 0, size_t end = PlacedText::kEnd);  // its [start, end)
  void AppendOwn(std::string_view text);  // not in the source: a blank between two cells

  // Metadata, classifications, repairs and so on; not text, offsets, sections and blocks.
  Document& document() { return document_; }

  bool failed() const { return error_.has_value(); }
  void Fail(Error error);  // keeps the first
  // Closes what is open and hands the document over, or the first error; one with no text at all is
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
  // How often each path was asked for, by hash: two paths of one hash get a number that they do not need,
  // and a million long paths take little room.
  std::unordered_map<size_t, uint32_t> paths_;

  bool in_block_ = false, has_text_ = false, has_body_ = false;
  Block block_;
  Space space_ = Space::kCollapse;

  // White space since the last text, across blocks: where the first of it stands (length 0: our own).
  bool pending_ = false;
  uint64_t pending_at_ = 0;
  uint32_t pending_length_ = 0;

  uint64_t last_at_ = 0;  // for errors
  size_t settled_ = 0;    // the text before it is in NFC and in document_.offsets,
  OffsetMap tail_;        // the text behind it is mapped here
};

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_DOCUMENT_BUILDER_H_
