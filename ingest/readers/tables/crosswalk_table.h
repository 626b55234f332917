// Reads tables that are crosswalks and not catalogues, from any format (CSV, TSV, worksheets): NIST's OLIR
// and STRM templates, tables of sources, targets and relationships, trestle's csv-to-oscal sheets, and tables
// that consist only of pairs of codes.
#ifndef CONCORD_INGEST_READERS_TABLES_CROSSWALK_TABLE_H_
#define CONCORD_INGEST_READERS_TABLES_CROSSWALK_TABLE_H_

#include <string>
#include <string_view>

#include "ingest/document/document_builder.h"
#include "ingest/readers/tables/crosswalk_columns.h"
#include "ingest/readers/tables/table_document.h"

namespace concord {

// Adds the rows of `table`, a part of source.text(), to the document's mapping set, each as a block.
// Returns true if it is such a table. Its header is in one of the first 20 rows:
//
// - "Focal Document Element" and "Reference Document Element" (NIST IR 8278A), or "FDE #" and "SCF #" or
//   another "... #" (STRM sheets): the focal element is the subject. OLIR relates the reference element
//   to the focal one, so "subset of" becomes skos:narrowMatch. An "STRM Relationship" (IR 8477) relates
//   the focal element to the reference element.
// - "source_id", "relationship", "target_id", if most relationships are words that we know: the
//   relationship relates the source to the target.
// - "source_id" and "target_id" without a relationship, if nearly all are codes.
// - "$$Source_Resource", "$$Map_Source_ID_Ref_list" ...: each pair of n sources and m targets of a row,
//   which share a `group`.
// - two or more columns of codes, of which none is a catalogue (each code occurs several times), the
//   first two with letters and digits: the first column is mapped to each other one.
//
// A cell with several ids gives a row for each pair. A placeholder (mapping/counterpart_cell.h) is not
// an item: "N/A" says that no counterpart was found, "TBD" and empty cells say nothing. Both are
// reported.
//
// The names of the frameworks come from `options.map` ("subject=nist-csf-2.0,object=nist-800-53r5");
// else from a row "Focal Document Name" and "Reference Document Name" above the header or in an earlier
// sheet; else from the file or the column.
Result<bool> ReadCrosswalkTable(const SourceText& source, std::string_view table, const TableOptions& options,
                                DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_CROSSWALK_TABLE_H_
