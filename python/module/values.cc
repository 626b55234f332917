#include "python/module/values.h"

#include <chrono>

#include "graph/batch.h"
#include "query/cypher/temporal_value.h"

namespace nb = nanobind;

namespace concord::python {
namespace {

// The class datetime.date or datetime.datetime.
nb::object DateClass(const char* name) { return nb::module_::import_("datetime").attr(name); }

temporal::Date DateOf(nb::handle date) {
  temporal::Date day;
  day.year = nb::cast<int32_t>(date.attr("year"));
  day.month = nb::cast<int8_t>(date.attr("month"));
  day.day = nb::cast<int8_t>(date.attr("day"));
  return day;
}

cypher::Value DateTimeToCypher(nb::handle moment) {
  if (!moment.attr("tzinfo").is_none())
    throw nb::type_error(
        "a datetime with a time zone cannot be a parameter; give its isoformat() to datetime()");
  temporal::LocalDateTime local;
  local.date = DateOf(moment);
  const auto part = [&](const char* name) { return nb::cast<int64_t>(moment.attr(name)); };
  local.time.nanos =
      ((part("hour") * 60 + part("minute")) * 60 + part("second")) * temporal::kNanosPerSecond +
      part("microsecond") * 1000;
  return cypher::FromTemporal(local);
}

}  // namespace

nb::str ToText(std::string_view text) { return nb::str(text.data(), text.size()); }

nb::object DateToPython(int32_t days) {
  constexpr int32_t kOrdinalOf1970 = 719163;  // date(1970, 1, 1).toordinal()
  return DateClass("date").attr("fromordinal")(days + kOrdinalOf1970);
}

nb::object ToPython(const Value& value) {
  switch (value.type()) {
    case Value::Type::kNull:
      return nb::none();
    case Value::Type::kBool:
      return nb::bool_(value.as_bool());
    case Value::Type::kInt:
      return nb::int_(value.as_int());
    case Value::Type::kDouble:
      return nb::float_(value.as_double());
    case Value::Type::kString:
      return ToText(value.as_string());
    case Value::Type::kDate: {
      const Date date = value.as_date();
      if (date.day == 0) return ToText(date.ToString());
      return DateClass("date")(static_cast<int>(date.year), static_cast<int>(date.month),
                               static_cast<int>(date.day));
    }
    case Value::Type::kList: {
      nb::list list;
      for (const Value& item : value.as_list()) list.append(ToPython(item));
      return list;
    }
    case Value::Type::kMap:
      return ToPython(value.as_map());
  }
  return nb::none();
}

nb::dict ToPython(const PropertyMap& properties) {
  nb::dict dict;
  for (const Property& property : properties) dict[ToText(property.name)] = ToPython(property.value);
  return dict;
}

cypher::Value ToCypher(nb::handle object, int depth) {
  if (depth > kMaxValueDepth) throw nb::type_error("a parameter nests too deep");
  if (object.is_none()) return {};
  if (nb::isinstance<nb::bool_>(object)) return cypher::Value(nb::cast<bool>(object));
  if (nb::isinstance<nb::int_>(object)) {
    int64_t number = 0;
    if (!nb::try_cast(object, number)) throw nb::type_error("an integer parameter must fit in 64 bits");
    return cypher::Value(number);
  }
  if (nb::isinstance<nb::float_>(object)) return cypher::Value(nb::cast<double>(object));
  if (nb::isinstance<nb::str>(object)) {
    // nanobind's caster for std::string lives in a header of its own; two calls do.
    Py_ssize_t size = 0;
    const char* const bytes = PyUnicode_AsUTF8AndSize(object.ptr(), &size);
    if (bytes == nullptr) throw nb::python_error();
    return cypher::Value(std::string(bytes, static_cast<size_t>(size)));
  }
  if (nb::isinstance<nb::list>(object) || nb::isinstance<nb::tuple>(object)) {
    cypher::ValueList list;
    for (const nb::handle item : nb::borrow<nb::sequence>(object)) list.push_back(ToCypher(item, depth + 1));
    return cypher::Value(std::move(list));
  }
  if (nb::isinstance<nb::dict>(object)) {
    cypher::ValueMap map;
    for (const auto& [key, item] : nb::borrow<nb::dict>(object)) {
      if (!nb::isinstance<nb::str>(key)) throw nb::type_error("the keys of a map parameter must be str");
      map[nb::borrow<nb::str>(key).c_str()] = ToCypher(item, depth + 1);
    }
    return cypher::Value(std::move(map));
  }
  // A datetime is a date, so it comes first.
  if (nb::isinstance(object, DateClass("datetime"))) return DateTimeToCypher(object);
  if (nb::isinstance(object, DateClass("date"))) return cypher::FromTemporal(DateOf(object));
  throw nb::type_error("a parameter must be None, bool, int, float, str, date, datetime, list or dict");
}

}  // namespace concord::python
