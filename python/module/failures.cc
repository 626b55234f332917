#include "python/module/failures.h"

#include <nanobind/nanobind.h>

#include <algorithm>

#include "base/parameter.h"

namespace nb = nanobind;

namespace concord::python {
namespace {

// As concordkg.errors.raise_error and its twin take them.
void Raise(const char* maker, const nb::object& fields) {
  const nb::object error = nb::module_::import_("concordkg.errors").attr(maker)(**fields);
  PyErr_SetObject(error.type().ptr(), error.ptr());
}

ErrorCode CodeOf(const cypher::QueryError& error) {
  if (error.error_class == "StoreError") return ErrorCode::kStore;
  if (error.error_class == "LimitExceeded" || error.error_class == "Cancelled") return ErrorCode::kLimit;
  return error.phase == cypher::ErrorPhase::kCompile ? ErrorCode::kUsage : ErrorCode::kInvalid;
}

nb::str Text(std::string_view text) { return nb::str(text.data(), text.size()); }

}  // namespace

std::string AsPython(std::string_view message) { return SpellParameters(message, Spelling::kPython); }

void TranslateFailures() {
  nb::register_exception_translator([](const std::exception_ptr& thrown, void* /*payload*/) {
    try {
      std::rethrow_exception(thrown);
    } catch (const ErrorThrown& failure) {
      const Error& error = failure.error;
      nb::dict fields;
      fields["code"] = Text(ErrorCodeName(error.code));
      fields["message"] = Text(AsPython(error.message));
      std::string parameter = ParameterOf(error.message).name;
      std::ranges::replace(parameter, '-', '_');
      fields["parameter"] = Text(error.code == ErrorCode::kUsage ? parameter : "");
      fields["source"] = Text(error.source);
      fields["line"] = error.line;
      fields["column"] = error.column;
      Raise("from_error", fields);
    } catch (const QueryErrorThrown& failure) {
      const cypher::QueryError& error = failure.error;
      nb::dict fields;
      fields["code"] = Text(ErrorCodeName(CodeOf(error)));
      fields["message"] = Text(error.ToString(failure.query));
      fields["error_class"] = Text(error.error_class);
      fields["detail"] = Text(error.detail);
      fields["phase"] = error.phase == cypher::ErrorPhase::kCompile ? "compile time" : "runtime";
      fields["line"] = error.position.line;
      fields["column"] = error.position.column;
      Raise("from_query_error", fields);
    }
  });
}

}  // namespace concord::python
