#include "graph/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

template <typename Properties>
auto LowerBound(Properties& properties, std::string_view name) {
  return std::lower_bound(
      properties.begin(), properties.end(), name,
      [](const Property& property, std::string_view wanted) { return property.name.compare(wanted) < 0; });
}

}  // namespace

PropertyMap::PropertyMap(std::initializer_list<Property> properties) {
  for (const Property& property : properties) Set(property.name, property.value);
}

const Value* PropertyMap::Find(std::string_view name) const {
  const auto at = LowerBound(properties_, name);
  return at != properties_.end() && at->name == name ? &at->value : nullptr;
}

std::string_view PropertyMap::FindString(std::string_view name) const {
  const Value* value = Find(name);
  return value != nullptr && value->type() == Value::Type::kString ? std::string_view(value->as_string())
                                                                   : "";
}

void PropertyMap::Set(std::string_view name, Value value) {
  if (value.is_null()) {
    Remove(name);
    return;
  }
  // Records have their names in order.
  if (properties_.empty() || properties_.back().name.compare(name) < 0) {
    if (properties_.capacity() == 0) properties_.reserve(4);
    properties_.push_back(Property{std::string(name), std::move(value)});
    return;
  }
  const auto at = LowerBound(properties_, name);
  if (at != properties_.end() && at->name == name) {
    at->value = std::move(value);
  } else {
    properties_.insert(at, Property{std::string(name), std::move(value)});
  }
}

bool PropertyMap::Remove(std::string_view name) {
  const auto at = LowerBound(properties_, name);
  if (at == properties_.end() || at->name != name) return false;
  properties_.erase(at);
  return true;
}

std::vector<Property>::const_iterator PropertyMap::begin() const { return properties_.begin(); }
std::vector<Property>::const_iterator PropertyMap::end() const { return properties_.end(); }

bool operator==(const PropertyMap& a, const PropertyMap& b) { return a.properties_ == b.properties_; }

bool operator==(const Value& a, const Value& b) {
  if (a.type() == Value::Type::kDouble && b.type() == Value::Type::kDouble) {
    return a.as_double() == b.as_double() || (std::isnan(a.as_double()) && std::isnan(b.as_double()));
  }
  return a.value_ == b.value_;
}

std::string_view ValueTypeName(Value::Type type) {
  constexpr std::string_view kNames[] = {"null", "bool", "int", "double", "string", "date", "list", "map"};
  return kNames[static_cast<size_t>(type)];
}

std::string Value::ToString() const {
  switch (type()) {
    case Type::kNull:
      return "";
    case Type::kBool:
      return as_bool() ? "true" : "false";
    case Type::kInt:
      return fmt::format("{}", as_int());
    case Type::kDouble:
      return fmt::format("{}", as_double());
    case Type::kString:
      return as_string();
    case Type::kDate:
      return as_date().ToString();
    case Type::kList: {
      std::string out = "[";
      for (const Value& value : as_list()) out += (out.size() > 1 ? ", " : "") + value.ToString();
      return out + "]";
    }
    case Type::kMap: {
      std::string out = "{";
      for (const auto& [name, value] : as_map())
        out += (out.size() > 1 ? ", " : "") + name + ": " + value.ToString();
      return out + "}";
    }
  }
  return "";
}

}  // namespace concord
