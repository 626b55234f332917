// A review as a table, for those who prefer a spreadsheet: one row for each pair that a reviewer is asked
// about, with both texts, and columns to fill in.
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

// One row for each pair, by subject, with what the review decided, and one for each subject without an
// object, for "no counterpart" or for an object that was not suggested. A text longer than 1,500 characters
// is cut. The column `decision` offers its words.
Sheet ReviewSheet(const ReviewPairs& pairs, const Review& review);
// The same as text with tabs between cells. A text that a spreadsheet would run as a formula gets an
// apostrophe before it.
std::string SheetAsTsv(const Sheet& sheet);

// All of a sheet is in memory while it is taken.
inline constexpr size_t kMostSheetDecisions = 200'000;

struct SheetReport {
  uint64_t taken = 0;      // decisions that are new or different
  uint64_t unchanged = 0;  // that the review had
  uint64_t open = 0;       // rows without a decision
};

// Takes the decisions of a sheet that somebody filled in: columns by their names, in any order, of which
// subject_id, object_id and decision must be there; rows and columns may have been added and removed. What a
// row without a decision says of a pair stays as it was. `separator` is between cells; '\0': a tab where the
// first line has one, else a semicolon where it has one, else a comma.
//
// All of the sheet or nothing: an error leaves the review as it was. It names line and column, and counts the
// lines with further errors: an unknown word, item or date, two rows that contradict one another, a reviewer
// other than the review's. kLimit for more decisions than kMostSheetDecisions.
Result<SheetReport> ReadReviewSheet(std::string_view sheet, std::string_view source, char separator,
                                    Date today, Review* review);

// The one reviewer whom the rows name; empty when none does.
std::string ReviewerOfSheet(std::string_view sheet, char separator);

}  // namespace concord

#endif  // CONCORD_QUERY_REVIEWS_REVIEW_SHEET_H_
