// XML as a stream of events.
#ifndef CONCORD_INGEST_IMPORT_XML_EVENTS_H_
#define CONCORD_INGEST_IMPORT_XML_EVENTS_H_

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace concord {

// Valid during the event. Names have no prefix.
class XmlAttributes {
 public:
  explicit XmlAttributes(std::vector<std::pair<std::string_view, std::string_view>> attributes)
      : attributes_(std::move(attributes)) {}

  // Null if there is none.
  const std::string_view* Find(std::string_view name) const;
  // "" if there is none.
  std::string Get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> attributes_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  // An error without a place gets that of the event.
  virtual Result<void> Begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual Result<void> End(std::string_view name) = 0;
  virtual Result<void> Text(std::string_view text) = 0;  // a piece of it

  uint64_t line = 1;  // of the event
};

inline constexpr size_t kMaxXmlDepth = 256;

// Errors have line, column and offset: kInvalid for wrong syntax, kLimit for elements that nest deeper than
// kMaxXmlDepth, kUnsupported for a DOCTYPE that declares entities. Nothing is fetched.
Result<void> ReadXmlEvents(std::istream& in, const std::string& source, XmlHandler* handler);

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_XML_EVENTS_H_
