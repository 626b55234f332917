// What the columns of a CSV file of nodes or edges contain, according to the header or to the cells.
#ifndef CONCORD_INGEST_IMPORT_TABLE_COLUMNS_H_
#define CONCORD_INGEST_IMPORT_TABLE_COLUMNS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/delimited.h"
#include "base/result.h"
#include "graph/value.h"

namespace concord {

enum class TableKind : uint8_t { kNodes, kEdges };

enum class ColumnRole : uint8_t {
  kProperty,
  kId,      // identifies the node; also a property if the column has a name
  kLabels,  // further labels, a list
  kStart,   // ids of the ends of an edge
  kEnd,
  kType,  // of the edge
  kIgnored,
};

enum class ColumnType : uint8_t { kString, kInt, kDouble, kBool, kDate };

struct TableColumn {
  std::string name;  // of the property; may be empty for the other roles
  ColumnRole role = ColumnRole::kProperty;
  ColumnType type = ColumnType::kString;
  bool list = false;
  bool guess = false;  // the type has to be guessed
  std::string group;   // of ids: the space in which they are unique; "" is the common one
  int64_t least = INT64_MIN, most = INT64_MAX;  // of whole numbers: byte, short, int, long
};

struct ColumnOptions {
  std::string id_column;  // of nodes, if no header says :ID; empty: "id"
  char list_separator = ';';
  bool plain_headers = false;  // a colon in a header has no meaning
};

// Reads a header as neo4j-admin does (`name:type`, `name:type[]`, `:ID`, `id:ID(group)`, `:LABEL`,
// `:START_ID`, `:END_ID`, `:TYPE`, `:IGNORE`). Ignores settings in braces. If a header has no such word,
// types are guessed, the id is in `id_column`, and the ends of an edge are in the first two columns, called
// src and dst, from and to, start and end, or source and target. Errors have the offset of the cell in
// `text`, from which the cells were read.
Result<std::vector<TableColumn>> ParseHeader(TableKind kind, std::span<const Cell> header,
                                             const ColumnOptions& options, std::string_view source,
                                             std::string_view text);

// The value of a cell; null if it is empty (for a string: empty and not quoted). The message of an error says
// what was found and expected.
Result<Value> ParseCell(const TableColumn& column, const ColumnOptions& options, const Cell& cell,
                        std::string* buffer);

// Finds the narrowest type that holds every cell of a column without loss: whole numbers as they would be
// printed (007 stays text), then decimal numbers, true/false, ISO dates (not years alone), else text.
class TypeGuess {
 public:
  void Add(const Cell& cell);
  ColumnType type() const;
  bool settled() const { return possible_ == 0; }  // it is text, whatever comes next

 private:
  static constexpr unsigned kInts = 1, kDoubles = 2, kBools = 4, kDates = 8;
  unsigned possible_ = kInts | kDoubles | kBools | kDates;
  bool any_ = false;
};

std::string_view ColumnTypeName(ColumnType type);  // "string", "int", ...

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_TABLE_COLUMNS_H_
