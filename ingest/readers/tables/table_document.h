// Reads a table whose columns are not announced into a Document: what CSV, TSV and worksheets share.
#ifndef CONCORD_INGEST_READERS_TABLES_TABLE_DOCUMENT_H_
#define CONCORD_INGEST_READERS_TABLES_TABLE_DOCUMENT_H_

#include <string>
#include <string_view>

#include "ingest/document/document_builder.h"

namespace concord {

struct TableOptions {
  std::string_view map;  // see MapColumns
  std::string scheme;    // of items if the map names none
  std::string prefix;    // of repairs: "sheet 'Controls': "
};

// Reads `table`, a part of source.text(), into the open section. Text above the header is
// separate. The columns are mapped (table_mapping.h), and the outcome reports how. Then the table
// is one of
// - a crosswalk (crosswalk_table.h);
// - items: rows with ids, as a tree (by a column of parents, by groups, by the ids themselves);
// - steps: each level of the tree has its own column, with cells "Title (ID): text";
// - columns: the header is ids, and the cells below each are its text;
// - rows: no ids; each row is a section if it has a title or text, else only kept.
Result<void> ReadTable(const SourceText& source, std::string_view table, const TableOptions& options,
                       DocumentBuilder* builder);

// The name of a file without folders and ending, as a scheme: "nist-csf-2".
std::string SchemeOfPath(std::string_view path);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_TABLE_DOCUMENT_H_
