// A table whose columns nobody announced, into a Document: what CSV, TSV and worksheets have in common.
#ifndef CONCORD_INGEST_READERS_TABLES_TABLE_DOCUMENT_H_
#define CONCORD_INGEST_READERS_TABLES_TABLE_DOCUMENT_H_

#include <string>
#include <string_view>

#include "ingest/document/document_builder.h"

namespace concord {

struct TableOptions {
  std::string_view map;  // see MapColumns
  std::string scheme;    // of items when the map names none
  std::string prefix;    // of repairs: "sheet 'Controls': "
};

// Reads `table`, a part of source.text(), into the open section. The columns are mapped (table_mapping.h),
// and the outcome says how; then it is one of
// - a crosswalk (crosswalk_table.h);
// - items: rows with ids, as a tree (by a column of parents, by groups, by the ids themselves);
// - steps: each level of the tree has a column of its own, whose cells are "Title (ID): text";
// - columns: the header is ids, and what stands below each is its text;
// - rows: no ids; each row is a section when it has a title or text, else only kept.
// What stands above the header is text of its own.
Result<void> ReadTable(const SourceText& source, std::string_view table, const TableOptions& options,
                       DocumentBuilder* builder);

// The name of a file without folders and ending, as a scheme: "nist-csf-2".
std::string SchemeOfPath(std::string_view path);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_DOCUMENT_H_
