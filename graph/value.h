// The values that a property can hold.
#ifndef CONCORD_GRAPH_VALUE_H_
#define CONCORD_GRAPH_VALUE_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"

namespace concord {

class Value;
struct Property;
using List = std::vector<Value>;

// Names and values in the byte order of the names. Each name occurs at most once. Most nodes have fewer than
// twelve properties, so a sorted array is faster than a tree.
class PropertyMap {
 public:
  PropertyMap() noexcept;
  PropertyMap(const PropertyMap&);
  PropertyMap(PropertyMap&&) noexcept;
  PropertyMap& operator=(const PropertyMap&);
  PropertyMap& operator=(PropertyMap&&) noexcept;
  ~PropertyMap();
  PropertyMap(std::initializer_list<Property> properties);

  // The value, or nullptr. Valid until the map changes.
  const Value* Find(std::string_view name) const;
  // The string value, or "" if there is none or it has another type.
  std::string_view FindString(std::string_view name) const;

  void Set(std::string_view name, Value value);
  bool Remove(std::string_view name);

  bool empty() const;
  size_t size() const;
  std::vector<Property>::const_iterator begin() const;
  std::vector<Property>::const_iterator end() const;

  friend bool operator==(const PropertyMap&, const PropertyMap&);

 private:
  std::vector<Property> properties_;
};

// Null, bool, int64, double, string (UTF-8), date, list or map. A property that is null is absent.
class Value {
 public:
  enum class Type : uint8_t { kNull, kBool, kInt, kDouble, kString, kDate, kList, kMap };

  Value() = default;
  Value(bool value) : value_(value) {}
  Value(int value) : value_(int64_t{value}) {}
  Value(int64_t value) : value_(value) {}
  Value(uint32_t value) : value_(int64_t{value}) {}
  Value(double value) : value_(value) {}
  Value(std::string value) : value_(std::move(value)) {}
  Value(std::string_view value) : value_(std::string(value)) {}
  Value(const char* value) : value_(std::string(value)) {}
  Value(Date value) : value_(value) {}
  Value(List value) : value_(std::move(value)) {}
  Value(PropertyMap value) : value_(std::move(value)) {}

  Type type() const { return static_cast<Type>(value_.index()); }
  bool is_null() const { return type() == Type::kNull; }

  // The value of that type. The caller must have checked type().
  bool as_bool() const { return std::get<bool>(value_); }
  int64_t as_int() const { return std::get<int64_t>(value_); }
  double as_double() const { return std::get<double>(value_); }
  const std::string& as_string() const { return std::get<std::string>(value_); }
  Date as_date() const { return std::get<Date>(value_); }
  const List& as_list() const { return std::get<List>(value_); }
  const PropertyMap& as_map() const { return std::get<PropertyMap>(value_); }

  // For people and for CSV: strings as they are, lists and maps as JSON-like text.
  std::string ToString() const;

  // Equal means the same type and the same value; 1 is not 1.0, and NaN equals NaN.
  friend bool operator==(const Value& a, const Value& b);

 private:
  std::variant<std::monostate, bool, int64_t, double, std::string, Date, List, PropertyMap> value_;
};

struct Property {
  std::string name;
  Value value;

  friend bool operator==(const Property&, const Property&) = default;
};

// These are here, where Property is complete: a map holds properties, which hold values, which hold maps.
inline PropertyMap::PropertyMap() noexcept = default;
inline PropertyMap::PropertyMap(const PropertyMap&) = default;
inline PropertyMap::PropertyMap(PropertyMap&&) noexcept = default;
inline PropertyMap& PropertyMap::operator=(const PropertyMap&) = default;
inline PropertyMap& PropertyMap::operator=(PropertyMap&&) noexcept = default;
inline PropertyMap::~PropertyMap() = default;
inline bool PropertyMap::empty() const { return properties_.empty(); }
inline size_t PropertyMap::size() const { return properties_.size(); }

std::string_view ValueTypeName(Value::Type type);  // "null", "bool", "int", ...

}  // namespace concord

#endif  // CONCORD_GRAPH_VALUE_H_
