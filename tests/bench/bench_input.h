// What programs that measure read: tables with a head, and results that must be there.
#ifndef CONCORD_TESTS_BENCH_BENCH_INPUT_H_
#define CONCORD_TESTS_BENCH_BENCH_INPUT_H_

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"

namespace concord {

// Ends the program when there is none.
template <typename T>
T OrDie(Result<T> result) {
  if constexpr (std::is_void_v<T>) {
    if (result) return;
  } else if (result) {
    return std::move(*result);
  }
  fmt::print(stderr, "{}\n", result.error().ToString());
  std::exit(1);
}

// Rows of a TSV by the names of its columns; lines that begin with # are passed over.
using TsvRow = std::map<std::string, std::string, std::less<>>;
inline std::vector<TsvRow> TsvRows(const std::filesystem::path& file) {
  const std::string text = OrDie(ReadFile(file, uint64_t{1} << 30));
  std::vector<TsvRow> rows;
  std::vector<std::string> head;
  for (const std::string_view line : Split(text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = Split(line, '\t');
    if (head.empty()) {
      head.assign(cells.begin(), cells.end());
      continue;
    }
    auto& row = rows.emplace_back();
    for (size_t i = 0; i < std::min(head.size(), cells.size()); ++i) row[head[i]] = cells[i];
  }
  return rows;
}

}  // namespace concord

#endif  // CONCORD_TESTS_BENCH_BENCH_INPUT_H_
