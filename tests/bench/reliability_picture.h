// How often what was said with some confidence was right, as numbers and as a picture.
#ifndef CONCORD_TESTS_BENCH_RELIABILITY_PICTURE_H_
#define CONCORD_TESTS_BENCH_RELIABILITY_PICTURE_H_

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "query/output/svg.h"

namespace concord {

// What was said in ten parts of equal width. Weights add up; with weights of 1 `weight` is a count.
struct Reliability {
  struct Bin {
    double weight = 0, said = 0, right = 0;  // sums
    size_t count = 0;
  };
  std::array<Bin, 10> bins;

  void Add(double confidence, bool right, double weight) {
    Bin& bin = bins[std::min<size_t>(9, static_cast<size_t>(confidence * 10))];
    bin.weight += weight;
    bin.said += weight * confidence;
    bin.right += weight * (right ? 1 : 0);
    ++bin.count;
  }
  double Total() const {
    double total = 0;
    for (const Bin& bin : bins) total += bin.weight;
    return total;
  }
  // The expected calibration error: the mean distance of said and right.
  double Error() const {
    double error = 0;
    for (const Bin& bin : bins) error += std::abs(bin.said - bin.right);
    return error / Total();
  }
};

// The mean said of each part to the right, the share that was right upwards; on the diagonal the two are
// one. Two ways of weighing the same cases; below, how many cases a part has.
inline std::string ReliabilityPicture(std::string_view title, std::string_view first_name,
                                      const Reliability& first, std::string_view second_name,
                                      const Reliability& second) {
  constexpr double kLeft = 70, kTop = 50, kSide = 400, kBars = 90;
  constexpr double kBottom = kTop + kSide, kFloor = kBottom + 50 + kBars;
  Svg svg(kLeft + kSide + 40, kFloor + 50, title);
  svg.Text(kLeft, 28, title, 15, Anchor::kStart, "#1a1a1a", 0, true);
  const auto x = [](double share) { return kLeft + share * kSide; };
  const auto y = [](double share) { return kBottom - share * kSide; };
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    const double share = tenth / 10.0;
    svg.Line(x(share), y(0), x(share), y(1), "#e0e0e0");
    svg.Line(x(0), y(share), x(1), y(share), "#e0e0e0");
    svg.Text(x(share), kBottom + 18, fmt::format("{:.1f}", share), 12, Anchor::kMiddle);
    svg.Text(kLeft - 8, y(share) + 4, fmt::format("{:.1f}", share), 12, Anchor::kEnd);
  }
  svg.Line(x(0), y(0), x(1), y(1), "#767676", 1.5);
  svg.Text(kLeft - 45, kTop + kSide / 2, "listed by the experts", 13, Anchor::kMiddle, "#1a1a1a", -90);
  svg.Text(kLeft + kSide / 2, kBottom + 38, "said", 13, Anchor::kMiddle);

  double legend = kTop + 16;
  for (const auto& [name, set, color] :
       {std::tuple(second_name, &second, kOkabeIto[1]), std::tuple(first_name, &first, kOkabeIto[0])}) {
    double from_x = 0, from_y = 0;
    bool begun = false;
    for (const Reliability::Bin& bin : set->bins) {
      if (bin.count == 0) continue;
      const double to_x = x(bin.said / bin.weight), to_y = y(bin.right / bin.weight);
      if (begun) svg.Line(from_x, from_y, to_x, to_y, color, 2);
      svg.Dot(to_x, to_y, 4.5, color);
      from_x = to_x, from_y = to_y, begun = true;
    }
    svg.Line(kLeft + 14, legend - 4, kLeft + 38, legend - 4, color, 2);
    svg.Dot(kLeft + 26, legend - 4, 4.5, color);
    svg.Text(kLeft + 46, legend, fmt::format("{}: calibration error {:.3f}", name, set->Error()), 12);
    legend += 18;
  }

  size_t most = 1;
  for (const Reliability::Bin& bin : first.bins) most = std::max(most, bin.count);
  for (size_t i = 0; i < first.bins.size(); ++i) {
    const double height = kBars * static_cast<double>(first.bins[i].count) / static_cast<double>(most);
    const double left = x(static_cast<double>(i) / 10);
    svg.Box(left + 2, kFloor - height, kSide / 10 - 4, height, "#9aa5b1");
    svg.Text(left + kSide / 20, kFloor + 16, fmt::format("{}", first.bins[i].count), 11, Anchor::kMiddle);
  }
  svg.Line(x(0), kFloor, x(1), kFloor, "#1a1a1a");
  svg.Text(kLeft + kSide / 2, kFloor + 36, "suggestions of each tenth", 13, Anchor::kMiddle);
  return std::move(svg).Finish();
}

}  // namespace concord

#endif  // CONCORD_TESTS_BENCH_RELIABILITY_PICTURE_H_
