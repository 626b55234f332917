#include "graph/record_view.h"

#include <bit>
#include <string>

#include "graph/batch.h"
#include "graph/codec.h"
#include "graph/keys.h"
#include "graph/value_tags.h"

namespace concord {

// Accepts what the functions of graph/codec.h accept.
class RecordParser {
 public:
  RecordParser(std::string_view bytes, Symbol limit) : bytes_(bytes), reader_(bytes), limit_(limit) {}

  void Properties(std::vector<PropertyView>* properties) {
    properties->clear();
    for (uint64_t left = reader_.Count(2); left > 0 && reader_.ok(); --left) {
      PropertyView& property = properties->emplace_back();
      property.name = Name();
      ReadValue(&property.value);
      if (property.value.type() == Value::Type::kNull) reader_.Refuse();
    }
  }

  // A name that the store has.
  Symbol Name() {
    const Symbol name = reader_.Varint32();
    if (name == 0 || name >= limit_) reader_.Refuse();
    return name;
  }

  ByteReader& reader() { return reader_; }

  Result<void> Done(const char* what) const {
    if (reader_.ok() && reader_.done()) return {};
    return Fail(ErrorCode::kCorrupt, std::string("the store holds ") + what + " that cannot be read");
  }

 private:
  void ReadValue(ValueView* value) {
    const size_t start = bytes_.size() - reader_.left();
    const uint8_t tag = reader_.Byte();
    switch (tag) {
      case kFalseTag:
      case kTrueTag:
        value->type_ = Value::Type::kBool;
        value->int_ = tag == kTrueTag ? 1 : 0;
        return;
      case kIntTag:
        value->type_ = Value::Type::kInt;
        value->int_ = reader_.SignedVarint();
        return;
      case kDoubleTag: {
        value->type_ = Value::Type::kDouble;
        const std::string_view bytes = reader_.Bytes(8);
        if (reader_.ok()) value->double_ = std::bit_cast<double>(Read64(bytes.data()));
        return;
      }
      case kStringTag:
        value->type_ = Value::Type::kString;
        value->bytes_ = reader_.Sized();
        return;
      case kDateTag:
        value->type_ = Value::Type::kDate;
        value->date_ = ReadDate();
        return;
      case kListTag:
      case kMapTag:
        value->type_ = tag == kListTag ? Value::Type::kList : Value::Type::kMap;
        SkipElements(tag, kMaxValueDepth);
        if (reader_.ok()) value->bytes_ = bytes_.substr(start, bytes_.size() - reader_.left() - start);
        return;
      default:
        reader_.Refuse();
    }
  }

  Date ReadDate() {
    const int64_t year = reader_.SignedVarint(), month = reader_.SignedVarint(), day = reader_.SignedVarint();
    const Date date{static_cast<int16_t>(year), static_cast<int8_t>(month), static_cast<int8_t>(day)};
    if (year != date.year || month != date.month || day != date.day) reader_.Refuse();
    return date;
  }

  // Behind the tag of a list or map.
  void SkipElements(uint8_t tag, int levels) {
    if (levels == 0) reader_.Refuse();
    for (uint64_t left = reader_.Count(tag == kMapTag ? 2 : 1); left > 0 && reader_.ok(); --left) {
      if (tag == kMapTag) reader_.Sized();
      Skip(levels - 1);
    }
  }

  void Skip(int levels) {
    switch (const uint8_t tag = reader_.Byte()) {
      case kNullTag:
      case kFalseTag:
      case kTrueTag:
        return;
      case kIntTag:
        reader_.Varint();
        return;
      case kDoubleTag:
        reader_.Bytes(8);
        return;
      case kStringTag:
        reader_.Sized();
        return;
      case kDateTag:
        ReadDate();
        return;
      case kListTag:
      case kMapTag:
        SkipElements(tag, levels);
        return;
      default:
        reader_.Refuse();
    }
  }

  const std::string_view bytes_;
  ByteReader reader_;
  const Symbol limit_;
};

ValueView::ValueView(const Value& value) : type_(value.type()) {
  switch (type_) {
    case Value::Type::kNull:
      return;
    case Value::Type::kBool:
      int_ = value.as_bool() ? 1 : 0;
      return;
    case Value::Type::kInt:
      int_ = value.as_int();
      return;
    case Value::Type::kDouble:
      double_ = value.as_double();
      return;
    case Value::Type::kString:
      bytes_ = value.as_string();
      return;
    case Value::Type::kDate:
      date_ = value.as_date();
      return;
    case Value::Type::kList:
    case Value::Type::kMap:
      nested_ = &value;
      return;
  }
}

Value ValueView::ToValue() const {
  switch (type_) {
    case Value::Type::kNull:
      return {};
    case Value::Type::kBool:
      return as_bool();
    case Value::Type::kInt:
      return int_;
    case Value::Type::kDouble:
      return double_;
    case Value::Type::kString:
      return bytes_;
    case Value::Type::kDate:
      return date_;
    case Value::Type::kList:
    case Value::Type::kMap:
      if (nested_ != nullptr) return *nested_;
      ByteReader reader(bytes_);
      return ReadValue(&reader);
  }
  return {};
}

Result<void> ViewNode(std::string_view bytes, Symbol limit, NodeView* node) {
  RecordParser parser(bytes, limit);
  if (parser.reader().Byte() > static_cast<uint8_t>(Lifetime::kPermanent)) parser.reader().Refuse();
  node->key = parser.reader().Sized();
  node->labels.clear();
  for (uint64_t left = parser.reader().Count(1); left > 0 && parser.reader().ok(); --left) {
    const Symbol label = parser.Name();
    if (!node->labels.empty() && node->labels.back() >= label) parser.reader().Refuse();
    node->labels.push_back(label);
  }
  parser.Properties(&node->properties);
  return parser.Done("a node");
}

Result<void> ViewEdge(std::string_view bytes, Symbol limit, EdgeView* edge) {
  RecordParser parser(bytes, limit);
  edge->type = parser.Name();
  edge->from = parser.reader().Varint();
  edge->to = parser.reader().Varint();
  if (edge->from == 0 || edge->to == 0) parser.reader().Refuse();
  parser.Properties(&edge->properties);
  return parser.Done("an edge");
}

}  // namespace concord
