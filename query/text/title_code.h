// Titles that are codes, or begin with one: "GV.OC-01", "28", "5.2.1 - Context". A code says where an item
// is, not what it is about.
#ifndef CONCORD_QUERY_TEXT_TITLE_CODE_H_
#define CONCORD_QUERY_TEXT_TITLE_CODE_H_

#include <string_view>

namespace concord {

// The title without its code: all of it, the text after the code, or nothing. A single word is a code if it
// has a digit and `id` ends with it ("node4"). It is also a code if it looks like one: a digit and no run of
// three lower-case letters, or short groups of capitals joined by points and hyphens ("PR.AC").
std::string_view WithoutCode(std::string_view title, std::string_view id);

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_TITLE_CODE_H_
