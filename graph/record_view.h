// A record read in place: for whoever goes through very many of them and copies only what is written.
#ifndef CONCORD_GRAPH_RECORD_VIEW_H_
#define CONCORD_GRAPH_RECORD_VIEW_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/value.h"

namespace concord {

// Like Value, but it borrows the bytes of texts, lists and maps from a record or from a Value.
class ValueView {
 public:
  ValueView() = default;
  explicit ValueView(std::string_view text) : type_(Value::Type::kString), bytes_(text) {}
  explicit ValueView(const Value& value);

  Value::Type type() const { return type_; }

  // The value of that type. The caller must have checked type().
  bool as_bool() const { return int_ != 0; }
  int64_t as_int() const { return int_; }
  double as_double() const { return double_; }
  std::string_view as_string() const { return bytes_; }
  Date as_date() const { return date_; }

  Value ToValue() const;

 private:
  friend class RecordParser;

  Value::Type type_ = Value::Type::kNull;
  Date date_;
  int64_t int_ = 0;
  double double_ = 0;
  std::string_view bytes_;         // of a string; of a list or map, as the record has them
  const Value* nested_ = nullptr;  // a list or map that is no record's
};

struct PropertyView {
  Symbol name = 0;
  ValueView value;
};

// Both can be used again for the next record, which costs no memory then. Properties have the order of the
// names, as in PropertyMap.
struct NodeView {
  std::string_view key;
  std::vector<Symbol> labels;  // rising
  std::vector<PropertyView> properties;
};
struct EdgeView {
  Symbol type = 0;
  NodeId from = 0, to = 0;
  std::vector<PropertyView> properties;
};

// The bytes are those of ReadNodeBytes and ReadEdgeBytes (graph/record_scan.h), and must outlive the view.
// kCorrupt for any other bytes, and for names at or above `limit`.
Result<void> ViewNode(std::string_view bytes, Symbol limit, NodeView* node);
Result<void> ViewEdge(std::string_view bytes, Symbol limit, EdgeView* edge);

}  // namespace concord

#endif  // CONCORD_GRAPH_RECORD_VIEW_H_
