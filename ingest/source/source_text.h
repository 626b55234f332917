// The bytes of a file as UTF-8, after checking that they are text.
#ifndef CONCORD_INGEST_SOURCE_SOURCE_TEXT_H_
#define CONCORD_INGEST_SOURCE_SOURCE_TEXT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/source/offset_map.h"
#include "ingest/source/source.h"

namespace concord {

// Readers of text formats work on `text()`. DocumentBuilder or ToFile converts its offsets into those of the
// file at the end. Borrows the source's bytes if they are already UTF-8.
class SourceText {
 public:
  // The text has U+FFFD where the file has U+FFFE or U+FFFF, which XML must not have. Refuses what no text
  // reader can use, with line and offset: an empty file (kInvalid), one beyond max_file_bytes or with a line
  // beyond max_line_bytes (kLimit), a known binary format (kUnsupported), bytes that are not text in any
  // known encoding (kInvalid).
  static Result<SourceText> Open(const Source& source);

  // Text that was derived from the source's bytes and contains none of them. Offsets stay those of this text
  // (see WholeFile), and errors have no line. Refuses text that is not UTF-8 (kInvalid).
  static Result<SourceText> Derived(const Source& source, std::string text);

  // The text of a container: its parts one after the other, which `text` holds and `parts` names, in UTF-8.
  // Offsets stay those of the parts (see Document::parts), and errors name the part.
  static SourceText OfParts(const Source& source, std::vector<SourcePart> parts, std::string text);
  // One of the parts alone. Borrows from this one.
  SourceText Part(size_t index) const;

  const std::vector<SourcePart>& parts() const { return parts_; }
  std::string_view text() const { return text_; }
  std::string_view path() const { return source_.path; }
  const ReadLimits& limits() const { return *source_.limits; }

  // An error at an offset of text(), with its place in the file.
  Error ErrorAt(ErrorCode code, std::string message, size_t offset) const;
  // A map from some text to text(), as a map to the file's bytes.
  OffsetMap ToFile(OffsetMap map) const;
  // The map of a text of which we know only that it comes from the file.
  OffsetMap WholeFile(size_t text_size) const;

 private:
  Source source_;
  std::string_view text_;
  std::unique_ptr<std::string> decoded_;  // null if text_ lies in the source's bytes
  OffsetMap decoding_;                    // from text_ to the bytes; empty if they are the same
  bool derived_ = false;
  std::vector<SourcePart> parts_;  // of a container
};

}  // namespace concord

#endif  // CONCORD_INGEST_SOURCE_SOURCE_TEXT_H_
