// What a query returns: a table whose rows have evidence, and the nodes that the answer is about. All queries
// and all printers share this noun.
#ifndef CONCORD_QUERY_ANSWER_H_
#define CONCORD_QUERY_ANSWER_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "graph/batch.h"
#include "graph/value.h"
#include "query/note.h"

namespace concord {

// Where a text says it. The quote is the bytes [start, end) of the version's text at the time of reading.
struct Evidence {
  std::string document;  // key of the work
  std::string title;     // of the work
  std::string version;   // key of the edition
  std::string section;   // key of the section; may be empty
  std::string anchor;    // for people: "Article 14(4)", a heading path
  std::string quote;
  uint64_t start = 0;  // bytes in the version's normalised text
  uint64_t end = 0;
  uint64_t focus = 0;  // bytes of the quote before the name that it is shown for
  uint32_t page = 0;   // of the source, where the quote begins, from 1; 0: the source has no pages
  std::string source;  // the file, or "manifest.tsv:12" for what a document does not say itself
  std::string column;  // the number that it proves, if the row has several
};

struct Column {
  std::string name;     // never changes: the field in JSON and the head in tables
  std::string title;    // for people; empty: the name
  bool right = false;   // right-aligned, for numbers
  bool detail = false;  // in a table only if there is room, in this order; always in JSON
  bool sparse = false;  // in a table only if some row has more than 0 there; always in JSON
  bool below = false;   // in a table on separate lines below the row: a text of any length
};

struct Row {
  List cells;                      // one for each column; null if there is no value
  std::vector<Evidence> evidence;  // best first
};

struct Answer {
  std::string query;      // name of the query's row
  PropertyMap arguments;  // as understood: resolved keys, thresholds
  std::vector<Column> columns;
  std::vector<Row> rows;  // best first
  std::vector<Note> notes;
  std::vector<NodeId> nodes;  // what an export of this answer includes
};

// The index of the column with this name, or the number of columns if there is none.
inline size_t ColumnOf(const Answer& answer, std::string_view name) {
  return static_cast<size_t>(std::ranges::find(answer.columns, name, &Column::name) - answer.columns.begin());
}

}  // namespace concord

#endif  // CONCORD_QUERY_ANSWER_H_
