#include "python/module/failures.h"

#include <nanobind/nanobind.h>

namespace nb = nanobind;

namespace concord::python {
namespace {

bool IsNameByte(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

// Where the next option begins at or after `from`: "--" before a small letter, not inside a word.
size_t FindOption(std::string_view message, size_t from) {
  for (size_t at = message.find("--", from); at != std::string_view::npos; at = message.find("--", at + 1)) {
    const bool inside =
        at > 0 && std::string_view(" ('\"`,;").find(message[at - 1]) == std::string_view::npos;
    if (message.substr(at).starts_with("--help")) continue;  // of a command that is named
    if (!inside && at + 2 < message.size() && message[at + 2] >= 'a' && message[at + 2] <= 'z') return at;
  }
  return std::string_view::npos;
}

std::string NameAt(std::string_view message, size_t at) {
  std::string name;
  for (size_t i = at + 2; i < message.size() && IsNameByte(message[i]); ++i)
    name += message[i] == '-' ? '_' : message[i];
  return name;
}

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

std::string AsPython(std::string_view message) {
  std::string text;
  size_t done = 0;
  for (size_t at = FindOption(message, 0); at != std::string_view::npos; at = FindOption(message, done)) {
    const std::string name = NameAt(message, at);
    text += message.substr(done, at - done);
    text += name;
    done = at + 2 + name.size();
  }
  text += message.substr(done);
  return text;
}

std::string ParameterOf(std::string_view message) {
  const size_t at = FindOption(message, 0);
  return at == std::string_view::npos ? std::string() : NameAt(message, at);
}

void TranslateFailures() {
  nb::register_exception_translator([](const std::exception_ptr& thrown, void* /*payload*/) {
    try {
      std::rethrow_exception(thrown);
    } catch (const ErrorThrown& failure) {
      const Error& error = failure.error;
      nb::dict fields;
      fields["code"] = Text(ErrorCodeName(error.code));
      fields["message"] = Text(AsPython(error.message));
      fields["parameter"] = Text(error.code == ErrorCode::kUsage ? ParameterOf(error.message) : "");
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
