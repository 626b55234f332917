#include "query/pictures/band_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "base/shorten.h"
#include "query/pictures/picture_parts.h"

namespace concord {
namespace {

struct Kind {
  std::string_view name, color;
  double opacity;
};
// From the front of a family to its end.
constexpr std::array<Kind, 7> kKinds = {{{"equal", "#0072B2", 0.85},
                                         {"subset: A within B", "#009E73", 0.8},
                                         {"superset: A contains B", "#E69F00", 0.8},
                                         {"intersects, close", "#56B4E9", 0.75},
                                         {"no relationship (asserted)", "#000000", 0.55},
                                         {"an overlap follows from chains", "#CC79A7", 0.5},
                                         {"suggested, for a reviewer", "#c4c4c4", 0.6}}};
constexpr size_t kFollows = 5, kSuggested = 6;

// Nothing for rows that are no band: no counterpart, chains that only exclude something, rejections.
std::optional<size_t> KindOf(std::string_view basis, std::string_view relation, std::string_view predicate) {
  if (basis == "inferred") {
    const bool overlap = !predicate.empty() && !predicate.starts_with("Not ");
    return overlap ? std::optional(kFollows) : std::nullopt;
  }
  if (basis != "mapping") return kSuggested;
  if (relation == "none (asserted)") return 4;
  if (relation == "no counterpart found" || predicate.starts_with("Not ")) return std::nullopt;
  return relation == "equal" ? 0 : relation == "subset" ? 1 : relation == "superset" ? 2 : 3;
}

// A family on its way into the picture.
struct Box {
  size_t rows = 0;  // of its bands
  double top = 0, high = 0;
  double next = 0;  // where its next band begins
};
struct Side {
  PictureSide about;
  std::vector<Box> boxes;  // beside its families

  static Side Read(const Answer& answer, std::string_view side) {
    Side read{PictureSide::Read(answer, side), {}};
    read.boxes.resize(read.about.families.size());
    return read;
  }
};

constexpr double kLeast = 22;  // of a family, so that its name has room
constexpr double kSpace = 6;   // between families

double HeightOf(const Side& side, double scale) {
  double high = 0;
  for (const Box& box : side.boxes) high += std::max(kLeast, scale * static_cast<double>(box.rows)) + kSpace;
  return high;
}

void PlaceFamilies(double top, double high, double scale, Side* side) {
  // Space that a side does not need stands between its families.
  const double spare = high - HeightOf(*side, scale);
  const double space = kSpace + spare / static_cast<double>(std::max<size_t>(side->boxes.size(), 1));
  for (Box& family : side->boxes) {
    family.top = top + (space - kSpace) / 2;
    family.high = std::max(kLeast, scale * static_cast<double>(family.rows));
    family.next = family.top + (family.high - scale * static_cast<double>(family.rows)) / 2;
    top += family.high + space;
  }
}

std::string StatesText(const PictureSide::Family& family) {
  std::string text = fmt::format("{}: {} items", family.name, family.items);
  for (size_t s = 0; s < kItemStates; ++s) {
    if (family.states[s] > 0)
      text += fmt::format(", {} {}", family.states[s], ItemStateName(static_cast<ItemState>(s)));
  }
  return text;
}

}  // namespace

std::string DrawBands(const Answer& answer) {
  constexpr double kWidth = 1280, kTop = 96, kBox = 14, kShares = 90, kMargin = 12;
  constexpr double kLeft = 430, kRight = 850;  // inner edges of the boxes
  Side a = Side::Read(answer, "subject"), b = Side::Read(answer, "object");
  const std::string a_key(answer.arguments.FindString("subject")),
      b_key(answer.arguments.FindString("object"));
  const size_t subject_at = ColumnOf(answer, "subject"), object_at = ColumnOf(answer, "object"),
               basis_at = ColumnOf(answer, "basis"), relation_at = ColumnOf(answer, "relation"),
               predicate_at = ColumnOf(answer, "predicate");
  std::map<std::array<size_t, 3>, size_t> bands;  // rows by family of A, family of B, kind
  std::array<size_t, kKinds.size()> of_kind{};
  for (const Row& row : answer.rows) {
    const auto kind = KindOf(TextAt(row, basis_at), TextAt(row, relation_at), TextAt(row, predicate_at));
    const auto subject = a.about.of.find(TextAt(row, subject_at)),
               object = b.about.of.find(TextAt(row, object_at));
    if (!kind || subject == a.about.of.end() || object == b.about.of.end()) continue;
    ++bands[{subject->second, object->second, *kind}];
    ++a.boxes[subject->second].rows;
    ++b.boxes[object->second].rows;
    ++of_kind[*kind];
  }
  size_t rows = 0;
  for (const size_t count : of_kind) rows += count;
  // As high as a slide, or as the names need; all rows together take some 400 of it.
  const double scale = std::min(10.0, 400.0 / static_cast<double>(std::max<size_t>(rows, 1)));
  const double high = std::max({HeightOf(a, scale), HeightOf(b, scale), 520.0});
  const double bottom = kTop + high;
  const std::string title = fmt::format("{} and {}", a_key, b_key);
  const auto legend_of = [&](size_t kind) {
    return fmt::format("{} ({})", kKinds[kind].name, of_kind[kind]);
  };
  double legend = 0;  // how broad it is in one line
  for (size_t k = 0; k < kKinds.size(); ++k)
    legend += of_kind[k] == 0 ? 0 : 50 + Svg::Width(legend_of(k), 13);
  // A second line for what has no room in the first.
  Svg svg(kWidth, bottom + (20 + legend > kWidth ? 120 : 96), title);
  svg.Text(20, 32, ShortenToCharacters(title, 90), 20, Anchor::kStart, kPictureInk, 0, true);
  svg.Text(20, 54, fmt::format("Bands are as broad as rows are many ({} rows)", rows), 13, Anchor::kStart,
           kPictureGrey);
  // Bold letters are broader.
  const auto side_name = [](std::string_view letter, const std::string& key) {
    return Svg::Fit(fmt::format("{}: {}", letter, key), 15 * 1.1, kLeft - kMargin);
  };
  svg.Text(kLeft, kTop - 12, side_name("A", a_key), 15, Anchor::kEnd, kPictureInk, 0, true);
  svg.Text(kRight, kTop - 12, side_name("B", b_key), 15, Anchor::kStart, kPictureInk, 0, true);
  PlaceFamilies(kTop, high, scale, &a);
  PlaceFamilies(kTop, high, scale, &b);

  // At the left bands leave in the order of their ends, at the right they arrive in the order of their
  // starts.
  struct Band {
    size_t from, to, kind, rows;
    double left = 0, right = 0;
  };
  std::vector<Band> drawn;
  drawn.reserve(bands.size());
  for (const auto& [key, count] : bands) drawn.push_back({key[0], key[1], key[2], count});
  for (Band& band : drawn) {
    band.left = a.boxes[band.from].next;
    a.boxes[band.from].next += scale * static_cast<double>(band.rows);
    band.right = b.boxes[band.to].next;
    b.boxes[band.to].next += scale * static_cast<double>(band.rows);
  }
  // What is surest lies on top.
  std::stable_sort(drawn.begin(), drawn.end(), [](const Band& x, const Band& y) { return x.kind > y.kind; });
  for (const Band& band : drawn) {
    const double broad = std::max(scale * static_cast<double>(band.rows), 0.6);
    const Kind& kind = kKinds[band.kind];
    svg.Curve(kLeft, band.left + broad / 2, kRight, band.right + broad / 2, kind.color, broad, kind.opacity,
              fmt::format("{} and {}: {} rows, {}", a.about.families[band.from].name,
                          b.about.families[band.to].name, band.rows, kind.name));
  }
  const auto draw = [&](const Side& side, double box, double shares, double text, Anchor anchor) {
    for (size_t f = 0; f < side.boxes.size(); ++f) {
      const PictureSide::Family& family = side.about.families[f];
      const Box& at = side.boxes[f];
      const double middle = at.top + at.high / 2;
      svg.Box(box, at.top, kBox, at.high, "#4a4a4a", StatesText(family));
      DrawShares(shares, middle - 7, kShares, 14, family.states, StatesText(family), &svg);
      // The number is what must not be cut at the edge: the name gets the room that is left.
      const std::string count = fmt::format(" ({})", family.items);
      const double room = (anchor == Anchor::kEnd ? text : kWidth - text) - kMargin - Svg::Width(count, 14);
      svg.Text(text, middle + 5, Svg::Fit(family.name, 14, room) + count, 14, anchor);
    }
  };
  draw(a, kLeft - kBox, kLeft - kBox - 8 - kShares, kLeft - kBox - 16 - kShares, Anchor::kEnd);
  draw(b, kRight, kRight + kBox + 8, kRight + kBox + 16 + kShares, Anchor::kStart);

  double x = 20, line = bottom + 34;
  for (size_t k = 0; k < kKinds.size(); ++k) {
    if (of_kind[k] == 0) continue;
    const std::string name = legend_of(k);
    const double width = 50 + Svg::Width(name, 13);
    if (x > 20 && x + width > kWidth) x = 20, line += 24;
    svg.Curve(x, line, x + 22, line, kKinds[k].color, 10, std::max(kKinds[k].opacity, 0.7));
    svg.Text(x + 28, line + 5, name, 13);
    x += width;
  }
  DrawStateLegend(20, line + 36, false, &svg);
  return std::move(svg).Finish();
}

}  // namespace concord
