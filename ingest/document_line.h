// A document as one line of JSON: the input of `concord extract --jsonl -`. docs/scale.md describes it.
#ifndef CONCORD_INGEST_DOCUMENT_LINE_H_
#define CONCORD_INGEST_DOCUMENT_LINE_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/manifest.h"

namespace concord {

struct DocumentLine {
  std::string name;                         // what a file's path below the root is for ingest
  std::string bytes;                        // its content
  std::string media_type;                   // without parameters and in lower case; may be empty
  std::string format, map, key, edition;    // as the options of ingest; may be empty
  std::optional<Manifest::Entry> metadata;  // what a row of a manifest says

  // The name, with the ending that the media type stands for if the name has none. For the detection of the
  // format only.
  std::string PathForReaders() const;

  // Fails with kInvalid if a member is missing, unknown or of another type. The error's source is the name,
  // if the line has one.
  static Result<DocumentLine> Parse(std::string_view line);
};

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_LINE_H_
