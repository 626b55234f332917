#include "query/view_arguments.h"

namespace concord {

Result<ViewArguments> ViewArguments::Read(const Arguments& arguments, size_t top, size_t quotes) {
  constexpr int64_t kMost = 1'000'000;
  ViewArguments given;
  auto rows = arguments.GetInt("top", static_cast<int64_t>(top), 1, kMost);
  if (!rows) return tl::unexpected(rows.error());
  given.top = static_cast<size_t>(*rows);
  given.quotes = kAll;
  if (arguments.Get("evidence") != "all") {
    auto some = arguments.GetInt("evidence", static_cast<int64_t>(quotes), 0, kMost);
    if (!some) return Fail(ErrorCode::kUsage, some.error().message + ", or 'all'");
    given.quotes = static_cast<size_t>(*some);
  }
  auto as_of = arguments.GetDate("as-of");
  if (!as_of) return tl::unexpected(as_of.error());
  given.as_of = *as_of;
  return given;
}

void ViewArguments::Say(size_t undated, Answer* answer) const {
  if (!as_of) return;
  answer->arguments.Set("as_of", *as_of);
  if (undated > 0) answer->notes.push_back(fmt::format("{} works have no date and are left out", undated));
}

}  // namespace concord
