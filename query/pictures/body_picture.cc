#include "query/pictures/body_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "base/plural.h"
#include "query/output/svg.h"
#include "query/pictures/graph_picture.h"

namespace concord {
namespace {

constexpr std::string_view kGrey = "#6a6a6a", kLine = "#c8c8c8";
constexpr std::string_view kIssued = kOkabeIto[0], kNamed = kOkabeIto[1];

int64_t NumberAt(const Answer& answer, const Row& row, std::string_view column) {
  const size_t at = ColumnOf(answer, column);
  return at < row.cells.size() && row.cells[at].type() == Value::Type::kInt ? row.cells[at].as_int() : 0;
}
std::string TextAt(const Answer& answer, const Row& row, std::string_view column) {
  const size_t at = ColumnOf(answer, column);
  return at < row.cells.size() && row.cells[at].type() == Value::Type::kString ? row.cells[at].as_string()
                                                                               : "";
}
std::string NameOf(const Answer& answer, const Row& row) {
  const std::string name = TextAt(answer, row, "name");
  return name.empty() ? TextAt(answer, row, "forum") : name;
}

}  // namespace

std::string DrawBodies(const Answer& answer) {
  constexpr double kLeft = 330, kBar = 520, kStep = 22, kTop = 84, kSize = 12;
  const auto width_of = [](const Row& row, const Answer& all) {
    const int64_t issued = NumberAt(all, row, "issued"), named = NumberAt(all, row, "named_in");
    return std::pair(issued, named);
  };
  int64_t most = 1;
  for (const Row& row : answer.rows) {
    const auto [issued, named] = width_of(row, answer);
    most = std::max(most, issued + named);
  }
  const double height = kTop + kStep * static_cast<double>(answer.rows.size()) + 24;
  const std::string title = fmt::format("Who speaks of: {}", answer.arguments.FindString("topic"));
  Svg svg(kLeft + kBar + 80, height, title);
  svg.Text(20, 32, Svg::Fit(title, 18, kLeft + kBar), 18, Anchor::kStart, "#1a1a1a", 0, true);
  svg.Box(kLeft, 50, 12, 12, kIssued);
  svg.Text(kLeft + 18, 60, "documents that it issued", kSize);
  svg.Box(kLeft + 190, 50, 12, 12, kNamed);
  svg.Text(kLeft + 208, 60, "documents that name it", kSize);
  double y = kTop;
  for (const Row& row : answer.rows) {
    const auto [issued, named] = width_of(row, answer);
    const std::string name = NameOf(answer, row);
    svg.Text(kLeft - 10, y + 12, Svg::Fit(name, kSize, kLeft - 30), kSize, Anchor::kEnd);
    double x = kLeft;
    for (const auto& [count, color, what] :
         {std::tuple(issued, kIssued, "issued by"), std::tuple(named, kNamed, "naming")}) {
      if (count == 0) continue;
      const double width = kBar * static_cast<double>(count) / static_cast<double>(most);
      svg.Box(x, y, width, kStep - 6, color,
              fmt::format("{} {} {}", Counted(static_cast<size_t>(count), "document"), what, name));
      x += width;
    }
    const std::string state = TextAt(answer, row, "state");
    const std::string numbers = issued + named == 0 ? state : fmt::format("{} + {}", issued, named);
    svg.Text(x + 6, y + 12, numbers, kSize, Anchor::kStart, kGrey);
    y += kStep;
  }
  if (answer.rows.empty()) svg.Text(kLeft, kTop + 12, "nobody", kSize, Anchor::kStart, kGrey);
  return std::move(svg).Finish();
}

std::string DrawNeighbours(const Answer& answer) {
  constexpr double kWidth = 960, kHeight = 640, kMargin = 70, kTop = 50, kSize = 11;
  GraphDrawing drawing;
  std::map<std::string, uint32_t> dot_of;
  int64_t most = 1;
  for (const Row& row : answer.rows) {
    dot_of.emplace(TextAt(answer, row, "forum"), static_cast<uint32_t>(drawing.dots.size()));
    drawing.dots.push_back({NameOf(answer, row), "", "", false});
    most = std::max(most, NumberAt(answer, row, "topics"));
  }
  std::vector<double> shares;  // beside the lines
  if (const Value* pairs = answer.arguments.Find("pairs");
      pairs != nullptr && pairs->type() == Value::Type::kList) {
    for (const Value& pair : pairs->as_list()) {
      if (pair.type() != Value::Type::kMap) continue;
      const auto a = dot_of.find(std::string(pair.as_map().FindString("a")));
      const auto b = dot_of.find(std::string(pair.as_map().FindString("b")));
      const Value* share = pair.as_map().Find("share");
      if (a == dot_of.end() || b == dot_of.end() || share == nullptr || share->type() != Value::Type::kDouble)
        continue;
      drawing.lines.push_back({a->second, b->second, ""});
      shares.push_back(share->as_double());
    }
  }
  const std::vector<DrawingPoint> points =
      LayOut(drawing, kWidth - 2 * kMargin, kHeight - kTop - 2 * kMargin);
  const std::string title = "Forums that cover the same topics";
  Svg svg(kWidth, kHeight, title);
  svg.Text(20, 32, title, 18, Anchor::kStart, "#1a1a1a", 0, true);
  const auto x_of = [&](size_t i) { return kMargin + points[i].x; };
  const auto y_of = [&](size_t i) { return kTop + kMargin + points[i].y; };
  for (size_t i = 0; i < drawing.lines.size(); ++i) {
    const GraphDrawing::Line& line = drawing.lines[i];
    svg.Line(x_of(line.from), y_of(line.from), x_of(line.to), y_of(line.to), kLine, 0.5 + 4 * shares[i]);
  }
  for (size_t i = 0; i < drawing.dots.size(); ++i) {
    const Row& row = answer.rows[i];
    const int64_t topics = NumberAt(answer, row, "topics");
    const auto community = static_cast<size_t>(std::max<int64_t>(1, NumberAt(answer, row, "community"))) - 1;
    const double radius = 4 + 14 * std::sqrt(static_cast<double>(topics) / static_cast<double>(most));
    const std::string tip = fmt::format("{}: {}, community {}", drawing.dots[i].name,
                                        Counted(static_cast<size_t>(topics), "topic"), community + 1);
    // A box within the dot carries the tooltip: circles have none here.
    svg.Dot(x_of(i), y_of(i), radius, kOkabeIto[community % std::size(kOkabeIto)]);
    svg.Box(x_of(i) - radius / 2, y_of(i) - radius / 2, radius, radius,
            kOkabeIto[community % std::size(kOkabeIto)], tip);
    // The number of the community says it without colour.
    svg.Text(x_of(i), y_of(i) + radius + 12,
             fmt::format("{} ({})", Svg::Fit(drawing.dots[i].name, kSize, 150), community + 1), kSize,
             Anchor::kMiddle);
  }
  if (answer.rows.empty()) svg.Text(20, 80, "No forum covers a topic.", 13, Anchor::kStart, kGrey);
  return std::move(svg).Finish();
}

}  // namespace concord
