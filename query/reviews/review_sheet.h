// A review as a table for a spreadsheet: one row for each pair about which a reviewer is asked, with both
// texts, and columns to fill in.
#ifndef CONCORD_QUERY_REVIEWS_REVIEW_SHEET_H_
#define CONCORD_QUERY_REVIEWS_REVIEW_SHEET_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "query/output/xlsx_workbook_writer.h"
#include "query/reviews/review.h"
#include "query/reviews/review_pairs.h"

namespace concord {

// One row for each pair, by subject, with the review's decision; and one for each subject without an object,
// for "no counterpart" or for an object that was not suggested. Texts longer than 1,500 characters are cut.
// The column `decision` offers its words.
Sheet ReviewSheet(const ReviewPairs& pairs, const Review& review);
// The same as text with tabs between cells. A text that a spreadsheet would run as a formula gets an
// apostrophe in front.
std::string SheetAsTsv(const Sheet& sheet);

// A whole sheet is in memory while it is read.
inline constexpr size_t kMostSheetDecisions = 200'000;

struct SheetReport {
  uint64_t taken = 0;      // decisions that are new or different
  uint64_t unchanged = 0;  // that the review had
  uint64_t open = 0;       // rows without a decision
};

// Takes the decisions of a filled-in sheet. Columns are found by their names, in any order; subject_id,
// object_id and decision are required. Rows and columns may have been added and removed. A row without a
// decision leaves its pair unchanged. `separator` is between cells. '\0' means: a tab if the first line has
// one, otherwise a semicolon if it has one, otherwise a comma.
//
// Takes all of the sheet or nothing: after an error the review is unchanged. The error names line and column,
// and counts the lines with further errors: an unknown word, item or date, two contradictory rows, a reviewer
// other than the review's. kLimit for more decisions than kMostSheetDecisions.
Result<SheetReport> ReadReviewSheet(std::string_view sheet, std::string_view source, char separator,
                                    Date today, Review* review);

// The one reviewer whom the rows name; empty if they name none.
std::string ReviewerOfSheet(std::string_view sheet, char separator);

}  // namespace concord

#endif  // CONCORD_QUERY_REVIEWS_REVIEW_SHEET_H_
