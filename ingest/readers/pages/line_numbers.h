// The numbers that bills have beside their lines, in text that was taken from paper: "12  an owner shall
// keep".
#ifndef CONCORD_INGEST_READERS_PAGES_LINE_NUMBERS_H_
#define CONCORD_INGEST_READERS_PAGES_LINE_NUMBERS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "ingest/source/piece.h"

namespace concord {

// The text without the numbers at the beginnings of its lines, if most lines have one, they count by one (and
// begin again at 1, as on a new page) or by five, and what they stand beside goes on from line to line;
// otherwise one piece with all of it. `*count` is how many are left out. The pieces borrow the text.
// O(bytes).
std::vector<Piece> WithoutLineNumbers(std::string_view text, size_t* count);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_PAGES_LINE_NUMBERS_H_
