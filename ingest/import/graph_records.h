// What the parsers of graph files deliver, and what our own exports say beside the words of the format.
#ifndef CONCORD_INGEST_IMPORT_GRAPH_RECORDS_H_
#define CONCORD_INGEST_IMPORT_GRAPH_RECORDS_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/value.h"

namespace concord {

// Labels and type are empty if the file does not say them.
struct GraphNode {
  std::string key;
  std::vector<std::string> labels = {};
  PropertyMap properties = {};
};
struct GraphEdge {
  std::string type = {};
  std::string from, to;
  PropertyMap properties = {};
};

// What a row of changes does with its record; see query/exporters/graph_changes.h.
enum class RecordChange : uint8_t { kAdded, kChanged, kRemoved };

// Takes the records in the order of the file. `line` is the one on which the record begins, from 1. An edge
// may come before its ends.
class GraphRecords {
 public:
  virtual ~GraphRecords() = default;
  virtual Result<void> Take(GraphNode node, uint64_t line) = 0;
  virtual Result<void> Take(GraphEdge edge, uint64_t line) = 0;
  virtual Result<void> TakeChange(RecordChange change, GraphNode node, uint64_t line) = 0;
  virtual Result<void> TakeChange(RecordChange change, GraphEdge edge, uint64_t line) = 0;
  // Something in the file that has no place in the graph: "positions and colours". Kinds are counted.
  virtual void LeaveOut(std::string_view kind) = 0;
};

// A value from a text of this type: "bool", "int", "double", "string", "date"; "list" and "map" as JSON.
// kInvalid says what was expected and found.
Result<Value> ParseTypedText(std::string_view type, std::string_view text);

// A value from JSON text. kInvalid, or kLimit if it nests deeper than a store takes.
Result<Value> ParseJsonValue(std::string_view json);

// Applies what the exporters call an exact record: {"names":{SHOWN:NAME},"types":{NAME:TYPE},
// "dates":[POINTER],"numbers":{POINTER:TEXT},"values":{NAME:VALUE},"labels":[LABEL]}. kInvalid if it is none
// or does not fit the properties.
Result<void> ApplyExactRecord(const Value& exact, std::vector<std::string>* labels, PropertyMap* properties);

// Turns the properties with these names, which are strings, into dates.
Result<void> MakeDates(const std::set<std::string, std::less<>>& names, PropertyMap* properties);

// Each takes a member out of a record in JSON. "" or nothing, and no change, if it is something else: a key
// is a string or a number, labels are a list of strings or strings joined by ":".
std::string TakeKey(std::string_view name, PropertyMap* record);
std::string TakeText(std::string_view name, PropertyMap* record);
std::vector<std::string> TakeLabels(PropertyMap* record);

// "A:B" or ":A:B" as labels.
std::vector<std::string> SplitLabels(std::string_view joined);

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_GRAPH_RECORDS_H_
