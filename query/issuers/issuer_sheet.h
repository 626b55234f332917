// The desk of issuers as a table for a spreadsheet: a row for each document in question, and columns to fill
// in.
#ifndef CONCORD_QUERY_ISSUERS_ISSUER_SHEET_H_
#define CONCORD_QUERY_ISSUERS_ISSUER_SHEET_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"
#include "query/answer.h"

namespace concord {

// For an answer of `issuers`: tab-separated, with the columns document, title, state, proposal, name, how,
// confidence, told, says (the words of the first passage), decision, by, on. The last three are empty.
std::string IssuerSheet(const Answer& answer);

struct IssuerDecisions {
  std::vector<GraphBatch> batches;  // one for each decision, to be applied in this order
  uint64_t accepted = 0, undone = 0;
  uint64_t open = 0;  // rows without a decision
};

// Reads a filled-in sheet. Columns are found by their names; `document` and `decision` are required, and rows
// and other columns may have been added and removed. A decision is `accept` (the proposal of the row),
// `undo`, or the key or name of another body. `by` and `on` fill empty cells of these columns; `on` may be
// empty. The separator is a tab if the first line has one, otherwise a semicolon or a comma.
//
// All of the sheet or nothing. kInvalid with line and column for a sheet without these columns, an unknown
// document or body, a row without a name in `by`, or a document with two decisions.
Result<IssuerDecisions> ReadIssuerSheet(const Snapshot& snapshot, std::string_view sheet,
                                        std::string_view source, std::string_view by, std::string_view on);

}  // namespace concord

#endif  // CONCORD_QUERY_ISSUERS_ISSUER_SHEET_H_
