// JSON as a stream of events, and values made of them. Neither recurses, whatever the input.
#ifndef CONCORD_INGEST_IMPORT_JSON_EVENTS_H_
#define CONCORD_INGEST_IMPORT_JSON_EVENTS_H_

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/value.h"

namespace concord {

class JsonHandler {
 public:
  virtual ~JsonHandler() = default;
  // An error without a place gets that of the event.
  virtual Result<void> Scalar(Value value) = 0;  // null, bool, int, double or string
  virtual Result<void> Begin(bool is_map) = 0;
  virtual Result<void> Name(std::string name) = 0;  // of the next value of a map
  virtual Result<void> End() = 0;

  uint64_t line = 1;  // of the event
};

// Errors have line and offset: kInvalid for wrong syntax and text that is not UTF-8. A whole number beyond 64
// bits is a double.
Result<void> ReadJsonEvents(std::istream& in, const std::string& source, JsonHandler* handler);

// Builds one value from events. kLimit for values that nest deeper than a store takes.
class ValueBuilder {
 public:
  Result<void> Scalar(Value value) { return Put(std::move(value)); }
  Result<void> Begin(bool is_map);
  void Name(std::string name) { open_.back().name = std::move(name); }
  Result<void> End();

  bool is_open() const { return !open_.empty(); }
  Value Take() { return std::move(value_); }  // when is_open() is false

 private:
  struct Open {
    bool is_map = false;
    std::string name;  // of the next value
    PropertyMap map = {};
    List list = {};
  };
  Result<void> Put(Value value);

  std::vector<Open> open_;
  Value value_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_JSON_EVENTS_H_
