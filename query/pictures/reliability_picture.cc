#include "query/pictures/reliability_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "query/output/svg.h"
#include "query/pictures/picture_parts.h"

namespace concord {

std::string ReliabilityPicture(std::string_view title, std::string_view first_name, const Reliability& first,
                               std::string_view second_name, const Reliability& second) {
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
  svg.Text(kLeft - 45, kTop + kSide / 2, "listed by experts", 13, Anchor::kMiddle, "#1a1a1a", -90);
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

std::string DrawReliability(const Answer& answer) {
  Reliability alike, even;
  const List* bins = ListAt(answer.arguments, "reliability");
  for (size_t i = 0; bins != nullptr && i < std::min(bins->size(), alike.bins.size()); ++i) {
    if ((*bins)[i].type() != Value::Type::kMap) continue;
    const PropertyMap& bin = (*bins)[i].as_map();
    const auto number = [&](std::string_view name) {
      const Value* value = bin.Find(name);
      return value != nullptr && value->type() == Value::Type::kDouble ? value->as_double() : 0.0;
    };
    const Value* count = bin.Find("suggestions");
    const auto cases = count != nullptr && count->type() == Value::Type::kInt ? count->as_int() : 0;
    alike.bins[i] = {static_cast<double>(cases), number("said"), number("right"), static_cast<size_t>(cases)};
    even.bins[i] = {number("even_weight"), number("even_said"), number("even_right"),
                    static_cast<size_t>(cases)};
  }
  return ReliabilityPicture("Confidence of suggestions, and what experts list", "each suggestion alike",
                            alike, "each pair of frameworks alike", even);
}

}  // namespace concord
