// The text of one version in reading order, with its parts and what was found in them, for display.
#ifndef CONCORD_QUERY_PLACES_DOCUMENT_TEXT_H_
#define CONCORD_QUERY_PLACES_DOCUMENT_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

struct DocumentText {
  struct Part {
    std::string key;              // of the Section
    std::string number;           // "Article 14"; may be empty
    std::string heading;          // may be empty
    uint32_t depth = 0;           // 0 below the version
    uint64_t start = 0, end = 0;  // bytes of the version's text, including the parts below
  };
  struct Mark {
    uint64_t start = 0, end = 0;
    std::string
        label;  // "Measure", or the label of the node that is named: "Forum", "Actor", "Standard", "Document"
    std::string key;
    std::string about;  // modality of a measure, relation of a forum, else the name
  };

  std::string document, version, title, language, date,
      source;        // keys, and what the store says of the version
  std::string text;  // bytes [from, to) of the version's text
  uint64_t from = 0, to = 0;
  uint64_t size = 0;        // bytes of the whole text
  std::vector<Part> parts;  // all of them, in reading order
  std::vector<Mark> marks;  // within [from, to), by start, longer ones first
};

// Reads the version `name`, or the newest version of the document `name`. Reads about `most` bytes of text
// from the part that holds byte `from`, and as far as possible complete parts without subparts. Fails with
// kNotFound and suggestions for an unknown name, and for a document without a version.
Result<DocumentText> ReadDocumentText(const Snapshot& snapshot, std::string_view name, uint64_t from,
                                      uint64_t most);

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_DOCUMENT_TEXT_H_
