// What an answer tells its reader besides its rows: "12 more rows are not shown".
#ifndef CONCORD_QUERY_NOTE_H_
#define CONCORD_QUERY_NOTE_H_

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/parameter.h"
#include "base/plural.h"
#include "graph/value.h"

namespace concord {

// docs/json/README.md lists the codes.
struct Note {
  std::string code;  // for programs; does not change when the sentence is worded better
  List values;       // what the sentence was filled with, in order; a number that is counted is an integer
  std::string text;  // the sentence; it marks parameters (base/parameter.h)
};

// A number with its noun, like Counted(). It borrows both words.
struct Counting {
  uint64_t count = 0;
  std::string_view noun;
  std::string_view plural = {};
};

template <typename T>
Value NoteValue(const T& value) {
  if constexpr (std::is_same_v<T, Counting>) {
    return static_cast<int64_t>(value.count);
  } else if constexpr (std::integral<T>) {
    return static_cast<int64_t>(value);
  } else if constexpr (std::floating_point<T>) {
    return static_cast<double>(value);
  } else if constexpr (std::convertible_to<const T&, std::string_view>) {
    return std::string_view(value);
  } else {
    return fmt::format("{}", T(value));  // a copy, since fmt takes no views that have a name
  }
}

template <typename... Values>
Note MakeNote(std::string_view code, fmt::format_string<Values...> text, Values&&... values) {
  return {std::string(code), List{NoteValue(std::as_const(values))...},
          fmt::format(text, std::forward<Values>(values)...)};
}

// Likewise for the sentences of notes. Removes those of which nothing is left.
void SpellParameters(Spelling spelling, std::vector<Note>* notes);

}  // namespace concord

template <>
struct fmt::formatter<concord::Counting> : fmt::formatter<std::string> {
  template <typename Context>
  auto format(const concord::Counting& counting, Context& context) const {
    return fmt::formatter<std::string>::format(
        concord::Counted(counting.count, counting.noun, counting.plural), context);
  }
};

#endif  // CONCORD_QUERY_NOTE_H_
