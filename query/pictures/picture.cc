#include "query/pictures/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/shorten.h"
#include "base/text.h"
#include "query/output/svg.h"

namespace concord {
namespace {

constexpr size_t kFirstNumber = 2;  // of coverage: behind row and name
constexpr std::string_view kGrey = "#8a8a8a", kLight = "#d9d9d9", kEmpty = "#f2f2f2";

int64_t NumberAt(const Row& row, size_t column) {
  return column < row.cells.size() && row.cells[column].type() == Value::Type::kInt
             ? row.cells[column].as_int()
             : 0;
}

int64_t LargestNumber(const Answer& answer) {
  int64_t most = 0;
  for (const Row& row : answer.rows) {
    for (size_t c = kFirstNumber; c < answer.columns.size(); ++c) most = std::max(most, NumberAt(row, c));
  }
  return most;
}

// Counts are skewed: the root leaves differences among small ones visible.
double ShareOf(int64_t number, int64_t most) {
  return most == 0 ? 0 : std::sqrt(static_cast<double>(number) / static_cast<double>(most));
}

std::string NameOf(const Row& row) {
  const std::string name = row.cells.size() > 1 ? row.cells[1].ToString() : std::string();
  return name.empty() || name == "null" ? row.cells[0].ToString() : name;
}

std::string LabelOf(const Answer& answer, const Column& column) {
  const Value* labels = answer.arguments.Find("labels");
  const std::string_view label = labels != nullptr && labels->type() == Value::Type::kMap
                                     ? labels->as_map().FindString(column.name)
                                     : std::string_view();
  return label.empty() ? column.name : std::string(label);
}

std::string TitleOf(const Answer& answer) {
  const std::string_view rows = answer.arguments.FindString("rows"),
                         measure = answer.arguments.FindString("measure");
  const std::string counted = measure == "strength" ? "binding measures" : std::string(measure);
  std::string title = fmt::format("{} by {} and topic", counted, rows);
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  if (const Value* as_of = answer.arguments.Find("as_of")) title += ", as of " + as_of->ToString();
  return title;
}

// 1, 2 or 5 times a power of ten, so that at most about five steps reach `most`.
int64_t StepFor(int64_t most) {
  for (int64_t power = 1;; power *= 10) {
    for (const int64_t factor : {1, 2, 5}) {
      if (most <= 5 * power * factor) return power * factor;
    }
  }
}

// What a reader must know of the numbers, in lines of a picture's width: all notes but those that only give a
// column its label.
constexpr double kNoteSize = 11, kNoteLine = 15;
std::vector<std::string> NotesOf(const Answer& answer, double width) {
  std::vector<std::string> lines;
  for (const Note& note : answer.notes) {
    if (note.code == "column-label") continue;
    std::string line;
    for (const std::string_view word : Split(note.text, ' ')) {
      if (!line.empty() && Svg::Width(line, kNoteSize) + Svg::Width(word, kNoteSize) > width)
        lines.push_back(std::exchange(line, {}));
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

double HeightOf(const std::vector<std::string>& notes) {
  return kNoteLine * static_cast<double>(notes.size());
}

void DrawNotes(const std::vector<std::string>& lines, double bottom, Svg* svg) {
  double y = bottom - 8 - HeightOf(lines) + kNoteLine;
  for (const std::string& line : lines) {
    svg->Text(20, y, line, kNoteSize, Anchor::kStart, kGrey);
    y += kNoteLine;
  }
}

void DrawLegend(double x, double y, int64_t most, Svg* svg) {
  constexpr int kSteps = 60;
  constexpr double kWidth = 180, kHeight = 12;
  for (int i = 0; i < kSteps; ++i) {
    svg->Box(x + kWidth * i / kSteps, y, kWidth / kSteps + 1, kHeight, HeatColor((i + 0.5) / kSteps));
  }
  for (const double part : {0.0, 0.5, 1.0}) {
    // The scale is of roots: its middle is a quarter of the largest number.
    const auto number = static_cast<int64_t>(std::llround(part * part * static_cast<double>(most)));
    svg->Text(x + kWidth * part, y + kHeight + 14, std::to_string(number), 12,
              part == 0   ? Anchor::kStart
              : part == 1 ? Anchor::kEnd
                          : Anchor::kMiddle);
  }
  svg->Box(x + kWidth + 20, y, 14, kHeight, kEmpty);
  svg->Text(x + kWidth + 40, y + kHeight - 1, "none", 12);
}

}  // namespace

std::string DrawHeatMap(const Answer& answer) {
  constexpr double kCellWidth = 58, kCellHeight = 28, kLeft = 320, kGap = 2;
  constexpr size_t kRowLabel = 36, kColumnLabel = 34;
  const size_t columns = answer.columns.size() > kFirstNumber ? answer.columns.size() - kFirstNumber : 0;
  size_t longest = 4;
  for (size_t c = 0; c < columns; ++c) {
    longest =
        std::max(longest, std::min(kColumnLabel, LabelOf(answer, answer.columns[kFirstNumber + c]).size()));
  }
  const double head = 60 + 5.4 * static_cast<double>(longest);  // labels lean by 45 degrees
  const double width = std::max(kLeft + kCellWidth * static_cast<double>(columns) + 0.75 * head + 20, 560.0);
  const std::vector<std::string> notes = NotesOf(answer, width - 40);
  const double plain = head + kCellHeight * static_cast<double>(answer.rows.size()) + 70;
  const double height = plain + HeightOf(notes);
  const int64_t most = LargestNumber(answer);
  Svg svg(width, height, TitleOf(answer));
  svg.Text(20, 30, TitleOf(answer), 18, Anchor::kStart, "#1a1a1a", 0, true);
  for (size_t c = 0; c < columns; ++c) {
    const std::string label = LabelOf(answer, answer.columns[kFirstNumber + c]);
    svg.Text(kLeft + kCellWidth * (static_cast<double>(c) + 0.5), head - 8,
             ShortenToCharacters(label, kColumnLabel), 13, Anchor::kStart, "#1a1a1a", -45);
  }
  for (size_t r = 0; r < answer.rows.size(); ++r) {
    const Row& row = answer.rows[r];
    const double y = head + kCellHeight * static_cast<double>(r);
    svg.Text(kLeft - 10, y + kCellHeight / 2 + 4, ShortenToCharacters(NameOf(row), kRowLabel), 13,
             Anchor::kEnd);
    for (size_t c = 0; c < columns; ++c) {
      const Column& column = answer.columns[kFirstNumber + c];
      const int64_t number = NumberAt(row, kFirstNumber + c);
      const double x = kLeft + kCellWidth * static_cast<double>(c), share = ShareOf(number, most);
      svg.Box(x, y, kCellWidth - kGap, kCellHeight - kGap,
              number == 0 ? std::string(kEmpty) : HeatColor(share),
              fmt::format("{}, {}: {}", NameOf(row), LabelOf(answer, column), number));
      if (number == 0) continue;
      svg.Text(x + (kCellWidth - kGap) / 2, y + kCellHeight / 2 + 4, std::to_string(number), 13,
               Anchor::kMiddle, InkOn(share));
    }
  }
  DrawLegend(kLeft, plain - 50, most, &svg);
  DrawNotes(notes, height, &svg);
  return std::move(svg).Finish();
}

std::string DrawBipartite(const Answer& answer) {
  constexpr size_t kMostRows = 20;
  constexpr double kLeft = 360, kRight = 800, kWidth = 1160, kTop = 70, kStep = 30;
  const size_t rows = std::min(answer.rows.size(), kMostRows);
  std::vector<size_t> columns;  // that any row covers
  for (size_t c = kFirstNumber; c < answer.columns.size(); ++c) {
    int64_t sum = 0;
    for (size_t r = 0; r < rows; ++r) sum += NumberAt(answer.rows[r], c);
    if (sum > 0) columns.push_back(c);
  }
  const double steps = static_cast<double>(std::max({rows, columns.size(), size_t{1}}));
  const std::vector<std::string> notes = NotesOf(answer, kWidth - 40);
  const double height = kTop + kStep * steps + 30 + HeightOf(notes);
  const int64_t most = LargestNumber(answer);
  Svg svg(kWidth, height, TitleOf(answer));
  svg.Text(20, 30, TitleOf(answer), 18, Anchor::kStart, "#1a1a1a", 0, true);
  svg.Text(20, 50, fmt::format("The broadest band is {}", most), 12, Anchor::kStart, kGrey);
  const auto level = [&](size_t index, size_t count) {
    return kTop + kStep * steps * (static_cast<double>(index) + 0.5) / static_cast<double>(count);
  };
  for (size_t r = 0; r < rows; ++r) {
    for (size_t i = 0; i < columns.size(); ++i) {
      const int64_t number = NumberAt(answer.rows[r], columns[i]);
      if (number == 0) continue;
      svg.Curve(kLeft + 8, level(r, rows), kRight - 8, level(i, columns.size()), kOkabeIto[r % 6],
                1 + 11 * ShareOf(number, most), 0.55,
                fmt::format("{}, {}: {}", NameOf(answer.rows[r]), LabelOf(answer, answer.columns[columns[i]]),
                            number));
    }
  }
  for (size_t r = 0; r < rows; ++r) {
    svg.Dot(kLeft, level(r, rows), 6, kOkabeIto[r % 6]);
    svg.Text(kLeft - 14, level(r, rows) + 5, ShortenToCharacters(NameOf(answer.rows[r]), 38), 14,
             Anchor::kEnd);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    svg.Dot(kRight, level(i, columns.size()), 6, "#404040");
    svg.Text(kRight + 14, level(i, columns.size()) + 5,
             ShortenToCharacters(LabelOf(answer, answer.columns[columns[i]]), 42), 14);
  }
  DrawNotes(notes, height, &svg);
  return std::move(svg).Finish();
}

std::string DrawTimeline(const Answer& answer) {
  constexpr double kWidth = 960, kLeft = 70, kRight = 930, kPanel = 120, kSpace = 46, kTop = 70;
  const std::string_view label = answer.arguments.FindString("label");
  const std::string title =
      fmt::format("{}{}{}", answer.arguments.FindString("topic"), label.empty() ? "" : " ", label);
  std::map<int, const Row*> years;
  for (const Row& row : answer.rows) {
    const std::string text = row.cells[0].ToString();
    int year = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), year).ec == std::errc()) years[year] = &row;
  }
  std::vector<size_t> panels;
  for (size_t c = 1; c < answer.columns.size(); ++c) {
    if (answer.columns[c].right) panels.push_back(c);
  }
  const std::vector<std::string> notes = NotesOf(answer, kWidth - 40);
  const double height = kTop + static_cast<double>(panels.size()) * (kPanel + kSpace) + 20 + HeightOf(notes);
  Svg svg(kWidth, height, title);
  svg.Text(20, 32, ShortenToCharacters(title, 80), 18, Anchor::kStart, "#1a1a1a", 0, true);
  DrawNotes(notes, height, &svg);
  if (years.empty()) return std::move(svg).Finish();
  const int first = years.begin()->first, count = years.rbegin()->first - first + 1;
  const double slot = (kRight - kLeft) / count;
  const int every = std::max(1, static_cast<int>(std::ceil(44 / slot)));  // room for four digits
  for (size_t p = 0; p < panels.size(); ++p) {
    const double top = kTop + static_cast<double>(p) * (kPanel + kSpace), base = top + kPanel;
    int64_t most = 1;
    for (const auto& [year, row] : years) most = std::max(most, NumberAt(*row, panels[p]));
    const int64_t step = StepFor(most);
    for (int64_t mark = 0; mark <= most; mark += step) {
      const double y = base - kPanel * static_cast<double>(mark) / static_cast<double>(most);
      svg.Line(kLeft, y, kRight, y, mark == 0 ? kGrey : kLight);
      svg.Text(kLeft - 8, y + 4, std::to_string(mark), 12, Anchor::kEnd);
    }
    svg.Text(kLeft, top - 8, answer.columns[panels[p]].name, 14, Anchor::kStart, "#1a1a1a", 0, true);
    for (int i = 0; i < count; ++i) {
      const auto at = years.find(first + i);
      const int64_t number = at == years.end() ? 0 : NumberAt(*at->second, panels[p]);
      const double tall = kPanel * static_cast<double>(number) / static_cast<double>(most);
      const double x = kLeft + slot * i;
      if (number > 0) {
        svg.Box(x + slot * 0.12, base - tall, slot * 0.76, tall, kOkabeIto[p % 6],
                fmt::format("{}: {} {}", first + i, number, answer.columns[panels[p]].name));
      }
      if (i % every == 0) svg.Text(x + slot / 2, base + 16, std::to_string(first + i), 12, Anchor::kMiddle);
    }
  }
  return std::move(svg).Finish();
}

}  // namespace concord
