// The parsers of graph files. Each reads a stream once; all but that of RDF keep no more of it than a record
// and the declarations of its columns.
#ifndef CONCORD_INGEST_IMPORT_GRAPH_FILES_H_
#define CONCORD_INGEST_IMPORT_GRAPH_FILES_H_

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/import/graph_records.h"

namespace concord {

// Errors have file, line and what was expected. `source` is the name of the file.
using GraphFileReader = Result<void> (*)(std::istream& in, const std::string& source, GraphRecords* records);

// GraphML (graphml.graphdrawing.org). The labels of a node are the data or attribute "labels"; the type of an
// edge is the data "type", else the data or attribute "label". Hyperedges are refused (kUnsupported).
Result<void> ReadGraphMl(std::istream& in, const std::string& source, GraphRecords* records);

// GEXF 1.1 to 1.3 (gexf.net). The labels of a node are the attribute with the title "labels"; the type of an
// edge is the one with the title "type", else its label.
Result<void> ReadGexf(std::istream& in, const std::string& source, GraphRecords* records);

// Node-link JSON of NetworkX ("nodes", and "links" or "edges") and the JSON of Cytoscape ("elements").
Result<void> ReadNodeLink(std::istream& in, const std::string& source, GraphRecords* records);

// JSON Lines: our own rows, rows of Neo4j's APOC, and plain rows with "id", or with "source" and "target" (or
// "from" and "to").
Result<void> ReadRecordLines(std::istream& in, const std::string& source, GraphRecords* records);

// N-Quads and N-Triples (w3.org/TR/n-quads), and Turtle (w3.org/TR/turtle), in memory, as
// ingest/import/rdf_graph.h describes.
Result<void> ReadNQuads(std::istream& in, const std::string& source, GraphRecords* records);
Result<void> ReadTurtleGraph(std::istream& in, const std::string& source, GraphRecords* records);
// JSON-LD 1.1 (w3.org/TR/json-ld11), likewise. kUnsupported for a context that is not in the file.
Result<void> ReadJsonLd(std::istream& in, const std::string& source, GraphRecords* records);

// Parquet, through DuckDB, which reads the file named `source` itself. kNotFound without its library.
Result<void> ReadParquet(std::istream& in, const std::string& source, GraphRecords* records);

struct GraphFileFormat {
  std::string_view name;     // as of the exporter: "graphml"
  std::string_view endings;  // of files, with blanks between them
  GraphFileReader read;
};
std::span<const GraphFileFormat> GraphFileFormats();
// The format of that name, or else that of a file with this ending; nullptr if there is none.
const GraphFileFormat* FindGraphFileFormat(std::string_view name, std::string_view path);

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_GRAPH_FILES_H_
