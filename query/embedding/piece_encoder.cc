#include "query/embedding/piece_encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "query/embedding/json_object.h"

namespace concord {
namespace {

constexpr std::string_view kAsks = "pooling_mode_";

}  // namespace

std::string_view PoolingName(Pooling pooling) { return pooling == Pooling::kMean ? "mean" : "first"; }

Result<Pooling> ParsePooling(std::string_view json, std::string_view source) {
  const auto document = ParseJsonObject(json, source, "pooling's config.json");
  if (!document) return tl::unexpected(document.error());
  std::vector<std::string_view> asked;
  for (const auto& member : document->GetObject()) {
    const std::string_view name(member.name.GetString(), member.name.GetStringLength());
    if (name.starts_with(kAsks) && member.value.IsTrue()) asked.push_back(name.substr(kAsks.size()));
  }
  if (asked.size() == 1 && asked[0] == "mean_tokens") return Pooling::kMean;
  if (asked.size() == 1 && asked[0] == "cls_token") return Pooling::kFirst;
  return tl::unexpected(Error{asked.empty() ? ErrorCode::kInvalid : ErrorCode::kUnsupported,
                              fmt::format("expected pooling_mode_mean_tokens or pooling_mode_cls_token alone "
                                          "to be true; {}",
                                          asked.empty() ? "none is" : "another one is"),
                              std::string(source), 0, 0, 0});
}

void Pool(Pooling pooling, const float* rows, size_t count, size_t width, float* vector) {
  std::copy_n(rows, width, vector);
  if (pooling == Pooling::kMean) {
    // Only the direction counts, so there is no need to divide by the number of pieces.
    for (size_t r = 1; r < count; ++r) {
      for (size_t i = 0; i < width; ++i) vector[i] += rows[r * width + i];
    }
  }
  double squares = 0;
  for (size_t i = 0; i < width; ++i)
    squares += static_cast<double>(vector[i]) * static_cast<double>(vector[i]);
  const auto length = static_cast<float>(std::sqrt(squares));
  for (size_t i = 0; i < width; ++i) vector[i] /= std::max(length, 1e-30F);
}

}  // namespace concord
