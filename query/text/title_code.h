// Titles that are codes, or begin with one: "GV.OC-01", "28", "5.2.1 - Context". They say where an item
// stands, and not what it is about.
#ifndef CONCORD_QUERY_TEXT_TITLE_CODE_H_
#define CONCORD_QUERY_TEXT_TITLE_CODE_H_

#include <string_view>

namespace concord {

// What is left of the title: all, what stands behind the code, or nothing. A single word is a code when it
// has a digit and `id` ends with it ("node4"), or looks like one: a digit and no run of three small letters,
// or short groups of capitals joined by points and hyphens ("PR.AC").
std::string_view WithoutCode(std::string_view title, std::string_view id);

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_TITLE_CODE_H_
