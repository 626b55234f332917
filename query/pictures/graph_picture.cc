#include "query/pictures/graph_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "base/shorten.h"
#include "query/output/svg.h"
#include "query/pictures/picture_parts.h"

namespace concord {
namespace {

constexpr double kWidth = 1100, kHeight = 720, kLegend = 40, kTextSize = 12;
constexpr int kRounds = 300;

struct Rectangle {
  double left, top, right, bottom;
  bool Covers(const Rectangle& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

// Scales and moves the points so that they fill the box.
void FillBox(double width, double height, std::vector<DrawingPoint>* points) {
  const auto [left, right] = std::ranges::minmax(*points, {}, &DrawingPoint::x);
  const auto [top, bottom] = std::ranges::minmax(*points, {}, &DrawingPoint::y);
  const double x = left.x, y = top.y;
  const double wide = std::max(right.x - left.x, 1e-9), high = std::max(bottom.y - top.y, 1e-9);
  for (DrawingPoint& point : *points) {
    point.x = points->size() == 1 ? width / 2 : (point.x - x) / wide * width;
    point.y = points->size() == 1 ? height / 2 : (point.y - y) / high * height;
  }
}

// Dots that lines join, and the lines between them.
struct Piece {
  std::vector<size_t> dots;               // in the drawing
  std::vector<GraphDrawing::Line> lines;  // indexes in `dots`
};

// Forces between pieces that nothing joins would only drive them apart, until each of them is a blot.
std::vector<Piece> PiecesOf(const GraphDrawing& drawing) {
  std::vector<uint32_t> above(drawing.dots.size());
  for (uint32_t i = 0; i < above.size(); ++i) above[i] = i;
  const auto top = [&above](uint32_t dot) {
    while (above[dot] != dot) dot = above[dot] = above[above[dot]];
    return dot;
  };
  for (const GraphDrawing::Line& line : drawing.lines) above[top(line.from)] = top(line.to);
  std::vector<Piece> pieces;
  std::map<uint32_t, size_t> numbers;
  std::vector<uint32_t> places(above.size());
  for (uint32_t dot = 0; dot < above.size(); ++dot) {
    const auto [at, fresh] = numbers.try_emplace(top(dot), pieces.size());
    if (fresh) pieces.emplace_back();
    Piece& piece = pieces[at->second];
    places[dot] = static_cast<uint32_t>(piece.dots.size());
    piece.dots.push_back(dot);
  }
  for (const GraphDrawing::Line& line : drawing.lines)
    pieces[numbers.at(top(line.from))].lines.push_back({places[line.from], places[line.to], {}});
  return pieces;
}

// Places of the dots of one piece, in no particular box.
std::vector<DrawingPoint> Relax(size_t count, const std::vector<GraphDrawing::Line>& lines) {
  std::vector<DrawingPoint> points(count), moves(count);
  for (size_t i = 0; i < count; ++i) {
    // A sunflower: no two alike, none in line.
    const double turn = 2.399963 * static_cast<double>(i), far = std::sqrt(static_cast<double>(i) + 0.5);
    points[i] = {far * std::cos(turn), far * std::sin(turn)};
  }
  constexpr double kNear = 1.6;  // the length that an edge would like to have
  for (int round = 0; round < kRounds && count > 1; ++round) {
    std::ranges::fill(moves, DrawingPoint{});
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = i + 1; j < count; ++j) {
        const double dx = points[i].x - points[j].x, dy = points[i].y - points[j].y;
        const double square = std::max(dx * dx + dy * dy, 1e-6);
        const double push = kNear * kNear / square;
        moves[i].x += dx * push;
        moves[i].y += dy * push;
        moves[j].x -= dx * push;
        moves[j].y -= dy * push;
      }
    }
    for (const GraphDrawing::Line& line : lines) {
      const double dx = points[line.from].x - points[line.to].x, dy = points[line.from].y - points[line.to].y;
      const double pull = std::sqrt(dx * dx + dy * dy) / kNear;
      moves[line.from].x -= dx * pull;
      moves[line.from].y -= dy * pull;
      moves[line.to].x += dx * pull;
      moves[line.to].y += dy * pull;
    }
    const double most = 1.5 * (1 - static_cast<double>(round) / kRounds) + 0.01;
    for (size_t i = 0; i < count; ++i) {
      // What is joined with nothing must not drift away.
      moves[i].x -= 0.02 * points[i].x;
      moves[i].y -= 0.02 * points[i].y;
      const double length = std::sqrt(moves[i].x * moves[i].x + moves[i].y * moves[i].y);
      const double step = length > most ? most / length : 1;
      points[i].x += moves[i].x * step;
      points[i].y += moves[i].y * step;
    }
  }
  return points;
}

// The colours of kinds, in the order in which they are met.
std::map<std::string, size_t> KindsOf(const GraphDrawing& drawing) {
  std::map<std::string, size_t> kinds;
  for (const GraphDrawing::Dot& dot : drawing.dots) kinds.emplace(dot.kind, kinds.size());
  return kinds;
}

std::string_view ColorOf(size_t kind) { return kOkabeIto[kind % std::size(kOkabeIto)]; }

}  // namespace

std::vector<DrawingPoint> LayOut(const GraphDrawing& drawing, double width, double height) {
  std::vector<DrawingPoint> points(drawing.dots.size());
  std::vector<Piece> pieces = PiecesOf(drawing);
  std::ranges::stable_sort(pieces, std::greater(), [](const Piece& piece) { return piece.dots.size(); });
  // Each gets room for its dots, in the shape of the whole, and one more step to the next; in rows, the
  // largest first.
  const auto wide = [&](const Piece& piece) {
    return std::sqrt(static_cast<double>(piece.dots.size()) * width / height) + 1;
  };
  const auto high = [&](const Piece& piece) { return (wide(piece) - 1) * height / width + 1; };
  double area = 0, row_width = 0;
  for (const Piece& piece : pieces) {
    area += wide(piece) * high(piece);
    row_width = std::max(row_width, wide(piece));
  }
  row_width = std::max(row_width, std::sqrt(area * width / height));
  double left = 0, top = 0, row_height = 0;
  for (const Piece& piece : pieces) {
    std::vector<DrawingPoint> own = Relax(piece.dots.size(), piece.lines);
    if (left > 0 && left + wide(piece) > row_width) {
      top += row_height;
      left = row_height = 0;
    }
    FillBox(wide(piece) - 1, high(piece) - 1, &own);
    for (size_t i = 0; i < own.size(); ++i) points[piece.dots[i]] = {left + own[i].x, top + own[i].y};
    left += wide(piece);
    row_height = std::max(row_height, high(piece));
  }
  if (!points.empty()) FillBox(width, height, &points);
  return points;
}

std::string DrawGraph(const GraphDrawing& drawing) {
  constexpr double kMargin = 70, kRoomy = 80;  // dots that have room enough
  const double grows = std::max(1.0, std::sqrt(static_cast<double>(drawing.dots.size()) / kRoomy));
  const double width = kWidth * grows, height = kHeight * grows;
  Svg svg(width, height + kLegend, drawing.title);
  std::vector<DrawingPoint> points = LayOut(drawing, width - 2 * kMargin, height - 2 * kMargin);
  for (DrawingPoint& point : points) {
    point.x += kMargin;
    point.y += kMargin;
  }
  std::vector<size_t> degree(drawing.dots.size());
  for (const GraphDrawing::Line& line : drawing.lines) {
    ++degree[line.from];
    ++degree[line.to];
    const DrawingPoint &from = points[line.from], &to = points[line.to];
    svg.Line(from.x, from.y, to.x, to.y, "#b4b4b4", 1);
  }
  const auto kinds = KindsOf(drawing);
  std::vector<Rectangle> taken;
  std::vector<double> radius(drawing.dots.size());
  for (size_t i = 0; i < drawing.dots.size(); ++i) {
    radius[i] = drawing.dots[i].root ? 9 : std::min(4 + std::sqrt(static_cast<double>(degree[i])), 9.0);
    taken.push_back(
        {points[i].x - radius[i], points[i].y - radius[i], points[i].x + radius[i], points[i].y + radius[i]});
  }
  // Those with most edges are named first.
  std::vector<size_t> order(drawing.dots.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](size_t a, size_t b) {
    if (drawing.dots[a].root != drawing.dots[b].root) return drawing.dots[a].root;
    return degree[a] > degree[b];
  });
  for (const size_t i : order) {
    const GraphDrawing::Dot& dot = drawing.dots[i];
    const DrawingPoint& at = points[i];
    const std::string name = ShortenToCharacters(dot.name, 30);
    const double wide = Svg::Width(name, kTextSize), gap = radius[i] + 4;
    const Rectangle places[] = {{at.x + gap, at.y - 8, at.x + gap + wide, at.y + 6},
                                {at.x - gap - wide, at.y - 8, at.x - gap, at.y + 6},
                                {at.x - wide / 2, at.y + gap, at.x + wide / 2, at.y + gap + 13},
                                {at.x - wide / 2, at.y - gap - 13, at.x + wide / 2, at.y - gap}};
    const auto free = std::ranges::find_if(places, [&](const Rectangle& place) {
      return place.left > 2 && place.right < width - 2 &&
             std::ranges::none_of(taken, [&](const Rectangle& other) { return place.Covers(other); });
    });
    const bool named = free != std::end(places);
    // A link is called what it shows; one that shows no words needs some.
    if (!dot.address.empty()) svg.OpenLink(dot.address, named ? std::string() : dot.name + ", " + dot.kind);
    if (dot.root) svg.Dot(at.x, at.y, radius[i] + 3, kPictureInk);
    svg.Dot(at.x, at.y, radius[i], ColorOf(kinds.at(dot.kind)));
    svg.Box(at.x - radius[i], at.y - radius[i], 2 * radius[i], 2 * radius[i], "transparent",
            dot.name + " (" + dot.kind + ")");
    if (named) {
      taken.push_back(*free);
      svg.Text(free->left, free->bottom - 3, name, kTextSize, Anchor::kStart, kPictureInk, 0, dot.root);
    }
    if (!dot.address.empty()) svg.CloseLink();
  }
  double x = 20;
  std::vector<std::pair<size_t, std::string>> legend;
  for (const auto& [kind, number] : kinds) legend.emplace_back(number, kind);
  std::ranges::sort(legend);
  for (const auto& [number, kind] : legend) {
    svg.Dot(x, height + kLegend / 2, 6, ColorOf(number));
    svg.Text(x + 12, height + kLegend / 2 + 4, kind, 13);
    x += 36 + Svg::Width(kind, 13);
  }
  return std::move(svg).Finish();
}

}  // namespace concord
