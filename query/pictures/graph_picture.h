// Draws a few nodes and their edges (SVG). The layout is computed here, so the same graph gives the same
// picture everywhere.
#ifndef CONCORD_QUERY_PICTURES_GRAPH_PICTURE_H_
#define CONCORD_QUERY_PICTURES_GRAPH_PICTURE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace concord {

struct GraphDrawing {
  struct Dot {
    std::string name;     // for people
    std::string kind;     // its label: the colour
    std::string address;  // the target of a click; empty: none
    bool root = false;    // what was asked for
  };
  struct Line {
    uint32_t from = 0, to = 0;  // indexes in `dots`
    std::string type;
  };
  std::string title;
  std::vector<Dot> dots;
  std::vector<Line> lines;
};

struct DrawingPoint {
  double x = 0, y = 0;
};

// Places within a box of width by height: forces between nodes and along edges (Fruchterman & Reingold 1991),
// starting from a spiral, in each connected part alone; the parts stand side by side. O(dots^2) in each of
// 300 rounds, so at most a few hundred dots.
std::vector<DrawingPoint> LayOut(const GraphDrawing& drawing, double width, double height);

// Leaves out names that would cover one another; pointing at a dot shows its name. More than some eighty dots
// get a larger picture, so that there is room for their names.
std::string DrawGraph(const GraphDrawing& drawing);

}  // namespace concord

#endif  // CONCORD_QUERY_PICTURES_GRAPH_PICTURE_H_
