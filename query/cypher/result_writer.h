// Results as text: a table, JSON, JSON Lines or CSV. And parameters from text.
//
// If a result has a plan (EXPLAIN, PROFILE), both forms of JSON have its steps as "plan" beside the rows.
// JSON Lines and CSV hold one table, so they have the steps instead of the rows. See PlanTable.
#ifndef CONCORD_QUERY_CYPHER_RESULT_WRITER_H_
#define CONCORD_QUERY_CYPHER_RESULT_WRITER_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "query/cypher/cypher.h"

namespace concord::cypher {

// The steps of a plan as rows: "step" (its number, from 1), "parent" (the step that takes its rows; null for
// the first in the list), "operator", "details", "estimated_rows" (null where the planner makes no guess),
// "rows", and "time_ms" of the step and all below it (both null without PROFILE).
QueryResult PlanTable(const std::vector<PlanStep>& plan);

// Columns no wider than they need be, long cells cut so that a line has about `width` columns.
std::string ResultTable(const QueryResult& result, size_t width);
// {"schema": "concord.query/1", "columns": [...], "rows": [[...]], "changes": {...}, "notes": [...],
// "note_codes": [...]}. A node
// is {"key", "labels", "properties"}, a relationship {"type", "from", "to", "properties"}, a path {"nodes",
// "relationships"}; temporal values are strings in ISO 8601.
std::string ResultJson(const QueryResult& result);
// One object a row, by the names of the columns.
std::string ResultJsonLines(const QueryResult& result);
std::string ResultCsv(const QueryResult& result);
// {"schema": "concord.graph/1", "nodes": [...], "relationships": [...]}: each node and relationship of the
// rows once, in the form of ResultJson.
std::string ResultGraphJson(const QueryResult& result);
// "2 nodes created, 1 relationship deleted"; empty when nothing was changed.
std::string ChangesText(const Counters& counters);

// A value as a query would write it (5, 'x', [1, 2], {a: 1}, date('2024-01-01')); anything else is a string.
Value ParseParameter(std::string_view text);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_RESULT_WRITER_H_
