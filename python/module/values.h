// Values of the graph and of the query language as Python objects, and parameters the other way.
#ifndef CONCORD_PYTHON_MODULE_VALUES_H_
#define CONCORD_PYTHON_MODULE_VALUES_H_

#include <nanobind/nanobind.h>

#include <string_view>

#include "graph/value.h"
#include "query/cypher/value.h"

namespace concord::python {

nanobind::str ToText(std::string_view text);

// None, bool, int, float, str, list and dict; a date of a day is a datetime.date, one of a month or a year is
// text
// ("2024-03"), as it has no day.
nanobind::object ToPython(const Value& value);
nanobind::dict ToPython(const PropertyMap& properties);
nanobind::object DateToPython(int32_t days);  // since 1970-01-01

// Throws TypeError for an object that the language has no value for, and for lists and dicts that nest too
// deep.
cypher::Value ToCypher(nanobind::handle object, int depth = 0);

}  // namespace concord::python

#endif  // CONCORD_PYTHON_MODULE_VALUES_H_
