// Which works are drafts of another work, by their titles.
//
// A title is a draft's if it has a word such as "draft" or "proposal for a". Its final text has the same
// title without these words, notes in brackets ("for comment", a date) and words such as "interim" or
// "trial".
#ifndef CONCORD_QUERY_COVERAGE_DRAFTS_H_
#define CONCORD_QUERY_COVERAGE_DRAFTS_H_

#include <string>
#include <string_view>

namespace concord {

struct TitleCore {
  std::string words;   // in lower case, one blank between two; empty if too few are left to tell works apart
  bool draft = false;  // the title says that it is a draft
};

TitleCore ReadTitleCore(std::string_view title);

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_DRAFTS_H_
