#include "query/pictures/state_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include "base/shorten.h"
#include "query/pictures/picture_parts.h"

namespace concord {
namespace {

struct StateCell {
  ItemState state = ItemState::kNobodyHasLooked;
  std::string relation;
  bool follows = false;
};
struct StateLine {
  std::string id, title, family;
  std::vector<StateCell> cells;
};
struct StatePanel {
  std::string title;
  std::vector<std::string> columns;
  std::vector<StateLine> lines;
};

std::string_view SignOf(const StateCell& cell) {
  switch (cell.state) {
    case ItemState::kNoCounterpart:
      return "none";
    case ItemState::kNoRelationship:
      return "≠";
    case ItemState::kNobodyHasLooked:
      if (!cell.follows) return "";
      break;
    case ItemState::kMapped:
      break;
  }
  return cell.relation == "equal"        ? "="
         : cell.relation == "subset"     ? "⊂"
         : cell.relation == "superset"   ? "⊃"
         : cell.relation == "intersects" ? "∩"
                                         : "~";
}

// Of `coverage`: one panel. Rows of sums have no item.
std::vector<StatePanel> PanelsOfCoverage(const Answer& answer) {
  const size_t family_at = ColumnOf(answer, "family"), states_at = ColumnOf(answer, "states");
  StatePanel panel;
  panel.title = fmt::format("{}, covered by", answer.arguments.FindString("framework"));
  if (const List* by = ListAt(answer.arguments, "by")) {
    for (const Value& name : *by) panel.columns.push_back(name.ToString());
  }
  for (const Row& row : answer.rows) {
    if (states_at >= row.cells.size() || row.cells[states_at].type() != Value::Type::kMap) continue;
    StateLine line{TextAt(row, 0), TextAt(row, 1), TextAt(row, family_at), {}};
    for (const std::string& column : panel.columns) {
      StateCell& cell = line.cells.emplace_back();
      const Value* value = row.cells[states_at].as_map().Find(column);
      if (value == nullptr || value->type() != Value::Type::kMap) continue;
      cell.state = StateNamed(value->as_map().FindString("state"));
      cell.relation = value->as_map().FindString("relation");
      cell.follows = value->as_map().Find("follows") != nullptr;
    }
    panel.lines.push_back(std::move(line));
  }
  return {std::move(panel)};
}

// Of `gaps`: one for each side.
std::vector<StatePanel> PanelsOfGaps(const Answer& answer) {
  const std::string a(answer.arguments.FindString("framework")), b(answer.arguments.FindString("by"));
  const size_t framework_at = ColumnOf(answer, "framework"), item_at = ColumnOf(answer, "item"),
               title_at = ColumnOf(answer, "title"), state_at = ColumnOf(answer, "state");
  std::vector<StatePanel> panels;
  for (const auto& [key, other, side] : {std::tuple(&a, &b, "subject"), std::tuple(&b, &a, "object")}) {
    const PictureSide families = PictureSide::Read(answer, side);
    StatePanel panel;
    panel.title = fmt::format("{}, by {}", *key, *other);
    panel.columns = {*other};
    for (const Row& row : answer.rows) {
      if (TextAt(row, framework_at) != *key) continue;
      const std::string id = TextAt(row, item_at);
      const auto family = families.of.find(id);
      panel.lines.push_back({id,
                             TextAt(row, title_at),
                             family == families.of.end() ? "" : families.families[family->second].name,
                             {{StateNamed(TextAt(row, state_at)), "", false}}});
    }
    panels.push_back(std::move(panel));
  }
  return panels;
}

constexpr size_t kMostItems = 60;
constexpr double kNames = 400, kLineHigh = 24, kColumnWide = 120, kBarWide = 180, kHead = 40;

bool ByFamily(const StatePanel& panel) { return panel.lines.size() > kMostItems; }

std::vector<std::pair<std::string, std::vector<const StateLine*>>> Grouped(const StatePanel& panel) {
  std::vector<std::pair<std::string, std::vector<const StateLine*>>> groups;
  for (const StateLine& line : panel.lines) {
    auto found = std::ranges::find(groups, line.family, [](const auto& group) { return group.first; });
    if (found == groups.end()) found = groups.insert(groups.end(), {line.family, {}});
    found->second.push_back(&line);
  }
  return groups;
}

// Families of one item each are no headings.
bool HasHeadings(const StatePanel& panel, size_t groups) { return groups > 1 && groups < panel.lines.size(); }

double HeightOf(const StatePanel& panel) {
  const size_t groups = Grouped(panel).size();
  const size_t lines =
      ByFamily(panel) ? groups : panel.lines.size() + (HasHeadings(panel, groups) ? groups : 0);
  return kHead + kLineHigh * static_cast<double>(lines) + 20;
}

double ColumnWide(const StatePanel& panel) {
  double wide = ByFamily(panel) ? kBarWide : kColumnWide;
  for (const std::string& column : panel.columns)
    wide = std::max(wide, 16 + 7.6 * static_cast<double>(std::min<size_t>(column.size(), 26)));
  return wide;
}

double WidthOf(const StatePanel& panel) {
  return kNames + ColumnWide(panel) * static_cast<double>(panel.columns.size()) + 20;
}

void DrawCell(double x, double y, double wide, const StateLine& line, const std::string& column,
              const StateCell& cell, Svg* svg) {
  const bool follows = cell.state == ItemState::kNobodyHasLooked && cell.follows;
  const std::string says = follows ? fmt::format("nobody has looked; {} follows", cell.relation)
                                   : fmt::format("{}{}{}", ItemStateName(cell.state),
                                                 cell.relation.empty() ? "" : ": ", cell.relation);
  svg->Box(x, y, wide - 3, kLineHigh - 3,
           follows ? kFollowsColor : kStateColors[static_cast<size_t>(cell.state)],
           fmt::format("{}, {}: {}", line.id, column, says));
  const std::string_view ink = cell.state == ItemState::kMapped || cell.state == ItemState::kNoCounterpart
                                   ? std::string_view("#ffffff")
                                   : kPictureInk;
  std::string sign(SignOf(cell));
  // Where no relation is told, the colour's word.
  if (cell.state == ItemState::kMapped && cell.relation.empty()) sign = "mapped";
  if (!sign.empty())
    svg->Text(x + (wide - 3) / 2, y + kLineHigh / 2 + 4, sign, 14, Anchor::kMiddle, ink, 0, true);
}

void DrawPanel(const StatePanel& panel, double left, double top, Svg* svg) {
  const double wide = ColumnWide(panel);
  svg->Text(left + 20, top + 16, ShortenToCharacters(panel.title, 60), 15, Anchor::kStart, kPictureInk, 0,
            true);
  if (panel.columns.size() > 1) {
    for (size_t c = 0; c < panel.columns.size(); ++c) {
      svg->Text(left + kNames + wide * (static_cast<double>(c) + 0.5), top + kHead - 8,
                ShortenToCharacters(panel.columns[c], 26), 13, Anchor::kMiddle);
    }
  }
  const auto groups = Grouped(panel);
  double y = top + kHead;
  for (const auto& [family, lines] : groups) {
    if (ByFamily(panel)) {
      svg->Text(left + kNames - 10, y + kLineHigh / 2 + 4,
                fmt::format("{} ({})", ShortenToCharacters(family, 44), lines.size()), 13, Anchor::kEnd);
      for (size_t c = 0; c < panel.columns.size(); ++c) {
        std::array<int64_t, kItemStates> states{};
        int64_t follows = 0;
        for (const StateLine* line : lines) {
          ++states[static_cast<size_t>(line->cells[c].state)];
          follows += line->cells[c].state == ItemState::kNobodyHasLooked && line->cells[c].follows ? 1 : 0;
        }
        std::string tip = fmt::format("{}, {}:", family, panel.columns[c]);
        for (size_t s = 0; s < kItemStates; ++s)
          tip += fmt::format(" {} {}{}", states[s], ItemStateName(static_cast<ItemState>(s)),
                             s + 1 < kItemStates ? "," : "");
        if (follows > 0) tip += fmt::format(", of which an overlap follows for {}", follows);
        const double x = left + kNames + wide * static_cast<double>(c), bar = wide - 56;
        DrawShares(x, y + 3, bar, kLineHigh - 8, states, tip, svg);
        if (follows > 0) {
          const double part = bar * static_cast<double>(follows) / static_cast<double>(lines.size());
          const double before = bar * static_cast<double>(states[0] + states[1] + states[2]) /
                                static_cast<double>(lines.size());
          svg->Box(x + before, y + 3, part, kLineHigh - 8, kFollowsColor, tip);
        }
        svg->Text(x + bar + 4, y + kLineHigh / 2 + 4, fmt::format("{}/{}", states[0], lines.size()), 12);
      }
      y += kLineHigh;
      continue;
    }
    if (HasHeadings(panel, groups.size())) {
      svg->Text(left + 20, y + kLineHigh / 2 + 4, ShortenToCharacters(family, 60), 13, Anchor::kStart,
                kPictureGrey, 0, true);
      y += kLineHigh;
    }
    for (const StateLine* line : lines) {
      const size_t colon = line->id.find(':');
      std::string name = colon == std::string::npos ? line->id : line->id.substr(colon + 1);
      if (!line->title.empty()) name = name.size() > 12 ? line->title : name + " " + line->title;
      svg->Text(left + kNames - 10, y + kLineHigh / 2 + 4, ShortenToCharacters(name, 52), 13, Anchor::kEnd);
      for (size_t c = 0; c < line->cells.size(); ++c)
        DrawCell(left + kNames + wide * static_cast<double>(c), y, wide, *line, panel.columns[c],
                 line->cells[c], svg);
      y += kLineHigh;
    }
  }
}

}  // namespace

std::string DrawStates(const Answer& answer) {
  const std::vector<StatePanel> panels =
      answer.query == "gaps" ? PanelsOfGaps(answer) : PanelsOfCoverage(answer);
  double width = 0, height = 0;
  bool signs = false, follows = false;
  for (const StatePanel& panel : panels) {
    width += WidthOf(panel);
    height = std::max(height, HeightOf(panel));
    for (const StateLine& line : panel.lines) {
      for (const StateCell& cell : line.cells) {
        follows = follows || (cell.state == ItemState::kNobodyHasLooked && cell.follows);
        signs = signs || (!ByFamily(panel) && !cell.relation.empty());
      }
    }
  }
  const std::string title = panels.empty() ? "" : panels.front().title;
  Svg svg(std::max(width, 960.0), height + (signs ? 84 : 60), title);
  double left = 0;
  for (const StatePanel& panel : panels) {
    DrawPanel(panel, left, 20, &svg);
    left += WidthOf(panel);
  }
  DrawStateLegend(20, height + 34, follows, &svg);
  if (signs) {
    svg.Text(20, height + 62,
             "= equal  ·  ⊂ lies within  ·  ⊃ contains  ·  ∩ intersects  ·  ~ close, or of another kind", 13);
  }
  return std::move(svg).Finish();
}

}  // namespace concord
