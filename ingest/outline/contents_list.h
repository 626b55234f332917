// Lists of contents in plain text, whose lines look like the headings that they announce.
#ifndef CONCORD_INGEST_OUTLINE_CONTENTS_LIST_H_
#define CONCORD_INGEST_OUTLINE_CONTENTS_LIST_H_

#include <cstddef>
#include <string_view>

namespace concord {

// Whether a line announces a list of contents: "Contents", "Inhaltsverzeichnis", or the end of a sentence:
// "The table of contents for this Act is as follows:". `*sentence` says which.
bool AnnouncesContents(std::string_view line, bool* sentence);

// Where the list that begins at byte `from` of `text` ends: at the first line that repeats an entry, because
// the body begins there; or at the first line that can be no entry, if a sentence announced the list or most
// entries end in the number of a page. `from` if there is no list. Looks at no more than some thousand lines.
size_t ContentsEnd(std::string_view text, size_t from, bool sentence);

}  // namespace concord

#endif  // CONCORD_INGEST_OUTLINE_CONTENTS_LIST_H_
