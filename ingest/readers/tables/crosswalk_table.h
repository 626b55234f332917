// Tables that are crosswalks and no catalogues, whatever they come in (CSV, TSV, worksheets): NIST's OLIR and
// STRM templates, tables of sources, targets and relationships, trestle's csv-to-oscal sheets, and tables of
// nothing but pairs of codes.
#ifndef CONCORD_INGEST_READERS_TABLES_CROSSWALK_TABLE_H_
#define CONCORD_INGEST_READERS_TABLES_CROSSWALK_TABLE_H_

#include <string>
#include <string_view>

#include "ingest/document/document_builder.h"
#include "ingest/readers/tables/crosswalk_columns.h"
#include "ingest/readers/tables/table_document.h"

namespace concord {

// Adds the rows of `table`, a part of source.text(), to the document's mapping set, each as a block; true
// when it is such a table. Its header stands in one of the first 20 rows:
//
// - "Focal Document Element" and "Reference Document Element" (NIST IR 8278A), or "FDE #" and "SCF #" or
//   another "... #" (STRM sheets): the focal element is the subject.
//   The relationship tells of the reference element to the focal one, so that "subset of" is
//   skos:narrowMatch.
// - "source_id", "relationship", "target_id", where most relationships are words that we know: the
// relationship
//   tells of the source to the target.
// - "$$Source_Resource", "$$Map_Source_ID_Ref_list" ...: each pair of n sources and m targets of a row, which
//   share a `group`.
// - two columns or more of codes, none of which is a catalogue (each comes several times), the first two of
//   letters and digits: the first one's to each other one's.
//
// A cell with several ids gives a row for each pair of them. A placeholder (mapping/counterpart_cell.h) is no
// item: "N/A" says that no counterpart was found, "TBD" and empty cells say nothing; both are reported.
//
// Frameworks are called as `options.map` says ("subject=nist-csf-2.0,object=nist-800-53r5"), else as a row
// "Focal Document Name" and "Reference Document Name" above the header or in a sheet before does, else after
// the file or the column.
Result<bool> ReadCrosswalkTable(const SourceText& source, std::string_view table, const TableOptions& options,
                                DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_CROSSWALK_TABLE_H_
