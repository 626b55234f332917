#include "graph/rocks_moment.h"

#include <system_error>
#include <utility>

#include "base/file.h"

namespace concord {

StoreMoment MomentOf(const std::filesystem::path& store) {
  constexpr uint64_t kMaxCurrentBytes = 4096;
  StoreMoment moment;
  if (auto current = ReadFile(store / "CURRENT", kMaxCurrentBytes); current) {
    moment.current = *std::move(current);
    const std::string name = moment.current.substr(0, moment.current.find('\n'));
    std::error_code error;
    moment.manifest_bytes = std::filesystem::file_size(store / name, error);
  }
  return moment;
}

}  // namespace concord
